// Makes the worker and listens for its end: its errors, and the lock that it holds as long as it lives.
import type { Reply } from '../../core/contract/compute.ts';
import type { Connect } from './client.ts';
import LabWorker from './worker.ts?worker';

export const connectWorker: Connect = ({ reply, died }) => {
  const name = `compute-${crypto.randomUUID()}`;
  const worker = new LabWorker({ name });
  let watched = false;
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    // Once it has answered it holds its lock, so that whoever is given the lock next knows that it has ended.
    if (!watched && 'locks' in navigator) navigator.locks.request(name, died).catch(() => {});
    watched = true;
    reply(data);
  };
  worker.onerror = died;
  worker.onmessageerror = died;
  return {
    post: (request, transfer) => worker.postMessage(request, [...transfer]),
    terminate: () => worker.terminate(),
  };
};
