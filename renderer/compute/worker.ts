// The worker: all that is computed is computed here, none of it on the page's thread.
import type { Request } from '../../core/contract/compute.ts';
import type { Kept } from '../../core/lab/keep.ts';
import { lent, threadsOn } from '../../core/lab/means.ts';
import { loadLab } from '../../core/labs/index.ts';
import { createHost } from './host.ts';

// The page may terminate a worker, or the system may: this lock is then let go, which is how the page hears of it. A browser that refuses
// storage refuses locks: then the worker computes all the same.
const lockTaken = new Promise<void>((resolve) => {
  if (!('locks' in navigator)) resolve();
  else
    navigator.locks
      .request(self.name, () => {
        resolve();
        return new Promise(() => {});
      })
      .catch(() => resolve());
});

const clock = () => performance.now();
const threads = threadsOn(
  navigator.hardwareConcurrency,
  () => new Worker(new URL('../../core/tensor/kernel-worker.ts', import.meta.url), { type: 'module' }),
);

const memories = new Map<string, Kept>();
const memoryOf = (id: string): Kept => {
  const memory = memories.get(id) ?? new Map();
  memories.set(id, memory);
  return memory;
};

const handle = createHost({
  loadLab: async (id) => lent(await loadLab(id), { clock, threads, kept: memoryOf(id) }),
  post: (reply, transfer) => self.postMessage(reply, { transfer: [...transfer] }),
  pause: () => new Promise((resolve) => setTimeout(resolve)),
  now: clock,
});

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  await lockTaken;
  await handle(data);
};
