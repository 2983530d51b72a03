// The thread as a web worker: `new Worker(new URL('…/core/tensor/kernel-worker.ts', import.meta.url), { type: 'module' })` is a Spawn’s answer.
import { serveThread } from './thread.ts';

(globalThis as { onmessage?: (event: { readonly data: unknown }) => void }).onmessage = ({ data }) => serveThread(data);
