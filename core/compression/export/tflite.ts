// A compressed network of dense layers as TensorFlow Lite, in whole numbers throughout.
import { InputError } from '../../base/input-error.ts';
import { type TfliteDense, type TfliteTensor, tfliteOf } from '../../io/tflite.ts';
import type { CodedLayer, CodedNetwork } from '../coded.ts';
import type { ActivationGrid } from '../run/activation-grid.ts';
import { biasCodes } from '../run/bias-codes.ts';
import { transposed } from '../run/dense-kernel.ts';
import { shapesOf } from '../shapes.ts';

const between = (name: string, size: number, { scale, zeroPoint }: ActivationGrid): TfliteTensor => ({
  name,
  shape: [1, size],
  type: 'int8',
  scales: [scale],
  zeroPoint,
});

/** Weights and bias of a layer. Throws InputError for what TensorFlow Lite does not take. */
function parametersOf(layer: CodedLayer, input: ActivationGrid): readonly [TfliteTensor, TfliteTensor] {
  const { name, weights, activation } = layer;
  if (activation === 'sign') throw new InputError(`${name} activation`, 'linear or relu', activation);
  if (weights.kind !== 'grid' || weights.shape.length !== 2 || weights.zeroPoints.some((z) => z !== 0))
    throw new InputError(`${name} weights`, 'a dense layer on a symmetric grid', weights.kind === 'grid' ? 'another grid' : weights.kind);
  const bias = biasCodes(layer, input);
  const units = layer.bias.length;
  const axis = weights.scales.length > 1 ? { axis: 0 } : {};
  return [
    {
      name: `${name}_weights`,
      shape: [units, weights.codes.length / units],
      type: 'int8',
      scales: weights.scales,
      zeroPoint: 0,
      codes: transposed(weights.codes, units),
      ...axis,
    },
    { name: `${name}_bias`, shape: [units], type: 'int32', scales: bias.scales, zeroPoint: 0, codes: bias.codes, ...axis },
  ];
}

/**
 * The bytes of a .tflite file that takes codes [1, inputs] and gives codes [1, classes] on the first and the last grid of `calibrate`. Codes of
 * fewer bits than 8 take 8. Throws InputError for layers that are not dense, or not on a symmetric grid, and for grids that do not fit.
 */
export function networkTfliteOf(network: CodedNetwork, activations: readonly ActivationGrid[]): Uint8Array<ArrayBuffer> {
  const shapes = shapesOf(network);
  const { layers } = network;
  if (activations.length !== layers.length + 1)
    throw new InputError('activations', `${layers.length + 1} grids`, String(activations.length));
  const grid = (i: number) => activations[i] as ActivationGrid;
  const tensors: TfliteTensor[] = [between('x', shapes[0]?.input.reduce((a, b) => a * b, 1) ?? 0, grid(0))];
  const steps = layers.map((layer, i): TfliteDense => {
    const input = tensors.length - 1;
    tensors.push(...parametersOf(layer, grid(i)), between(`${layer.name}_output`, layer.bias.length, grid(i + 1)));
    return { input, weights: input + 1, bias: input + 2, output: input + 3, relu: layer.activation === 'relu' };
  });
  return tfliteOf({ name: network.name, tensors, input: 0, output: tensors.length - 1, layers: steps });
}
