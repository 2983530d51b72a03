// Threads for core/tensor in Node.
import { Worker } from 'node:worker_threads';
import type { Spawn } from '../core/tensor/index.ts';

/** Compiled, as in the package that is installed, or as it was written. */
const thread = import.meta.url.endsWith('.ts') ? './kernel-thread.mjs' : './kernel-thread.js';

/** Starts a thread that does not keep the process from ending. */
export const spawnThread: Spawn = () => {
  const worker = new Worker(new URL(thread, import.meta.url), { execArgv: [] });
  worker.unref();
  return { postMessage: (message) => worker.postMessage(message), terminate: () => void worker.terminate() };
};
