// What runs in a further thread: it takes parts of the jobs that the kernels’ caller hands out, for as long as the thread lives.
import type { ThreadStart } from './threads.ts';
import { instantiateNow } from './wasm.ts';

/** Serves the caller that sent this first message; does not return. */
export function serveThread(message: unknown): void {
  const { module, memory, scratch, spin } = message as ThreadStart;
  const kernels = instantiateNow(module, memory);
  kernels.setScratch(scratch);
  kernels.serve(spin);
}
