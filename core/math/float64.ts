// The float64 kernels (assembly/main.ts) with memory of their own: the hot loops of draws and gradients, in the same bits on every host.
import { bytesOfBase64 } from '../base/base64.ts';
import { wasm } from './float64.generated.ts';
import { once } from './once.ts';

/** What the kernels export; addresses are bytes. */
interface Exports {
  base(): number;
  state(): number;
  prepare(): void;
  exponentials(at: number, count: number): void;
  normals(at: number, count: number, mean: number, sd: number): void;
  wholes(at: number, count: number, bound: number): void;
  mixtureEstimates(
    points: number,
    count: number,
    rows: number,
    batch: number,
    x: number,
    scale: number,
    gradients: number,
    noise: number,
    priorA: number,
    priorB: number,
  ): void;
  mixtureSums(
    points: number,
    count: number,
    x: number,
    length: number,
    start: number,
    gradients: number,
    out: number,
    noise: number,
    priorA: number,
    priorB: number,
  ): void;
  logisticEstimate(
    points: number,
    dimension: number,
    x: number,
    signs: number,
    rows: number,
    batch: number,
    scale: number,
    precision: number,
    gradients: number,
  ): void;
  logisticSum(points: number, dimension: number, panels: number, signs: number, size: number, start: number, gradients: number): number;
}

export interface Float64Kernels {
  readonly run: Exports;
  /** Where the generator’s state lies, 16 bytes. */
  readonly state: number;
  /** Where a caller’s arrays may begin, a multiple of 16. */
  readonly base: number;
  /** The memory as numbers of 8 bytes and as whole ones of 4: the one at address a is numbers[a / 8], words[a / 4]. */
  readonly numbers: Float64Array;
  readonly words: Int32Array;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => { readonly [Symbol.toStringTag]: string };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (options: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
};

const PAGE = 65536;
/** More than tables and base take. */
const TABLES = 16384;

const compiled = once(() => new WebAssembly.Module(bytesOfBase64(wasm)));

/** Kernels with `bytes` for a caller’s arrays. They live as long as who holds them, and so does their memory. */
export function createFloat64(bytes: number): Float64Kernels {
  const pages = Math.ceil((TABLES + bytes) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const run = new WebAssembly.Instance(compiled(), { env: { memory } }).exports as Exports;
  run.prepare();
  return { run, state: run.state(), base: run.base(), numbers: new Float64Array(memory.buffer), words: new Int32Array(memory.buffer) };
}

/** Bytes of the memory that all share who keep nothing in it from one call to the next. */
export const SHARED_BYTES = 3 * PAGE;

/** Those of that memory. */
export const sharedFloat64 = once(() => createFloat64(SHARED_BYTES));

// Below so many numbers a loop is quicker than what a copy of the array costs to set up.
const FEW = 16;

/** Writes an array to the numbers of a memory, from the address on. */
export function writeNumbers(numbers: Float64Array, address: number, from: Float64Array): void {
  const place = address / 8;
  if (from.length > FEW) numbers.set(from, place);
  else for (let i = 0; i < from.length; i += 1) numbers[place + i] = from[i] as number;
}

/** Fills an array from the numbers of a memory, from the address on. */
export function readNumbers(numbers: Float64Array, address: number, to: Float64Array): void {
  const place = address / 8;
  if (to.length > FEW) to.set(numbers.subarray(place, place + to.length));
  else for (let i = 0; i < to.length; i += 1) to[i] = numbers[place + i] as number;
}
