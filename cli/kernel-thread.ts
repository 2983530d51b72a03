// The thread of core/tensor as one of Node’s.
import { parentPort } from 'node:worker_threads';
import { serveThread } from '../core/tensor/thread.ts';

parentPort?.once('message', serveThread);
