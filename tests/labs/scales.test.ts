// Numbers of any scale: what belongs to them is set to it, and densities change by the unit alone.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import { adopted } from '../../core/lab/adopted.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { loadLab } from '../../core/labs/index.ts';

const ROWS = 12;
const at = (unit: number): Dataset => ({
  name: 'own.csv',
  columns: {
    x: Float64Array.from({ length: ROWS }, (_, i) => unit * (5.31 + 2 * Math.sin(1.7 * i) + 0.1 * i)),
    y: Float64Array.from({ length: ROWS }, (_, i) => unit * (7.13 + 3 * Math.cos(2.3 * i))),
  },
});
const counts = (name: string, column: Float64Array): Dataset => ({ name, columns: { n: column } });

/** The frame of the lab after so many steps, at the values that belong to the data. */
async function scalarsOf(lab: Lab, set: Readonly<Record<string, string | number>>, data: Dataset, steps: number) {
  const chosen = { ...initialValues(lab.params), [lab.data?.param as string]: 'own', ...set };
  const values = { ...chosen, ...adopted(lab, chosen, data) };
  const run = await openRun(lab, values, 1, data);
  const { result, diverged } = await run.next(steps, values);
  expect(diverged).toBeUndefined();
  expect(checkIdentities(lab.identities, result, values).filter(({ holds }) => !holds)).toEqual([]);
  return result.scalars as Readonly<Record<string, number>>;
}

describe('numbers of a scale far from 1', () => {
  // The density of N numbers in units of u is that of the numbers themselves, divided by u^N; of a pair twice so.
  it.each([
    ['bound', { model: 'gaussian' }, 'logEvidence', 1],
    ['bound', { model: 'bimodal' }, 'logEvidence', 1],
    ['em', { model: 'line' }, 'logLikelihood', 1],
    ['em', { model: 'plane' }, 'logLikelihood', 2],
    ['em', { model: 'directions' }, 'logLikelihood', 2],
  ])('%s at %o changes by the unit alone', async (id, set, scalar, columns) => {
    const lab = await loadLab(id);
    const plain = (await scalarsOf(lab, set, at(1), 3))[scalar] as number;
    for (const unit of [1e6, 1e-7, 1e20, 1e-30]) {
      const there = (await scalarsOf(lab, set, at(unit), 3))[scalar] as number;
      expect(Math.abs(there + ROWS * columns * Math.log(unit) - plain), `${unit}`).toBeLessThan(1e-9 * Math.abs(there));
    }
  });

  it.each(['correlated', 'banana'])('bound with %s keeps its identities', async (model) => {
    const lab = await loadLab('bound');
    for (const unit of [1e6, 1e-7, 1e20, 1e-30]) await scalarsOf(lab, { model }, at(unit), 1);
  });

  it('counts of hundreds and of millions, and thirty thousand tosses, open', async () => {
    const lab = await loadLab('bound');
    for (const size of [600, 5e6])
      await scalarsOf(
        lab,
        { model: 'poisson' },
        counts(
          'n',
          Float64Array.from({ length: 200 }, (_, i) => size + (i % 7)),
        ),
        2,
      );
    await scalarsOf(
      lab,
      { model: 'coin' },
      counts(
        'tosses',
        Float64Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
      ),
      2,
    );
  });

  it('numbers by the hundred thousand open', async () => {
    const data = counts(
      'many',
      Float64Array.from({ length: 200_000 }, (_, i) => i % 1000),
    );
    const lab = await loadLab('em');
    expect(adopted(lab, { ...initialValues(lab.params), model: 'line' }, data)).toMatchObject({ x1: 250, x2: 750 });
  });

  it('beyond the ends of a parameter are refused by the name of the file', async () => {
    for (const id of ['bound', 'em']) {
      const lab = await loadLab(id);
      await expect(scalarsOf(lab, {}, at(1e100), 0), id).rejects.toThrow(
        /^own\.csv: expected numbers for which \w+ is -1e\+35 to 1e\+35, got/,
      );
    }
  });
});
