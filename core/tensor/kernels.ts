// Jobs for the kernels: an operation, its arguments in shared memory, and how it is split into parts.
import { createWork, type Work } from '../compression/work.ts';
import { createHeap, type Heap } from './heap.ts';
import type { Recorder } from './recorder.ts';
import { createMemory, instantiate, type KernelExports, type WasmMemory, type WasmModule } from './wasm.ts';

/** As core/tensor/assembly numbers them. */
export const OPERATIONS = {
  multiply: 0,
  multiplySparse: 1,
  unary: 2,
  binary: 3,
  activationGradient: 4,
  sample: 5,
  sampleGradient: 6,
  bernoulli: 7,
  scaleRows: 8,
  complexity: 9,
  complexityGradient: 10,
  adam: 11,
  gather: 12,
  scatter: 13,
  sums: 14,
  listNonZeros: 15,
  softmax: 16,
  softmaxMeans: 17,
  belief: 18,
  beliefGradient: 19,
  drawn: 20,
  drawnGradient: 21,
  multiplySparseSquared: 22,
} as const;

export type Operation = keyof typeof OPERATIONS;

/** The functions of one variable, likewise; the first five are activations. */
export const FUNCTIONS = {
  linear: 0,
  relu: 1,
  tanh: 2,
  softplus: 3,
  sigmoid: 4,
  exp: 5,
  log: 6,
  square: 7,
  sqrt: 8,
  negate: 9,
  step: 10,
} as const;

const ARGUMENTS = 1216;
/** Words of the operation, its arguments, and where it is written down the number of parts. */
export const WORDS = 32;
const HELPED = 1184;
const HEAP = 65536;
/** Bytes a thread needs for itself: packed panels, a panel and a tile (core/tensor/assembly/gemm.ts). */
export const SCRATCH = 4 * (135168 + 512 * 8 + 64);
const ROOM = 135168;

export interface Kernels {
  readonly heap: Heap;
  readonly memory: WasmMemory;
  readonly module: WasmModule;
  readonly exports: KernelExports;
  /** Threads that work on a job, the caller’s among them. */
  threads: number;
  /** How often a thread looks before it lets the system put it to sleep. */
  spin: number;
  /** Whether this thread may be put to sleep: a page’s own may not. */
  mayWait: boolean;
  /** Parts that further threads have done so far. */
  helped(): number;
  /** Is told of all that is done, while there is one. */
  recorder: Recorder | undefined;
  /** Products and convolutions so far, counted a call. */
  work: Work;
  /** Adds to the work now, and whenever a recording of what was just done is played. */
  count(add: (work: Work) => void): void;
  run(operation: Operation, parts: number, integers: readonly number[], floats?: readonly number[]): void;
  /** Jobs one after the other, which stand written from there on. */
  runAll(list: number, count: number): void;
  /** How many of `total` go into a part: a multiple of `multiple`, at least `least`; all of them where there is one thread. */
  share(total: number, multiple: number, least: number): number;
}

export async function openKernels(module: WasmModule): Promise<Kernels> {
  const memory = createMemory();
  const exports = await instantiate(module, memory);
  const heap = createHeap(memory, HEAP);
  exports.setScratch(heap.allocate(SCRATCH));
  const ints = heap.ints(ARGUMENTS, WORDS);
  const reals = heap.floats(ARGUMENTS, WORDS);
  const kernels: Kernels = {
    heap,
    memory,
    module,
    exports,
    threads: 1,
    spin: 0,
    mayWait: false,
    recorder: undefined,
    work: createWork(),
    count(add) {
      add(kernels.work);
      kernels.recorder?.count(add);
    },
    helped: () => heap.ints(HELPED, 1)[0] as number,
    run(operation, parts, integers, floats = []) {
      ints[0] = OPERATIONS[operation];
      for (let i = 0; i < integers.length; i += 1) ints[i + 1] = integers[i] as number;
      for (let i = 0; i < floats.length; i += 1) reals[integers.length + i + 1] = floats[i] as number;
      kernels.recorder?.job(ints, parts);
      exports.run(parts, parts > 1 && kernels.threads > 1, kernels.spin, kernels.mayWait);
    },
    runAll(list, count) {
      exports.runAll(list, count, kernels.threads > 1, kernels.spin, kernels.mayWait);
    },
    share(total, multiple, least) {
      if (kernels.threads === 1) return Math.max(1, total);
      const parts = Math.max(1, Math.min(Math.floor(total / least), PARTS_PER_THREAD * kernels.threads));
      return Math.max(multiple, Math.ceil(total / parts / multiple) * multiple);
    },
  };
  return kernels;
}

/** More parts than threads, so that a thread that was held up holds nobody up. */
const PARTS_PER_THREAD = 8;

/** A matrix in memory: element (i, j) stands at address + 4 (i · down + j · across). */
export interface MatrixPlace {
  readonly address: number;
  readonly down: number;
  readonly across: number;
}

/** Of a product: rows × depth by depth × columns. */
interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
}

/** C = f(A B + bias), C dense by rows; `bias` 0: none; C + A B with `accumulate`. */
export function multiply(
  kernels: Kernels,
  a: MatrixPlace,
  b: MatrixPlace,
  c: number,
  { rows, columns, depth }: Size,
  bias = 0,
  activation = 0,
  accumulate = false,
): void {
  if (rows === 0 || columns === 0) return;
  const most = Math.max(90, Math.floor(ROOM / Math.max(1, depth) / 30) * 30);
  let rowsAPart = Math.min(Math.ceil(rows / 30) * 30, most);
  // Rows in multiples of both 5 and 6, which either build takes at a time. A part worth sharing takes some 20 µs.
  const least = 5e5 / Math.max(1, depth);
  const columnsAPart = kernels.share(columns, 8, Math.max(8, least / Math.min(rows, rowsAPart)));
  if (kernels.threads > 1 && Math.ceil(columns / columnsAPart) < 2 * kernels.threads && rows > columns) {
    rowsAPart = Math.min(rowsAPart, kernels.share(rows, 30, Math.max(30, least / columns)));
  }
  const parts = Math.ceil(rows / rowsAPart) * Math.ceil(columns / columnsAPart);
  kernels.run('multiply', parts, [
    a.address,
    a.down,
    a.across,
    b.address,
    b.down,
    b.across,
    c,
    rows,
    columns,
    depth,
    bias,
    activation,
    rowsAPart,
    Math.ceil(columnsAPart / 8) * 8,
    Number(accumulate),
  ]);
}

/** Rows (or columns) of a matrix’s non-zeros: where each begins, and pairs of the other index and the value. */
export interface NonZeros {
  readonly starts: number;
  readonly pairs: number;
}

/** C = f(A B + bias) with A given by its non-zeros; or, `squared`, by the squares of its numbers. */
export function multiplySparse(
  kernels: Kernels,
  a: NonZeros,
  b: number,
  c: number,
  { rows, columns, depth }: Size,
  { bias = 0, activation = 0, squared = false }: { bias?: number; activation?: number; squared?: boolean } = {},
): void {
  if (rows === 0 || columns === 0) return;
  const columnsAPart = kernels.share(columns, 16, 32);
  kernels.run(squared ? 'multiplySparseSquared' : 'multiplySparse', Math.ceil(columns / columnsAPart), [
    a.starts,
    a.pairs,
    b,
    c,
    rows,
    columns,
    bias,
    activation,
    columnsAPart,
    depth,
  ]);
}
