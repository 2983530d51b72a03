// The kernels of float32 numbers in WebAssembly, several numbers at once: a memory for each layer, in which its weights stay.
import { type CodedLayer, decoded } from '../coded.ts';
import { transposed } from './dense-kernel.ts';
import type { Kernel } from './kernel.ts';
import { placed, upTo } from './placed.ts';
import { signsKernel } from './signs-kernel.ts';
import { sparseColumns } from './sparse-kernel.ts';

/** Rows with zeros behind each and behind the last, so that they are whole vectors. */
function widened<T extends Float32Array | Int8Array>(rows: T, from: number, to: number, units: number): T {
  const wide = new (rows.constructor as new (count: number) => T)(to * units);
  for (let row = 0; row * from < rows.length; row += 1) wide.set(rows.subarray(row * from, (row + 1) * from), row * to);
  return wide;
}

/** As `denseKernel`, but for sums in float32, whose order is another. Weights are [inputs, units]. */
function denseVectors(weights: Float32Array, bias: Float32Array): Kernel {
  const units = bias.length;
  const inputs = weights.length / units;
  const [wide, high] = [upTo(inputs, 4), upTo(units, 4)];
  const { run, at, views } = placed({
    x: new Float32Array(wide),
    weights: widened(transposed(weights, units), inputs, wide, high),
    bias: widened(bias, units, high, 1),
    out: new Float32Array(high),
  });
  const sums = views.out.subarray(0, units);
  return (x, out, to, work) => {
    views.x.set(x);
    run.dense(at.x, at.weights, at.bias, at.out, wide, high);
    out.set(sums, to);
    work.multiplyAccumulatesFloat32 += weights.length;
    work.weightBytes += 4 * weights.length;
    work.activationBytes += 4 * (inputs + units);
  };
}

/** As `sparseKernel`, but for sums in float32, four for each unit. */
function sparseVectors({ weights, bias }: CodedLayer): Kernel | undefined {
  if (weights.kind !== 'sparse') return undefined;
  const units = bias.length;
  const { starts, inputs, values } = sparseColumns(weights, units);
  if (!(inputs instanceof Uint16Array)) return undefined;
  const size = weights.shape.reduce((product, side) => product * side, 1);
  const { run, at, views } = placed({
    x: new Float32Array(size / units),
    starts,
    inputs,
    values,
    bias,
    out: new Float32Array(units),
  });
  const bytes = starts.byteLength + inputs.byteLength + values.byteLength;
  return (x, out, to, work) => {
    views.x.set(x);
    run.sparse(at.x, at.starts, at.inputs, at.values, at.bias, at.out, units);
    out.set(views.out, to);
    work.multiplyAccumulatesFloat32 += values.length;
    work.weightBytes += bytes;
    work.activationBytes += 4 * (x.length + units);
  };
}

/** Kernels for `createRunner`: sparse layers of up to 2¹⁶ inputs and dense ones by vectors, signs as they are. */
export const vectorKernel = (layer: CodedLayer): Kernel => {
  if (layer.weights.kind === 'signs') return signsKernel(layer.weights, layer.bias);
  return sparseVectors(layer) ?? denseVectors(decoded(layer.weights), layer.bias);
};
