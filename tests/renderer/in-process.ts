// The worker's side in the test's own thread: messages are cloned and moved as a real worker's are.
import type { Reply, Request } from '../../core/contract/compute.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { type Connect, createCompute } from '../../renderer/compute/client.ts';
import { createHost } from '../../renderer/compute/host.ts';

interface Options {
  /** The worker’s clock. */
  readonly now?: () => number;
  /** How a message comes. */
  readonly send?: (deliver: () => void) => void;
}

export function inProcess(lab: Lab, { now = () => performance.now(), send = queueMicrotask }: Options = {}) {
  const asked: Request[] = [];
  let die = () => {};
  let hosts = 0;
  let held: (() => void)[] | undefined;

  const connect: Connect = ({ reply, died }) => {
    let alive = true;
    hosts += 1;
    const host = createHost({
      loadLab: async () => lab,
      post: (answer: Reply, transfer) => {
        const moved = structuredClone(answer, { transfer: [...transfer] });
        const deliver = () => alive && reply(moved);
        if (held) held.push(deliver);
        else send(deliver);
      },
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      now,
    });
    die = () => {
      alive = false;
      died();
    };
    return {
      post: (request, transfer) => {
        asked.push(request);
        void host(structuredClone(request, { transfer: [...transfer] }));
      },
      terminate: () => {
        alive = false;
      },
    };
  };

  return {
    compute: createCompute(connect),
    /** Every request so far. */
    asked,
    hosts: () => hosts,
    die: () => die(),
    /** Keeps replies back until `release`. */
    hold: () => {
      held ??= [];
    },
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const deliver of waiting) deliver();
    },
  };
}
