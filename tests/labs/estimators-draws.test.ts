// The picture of single draws: who is in it, and what each draw says by the formulas of the estimators.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { estimatorNames } from '../../core/inference/estimators/estimators.ts';
import { initialValues, members, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { estimators } from '../../core/labs/estimators/lab.ts';

async function seen(set: Readonly<Record<string, unknown>>) {
  const values: Values = parseValues(estimators.params, initialValues(estimators.params), set);
  const run = await openRun(estimators, values, 1, await dataFor(estimators, values, undefined));
  const { result } = await run.next(0, values);
  run.close();
  return { tables: result.tables, scalars: result.scalars };
}

const kindOf = (name: string) => estimatorNames.indexOf(name as 'pathwise');

/** x and what is said there, up to one factor for all. */
async function arrowsOf(name: string, set: Readonly<Record<string, unknown>>) {
  const { arrows } = (await seen(set)).tables;
  const rows = Array.from(arrows?.estimator ?? [], (kind, row) => ({
    kind,
    x: arrows?.x?.[row] as number,
    to: arrows?.toX?.[row] as number,
  }));
  return rows.filter(({ kind }) => kind === kindOf(name)).map(({ x, to }) => ({ x, said: x - to }));
}

const quadratic = { problem: 'quadratic', centre: 0, qMean: 0.7, qSd: 0.5, baseline: 1.5, dimension: 1 };
/** θ² under N(0.7, 0.5²): f is expected to be μ² + σ². */
const [mean, sd, expected] = [0.7, 0.5, 0.7 ** 2 + 0.5 ** 2];
const score = (x: number) => (x - mean) / sd ** 2;

describe('what each draw says', () => {
  it.each([
    ['pathwise', (x: number) => 2 * x],
    // The draw mirrored at the mean has the slope 2(2μ − θ).
    ['antithetic', () => 2 * mean],
    ['scoreFunction', (x: number) => x * x * score(x)],
    ['constantBaseline', (x: number) => (x * x - 1.5) * score(x)],
    // b* = E[f s²]/E[s²] = μ² + 3σ².
    ['optimalBaseline', (x: number) => (x * x - mean ** 2 - 3 * sd ** 2) * score(x)],
    ['leaveOneOut', (x: number) => (x * x - expected) * score(x)],
    // f less its tangent at μ is (θ − μ)²; the tangent’s slope is 2μ.
    ['controlVariate', (x: number) => (x - mean) ** 2 * score(x) + 2 * mean],
  ] as const)('is by the formula of %s', async (name, formula) => {
    const truth = async () => {
      const { truthArrow } = (await seen({ ...quadratic, compare: name })).tables;
      return (truthArrow?.x?.[0] as number) - (truthArrow?.toX?.[0] as number);
    };
    // The true gradient, 2μ, is drawn to the same scale.
    const scale = (await truth()) / (2 * mean);
    const rows = await arrowsOf(name, { ...quadratic, compare: name });
    expect(rows).toHaveLength(12);
    for (const { x, said } of rows) expect(said / scale).toBeCloseTo(formula(x), 8);
  });

  it('is shown of the first four of those chosen that read draws, on the same draws', async () => {
    for (const { values } of Object.values(estimators.presets)) {
      const { tables } = await seen(values);
      const shown = [...new Set(tables.arrows?.estimator), ...new Set(tables.levelsSay?.estimator)];
      const chosen = Array.from(tables.now?.estimator ?? []);
      const mute = ['localPathwise', 'separateWeights', 'gumbelSoftmax', 'rebar'].map(kindOf);
      expect(shown).toEqual(chosen.filter((kind) => !mute.includes(kind)).slice(0, 4));
      for (const kind of shown) expect(members(String(values.compare))).toContain(estimatorNames[kind]);
      const of = (kind: number) => Array.from(tables.arrows?.x ?? []).filter((_, row) => tables.arrows?.estimator?.[row] === kind);
      for (const kind of new Set(tables.arrows?.estimator)) expect(of(kind)).toEqual(of(tables.arrows?.estimator?.[0] as number));
    }
  });

  it('has no arrow that leaves the picture', async () => {
    for (const { values } of Object.values(estimators.presets)) {
      const { tables } = await seen(values);
      const theta = tables.density?.theta ?? new Float64Array();
      for (const tip of [...(tables.arrows?.toX ?? []), ...(tables.truthArrow?.toX ?? [])]) {
        expect(tip).toBeGreaterThanOrEqual((theta[0] as number) - 1e-9);
        expect(tip).toBeLessThanOrEqual((theta.at(-1) as number) + 1e-9);
      }
    }
  });
});
