// Further threads over the kernels’ memory. Hosts say how a thread is started; what it does is core/tensor/thread.ts.
import { mayWait } from '../base/may-wait.ts';
import { type Kernels, SCRATCH } from './kernels.ts';
import type { WasmMemory, WasmModule } from './wasm.ts';

/** Starts a thread that hands each message it is sent to `serveThread`. */
export type Spawn = () => { postMessage(message: unknown): void; terminate(): void };

/** What a thread is sent, once. */
export interface ThreadStart {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly scratch: number;
  readonly spin: number;
}

/** Looks at the block for a new job before a thread goes to sleep: some 30 µs, which bridges the gap between two jobs of a step. */
const SPIN = 20_000;

export interface Threads {
  close(): void;
}

function waitsOn({ heap }: Kernels): boolean {
  const place = heap.allocate(4);
  const waits = mayWait(heap.ints(place, 1), 0);
  heap.free(place);
  return waits;
}

/** Starts threads until `count` work with the caller’s; fewer where memory cannot be shared with them. */
export function openThreads(kernels: Kernels, spawn: Spawn, count: number): Threads {
  const started: { terminate(): void; scratch: number }[] = [];
  try {
    while (started.length < count - 1) {
      const scratch = kernels.heap.allocate(SCRATCH);
      const thread = spawn();
      started.push({ terminate: () => thread.terminate(), scratch });
      thread.postMessage({ module: kernels.module, memory: kernels.memory, scratch, spin: SPIN } satisfies ThreadStart);
    }
  } catch {
    // The page is not isolated from other sites’: its memory stays its own.
    const last = started.pop();
    last?.terminate();
  }
  kernels.threads = started.length + 1;
  kernels.spin = SPIN;
  kernels.mayWait = waitsOn(kernels);
  return {
    close() {
      kernels.threads = 1;
      for (const { terminate, scratch } of started.splice(0)) {
        terminate();
        kernels.heap.free(scratch);
      }
    },
  };
}
