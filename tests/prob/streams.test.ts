// Streams of chance: mixed as published, and none the same as another, within a run, a sweep or a race.
import { describe, expect, it } from 'vitest';
import { estimatorNames } from '../../core/inference/estimators/estimators.ts';
import { sweepPoint } from '../../core/lab/sweep.ts';
import { mixedState } from '../../core/prob/mixed-state.ts';
import { createRandom, type Random } from '../../core/prob/random.ts';
import { type StreamOf, streamsFor } from '../../core/prob/streams.ts';

const hex = (words: Int32Array) => Array.from(words, (word) => word >>> 0);

describe('mixedState', () => {
  // numpy.random.SeedSequence([…]).generate_state(4), NumPy 2.4.6
  it.each([
    [
      [1, 2, 3],
      [3822189696, 3026158655, 540542919, 1119972918],
    ],
    [[7], [2083679832, 3939563265, 4185785210, 142198000]],
    [
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [1670523029, 1533015161, 231659182, 1960212029],
    ],
  ])('of %j is what NumPy’s SeedSequence makes of it', (words, state) => expect(hex(mixedState(words))).toEqual(state));

  it('changes about half of its bits with any one of a word', () => {
    const changed = (a: Int32Array, b: Int32Array) =>
      a.reduce((sum, word, i) => sum + [...((word ^ (b[i] as number)) >>> 0).toString(2)].filter((bit) => bit === '1').length, 0);
    const counts = Array.from({ length: 32 }, (_, bit) => changed(mixedState([5, 6]), mixedState([5, 6 ^ (1 << bit)])));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    // Each count is binomial(128, ½), whose sd is √32; that of their mean is 1.
    expect(Math.abs(mean - 64)).toBeLessThan(4);
  });
});

/** What tells two generators apart: their first numbers. */
const beginning = (random: Random) => [random.uniform(), random.uniform()].join();

/** Where two generators of a list coincide, by name. */
function coincidences(streams: Iterable<readonly [name: string, random: Random]>): string[] {
  const seen = new Map<string, string>();
  return [...streams].flatMap(([name, random]) => {
    const begins = beginning(random);
    const other = seen.get(begins);
    seen.set(begins, name);
    return other === undefined ? [] : [`${name} = ${other}`];
  });
}

/** The streams that a lab declares: `run/streams.ts` says which. */
const declared = Object.entries(
  import.meta.glob<StreamOf<string>>('../../core/labs/*/run/streams.ts', { import: 'streamOf', eager: true }),
).map(([path, streamOf]) => ({ id: path.split('/').at(-3) as string, streamOf }));

function* streams(seeds: readonly number[]): Generator<readonly [string, Random]> {
  for (const seed of seeds) {
    yield [`run ${seed}`, createRandom(seed)];
    for (const { id, streamOf } of declared)
      for (const purpose of streamOf.purposes) {
        yield [`${id} ${seed} ${purpose}`, streamOf(seed, purpose)];
        for (let which = 0; which < 20; which += 1) yield [`${id} ${seed} ${purpose} ${which}`, streamOf(seed, purpose, which)];
        for (const name of estimatorNames)
          for (let run = 0; run < 5; run += 1) yield [`${id} ${seed} ${purpose} ${name} ${run}`, streamOf(seed, purpose, name, run)];
      }
  }
}

describe('streams', () => {
  it('repeat, and are drawn from one by one', () => {
    const streamOf = streamsFor('test', ['a', 'b']);
    expect(beginning(streamOf(1, 'a', 3))).toBe(beginning(streamOf(1, 'a', 3)));
    const [one, other] = [streamOf(1, 'a'), streamOf(1, 'b')];
    const alone = [streamOf(1, 'a'), streamOf(1, 'a')][0] as Random;
    const mixed = [one.uniform(), other.uniform(), one.uniform(), other.uniform()];
    expect([mixed[0], mixed[2]]).toEqual([alone.uniform(), alone.uniform()]);
  });

  it('of runs, sweeps and races never coincide, whatever they are for', () => {
    const values = Array.from({ length: 12 }, (_, i) => i);
    const axis = [{ name: 'x', values }];
    const seeds = [0, 1, 2, 2 ** 31, ...values.map((index) => sweepPoint(axis, 7, index).seed)];
    expect(declared.every(({ streamOf }) => streamOf.purposes.length > 0)).toBe(true);
    expect(coincidences(streams(seeds))).toEqual([]);
  });

  it('would, if seeds were only added to', () => {
    const axis = [{ name: 'x', values: [0, 1] }];
    const added = (seed: number, rival: number) => createRandom((seed + Math.imul(rival, 0x9e3779b9)) | 0);
    const both = [
      ['point 0, rival 1', added(sweepPoint(axis, 1, 0).seed, 1)],
      ['point 1', createRandom(sweepPoint(axis, 1, 1).seed)],
    ] as const;
    expect(coincidences(both)).toEqual(['point 1 = point 0, rival 1']);
  });
});
