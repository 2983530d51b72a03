// How joules of an answer are measured: the machine idles in pieces, then works in pieces, and what it draws is read between them.
import { InputError } from '../base/input-error.ts';
import { type Measurement, type Meter, measuredJoules, type Stretch } from './measured.ts';
import { type Energy, joulesOver, type Reading } from './reading.ts';

interface Schedule {
  /** Idle pieces, and as many busy ones. */
  readonly pieces: number;
  /** Of each, in ms. */
  readonly piece: number;
  /** What passes, idle or busy, before the first reading, in ms: caches fill, and a gauge takes in what changed. */
  readonly settle: number;
}

/** Counters move a thousand times a second; a battery’s gauge once in some seconds, and tells the mean of those. */
const schedules: Readonly<Record<Meter, Schedule>> = {
  RAPL: { pieces: 4, piece: 700, settle: 200 },
  battery: { pieces: 4, piece: 5000, settle: 10_000 },
};

/** Of a measurement, in ms. */
export const lengthOf = (by: Meter): number => 2 * (schedules[by].settle + schedules[by].pieces * schedules[by].piece);

/** At most so long, in ms, before whoever wants to end it is heard. */
const SLICE = 250;

export interface Measuring {
  readonly read: () => Promise<Energy>;
  /** Works for so many ms or a little more; how many answers that gave. */
  readonly exert: (ms: number) => Promise<number>;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** The share of the time that has passed. */
  readonly progress?: (share: number) => void;
  /** Whether it is to be ended. */
  readonly ended?: () => boolean;
}

/**
 * Joules of one answer less those of idling, as `measuredJoules` has them, by whatever this machine counts them; undefined where it was ended. Throws
 * InputError where nothing counts, what counts is gone on the way, or there was no answer.
 */
export async function measure({ read, exert, wait, now, progress, ended = () => false }: Measuring): Promise<Measurement | undefined> {
  const first = await read();
  if ('none' in first) throw new InputError('measure', 'joules that this machine counts', `none: ${first.none}`);
  const { by } = first;
  const { pieces, piece, settle } = schedules[by];
  const begun = now();
  const watts: number[] = [];

  /** The sum of what was done in so many ms; undefined once it was ended. */
  const spend = async (ms: number, act: (ms: number) => Promise<unknown>): Promise<number | undefined> => {
    let sum = 0;
    for (const until = now() + ms; now() < until; ) {
      if (ended()) return undefined;
      sum += Number(await act(Math.min(SLICE, until - now()))) || 0;
      progress?.(Math.min(1, (now() - begun) / lengthOf(by)));
    }
    return sum;
  };

  const stretchesOf = async (act: (ms: number) => Promise<unknown>) => {
    if ((await spend(settle, act)) === undefined) return undefined;
    const stretches: Stretch[] = [];
    let [sum, before, at] = [0, await reading(), now()];
    for (let i = 0; i < pieces; i += 1) {
      const done = await spend(piece, act);
      if (done === undefined) return undefined;
      const [after, then] = [await reading(), now()];
      const seconds = (then - at) / 1000;
      stretches.push({ joules: joulesOver(before, after, seconds), seconds });
      [sum, before, at] = [sum + done, after, then];
    }
    return { stretches, sum };
  };

  const reading = async (): Promise<Reading> => {
    const found = await read();
    joulesOver(first, found, 0);
    if ('watts' in found) watts.push(found.watts);
    return found as Reading;
  };

  const idle = await stretchesOf(wait);
  const run = idle && (await stretchesOf(exert));
  if (!run) return undefined;
  if (!(run.sum >= 1)) throw new InputError('measure', 'an answer or more', String(run.sum));
  if (watts.length > 0 && new Set(watts).size === 1) throw new InputError('battery', 'a gauge that moves', `${watts[0]} W throughout`);
  const seconds = run.stretches.reduce((sum, each) => sum + each.seconds, 0);
  return { ...measuredJoules(run.stretches, idle.stretches, run.sum), answers: run.sum, seconds, by };
}
