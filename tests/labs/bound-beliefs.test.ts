// The curves of belief on the line: the axis holds what matters, and straight lines between the points follow the densities.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import type { AnyPlot } from '../../core/lab/lab.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { adopt } from '../../core/labs/bound/declaration/adopt.ts';
import type { BoundValues } from '../../core/labs/bound/declaration/params.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { modelOf } from '../../core/labs/bound/run/model-of.ts';
import { boxOf } from '../../renderer/plot/labels.ts';
import { draw, textsOf } from '../plot/small-plots.ts';

const own = (column: readonly number[]): Dataset => ({ name: 'own', columns: { x: Float64Array.from(column) } });
const many = own(Array.from({ length: 400 }, (_, i) => 5000 + 30 * Math.sin(i * 1.7) + (i % 7)));
const kicks = own(Array.from({ length: 900 }, (_, i) => (i * 7) % 5));

async function beliefs(set: Readonly<Record<string, unknown>>, data?: Dataset, steps = 0) {
  const initial = parseValues(bound.params, initialValues(bound.params), set) as BoundValues;
  const values = { ...initial, ...(data && { ...adopt(initial, data), dataset: 'own' }) } as BoundValues;
  const run = await openRun(bound, values, 1, data);
  const { result } = await run.next(steps, values);
  return { model: modelOf(values, data), values, table: result.tables.beliefs as Record<string, Float64Array>, result };
}

const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, Dataset | undefined, number])[] = [
  ['a mean', { model: 'gaussian' }, undefined, 0],
  ['two explanations', bound.presets.twoExplanations?.values ?? {}, undefined, 41],
  ['four hundred numbers', { model: 'gaussian' }, many, 0],
  ['four hundred numbers with two explanations', { model: 'bimodal' }, many, 0],
  ['nine hundred counts', { model: 'poisson' }, kicks, 0],
  ['ten thousand tosses', { model: 'coin', heads: 9000, tosses: 10000, qA: 900, qB: 100 }, undefined, 0],
  ['a narrow q', { model: 'gaussian', qSd: 0.004, qMean: 2.2 }, undefined, 0],
  ['a far q', { model: 'gaussian', qSd: 0.5, qMean: -60 }, undefined, 0],
  ['a slope', { model: 'logistic' }, undefined, 0],
  ['a surprise', bound.presets.surprise?.values ?? {}, undefined, 0],
];

describe.each(cases)('%s', (_, set, data, steps) => {
  it('is drawn where it bends: straight lines leave no density by more than a hundredth of its height', async () => {
    const { model, table, result, values } = await beliefs(set, data, steps);
    const theta = table.theta as Float64Array;
    const trail = result.tables.trail as Record<string, Float64Array>;
    const last = (name: string) => trail[name]?.at(-1) as number;
    const q = { coin: ['qA', 'qB'], poisson: ['qShape', 'qRate'] }[values.model as 'coin'] ?? ['qMean', 'qSd'];
    const curves: Readonly<Record<string, (x: number) => number>> = {
      posterior: (x) => Math.exp(model.logPrior([x]) + model.logLikelihood([x]) - model.logEvidence.value),
      q: (x) => Math.exp(model.family.logDensity(q.map(last), [x])),
      prior: (x) => Math.exp(model.logPrior([x])),
    };
    expect(theta.every((x, i) => i === 0 || x > (theta[i - 1] as number))).toBe(true);
    expect(theta.length).toBeLessThan(700);
    for (const [name, density] of Object.entries(curves)) {
      const column = table[name] as Float64Array;
      const top = column.reduce((a, b) => Math.max(a, b));
      for (let i = 1; i < theta.length; i += 1)
        for (const share of [0.25, 0.5, 0.75]) {
          const x = (theta[i - 1] as number) + share * ((theta[i] as number) - (theta[i - 1] as number));
          const straight = (column[i - 1] as number) + share * ((column[i] as number) - (column[i - 1] as number));
          expect(Math.abs(density(x) - straight) / top, `${name} at ${x}`).toBeLessThan(0.01);
        }
    }
  });

  it('fills its axis: posterior and q are whole, and together take a third of it or more', async () => {
    const { table } = await beliefs(set, data, steps);
    const theta = table.theta as Float64Array;
    const reach = (column: Float64Array) => {
      const top = column.reduce((a, b) => Math.max(a, b));
      const seen = Array.from(theta).filter((_x, i) => (column[i] as number) > 0.001 * top);
      return [seen[0] as number, seen.at(-1) as number] as const;
    };
    const mass = (column: Float64Array) =>
      theta.reduce(
        (sum, x, i) => (i === 0 ? 0 : sum + ((column[i] as number) + (column[i - 1] as number)) * 0.5 * (x - (theta[i - 1] as number))),
        0,
      );
    const [posterior, q] = [table.posterior, table.q] as [Float64Array, Float64Array];
    for (const column of [posterior, q]) expect(Math.abs(mass(column) - 1)).toBeLessThan(0.01);
    const [a, b] = [reach(posterior), reach(q)];
    const width = (theta.at(-1) as number) - (theta[0] as number);
    expect((Math.max(a[1], b[1]) - Math.min(a[0], b[0])) / width).toBeGreaterThan(1 / 3);
  });

  it('names each hump where it is high, not at its foot', async () => {
    const { table, result, values } = await beliefs(set, data, steps);
    const scene = draw(bound.plots.beliefs as AnyPlot, result, { values, width: 496, height: 306 });
    const theta = table.theta as Float64Array;
    for (const [name, label] of [
      ['posterior', /^posterior/],
      ['q', /^q\(/],
      ['likelihood', /^likelihood/],
    ] as const) {
      const column = table[name] as Float64Array;
      const node = textsOf(scene.children).find(({ text }) => label.test(text));
      if (!node) continue;
      // As high as its own curve is within its width, at least a tenth of the whole.
      const { x, width } = boxOf(node.text, node.weight, node, node.size);
      const near = Array.from(column).filter((_y, i) => {
        const { domain, range } = scene.scales.x;
        const px = range[0] + ((range[1] - range[0]) * ((theta[i] as number) - domain[0])) / (domain[1] - domain[0]);
        return px > x - 12 && px < x + width + 12;
      });
      const top = column.reduce((a, b) => Math.max(a, b));
      expect(Math.max(0, ...near) / top, `${name} at ${x}`).toBeGreaterThan(0.1);
    }
  });
});

it('says how much of the prior the picture leaves out', async () => {
  const { result, table } = await beliefs(
    bound.presets.galaxies?.values
      ? { ...bound.presets.galaxies.values, dataset: 'typed', observation: 20000, noiseSd: 100, qMean: 20000, qSd: 150 }
      : {},
  );
  const theta = table.theta as Float64Array;
  // N(20000, 8000²) between the ends of the axis, by summing a million cells of it.
  let inside = 0;
  const [low, high] = [theta[0] as number, theta.at(-1) as number];
  for (let i = 0; i < 1e5; i += 1) {
    const x = low + ((i + 0.5) / 1e5) * (high - low);
    inside += (((high - low) / 1e5) * Math.exp(-0.5 * ((x - 20000) / 8000) ** 2)) / 8000 / Math.sqrt(2 * Math.PI);
  }
  expect(result.tables.exact?.priorShown?.[0]).toBeCloseTo(inside, 2);
  const caption = bound.plots.beliefs?.caption as (values: unknown, seen: unknown) => string;
  expect(caption({}, result)).toBe(`${Math.round(100 * (1 - inside))} % of the prior lies outside`);
  const near = await beliefs(bound.presets.aMean?.values ?? {});
  expect(caption({}, near.result)).toBe('densities');
});
