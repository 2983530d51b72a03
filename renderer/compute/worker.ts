// The worker: all that is computed is computed here, none of it on the page's thread.
import type { Request } from '../../core/contract/compute.ts';
import { provideClock } from '../../core/lab/clock.ts';
import { loadLab } from '../../core/labs/index.ts';
import { provideThreads } from '../../core/tensor/host.ts';
import { createHost } from './host.ts';

// The page may terminate a worker, or the system may: this lock is then let go, which is how the page hears of it.
const held = new Promise<void>((resolve) => {
  if (!('locks' in navigator)) resolve();
  else
    void navigator.locks.request(self.name, () => {
      resolve();
      return new Promise(() => {});
    });
});

provideClock(() => performance.now());
provideThreads(
  () => new Worker(new URL('../../core/tensor/kernel-worker.ts', import.meta.url), { type: 'module' }),
  navigator.hardwareConcurrency,
);

const handle = createHost({
  loadLab,
  post: (reply, transfer) => self.postMessage(reply, { transfer: [...transfer] }),
  pause: () => new Promise((resolve) => setTimeout(resolve)),
  now: () => performance.now(),
});

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  await held;
  await handle(data);
};
