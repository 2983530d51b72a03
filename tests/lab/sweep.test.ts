// A sweep is a lattice of points in an order, with seeds, that depend on nothing but the arguments.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialValues } from '../../core/lab/param.ts';
import { runPoint, sweepOf } from '../../core/lab/run-sweep.ts';
import { curveAxis, parseAxis, shardRange, spaced, sweepPoint, sweepPoints, sweepSize, sweepTable } from '../../core/lab/sweep.ts';
import { walk } from './walk.ts';
import { withEngine } from './with-engine.ts';

describe('spaced', () => {
  it('has the ends themselves, and even steps between, on either scale', () => {
    expect(spaced(0.1, 0.7, 4, 'linear')).toEqual([0.1, expect.closeTo(0.3, 15), expect.closeTo(0.5, 15), 0.7]);
    expect(spaced(0.001, 10, 5, 'log')).toEqual([0.001, expect.closeTo(0.01, 14), expect.closeTo(0.1, 14), expect.closeTo(1, 14), 10]);
    expect(spaced(3, 9, 1, 'linear')).toEqual([3]);
  });
});

describe('parseAxis', () => {
  it('reads numbers, choices and toggles', () => {
    expect(parseAxis(walk, 'start=-1:1:3')).toEqual({ name: 'start', values: [-1, 0, 1] });
    expect(parseAxis(walk, 'kind=plain,noisy')).toEqual({ name: 'kind', values: ['plain', 'noisy'] });
    expect(parseAxis(walk, 'mirrored=true,false')).toEqual({ name: 'mirrored', values: [true, false] });
  });

  it('reads the values of a subset, their members joined by a plus', () => {
    expect(parseAxis(walk, 'seen=sheet,sheet+path,')).toEqual({ name: 'seen', values: ['sheet', 'path,sheet', ''] });
    expect(() => parseAxis(walk, 'seen=path+hills')).toThrow('seen: expected any of path, sheet, joined by commas, got path,hills');
  });

  it('takes each whole number once', () => {
    expect(parseAxis(walk, 'count=1:4:9')).toEqual({ name: 'count', values: [1, 2, 3, 4] });
  });

  it.each([
    ['gravity=1:2:3', 'gravity: expected a parameter (kind, start, rate, count, mirrored, seen, data), got an unknown name'],
    ['rate', 'rate: expected from:to:count or from:to:count:log, got nothing'],
    ['rate=1:2', 'rate: expected from:to:count or from:to:count:log, got 1:2'],
    ['rate=1:2:0', 'rate: expected from:to:count or from:to:count:log, got 1:2:0'],
    ['rate=1:2:3:cubic', 'rate: expected from:to:count or from:to:count:log, got 1:2:3:cubic'],
    ['rate=0:2:3', 'rate: expected 0.001 to 100, got 0'],
    ['start=0:2:3:log', 'start: expected ends above 0 on a log scale, got 0:2:3:log'],
    ['rate=1:2:1e12', 'rate: expected at most 1000000 points, got 1e12'],
    ['kind=wild', 'kind: expected one of plain, noisy, got wild'],
  ])('refuses %s in one line', (text, message) => {
    expect(() => parseAxis(walk, text)).toThrow(message);
  });
});

describe('sweepPoints', () => {
  const axes = [parseAxis(walk, 'start=1:3:3'), parseAxis(walk, 'kind=plain,noisy')];

  it('runs the last axis fastest', () => {
    const points = sweepPoints(axes, 1).map(({ over }) => `${over.start} ${over.kind}`);
    expect(points).toEqual(['1 plain', '1 noisy', '2 plain', '2 noisy', '3 plain', '3 noisy']);
  });

  it('gives every point a seed of its own, that depends on base seed and index alone', () => {
    const seeds = (axis: string) => sweepPoints([parseAxis(walk, axis)], 42).map(({ seed }) => seed);
    expect(new Set(seeds('start=0:1:5000')).size).toBe(5000);
    expect(seeds('start=0:1:5')).toEqual(seeds('rate=1:50:5000').slice(0, 5));
    expect(sweepPoint(axes, 42, 4).seed).toBe(sweepPoints(axes, 42)[4]?.seed);
    expect(seeds('start=0:1:1')).toEqual([42]);
  });
});

describe('shardRange', () => {
  it('cuts a lattice into shards that in order make the whole, none longer than another by more than one', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 50 }), (size, shards) => {
        const ranges = Array.from({ length: shards }, (_, i) => shardRange(size, i + 1, shards));
        expect(ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))).toEqual([...Array(size).keys()]);
        const lengths = ranges.map(([from, to]) => to - from);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('runPoint', () => {
  it('runs the lab at the point, with its seed, and keeps the scalars', async () => {
    const values = { ...initialValues(walk.params), kind: 'plain' };
    const point = sweepPoint([parseAxis(walk, 'start=2:4:2')], 1, 1);
    expect(await runPoint(walk, values, point, 2)).toEqual({ ...point, step: 2, scalars: { at: 1, energy: 0.5 } });
  });

  it('tells a divergence and closes the run, whatever happens', async () => {
    const values = { ...initialValues(walk.params), kind: 'plain' };
    let closed = 0;
    const dispose = () => {
      closed += 1;
    };
    const lab = withEngine(walk, () => ({ dispose }));
    const point = sweepPoint([parseAxis(walk, 'rate=100:100:1')], 1, 0);
    expect((await runPoint(lab, { ...values, start: 1 }, point, 1000)).diverged).toEqual({ step: 78, scalar: 'energy' });
    const broken = withEngine(lab, () => ({ observe: () => Promise.reject(new Error('no')) }));
    await expect(runPoint(broken, values, point, 0)).rejects.toThrow('no');
    expect(closed).toBe(2);
  });

  it('makes a table of the parameter and every scalar', async () => {
    const axis = parseAxis(walk, 'start=1:2:2');
    const values = { ...initialValues(walk.params), kind: 'plain' };
    const outcomes = await Promise.all([0, 1].map((index) => runPoint(walk, values, sweepPoint([axis], 1, index), 0)));
    const [x, at] = [Float64Array.of(1, 2), Float64Array.of(1, 2)];
    expect(sweepTable(walk, axis, outcomes)).toEqual({ x, at, energy: Float64Array.of(0.5, 2) });
    const unknown = outcomes.map(({ scalars, ...rest }) => ({ ...rest, scalars: { at: scalars.at as number } }));
    expect(sweepTable(walk, axis, unknown)).toEqual({ x, at, energy: Float64Array.of(Number.NaN, Number.NaN) });
    expect(sweepSize([axis, axis])).toBe(4);
  });
});

describe('curveAxis', () => {
  const values = initialValues(walk.params);
  it('is over the parameter that is asked for, and over the first one that can be swept where that cannot', () => {
    expect(curveAxis(walk, values, 'rate')?.name).toBe('rate');
    expect(curveAxis(walk, values, 'kind')?.name).toBe('start');
    expect(curveAxis({ ...walk, params: {} }, values, 'rate')).toBeUndefined();
  });
});

describe('sweepOf', () => {
  const base = { values: initialValues(walk.params), seed: 5, steps: 4 };
  const axis = { name: 'rate', values: [0.1, 0.2, 0.3] };

  it('runs every point from the one seed, to the steps asked for', async () => {
    const table = await sweepOf(walk, base, axis);
    const outcomes = [];
    for (const [index, rate] of axis.values.entries())
      outcomes.push(await runPoint(walk, base.values, { index, over: { rate }, seed: 5 }, 4));
    expect(table).toEqual(sweepTable(walk, axis, outcomes));
  });

  it('ends where it is told to go no further, before the point', async () => {
    const asked: number[] = [];
    expect(await sweepOf(walk, base, axis, () => asked.push(0) < 2)).toBeUndefined();
    expect(asked).toHaveLength(2);
  });
});
