// The kernels in WebAssembly, several numbers at once: a memory for each layer, in which its weights stay.
import { bytesOfBase64 } from '../../base/base64.ts';
import { once } from '../../math/once.ts';
import { type CodedLayer, decoded } from '../coded.ts';
import { compression } from '../kernels.generated.ts';
import { transposed } from './dense-kernel.ts';
import type { Int8Arithmetic, Int8Kernel, Int8Layer } from './int8-runner.ts';
import type { Kernel } from './kernel.ts';
import { signsKernel } from './signs-kernel.ts';
import { sparseColumns } from './sparse-kernel.ts';

/** What the kernels export; addresses are bytes. */
interface Exports {
  base(): number;
  dense(x: number, weights: number, bias: number, out: number, inputs: number, units: number): void;
  quantize(x: number, out: number, count: number, scale: number, zeroPoint: number): void;
  int8(
    x: number,
    wide: number,
    weights: number,
    offsets: number,
    multipliers: number,
    out: number,
    inputs: number,
    units: number,
    zeroPoint: number,
    least: number,
  ): void;
  sparse(x: number, starts: number, places: number, values: number, bias: number, out: number, units: number): void;
}

// Every host has it; the language's own library does not declare it.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (options: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
};

const compiled = once(() => new WebAssembly.Module(bytesOfBase64(compression)));

const PAGE = 65536;
/** More than lies before a caller’s arrays. */
const TABLES = 16384;

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array;

/** An instance whose memory holds these arrays, and where each begins, at a multiple of 16. */
function placed<T extends Record<string, Numbers>>(arrays: T): { run: Exports; at: Record<keyof T, number>; views: T } {
  const padded = (bytes: number) => Math.ceil(bytes / 16) * 16;
  const bytes = Object.values(arrays).reduce((sum, { byteLength }) => sum + padded(byteLength), TABLES);
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const run = new WebAssembly.Instance(compiled(), { env: { memory } }).exports as Exports;
  let reached = run.base();
  const at = {} as Record<keyof T, number>;
  const views = {} as T;
  for (const [name, from] of Object.entries(arrays) as [keyof T, T[keyof T]][]) {
    at[name] = reached;
    views[name] = new (from.constructor as new (buffer: ArrayBuffer, at: number, length: number) => T[keyof T])(
      memory.buffer,
      reached,
      from.length,
    );
    views[name].set(from);
    reached += padded(from.byteLength);
  }
  return { run, at, views };
}

const upTo = (count: number, multiple: number) => Math.ceil(count / multiple) * multiple;

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

/** Rows of int8 codes as the kernel reads them: of eight units eight codes of each pair in turn, 128 more of the first of it beside those of the other. */
function inPairs(rows: Int8Array, inputs: number, wide: number, high: number): Int8Array {
  const out = new Int8Array(wide * high);
  for (let unit = 0; unit < high; unit += 1)
    for (let i = 0; i < wide; i += 1) {
      const code = i < inputs && unit * inputs < rows.length ? (rows[unit * inputs + i] as number) : 0;
      const at = (unit - (unit % 8)) * wide + 64 * (i >> 3) + 8 * ((unit % 8) - (unit % 2)) + 2 * (i & 7);
      out[at + (unit % 2)] = unit % 2 ? code : code + 128;
    }
  return out;
}

function int8Vectors({ rows, offsets, multipliers, zeroPoint, least }: Int8Layer): Int8Kernel {
  const units = offsets.length;
  const inputs = rows.length / units;
  const [wide, high] = [upTo(inputs, 8), upTo(units, 8)];
  const padded = { offsets: new Int32Array(high), multipliers: new Float64Array(high) };
  padded.offsets.set(offsets);
  padded.multipliers.set(multipliers);
  const { run, at, views } = placed({
    x: new Int8Array(wide),
    wide: new Int16Array(wide),
    rows: inPairs(rows, inputs, wide, high),
    ...padded,
    out: new Int8Array(high),
  });
  const codes = views.out.subarray(0, units);
  return (x, out, to, work) => {
    views.x.set(x);
    run.int8(at.x, at.wide, at.rows, at.offsets, at.multipliers, at.out, wide, high, zeroPoint, least);
    out.set(codes, to);
    work.multiplyAccumulatesInt8 += rows.length;
    work.weightBytes += rows.length;
    work.activationBytes += inputs + units;
  };
}

/** For `createInt8Runner`: the very codes of its own arithmetic. */
export const int8Arithmetic: Int8Arithmetic = {
  quantizer({ scale, zeroPoint }, count) {
    const wide = upTo(count, 4);
    const { run, at, views } = placed({ x: new Float32Array(wide), out: new Int8Array(wide) });
    const codes = views.out.subarray(0, count);
    return (x, out) => {
      views.x.set(x);
      run.quantize(at.x, at.out, wide, scale, zeroPoint);
      out.set(codes);
    };
  },
  kernel: int8Vectors,
};
