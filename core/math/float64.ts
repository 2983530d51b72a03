// The float64 kernels (assembly/main.ts) with memory of their own: the hot loops of draws and gradients, in the same bits on every host.
import { bytesOfBase64 } from '../base/base64.ts';
import { alone } from './float64.generated.ts';
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
  /** Gives this instance memory of its own, SCRATCH bytes: the first word the address of the block of jobs. */
  setScratch(place: number): void;
  /** Does the job that is written in the block, in so many parts. */
  run(parts: number, shared: boolean, spin: number, mayWait: boolean): void;
}

export interface Float64Kernels {
  readonly run: Exports;
  /** Where the generator’s state lies, 16 bytes. */
  readonly state: number;
  /** Where the arguments of a job are written, and how it is done in so many parts. */
  readonly job: number;
  readonly share: (parts: number) => void;
  /** Where a caller’s arrays may begin, a multiple of 16. */
  readonly base: number;
  /** The memory as numbers of 8 bytes and as whole ones of 4: the one at address a is numbers[a / 8], words[a / 4]. */
  readonly numbers: Float64Array;
  readonly words: Int32Array;
}

/** A compiled module: it can be posted to a thread. */
export interface Module {
  readonly [Symbol.toStringTag]: string;
}

/** Memory of an instance, of its own or shared with those of further threads. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (options: { initial: number; maximum: number; shared?: boolean }) => Memory;
};

const PAGE = 65536;
/** More than tables and base take. */
const TABLES = 16384;
/** Of the block of jobs with its arguments, and of an instance’s own memory. */
const BLOCK = 256;
const ARGUMENTS = 192;
export const SCRATCH = 320;

/** A module from its base64. Throws where the host has no WebAssembly. */
export function compile(base64: string): Module {
  if (typeof WebAssembly === 'undefined') throw new Error('The kernels need WebAssembly, which this host does not have.');
  return new WebAssembly.Module(bytesOfBase64(base64));
}

const compiled = once(() => compile(alone));

/** Memory with `bytes` for a caller’s arrays. */
export function createMemory(bytes: number, shared: boolean): Memory {
  const pages = Math.ceil((TABLES + BLOCK + SCRATCH + bytes) / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
}

/** The kernels over a memory, with the place of the block of jobs. */
export function instantiate(module: Module, memory: Memory): Float64Kernels & { readonly block: number } {
  const run = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  run.prepare();
  const block = Math.ceil(run.base() / 64) * 64;
  const words = new Int32Array(memory.buffer);
  const scratch = block + BLOCK;
  words[scratch / 4] = block;
  run.setScratch(scratch);
  return {
    run,
    state: run.state(),
    block,
    job: block + ARGUMENTS,
    share: (parts) => run.run(parts, false, 0, false),
    base: scratch + SCRATCH,
    numbers: new Float64Array(memory.buffer),
    words,
  };
}

/** Kernels with `bytes` for a caller’s arrays. They live as long as who holds them, and so does their memory. */
export const createFloat64 = (bytes: number): Float64Kernels => instantiate(compiled(), createMemory(bytes, false));

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
