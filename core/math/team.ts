// The float64 kernels on shared memory, with further threads that take parts of their jobs. A part’s result does not depend on who takes
// it: one thread and many give the same bits.

import { shared } from './float64.generated.ts';
import { compile, createMemory, type Float64Kernels, instantiate, type Memory, type Module, SCRATCH } from './float64.ts';

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

/** Threads over one memory, which is that of whoever asked last. */
export interface Team {
  /** The kernels with `bytes` of memory for `owner`, who writes his arrays there by `write` whenever somebody else was there since. */
  readonly at: (owner: object, bytes: number, write: (kernels: Float64Kernels) => void) => Float64Kernels;
  /** Parts that further threads have done for whoever is there now. */
  readonly helped: () => number;
  readonly close: () => void;
}

interface Seat {
  readonly owner: object;
  readonly bytes: number;
  readonly kernels: Float64Kernels;
  readonly helped: () => number;
  readonly close: () => void;
}

/** False on a page’s own thread. */
function mayWait(words: Int32Array, at: number): boolean {
  try {
    Atomics.wait(words, at / 4, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/** Kernels on shared memory and `count` threads over it, the caller’s among them; fewer where memory cannot be shared with them. */
function takeSeat(module: Module, owner: object, bytes: number, start: StartThread, count: number): Seat {
  const memory = createMemory(bytes + SCRATCH * (count - 1), true);
  const kernels = instantiate(module, memory);
  const { run, block, words, base } = kernels;
  const started: { terminate(): void }[] = [];
  try {
    for (let i = 0; i < count - 1; i += 1) {
      const scratch = base + SCRATCH * i;
      words[scratch / 4] = block;
      const thread = start();
      started.push(thread);
      thread.postMessage({ module, memory, scratch, spin: SPIN } satisfies ThreadStart);
    }
  } catch {
    // The page is not isolated from other sites’: its memory stays its own.
    started.pop()?.terminate();
  }
  const helpers = started.length > 0;
  const waits = mayWait(words, block);
  return {
    owner,
    bytes,
    kernels: { ...kernels, base: base + SCRATCH * (count - 1), share: (parts) => run.run(parts, helpers && parts > 1, SPIN, waits) },
    helped: () => words[(block + HELPED) / 4] as number,
    close: () => {
      for (const thread of started) thread.terminate();
    },
  };
}

const HELPED = 132;

/** A team of `count` threads; none is started before somebody asks for it. */
export function openTeam(start: StartThread, count: number): Team {
  const module = compile(shared);
  let seat: Seat | undefined;
  return {
    at(owner, bytes, write) {
      if (seat?.owner === owner) return seat.kernels;
      if (seat && seat.bytes >= bytes) seat = { ...seat, owner };
      else {
        seat?.close();
        seat = takeSeat(module, owner, bytes, start, count);
      }
      write(seat.kernels);
      return seat.kernels;
    },
    helped: () => seat?.helped() ?? 0,
    close() {
      seat?.close();
      seat = undefined;
    },
  };
}
