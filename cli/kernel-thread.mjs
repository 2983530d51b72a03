// The thread of core/tensor as one of Node’s. Plain JavaScript, since a thread starts without what lets Node read TypeScript.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { serveThread } = await import('../core/tensor/thread.ts');
parentPort?.once('message', serveThread);
