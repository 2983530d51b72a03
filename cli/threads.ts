// Threads for core/tensor in Node.
import { Worker } from 'node:worker_threads';
import type { Spawn } from '../core/tensor/index.ts';
import { isSource } from './source.ts';

const thread = isSource ? './kernel-thread.mjs' : './kernel-thread.js';

/** Starts a thread that does not keep the process from ending. */
export const spawnThread: Spawn = () => {
  const worker = new Worker(new URL(thread, import.meta.url), { execArgv: [] });
  worker.unref();
  return { postMessage: (message) => worker.postMessage(message), terminate: () => void worker.terminate() };
};
