// The page's side of the contract: one promise a request. A worker that dies rejects what waits, and the next request makes another.
import { InputError } from '../../core/base/input-error.ts';
import type { Reply, Request } from '../../core/contract/compute.ts';

/** What the client needs of a Worker. */
export interface Port {
  post(request: Request, transfer: readonly Transferable[]): void;
  terminate(): void;
}

export interface PortListener {
  readonly reply: (reply: Reply) => void;
  /** The worker is gone, for whatever reason. */
  readonly died: () => void;
}

export type Connect = (listener: PortListener) => Port;

/** The worker died; the run with it, nothing else. */
class ComputeStopped extends Error {
  override readonly name = 'ComputeStopped';
  constructor() {
    super('the computation stopped; press reset to begin again');
  }
}

type Answer<K extends Request['kind']> = Exclude<
  Reply,
  {
    kind:
      | 'failed'
      | Exclude<
          Reply['kind'],
          {
            open: 'frame';
            next: 'frame';
            export: 'exported';
            exert: 'exerted';
            checkpoint: 'checkpoint';
            close: 'closed';
            sweep: 'swept' | 'closed';
            map: 'mapped';
            fill: 'mapped';
            read: 'data';
            readModel: 'model';
            readShipped: 'data';
          }[K]
        >;
  }
>;

export interface Compute {
  /** A number that no run has borne. */
  newRun(): number;
  /** Rejects with InputError where the input is at fault, ComputeStopped where the worker died, Error else. */
  ask<R extends Request>(request: R, transfer?: readonly Transferable[]): Promise<Answer<R['kind']>>;
  dispose(): void;
}

/** What is asked without a run that is open. */
const runless: ReadonlySet<Request['kind']> = new Set(['sweep', 'read', 'readModel', 'readShipped']);

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Requests of one run number are answered in their order, which is how a reply finds its promise. `early` has the worker load
 * beside the page, not when it is first asked.
 */
export function createCompute(connect: Connect, { early = true }: { readonly early?: boolean } = {}): Compute {
  let port: Port | undefined;
  let lastRun = 0;
  const waiting = new Map<number, Waiting[]>();
  /** The runs that the worker holds. */
  const workerRuns = new Set<number>();

  const connected = (): Port => {
    if (port) return port;
    const mine: Port = connect({
      reply: (reply) => {
        if (port !== mine) return;
        const queue = waiting.get(reply.run);
        const asked = queue?.shift();
        if (queue?.length === 0) waiting.delete(reply.run);
        if (reply.kind === 'failed') asked?.reject(failureOf(reply));
        else asked?.resolve(reply as never);
      },
      died: () => {
        if (port === mine) drop();
      },
    });
    port = mine;
    return mine;
  };

  const drop = () => {
    port?.terminate();
    port = undefined;
    workerRuns.clear();
    const lost = [...waiting.values()].flat();
    waiting.clear();
    for (const { reject } of lost) reject(new ComputeStopped());
  };

  if (early) connected();

  return {
    newRun: () => ++lastRun,
    ask: (request, transfer = []) =>
      new Promise((resolve, reject) => {
        const { kind, run } = request;
        if (kind === 'open' || kind === 'map') workerRuns.add(run);
        // The run was lost with the worker that held it.
        else if (!runless.has(kind) && !workerRuns.has(run)) return reject(new ComputeStopped());
        if (kind === 'close') workerRuns.delete(run);
        const to = connected();
        const queue = waiting.get(request.run) ?? [];
        queue.push({ resolve, reject });
        waiting.set(request.run, queue);
        to.post(request, transfer);
      }),
    dispose: drop,
  };
}

function failureOf({ message, input, parameter = 'input' }: Reply & { kind: 'failed' }): Error {
  if (!input) return new Error(message);
  const [, expected = message, got = 'something else'] = /: expected (.*), got (.*)$/s.exec(message) ?? [];
  return new InputError(parameter, expected, got);
}
