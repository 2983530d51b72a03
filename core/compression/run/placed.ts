// Arrays in the memory of an instance of the kernels in WebAssembly, in which they stay.
import { bytesOfBase64 } from '../../base/base64.ts';
import { once } from '../../math/once.ts';
import { compression } from '../kernels.generated.ts';

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
export function placed<T extends Record<string, Numbers>>(arrays: T): { run: Exports; at: Record<keyof T, number>; views: T } {
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

/** The least multiple that is no less. */
export const upTo = (count: number, multiple: number) => Math.ceil(count / multiple) * multiple;
