// The worker's side of the contract: a request comes in, a run takes its steps, exactly one reply goes out.
import { InputError } from '../../core/base/input-error.ts';
import { type Reply, type Request, unreachable } from '../../core/contract/compute.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { readFor } from '../../core/lab/data-for.ts';
import { exertFor } from '../../core/lab/exert.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import { buffersOf } from '../../core/lab/result.ts';
import { openRun, type Run } from '../../core/lab/run.ts';
import { type LabMap, openMap } from '../../core/lab/run-map.ts';
import { sweepOf } from '../../core/lab/run-sweep.ts';

export interface HostOptions {
  readonly loadLab: (id: string) => Promise<Lab>;
  readonly post: (reply: Reply, transfer: readonly Transferable[]) => void;
  /** Lets other requests in: resolves after those that wait have been taken. */
  readonly pause: () => Promise<void>;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** A sweep computes this long, in ms, before it lets other requests in. */
const SLICE = 8;

/** A map is filled this long, in ms, before it is shown again. */
const FILL = 150;

/** Answers requests; those of one run in their order, those of different runs whenever they are ready. */
export function createHost({ loadLab, post, pause, now }: HostOptions): (request: Request) => Promise<void> {
  const runs = new Map<number, Run>();
  const queues = new Map<number, Promise<void>>();
  const sweeps = new Map<number, symbol>();
  const maps = new Map<number, LabMap>();

  const runOf = (run: number): Run => {
    const found = runs.get(run);
    if (!found) throw new Error(`run ${run} is not open`);
    return found;
  };

  const timed = async (run: Run, steps: number, values: Values, draft: boolean | undefined, within = Number.POSITIVE_INFINITY) => {
    const begun = now();
    let between = begun;
    const stepped = () => {
      between = now();
    };
    const goes = () => now() - begun < within;
    const frame = await run.next(steps, values, { stepped, draft, goes });
    return { frame, took: { stepping: between - begun, observing: now() - between } };
  };

  const sweep = async (request: Request & { kind: 'sweep' }): Promise<Reply> => {
    const mine = Symbol('sweep');
    sweeps.set(request.run, mine);
    let since = Number.NEGATIVE_INFINITY;
    /** Also before its first point, so that a sweep it supersedes is answered first. */
    const goes = async () => {
      if (now() - since < SLICE) return true;
      await pause();
      since = now();
      return sweeps.get(request.run) === mine;
    };
    const table = await sweepOf(await loadLab(request.lab), request, request.over, goes);
    return table ? { kind: 'swept', run: request.run, table } : { kind: 'closed', run: request.run };
  };

  const mapped = (run: number, map: LabMap): Reply => ({ kind: 'mapped', run, grids: map.grids(), share: map.share() });

  const fill = async (run: number): Promise<Reply> => {
    const map = maps.get(run);
    if (!map) throw new Error(`map ${run} is not open`);
    const begun = now();
    for (let since = begun; map.share() < 1 && now() - begun < FILL; ) {
      await map.fill();
      if (now() - since < SLICE) continue;
      await pause();
      since = now();
    }
    return mapped(run, map);
  };

  const answer = async (request: Request): Promise<Reply> => {
    const { run } = request;
    switch (request.kind) {
      case 'open': {
        runs.get(run)?.close();
        runs.delete(run);
        const opened = await openRun(await loadLab(request.lab), request.values, request.seed, request.data, request.from);
        runs.set(run, opened);
        return { kind: 'frame', run, ...(await timed(opened, 0, request.values, request.draft)) };
      }
      case 'next': {
        return { kind: 'frame', run, ...(await timed(runOf(run), request.steps, request.values, request.draft, request.within)) };
      }
      case 'export':
        return { kind: 'exported', run, files: await runOf(run).export(request.id, request.values) };
      case 'exert':
        return { kind: 'exerted', run, answers: await exertFor(runOf(run), request.values, request.ms, now) };
      case 'checkpoint':
        return { kind: 'checkpoint', run, checkpoint: runOf(run).checkpoint() };
      case 'close':
        runs.get(run)?.close();
        runs.delete(run);
        maps.delete(run);
        return { kind: 'closed', run };
      case 'sweep':
        return sweep(request);
      case 'map': {
        const map = openMap(await loadLab(request.lab), request.values, request.seed, request.data);
        maps.set(run, map);
        return mapped(run, map);
      }
      case 'fill':
        return fill(run);
      case 'read': {
        return { kind: 'data', run, data: await readFor(await loadLab(request.lab), request.files) };
      }
      case 'readModel': {
        const read = await (await loadLab(request.lab)).training?.models?.reader();
        if (!read) throw new InputError('model', 'a lab that takes trained models', request.lab);
        return { kind: 'model', run, bytes: read(request.files) };
      }
      case 'readShipped': {
        const set = (await loadLab(request.lab)).data?.sets[request.option];
        if (!set) throw new Error(`${request.lab} has no set ${request.option}`);
        const { datasetOf } = await import('../../core/data/dataset-of.ts');
        return { kind: 'data', run, data: datasetOf(request.option, set, request.files) };
      }
      default:
        return unreachable(request);
    }
  };

  const failure = (run: number, error: unknown): Reply =>
    error instanceof InputError
      ? { kind: 'failed', run, message: error.message, input: true, parameter: error.parameter }
      : { kind: 'failed', run, message: error instanceof Error ? error.message : String(error), input: false };

  const reply = async (request: Request) => {
    const answered = await answer(request).catch((error: unknown) => failure(request.run, error));
    try {
      post(answered, transferOf(answered));
    } catch (error) {
      // An answer that cannot be sent (an array that was moved before) is a failure to be told.
      post(failure(request.run, error), []);
    }
  };

  return (request) => {
    // A sweep stands apart from the run's order, or it could not be superseded.
    if (request.kind === 'sweep') return reply(request);
    const after = (queues.get(request.run) ?? Promise.resolve()).then(() => reply(request));
    queues.set(request.run, after);
    if (request.kind === 'close') void after.then(() => queues.get(request.run) === after && queues.delete(request.run));
    return after;
  };
}

const arraysOf = ({ columns, images }: Dataset): (Float64Array | Uint8Array)[] => [
  ...Object.values(columns),
  ...[images?.training, images?.heldOut].flatMap((set) => (set ? [set.pixels, ...(set.labels ? [set.labels] : [])] : [])),
];

function transferOf(reply: Reply): Transferable[] {
  switch (reply.kind) {
    case 'frame':
      return buffersOf(reply.frame.result);
    case 'swept':
      return Object.values(reply.table).map((column) => column.buffer as ArrayBuffer);
    case 'mapped':
      return Object.values(reply.grids).map(({ values }) => values.buffer as ArrayBuffer);
    case 'data':
      return [...new Set(arraysOf(reply.data).map((array) => array.buffer as ArrayBuffer))];
    case 'model':
      return [reply.bytes.buffer];
    case 'checkpoint':
      return reply.checkpoint ? [reply.checkpoint.bytes.buffer] : [];
    case 'exported':
    case 'exerted':
    case 'closed':
    case 'failed':
      return [];
    default:
      return unreachable(reply);
  }
}
