// Drives one run in the worker: one request in flight, the newest of those that wait, steps as play asks for them.
import { InputError } from '../../core/base/input-error.ts';
import type { Took } from '../../core/contract/compute.ts';
import type { ExportedFile } from '../../core/lab/lab.ts';
import type { Value, Values } from '../../core/lab/param.ts';
import { replay } from '../../core/lab/replay.ts';
import type { Frame } from '../../core/lab/run.ts';
import type { Change } from '../../core/lab/session.ts';
import type { Compute } from './client.ts';
import { createPace } from './pace.ts';
import { goesThrough, type Plan, type Resumable } from './resumption.ts';

/** Where a run is: its frame, what it began with, and what was changed on the way to the values in force. */
export interface Progress extends Pick<Plan, 'seed' | 'data' | 'changes'> {
  readonly run: number;
  readonly frame: Frame;
  readonly start: Values;
  readonly values: Values;
}

/** Steps behind a run that is being opened, of those it must take. */
export interface Way {
  readonly step: number;
  readonly of: number;
}

/** Whoever waited for a run to be opened waits no longer. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('stopped on the way; reset begins again');
  }
}

export interface RunnerOptions {
  readonly labId: string;
  readonly compute: Compute;
  /** The run went on, by a step or an edit. */
  readonly progress: (progress: Progress) => void;
  /** A run that is being opened has far to go: how far it is of how far, undefined once it is there or given up. */
  readonly underway?: (way: Way | undefined) => void;
  /** The run could not go on; it is still there if the input was at fault. */
  readonly failed: (error: Error) => void;
  /** A run that trains: its checkpoints are kept, and a plan that goes through one begins there. */
  readonly training?: {
    /** What of the values the run depends on. */
    readonly part: (values: Partial<Values>) => Partial<Values>;
    /** Resolves once it is kept, false where it cannot be. */
    readonly kept: (resumable: Resumable) => Promise<boolean>;
  };
  /** Calls back once, before the next frame is painted. */
  readonly nextFrame: (callback: (now: number) => void) => void;
  /** Whether a hand is moving something: drafts are enough until it lets go. */
  readonly held?: () => boolean;
}

export interface Runner {
  /**
   * Opens another run, which takes this one's place once it has its frame; undefined where a newer one was asked for. It begins at the
   * checkpoint `from`, or else at the latest of those it has, if the plan goes through it. Rejects with `Cancelled` where that was asked for.
   */
  open(plan: Plan, from?: Resumable): Promise<Progress | undefined>;
  /** True while a run that was asked for is not there yet. */
  opening(): boolean;
  /** Gives up a run that is on its way; the one before it stays. */
  cancel(): void;
  /** Lays values over those in force, from the next request on. */
  edit(values: Readonly<Record<string, Value>>): void;
  step(): void;
  /** The hand has let go: what is seen is seen in full again. */
  released(): void;
  /** Steps a second; undefined pauses. */
  play(speed: number | undefined): void;
  /** The files of one of the lab's exports. */
  export(id: string): Promise<readonly ExportedFile[]>;
  /** The lab's work, as the run is, over and over for so many ms: how many answers that gave. */
  exert(ms: number): Promise<number>;
  /** Has training kept as it is now, for a page that may not come back. */
  keep(): void;
  /** Holds on to the last checkpoint under a number, for whoever comes back to where training is. */
  hold(key: number): void;
  letGo(key: number): void;
  /** The run that is open, if a checkpoint of it is kept: its id. */
  keptAs(): string | undefined;
  /** The run that is open, as of its last frame. */
  current(): Progress | undefined;
  dispose(): void;
}

interface Wanted {
  readonly plan: Plan;
  readonly from: Resumable | undefined;
  readonly resolve: (progress: Progress | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Of a run that plays a checkpoint is kept no oftener than this, in ms, and so that it takes no more than this share of the time. */
const SOONEST = 1000;
const SHARE = 0.03;
/** A run on its way to a far step tells how far it is, and lets others in, every so many ms. */
const SLICE = 250;
/** Training that took less than this, in ms, is done again as soon as it would be read. */
const WORTH = 2000;

export function createRunner(options: RunnerOptions): Runner {
  const { labId, compute, progress, underway = () => {}, failed, training, nextFrame, held = () => false } = options;
  let live: Progress | undefined;
  let wanted: Wanted | undefined;
  let opening = false;
  let cancelled = false;
  let busy = false;
  let edits: Readonly<Record<string, Value>> = {};
  let steps = 0;
  let speed: number | undefined;
  let ticking = false;
  /** When a frame of the screen began after the last request, if one did. */
  let frameAt: number | undefined;
  let disposed = false;
  let pace = createPace();
  let resumable: Resumable | undefined;
  const heldCheckpoints = new Map<number, Resumable>();
  let id = crypto.randomUUID() as string;
  /** What the steps of the run took, in ms. */
  let spent = 0;
  let keptAt = performance.now();
  let keepingTook = 0;
  let keeping = false;
  let urgent = false;
  let keptAs: string | undefined;

  const pump = () => {
    if (busy || disposed) return;
    if (wanted) {
      const next = wanted;
      wanted = undefined;
      void open(next);
    } else if (live && due()) void keep(live);
    else if (live && (steps > 0 || Object.keys(edits).length > 0 || (live.frame.draft && !held()))) void next(steps);
    else if (live && speed !== undefined && !live.frame.done) play(speed);
  };

  /** A draft with what it lacks as it was. */
  const whole = (frame: Frame): Frame => {
    if (!frame.draft || !live) return frame;
    const { result } = live.frame;
    const { tables, grids } = frame.result;
    return { ...frame, result: { ...frame.result, tables: { ...result.tables, ...tables }, grids: { ...result.grids, ...grids } } };
  };

  /** Training that is paused is kept at once, other training now and then. */
  const due = () =>
    training !== undefined &&
    live !== undefined &&
    live.frame.step > (resumable?.checkpoint.step ?? 0) &&
    !live.frame.diverged &&
    (speed === undefined ||
      live.frame.done ||
      urgent ||
      (spent >= WORTH && !keeping && performance.now() - keptAt > Math.max(SOONEST, keepingTook / SHARE)));

  const keep = async ({ run, seed, data, start, changes, frame }: Progress) => {
    busy = true;
    urgent = false;
    keptAt = performance.now();
    try {
      const { checkpoint } = await compute.ask({ kind: 'checkpoint', run });
      if (checkpoint?.step === frame.step) {
        resumable = { id, checkpoint, seed, data, values: start, changes };
        if (spent >= WORTH) void giveAway(resumable);
      }
    } catch (error) {
      live = undefined;
      if (!wanted && !disposed) failed(error as Error);
    }
    busy = false;
    pump();
  };

  /** To be kept, while the run goes on. */
  const giveAway = async (given: Resumable) => {
    keeping = true;
    if ((await training?.kept(given)) && given.id === id) keptAs = id;
    keepingTook = performance.now() - keptAt;
    keeping = false;
  };

  /** Waits for a frame of the screen, from which on steps may be asked for. */
  const tick = () => {
    if (ticking) return;
    ticking = true;
    nextFrame((now) => {
      ticking = false;
      frameAt = now;
      pump();
    });
  };

  /** One request a frame of the screen, at the soonest: where an answer takes longer, the next is asked for before this one is drawn. */
  const play = (at: number) => {
    const due = frameAt === undefined ? 0 : pace.due(frameAt, at);
    frameAt = undefined;
    if (due > 0) void next(due);
    else tick();
  };

  const close = (run: number) => void compute.ask({ kind: 'close', run }).catch(() => {});

  /** The latest checkpoint that there is on the way. */
  const onTheWay = (plan: Plan, from: Resumable | undefined): Resumable | undefined => {
    if (!training) return undefined;
    const given = from ? [from] : [resumable, ...heldCheckpoints.values()];
    return given
      .filter((one) => one !== undefined && goesThrough(plan, one, training.part))
      .reduce((last, one) => (last && one && last.checkpoint.step >= one.checkpoint.step ? last : one), undefined);
  };

  const open = async ({ plan, from: given, resolve, reject }: Wanted) => {
    busy = opening = true;
    cancelled = false;
    const run = compute.newRun();
    let elapsed = 0;
    /** It has not come there at once. */
    let far = false;
    const givenUp = () => far && (cancelled || disposed || wanted !== undefined);
    try {
      const { seed, data } = plan;
      const begun = onTheWay(plan, given);
      let stepping = begun === undefined ? 0 : begun === resumable ? spent : WORTH;
      let took: Took = { stepping: 0, observing: 0 };
      const { frame, values } = await replay(
        {
          async open(values, from) {
            const given = { ...(data && { data }), ...(from && { from }), ...(live && held() && { draft: true }) };
            const reply = await compute.ask({ kind: 'open', run, lab: labId, values, seed, ...given });
            ({ took } = reply);
            return whole(reply.frame);
          },
          async next(steps, values) {
            const reply = await compute.ask({ kind: 'next', run, values, steps, within: SLICE, ...(live && held() && { draft: true }) });
            stepping += reply.took.stepping;
            const { step, done } = reply.frame;
            elapsed += reply.took.stepping + reply.took.observing;
            far ||= elapsed >= SLICE && step < plan.steps && !done;
            if (far) underway({ step, of: plan.steps });
            return whole(reply.frame);
          },
        },
        plan,
        { from: begun?.checkpoint, stride: () => (givenUp() ? 0 : Number.POSITIVE_INFINITY) },
      );
      if (givenUp() && frame.step < plan.steps && !frame.done) {
        close(run);
        if (cancelled) throw new Cancelled();
        return resolve(undefined);
      }
      if (live) close(live.run);
      if (begun?.id !== id) {
        id = begun?.id ?? crypto.randomUUID();
        keptAs = begun?.id;
      }
      resumable = begun;
      spent = stepping;
      live = { run, seed, data, frame, start: plan.values, values, changes: plan.changes };
      pace = createPace();
      pace.took(0, took);
      resolve(live);
    } catch (error) {
      if (error instanceof InputError) close(run);
      else if (!(error instanceof Cancelled)) live = undefined;
      reject(error);
    } finally {
      busy = opening = false;
      if (far) underway(undefined);
      pump();
    }
  };

  const next = async (count: number) => {
    if (!live) return;
    const { run, frame: before } = live;
    const laid = edits;
    const values = { ...live.values, ...laid };
    edits = {};
    steps = 0;
    busy = true;
    frameAt = undefined;
    if (speed !== undefined) tick();
    try {
      const reply = await compute.ask({ kind: 'next', run, values, steps: count, ...(held() && { draft: true }) });
      const { took } = reply;
      const frame = whole(reply.frame);
      pace.took(frame.step - before.step, took);
      spent += took.stepping;
      const first = before.step === 0;
      live = { ...live, frame, values, ...(first ? { start: values } : { changes: withChange(live.changes, before.step, laid) }) };
      // Another run was asked for meanwhile: this frame is of one that no longer counts.
      if (!wanted && !disposed) progress(live);
    } catch (error) {
      if (!(error instanceof InputError)) live = undefined;
      speed = undefined;
      if (!wanted && !disposed) failed(error as Error);
    }
    busy = false;
    pump();
  };

  return {
    open: (plan, from) =>
      new Promise((resolve, reject) => {
        wanted?.resolve(undefined);
        wanted = { plan, from, resolve, reject };
        edits = {};
        steps = 0;
        pump();
      }),
    opening: () => opening || wanted !== undefined,
    cancel() {
      cancelled = opening;
    },
    edit(values) {
      edits = { ...edits, ...values };
      pump();
    },
    step() {
      steps += 1;
      pump();
    },
    released: pump,
    play(at) {
      speed = at;
      frameAt = undefined;
      pump();
    },
    async export(id) {
      if (!live) throw new Error('there is no run to export from');
      return (await compute.ask({ kind: 'export', run: live.run, values: live.values, id })).files;
    },
    async exert(ms) {
      if (!live) throw new Error('there is no run to measure');
      return (await compute.ask({ kind: 'exert', run: live.run, values: live.values, ms })).answers;
    },
    keep() {
      urgent = training !== undefined;
      pump();
    },
    hold(key) {
      if (resumable) heldCheckpoints.set(key, resumable);
      else heldCheckpoints.delete(key);
    },
    letGo: (key) => void heldCheckpoints.delete(key),
    keptAs: () => keptAs,
    current: () => live,
    dispose() {
      disposed = true;
      wanted?.resolve(undefined);
      if (live) close(live.run);
    },
  };
}

/** `changes` with one more; many at one step (a drag while paused) are one. */
export function withChange(changes: readonly Change[], step: number, values: Readonly<Record<string, Value>>): readonly Change[] {
  if (Object.keys(values).length === 0) return changes;
  const last = changes.at(-1);
  if (last?.step === step) return [...changes.slice(0, -1), { step, values: { ...last.values, ...values } }];
  return [...changes, { step, values }];
}
