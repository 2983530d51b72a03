// A compressed network as ONNX: weights on a grid as their codes and a node that makes numbers of them, all others in float32.
import { InputError } from '../../base/input-error.ts';
import { transposed } from '../../io/named-tensor.ts';
import { type OnnxCodes, type OnnxInitializer, type OnnxNode, onnxOf } from '../../io/onnx.ts';
import { type CodedLayer, type CodedNetwork, decoded, type GridCodes } from '../coded.ts';
import type { ActivationGrid } from '../run/activation-grid.ts';
import { biasCodes } from '../run/bias-codes.ts';
import { shapesOf } from '../shapes.ts';
import { sizeOf } from '../weights.ts';

interface Parts {
  readonly nodes: OnnxNode[];
  readonly initializers: (OnnxInitializer | OnnxCodes)[];
}

/** ONNX has codes of 2, 4 and 8 bits: the fewest that hold the codes and their zero points. */
function bitsOf({ bits, zeroPoints }: GridCodes): 2 | 4 | 8 {
  const fits = (wanted: number) => bits <= wanted && zeroPoints.every((z) => z >= -(2 ** (wanted - 1)) && z < 2 ** (wanted - 1));
  return fits(2) ? 2 : fits(4) ? 4 : 8;
}

/**
 * Filters [rows, columns, inputs, outputs] as ONNX has them, [outputs, inputs, rows, columns]; weights [inputs, units] as [units, inputs], since
 * ONNX Runtime Web 1.30 reads codes of 2 bits wrong in the other order unless the units are a multiple of 4.
 */
const turned = <T extends Float32Array | Int8Array>(values: T, shape: readonly number[]) =>
  transposed({ shape, values }, shape.length === 2 ? [1, 0] : [3, 2, 0, 1]);

/** A node that makes numbers of codes, with one scale for all or one for each along the first axis. */
function dequantize({ nodes, initializers }: Parts, name: string, codes: OnnxCodes, scales: Float32Array, points?: OnnxCodes) {
  const one = scales.length === 1;
  initializers.push(codes, { name: `${name}_scale`, shape: one ? [] : [scales.length], values: scales });
  if (points) initializers.push(points);
  nodes.push({
    op: 'DequantizeLinear',
    inputs: [codes.name, `${name}_scale`, ...(points ? [points.name] : [])],
    outputs: [name],
    ...(!one && { attributes: { axis: { int: 0 } } }),
  });
}

function weightsInto(parts: Parts, name: string, { weights }: CodedLayer): void {
  if (weights.kind !== 'grid') {
    parts.initializers.push({ name, ...turned(decoded(weights), weights.shape) });
    return;
  }
  const { scales, zeroPoints } = weights;
  const { shape, values: codes } = turned(weights.codes, weights.shape);
  const bits = bitsOf(weights);
  const points = { name: `${name}_zero`, shape: scales.length === 1 ? [] : [scales.length], codes: zeroPoints, bits };
  const symmetric = zeroPoints.every((z) => z === 0);
  const coded = { name: `${name}_codes`, shape, codes, bits };
  dequantize(parts, name, coded, scales, symmetric ? undefined : points);
}

/** Rounds `from` on a grid and makes numbers of the codes again, under the name `name`. */
function rounded({ nodes, initializers }: Parts, from: string, name: string, { scale, zeroPoint }: ActivationGrid): void {
  initializers.push(
    { name: `${name}_scale`, shape: [], values: Float32Array.of(scale) },
    { name: `${name}_zero`, shape: [], codes: Int8Array.of(zeroPoint), bits: 8 },
  );
  nodes.push({ op: 'QuantizeLinear', inputs: [from, `${name}_scale`, `${name}_zero`], outputs: [`${name}_codes`] });
  nodes.push({ op: 'DequantizeLinear', inputs: [`${name}_codes`, `${name}_scale`, `${name}_zero`], outputs: [name] });
}

/** In whole numbers of s_x s_w where the layer runs in whole numbers, else in float32. */
function biasInto(parts: Parts, name: string, layer: CodedLayer, input: ActivationGrid | undefined): void {
  if (input && layer.weights.kind === 'grid') {
    const { codes, scales } = biasCodes(layer, input);
    dequantize(parts, name, { name: `${name}_codes`, shape: [codes.length], codes, bits: 32 }, scales);
  } else parts.initializers.push({ name, shape: [layer.bias.length], values: layer.bias });
}

/**
 * The bytes of an ONNX file that takes `x`, [batch, …input], and gives `logits`, [batch, classes]. Codes are of opset 13, 21 or 25 by their bits: 8, 4
 * or 2. With `activations`, one grid for what comes in and one for what each layer gives, numbers between layers are rounded, too, and the biases
 * of layers on a grid are whole numbers of s_x s_w (QDQ form), which a runtime may compute in whole numbers. Throws InputError where the
 * network’s parts, or the grids, do not fit together.
 */
export function networkOnnxOf(network: CodedNetwork, activations?: readonly ActivationGrid[]): Uint8Array<ArrayBuffer> {
  const { name, input, layers } = network;
  const shapes = shapesOf(network);
  if (activations && activations.length !== layers.length + 1)
    throw new InputError('activations', `${layers.length + 1} grids`, String(activations.length));
  const parts: Parts = { nodes: [], initializers: [] };
  let reached = 'x';
  const step = (op: string, output: string, more: Pick<OnnxNode, 'attributes'> = {}, parameters: readonly string[] = []) => {
    parts.nodes.push({ op, inputs: [reached, ...parameters], outputs: [output], ...more });
    reached = output;
  };
  const onGrid = (i: number) => {
    const grid = activations?.[i];
    if (!grid) return;
    rounded(parts, reached, `rounded_${i}`, grid);
    reached = `rounded_${i}`;
  };
  // Images go through as [batch, channels, rows, columns], and back to channels last before they are a row.
  const flatten = () => {
    step('Transpose', 'channels_last', { attributes: { perm: { ints: [0, 2, 3, 1] } } });
    step('Flatten', 'row', { attributes: { axis: { int: 1 } } });
  };
  // ONNX’ Sign is 0 of 0, ours is 1: so twice, with a half in between.
  const signs = (at: string) => {
    step('Sign', `${at}_three`);
    parts.initializers.push({ name: `${at}_half`, shape: [], values: Float32Array.of(0.5) });
    step('Add', `${at}_apart`, {}, [`${at}_half`]);
    step('Sign', `${at}_sign`);
  };
  let image = input.length === 3;
  if (image) step('Transpose', 'channels_first', { attributes: { perm: { ints: [0, 3, 1, 2] } } });
  onGrid(0);
  layers.forEach((layer, i) => {
    const at = `${i + 1}_${layer.name}`;
    const dense = layer.weights.shape.length === 2;
    if (dense && image) flatten();
    image &&= !dense;
    weightsInto(parts, `${at}_weights`, layer);
    biasInto(parts, `${at}_bias`, layer, activations?.[i]);
    step(dense ? 'Gemm' : 'Conv', `${at}_sum`, dense ? { attributes: { transB: { int: 1 } } } : {}, [`${at}_weights`, `${at}_bias`]);
    if (layer.activation === 'relu') step('Relu', `${at}_relu`);
    if (layer.activation === 'sign') signs(at);
    const pool = { ints: [layer.pool, layer.pool] };
    if (layer.pool > 1) step('MaxPool', `${at}_pool`, { attributes: { kernel_shape: pool, strides: pool } });
    onGrid(i + 1);
  });
  if (image) flatten();
  step('Identity', 'logits');
  const fewest = Math.min(...parts.initializers.map((each) => ('codes' in each ? each.bits : 32)));
  return onnxOf({
    name,
    opset: fewest >= 8 ? 13 : fewest === 4 ? 21 : 25,
    inputs: [{ name: 'x', shape: ['batch', ...input] }],
    outputs: [{ name: 'logits', shape: ['batch', sizeOf(shapes.at(-1)?.output ?? [])] }],
    ...parts,
  });
}
