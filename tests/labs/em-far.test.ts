// Data may lie anywhere: far from 0 the lab of expectation–maximization gives what it gives near it, and a start that is too far is refused by name.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { variantNames } from '../../core/labs/em/declaration/params.ts';
import { em } from '../../core/labs/em/lab.ts';
import { createRandom } from '../../core/prob/random.ts';

/** Two blobs on a grid of 2⁻¹⁰, which every offset here leaves as it is. */
function blobs(offset: number): Dataset {
  const random = createRandom(3);
  const onGrid = (x: number) => offset + Math.round(1024 * x) / 1024;
  const x = Float64Array.from({ length: 60 }, (_, i) => onGrid((i % 2 ? 3 : -3) + random.normal()));
  return { name: 'own.csv', columns: { x, y: x.map(() => onGrid(random.normal())) } };
}

async function frameAt(offset: number, set: Readonly<Record<string, unknown>>, steps: number) {
  const start = { x1: offset - 2, x2: offset + 1, y1: offset - 0.5, y2: offset + 0.5 };
  const values: Values = parseValues(em.params, initialValues(em.params), { dataset: 'own', components: 2, compare: '', ...start, ...set });
  const run = await openRun(em, values, 1, blobs(offset));
  const frame = await run.next(steps, values);
  run.close();
  return frame;
}

describe.each(['line', 'plane'])('of data on a %s', (model) => {
  it.each(Object.keys(variantNames))('F is the same at 0 and at two thousand million, by the way of %s', async (variant) => {
    const set = { model, variant };
    const [near, far] = [await frameAt(0, set, 30), await frameAt(2 ** 31, set, 30)];
    expect(far.diverged).toBeUndefined();
    const [here, there] = [near, far].map(({ result }) => result.scalars.freeEnergy as number) as [number, number];
    // θ itself has that many digits there.
    expect(Math.abs(there - here)).toBeLessThan(1e-5 * Math.abs(here));
    // Control: where it begins it is another.
    expect(Math.abs(((await frameAt(0, set, 0)).result.scalars.freeEnergy as number) - here)).toBeGreaterThan(1e-4 * Math.abs(here));
  });
});

describe('a start far from the data', () => {
  it.each([
    ['x1', 1e35],
    ['y2', -2e6],
  ])('is refused by its name where θ is believed in: %s', async (name, value) => {
    for (const set of [{ variant: 'variational' }, { compare: 'variational' }])
      await expect(frameAt(0, { model: 'plane', ...set, [name]: value }, 0)).rejects.toThrow(
        new RegExp(`^${name}: expected from −\\d+ to \\d+ with beliefs over θ, got `),
      );
  });

  it('is taken where θ is a number, or lies on a line', async () => {
    for (const set of [{ model: 'plane' }, { model: 'line', variant: 'variational' }]) {
      const { result, diverged } = await frameAt(0, { ...set, x1: 1e35 }, 4);
      expect([diverged, Number.isFinite(result.scalars.freeEnergy)]).toEqual([undefined, true]);
    }
  });
});

describe('a start narrower than the floor lets variances be', () => {
  it.each(['line', 'plane'])('is believed in all the same, on a %s: beliefs have a prior of their own', async (model) => {
    const at = (floor: number) => frameAt(0, { model, variant: 'variational', floor, spread: 0.05 }, 0);
    const [none, high] = [await at(0), await at(1)];
    expect(high.diverged).toBeUndefined();
    expect(high.result.scalars.freeEnergy).toBe(none.result.scalars.freeEnergy);
  });
});

describe('a column in another unit', () => {
  /** F of both rows as they are, less what the unit adds. */
  const inUnits = async (unit: number, set: Readonly<Record<string, unknown>>) => {
    const { x, y } = blobs(0).columns as Record<'x' | 'y', Float64Array>;
    const data = { name: 'own.csv', columns: { x: x.map((each) => unit * each), y } };
    const start = { x1: -2 * unit, x2: unit, y1: -0.5, y2: 0.5, components: 2, compare: '', dataset: 'own', model: 'plane', floor: 0.1 };
    const values: Values = parseValues(em.params, initialValues(em.params), { ...start, ...set });
    const run = await openRun(em, values, 1, data);
    const { result } = await run.next(20, values);
    run.close();
    const { freeEnergy, priorEnergy } = result.scalars as Record<'freeEnergy' | 'priorEnergy', number>;
    return freeEnergy - priorEnergy - x.length * Math.log(unit);
  };

  // A prior that is the same in every direction would swamp the smaller of two units.
  it.each(['batch', 'annealed', 'variational'])('leaves the fit by the way of %s as it is', async (variant) => {
    const [one, thousands] = [await inUnits(1, { variant }), await inUnits(2 ** 10, { variant })];
    expect(Math.abs(thousands - one)).toBeLessThan(1e-8 * Math.abs(one));
    expect(Math.abs((await inUnits(1, { variant, components: 1 })) - one)).toBeGreaterThan(0.1);
  });
});
