// What a host lends a run comes in with its start, and through nothing else.
import { describe, expect, it } from 'vitest';
import type { Start } from '../../core/lab/lab.ts';
import { lent, threadsOn } from '../../core/lab/means.ts';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { walk } from './walk.ts';
import { withEngine } from './with-engine.ts';

const values = initialValues(walk.params);

/** What the runs of the walk are begun and gone on with. */
function watched() {
  const starts: (Start['means'] | undefined)[] = [];
  const lab = withEngine(walk, ({ init }) => ({
    init: (given, start) => {
      starts.push(start.means);
      return init(given, start);
    },
    checkpoint: {
      write: () => new Uint8Array(),
      read: (_, given, start) => {
        starts.push(start.means);
        return init(given, start);
      },
    },
  }));
  return { lab, starts };
}

describe('what a host lends', () => {
  it('reaches a run that begins and one that goes on, and no run of the lab itself', async () => {
    const { lab, starts } = watched();
    const means = { clock: () => 7 };
    await openRun(lent(lab, means), values, 1);
    await openRun(lent(lab, means), values, 1, undefined, { step: 3, bytes: new Uint8Array() });
    await openRun(lab, values, 1);
    expect(starts).toEqual([means, means, undefined]);
  });

  it('changes no number', async () => {
    const frames = [walk, lent(walk, { clock: () => 7 })].map(async (lab) => (await openRun(lab, values, 1)).next(20, values));
    const [plain, other] = await Promise.all(frames);
    expect(other).toEqual(plain);
  });
});

describe('threads', () => {
  const spawn = () => {
    throw new Error('not started here');
  };

  it('are as many as cores, up to four, and none beside the caller’s on one', () => {
    expect([1, 2, 3, 64].map((cores) => threadsOn(cores, spawn)?.threads)).toEqual([undefined, 2, 3, 4]);
  });
});
