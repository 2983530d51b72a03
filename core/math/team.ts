// The float64 kernels on shared memory, with further threads that take parts of their jobs. A part’s result does not depend on who takes
// it: one thread and many give the same bits.

import { mayWait } from '../base/may-wait.ts';
import { shared } from './float64.generated.ts';
import { compile, createMemory, type Float64Kernels, instantiate, type Memory, type Module, SCRATCH } from './float64.ts';
import { once } from './once.ts';

/** Starts a thread that instantiates the module it is sent over the memory it is sent, sets its scratch, and serves. */
export type StartThread = () => { postMessage(message: unknown): void; terminate(): void };

/** What a thread is sent, once (core/tensor/thread.ts). */
interface ThreadStart {
  readonly module: Module;
  readonly memory: Memory;
  readonly scratch: number;
  readonly spin: number;
}

/** Looks at the block for a new job before a thread goes to sleep: some 30 µs, the gap between two jobs. */
const SPIN = 20_000;

export interface Team {
  /** Kernels with `bytes` of shared memory for a caller’s arrays, and threads of their own. */
  readonly create: (bytes: number) => Float64Kernels;
  /** Parts that further threads have done. */
  readonly helped: () => number;
  /** Ends the threads; kernels that are still used go on in one. */
  readonly close: () => void;
}

const HELPED = 132;

/** A team of `count` threads, the caller’s among them; fewer where memory cannot be shared with them. None is started before it is needed. */
export function openTeam(start: StartThread, count: number): Team {
  const module = once(() => compile(shared));
  const started: { terminate(): void }[] = [];
  const counters: (() => number)[] = [];
  return {
    create(bytes) {
      const memory = createMemory(bytes + SCRATCH * (count - 1), true);
      const kernels = instantiate(module(), memory);
      const { run, block, words, base } = kernels;
      let helpers = 0;
      try {
        for (; helpers < count - 1; helpers += 1) {
          const scratch = base + SCRATCH * helpers;
          words[scratch / 4] = block;
          const thread = start();
          started.push(thread);
          thread.postMessage({ module: module(), memory, scratch, spin: SPIN } satisfies ThreadStart);
        }
      } catch {
        // The page is not isolated from other sites’: its memory stays its own.
        started.pop()?.terminate();
      }
      counters.push(() => words[(block + HELPED) / 4] as number);
      const waits = mayWait(words, block / 4);
      return {
        ...kernels,
        base: base + SCRATCH * (count - 1),
        share: (parts) => run.run(parts, helpers > 0 && parts > 1, SPIN, waits),
      };
    },
    helped: () => counters.reduce((sum, helped) => sum + helped(), 0),
    close() {
      for (const thread of started.splice(0)) thread.terminate();
    },
  };
}
