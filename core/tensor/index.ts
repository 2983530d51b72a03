// Networks’ arithmetic: TensorFlow.js over fast kernels of our own, as its backend `lab`.
import { LabBackend } from './backend.ts';
import { openKernels } from './kernels.ts';
import { registerKernels } from './register.ts';
import { getBackend, registerBackend, removeBackend, setBackend } from './tf.ts';
import { openThreads, type Spawn } from './threads.ts';
import { compileKernels } from './wasm.ts';

export type { Work } from '../compression/work.ts';
export type { Adam } from './adam.ts';
export { createAdam } from './adam.ts';
export { labBackend } from './backend.ts';
export type { Belief, UnitMoments } from './beliefs.ts';
export { drawnUnits, logUniformBelief, unitMoments } from './beliefs.ts';
export { mapped, straightThrough } from './mapped.ts';
export { numbersOf } from './numbers.ts';
export type { Activation } from './ops.ts';
export {
  bernoulliLogLikelihood,
  convolution,
  dense,
  FEATURES,
  gaussianComplexity,
  gaussianSample,
  LEVELS,
  softmaxLogLikelihood,
  softmaxMeans,
  transposedConvolution,
} from './ops.ts';
export type { Values } from './replay.ts';
export { createReplay } from './replay.ts';
export type { Rank, Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, Variable } from './tf.ts';
export * as tf from './tf.ts';
export type { Spawn } from './threads.ts';
export { workOf } from './work.ts';

export interface TensorOptions {
  /** How the host starts a thread; without it the caller’s works alone. */
  readonly spawn?: Spawn;
  /** Threads at work, the caller’s among them; 2 where there is `spawn`. */
  readonly threads?: number;
  /** The same bits on every host, and for any number of threads: without multiply-adds that round once. */
  readonly reproducible?: boolean;
}

export interface TensorInfo {
  readonly kernels: 'simd' | 'relaxed simd' | 'plain';
  readonly threads: number;
}

interface Open {
  readonly info: TensorInfo;
  close(): void;
}

// One backend at a time, as TensorFlow.js itself has it.
let open: { readonly asked: string; readonly ready: Promise<Open> } | undefined;

async function openLab({ spawn, threads = spawn ? 2 : 1, reproducible = false }: TensorOptions): Promise<Open> {
  const { module, kernels: kind } = await compileKernels(reproducible);
  const kernels = await openKernels(module);
  const pool = spawn && threads > 1 ? openThreads(kernels, spawn, threads) : undefined;
  registerKernels();
  registerBackend('lab', () => new LabBackend(kernels));
  return {
    info: { kernels: kind, threads: kernels.threads },
    close() {
      pool?.close();
      removeBackend('lab');
    },
  };
}

/**
 * Makes backend `lab` ready and current. A second call with the same options only answers; one with others closes what was open, whose
 * tensors are then gone. Throws where the host has no WebAssembly with SIMD.
 */
export async function openTensors(options: TensorOptions = {}): Promise<TensorInfo> {
  const asked = `${options.threads ?? (options.spawn ? 2 : 1)} ${options.reproducible ?? false}`;
  if (open?.asked !== asked) {
    const before = closeTensors();
    open = { asked, ready: before.then(() => openLab(options)) };
  }
  const { info } = await open.ready;
  if (getBackend() !== 'lab' && !(await setBackend('lab'))) throw new Error('The backend `lab` could not be started.');
  return info;
}

/** Ends the threads and forgets the backend: its tensors are gone. */
export async function closeTensors(): Promise<void> {
  const before = open;
  open = undefined;
  (await before?.ready.catch(() => undefined))?.close();
}
