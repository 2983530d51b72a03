// A thread of bench/estimators.ts: answers each request with the milliseconds that its share took. Plain JavaScript, since a thread starts
// without what lets Node read TypeScript.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { createEstimates } = await import('./estimates.ts');
const estimate = createEstimates(workerData);
parentPort?.on('message', ({ name, count }) => parentPort?.postMessage(estimate(name, count)));
