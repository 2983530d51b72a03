// Every claim that the Bound lab makes in words, against the densities themselves: sums over many points, no curve or table of the lab.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { readNumber } from '../../core/lab/number-text.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import type { BoundValues } from '../../core/labs/bound/declaration/params.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import type { Model } from '../../core/labs/bound/model/model.ts';
import { modelOf, namesOfQ } from '../../core/labs/bound/run/model-of.ts';
import { anywhere } from '../anywhere.ts';
import { declarationFaults } from './declaration-faults.ts';

interface Told {
  readonly values: BoundValues;
  readonly model: Model;
  readonly q: readonly number[];
  readonly done: boolean;
  readonly step: number;
  readonly result: Result;
}

async function told(set: Readonly<Record<string, unknown>>, steps: number): Promise<Told> {
  const values = parseValues(bound.params, initialValues(bound.params), set) as BoundValues;
  const data = await dataFor(bound, values as Values, undefined);
  const run = await openRun(bound, values as Values, 1, data);
  const { result, done, step } = await run.next(steps, values as Values);
  const q = namesOfQ(values).map((name) => result.tables.trail?.[name]?.at(-1) as number);
  return { values, model: modelOf(values, values.model === 'states' ? undefined : data), q, done, step, result };
}

const numberOf = (text: string) => Number(text.replace('−', '-').replace(/ /g, ''));

/** Prior, posterior and q of a Θ on the line, as weights of many points that each sum to about 1. */
function onLine({ model, values, q }: Told) {
  const wide = model.window[0] as readonly [number, number];
  const [a, b] = q as [number, number];
  const [m, sd] = values.model === 'poisson' ? [a / b, 2 * (Math.sqrt(a) / b)] : [a, b];
  const least = values.model === 'poisson' ? 0 : Number.NEGATIVE_INFINITY;
  const [low, high] = values.model === 'coin' ? wide : [Math.max(least, Math.min(wide[0], m - 9 * sd)), Math.max(wide[1], m + 9 * sd)];
  const count = 30_000;
  const width = (high - low) / count;
  const x = Float64Array.from({ length: count }, (_, i) => low + (i + 0.5) * width);
  const posterior = x.map((at) => width * Math.exp(model.logPrior([at]) + model.logLikelihood([at]) - model.logEvidence.value));
  const own = x.map((at) => width * Math.exp(model.family.logDensity(q, [at])));
  return { x, posterior, q: own };
}

const sum = (xs: ArrayLike<number>, from = 0, to = xs.length) => {
  let total = 0;
  for (let i = from; i < to; i += 1) total += xs[i] as number;
  return total;
};

/** The humps of the posterior that hold 1 % of it or more, parted by ground below four fifths of them, with what lies on their side of it. */
function humps(given: Told) {
  const { x, posterior, q } = onLine(given);
  const height = (i: number) => posterior[i] as number;
  let parts = Array.from(posterior.keys())
    .filter((i) => height(i) > 1e-12 && height(i) >= (posterior[i - 1] ?? 0) && height(i) > (posterior[i + 1] ?? 0))
    .map((top) => ({ top, saddle: 0 }));
  for (;;) {
    parts = parts.map(({ top }, k) => {
      let saddle = parts[k - 1]?.top ?? 0;
      for (let i = saddle; k > 0 && i < top; i += 1) if (height(i) < height(saddle)) saddle = i;
      return { top, saddle: k === 0 ? 0 : saddle };
    });
    const flat = parts.findIndex(
      ({ top, saddle }, k) => k > 0 && height(saddle) > 0.8 * Math.min(height(top), height(parts[k - 1]?.top as number)),
    );
    if (flat < 0) break;
    const lower = height(parts[flat]?.top as number) > height(parts[flat - 1]?.top as number) ? flat - 1 : flat;
    parts = parts.filter((_, k) => k !== lower);
  }
  const shared = posterior.map((p, i) => Math.min(p, q[i] as number));
  return parts
    .map(({ top, saddle }, k) => {
      const to = parts[k + 1]?.saddle ?? x.length;
      return { at: x[top] as number, posterior: sum(posterior, saddle, to), q: sum(q, saddle, to), shared: sum(shared, saddle, to) };
    })
    .filter((hump) => hump.posterior >= 0.01);
}

/** KL(q‖posterior), by the definition. */
function gapOf(given: Told): number {
  const { model, q } = given;
  const exact = model.logEvidence.value;
  if (model.space === 'states')
    return q.reduce((total, p, i) => total + (p === 0 ? 0 : p * (Math.log(p) - model.logPrior([i]) - model.logLikelihood([i]) + exact)), 0);
  const weight = (point: readonly number[]) =>
    model.family.logDensity(q, point) - model.logPrior(point) - model.logLikelihood(point) + exact;
  if (model.space === 'line') {
    const line = onLine(given);
    return line.x.reduce((total, x, i) => total + ((line.q[i] as number) === 0 ? 0 : (line.q[i] as number) * weight([x])), 0);
  }
  const [m1, s1, m2, s2] = q as [number, number, number, number];
  let total = 0;
  // A weight that grows as e^−2v has most to say 2s₂ sds below the middle.
  for (let u = -7; u <= 7; u += 0.1)
    for (let v = -14; v <= 7; v += 0.1)
      total += ((Math.exp(-0.5 * (u * u + v * v)) * 0.1 ** 2) / (2 * Math.PI)) * weight([m1 + s1 * u, m2 + s2 * v]);
  return total;
}

/** Means, sds and correlation of a posterior in the plane, by sums over its window and as much again. */
function momentsInPlane({ model, values }: Told) {
  const wide = model.window.map(([low, high]) => [low - (high - low) / 2, high + (high - low) / 2] as const);
  const count = 300;
  const at = (axis: 0 | 1, i: number) => {
    const [low, high] = wide[axis] as readonly [number, number];
    return low + ((i + 0.5) / count) * (high - low);
  };
  // The tails of Student’s t are reached by steps that grow.
  const grows = values.model === 'unknownNoise';
  const first = (i: number) => {
    if (!grows) return [at(0, i), 1] as const;
    const [low, high] = wide[0] as readonly [number, number];
    const u = 9 * (((i + 0.5) / count) * 2 - 1);
    return [(low + high) / 2 + ((high - low) / 60) * Math.sinh(u), Math.cosh(u)] as const;
  };
  const of = (f: (x: number, y: number) => number) => {
    let [mass, total] = [0, 0];
    for (let i = 0; i < count; i += 1)
      for (let j = 0; j < count; j += 1) {
        const [x, step] = first(i);
        const point = [x, at(1, j)] as const;
        const w = step * Math.exp(model.logPrior(point) + model.logLikelihood(point) - model.logEvidence.value);
        mass += w;
        total += w * f(...point);
      }
    return total / mass;
  };
  const [mx, my] = [of((x) => x), of((_, y) => y)];
  const [sx, sy] = [Math.sqrt(of((x) => (x - mx) ** 2)), Math.sqrt(of((_, y) => (y - my) ** 2))];
  return { mean: [mx, my], sd: [sx, sy], correlation: of((x, y) => (x - mx) * (y - my)) / sx / sy };
}

function momentsOnLine(given: Told) {
  const { x, posterior, q } = onLine(given);
  const of = (weights: Float64Array) => {
    const mass = sum(weights);
    const mean = sum(weights.map((w, i) => w * (x[i] as number))) / mass;
    return [mean, Math.sqrt(sum(weights.map((w, i) => w * ((x[i] as number) - mean) ** 2)) / mass)] as const;
  };
  return { posterior: of(posterior), q: of(q) };
}

const near = (said: number, is: number, within: number, what: string) =>
  expect(Math.abs(said - is), `${what}: says ${said}, is ${is}`).toBeLessThanOrEqual(within);
const nearShare = (said: string, is: number, what: string) => near(numberOf(said), 100 * is, 1, what);
const nearNumber = (said: string, is: number, what: string) => near(numberOf(said), is, 0.006 * Math.abs(is) + 0.002, what);

const sides = ['left', 'right'];

/** Each way in which the lab says where q is, and what must then be so. */
const claims: readonly (readonly [RegExp, (found: string[], given: Told) => void])[] = [
  [
    /^q is the posterior to within 0\.0005 nats: the bound is tight, log P\(X\) = (\S+) nats(, of the tosses in their very order)?\.$/,
    ([logEvidence = '', ordered], given) => {
      expect(ordered !== undefined).toBe(given.values.model === 'coin');
      near(0, gapOf(given), 6e-4, 'gap');
      nearNumber(logEvidence, given.model.logEvidence.value, 'log P(X)');
      expect(given.values.temperature).toBe(1);
    },
  ],
  [
    /^One explanation is left, near (\S+); q and the posterior have (\d+) % of their mass in common: KL/,
    ([at = '', share = ''], given) => {
      const found = humps(given);
      expect(found).toHaveLength(1);
      near(numberOf(at), found[0]?.at as number, 0.01 * (given.model.window[0]?.[1] ?? 1), 'place');
      nearShare(share, found[0]?.shared as number, 'common mass');
    },
  ],
  [
    /^q lies across both explanations: (\d+) % of it on the left one, (\d+) % of it on the right one: KL/,
    (shares, given) => {
      const found = humps(given);
      expect(found).toHaveLength(2);
      for (const k of [0, 1]) {
        nearShare(shares[k] as string, found[k]?.q as number, `q ${sides[k]}`);
        expect(found[k]?.q).toBeGreaterThan(0.09);
      }
    },
  ],
  [
    /^q is on the side of the (left|right) explanation, yet the two have (\d+) % of their mass in common: KL/,
    ([side = '', share = ''], given) => {
      const found = humps(given);
      const hump = found[sides.indexOf(side)];
      expect(found).toHaveLength(2);
      expect(hump?.q).toBeGreaterThan(0.89);
      nearShare(share, hump?.shared as number, 'common mass');
      expect(hump?.shared).toBeLessThan(0.51 * (hump?.posterior as number));
    },
  ],
  [
    /^q sits on the (left|right) explanation and misses the (left|right) one, (\d+) % of the posterior: KL/,
    ([side = '', other = '', share = ''], given) => {
      const found = humps(given);
      expect(found).toHaveLength(2);
      expect([side, other].toSorted()).toEqual(sides);
      const [hump, missed] = [found[sides.indexOf(side)], found[sides.indexOf(other)]];
      nearShare(share, missed?.posterior as number, 'missed');
      expect(hump?.q).toBeGreaterThan(0.89);
      expect(hump?.shared).toBeGreaterThan(0.49 * (hump?.posterior as number));
      expect(missed?.q).toBeLessThan(0.11);
    },
  ],
  [
    /^q is centred (?:on|([\d.e+]+) sds (above|below|to the right of|to the left of)) the posterior(?: in (.+?))? and (?:as|([\d.e+−]+) times as) wide: KL/,
    ([apart, side, where, ratio], given) => {
      const { values, model, q } = given;
      const names = { logistic: ['the intercept', 'the slope'], eightSchools: ['μ', 'log τ'], unknownNoise: ['μ', 'log σ'] }[
        values.model as 'logistic'
      ];
      const axis = where === undefined ? 0 : (names ?? ['the first Θ', 'the second Θ']).indexOf(where);
      const plane = model.space === 'plane' ? momentsInPlane(given) : undefined;
      const own = [q[2 * axis] as number, q[2 * axis + 1] as number] as const;
      const compared = plane
        ? { posterior: [plane.mean[axis] as number, plane.sd[axis] as number] as const, q: own }
        : momentsOnLine(given);
      const [[mean, sd], [m, s]] = [compared.posterior, compared.q];
      const distance = (m - mean) / sd;
      if (apart === undefined) expect(Math.abs(distance)).toBeLessThan(0.105);
      else {
        near(numberOf(apart), Math.abs(distance), 0.01 * Math.abs(distance) + 0.005, 'distance');
        expect(side === 'above' || side === 'to the right of').toBe(distance > 0);
      }
      near(ratio === undefined ? 1 : numberOf(ratio), s / sd, 0.025 * (s / sd), 'width');
      if (plane) {
        // Of the coordinates it names the one that differs most.
        const differs = [0, 1].map(
          (k) =>
            ((q[2 * k] as number) - (plane.mean[k] as number)) ** 2 / (plane.sd[k] as number) ** 2 +
            Math.log((q[2 * k + 1] as number) / (plane.sd[k] as number)) ** 2,
        );
        expect(differs[axis] as number).toBeGreaterThan(0.95 * (differs[1 - axis] as number));
      }
    },
  ],
  [
    /^q gives (\S+) to (hypothesis|degree) (\d), where the posterior gives (\S+): KL/,
    ([mine = '', what = '', which = '', exact = ''], { model, q, values }) => {
      expect(what).toBe(values.model === 'states' ? 'hypothesis' : 'degree');
      const posterior = q.map((_, i) => Math.exp(model.logPrior([i]) + model.logLikelihood([i]) - model.logEvidence.value));
      const at = Number(which) - (what === 'degree' ? 0 : 1);
      nearNumber(mine, q[at] as number, 'q');
      nearNumber(exact, posterior[at] as number, 'posterior');
      const away = q.map((p, i) => Math.abs(p - (posterior[i] as number)));
      near(away[at] as number, Math.max(...away), 1e-9, 'the largest difference');
    },
  ],
  [
    /^q has come to rest with independent coordinates where the posterior leans \(correlation (\S+)\): KL/,
    ([correlation = ''], given) => {
      expect(given.done).toBe(true);
      near(numberOf(correlation), momentsInPlane(given).correlation, 0.01, 'correlation');
      expect(Math.abs(numberOf(correlation))).toBeGreaterThan(0.09);
    },
  ],
  [
    /^At T = (\S+) entropy (does not count, F is the energy alone|counts for less|counts (\S+) times): F is (as low as any q can make it|(\S+) nats above the lowest there is); KL/,
    ([temperature = '', effect = '', times, , excess], { values, model, result }) => {
      near(numberOf(temperature), values.temperature, 0.005 * values.temperature, 'T');
      expect(effect.startsWith('does not')).toBe(values.temperature === 0);
      expect(effect === 'counts for less').toBe(values.temperature > 0 && values.temperature < 1);
      if (times !== undefined) near(numberOf(times), values.temperature, 0.005 * values.temperature, 'times');
      // The lowest F by another road: −T log Σ e^{log P(X, Θ)/T} over points that hold all of it.
      const above = (result.scalars.freeEnergy as number) - lowest(model, values);
      if (excess === undefined) expect(above).toBeLessThan(2e-3);
      else near(numberOf(excess), above, 0.01 * above + 2e-3, 'excess');
    },
  ],
  [
    /^At T = (\S+) F has no lowest value: it falls without end as q gathers at an end of Θ(, and there is no posterior to cover)?; KL/,
    ([, nothing], { values, model }) => {
      expect(nothing !== undefined).toBe(values.direction === 'pq');
      // F of ever narrower q at an end: shapes a → 0 of a Beta or a Gamma about 1.
      const F = (q: readonly number[]) => model.priorEnergy(q) - model.accuracy(q) - values.temperature * model.family.entropy(q);
      const ends = [(a: number) => [a, 1], ...(values.model === 'coin' ? [(a: number) => [1, a]] : [])];
      expect(ends.some((end) => F(end(1e-6)) < F(end(1e-4)) && F(end(1e-8)) < F(end(1e-6)) - 1)).toBe(true);
    },
  ],
  [
    /^At T = (\S+) F has no lowest value: it falls without end as q spreads(, and there is no posterior to cover)?; KL/,
    ([, nothing], { values, model }) => {
      expect(nothing !== undefined).toBe(values.direction === 'pq');
      // F of q ever further up log σ, as wide in μ as σ is large.
      const F = (q: readonly number[]) => model.priorEnergy(q) - model.accuracy(q) - values.temperature * model.family.entropy(q);
      const at = (logSigma: number) => F([0, Math.exp(logSigma), logSigma, 1]);
      expect(at(50) < at(20) - 1 && at(200) < at(50) - 1).toBe(true);
    },
  ],
];

/** min F by brute force: points over ever wider windows. */
function lowest(model: Model, { temperature }: BoundValues): number {
  const joint = (point: readonly number[]) => model.logPrior(point) + model.logLikelihood(point);
  const grow = Math.max(1, 3 * Math.sqrt(temperature));
  const wide = model.window.map(([low, high]) => {
    const [middle, half] = [(low + high) / 2, ((high - low) / 2) * grow];
    return [middle - half, middle + half] as const;
  });
  const heights: number[] = [];
  let cell = 1;
  if (model.space === 'states') heights.push(...Array.from({ length: (model.window[0]?.[1] ?? 0) + 1 }, (_, i) => joint([i])));
  else {
    const count = model.space === 'line' ? 60_000 : 500;
    const axes = wide.map(([low, high]) => Array.from({ length: count }, (_, i) => low + ((i + 0.5) / count) * (high - low)));
    cell = wide.reduce((size, [low, high]) => (size * (high - low)) / count, 1);
    for (const x of axes[0] ?? []) for (const y of axes[1] ?? [0]) heights.push(joint(axes.length === 1 ? [x] : [x, y]));
  }
  const finite = heights.filter((height) => !Number.isNaN(height));
  const top = finite.reduce((a, b) => Math.max(a, b));
  if (temperature === 0) return -top;
  const total = finite.reduce((mass, height) => mass + Math.exp((height - top) / temperature), 0);
  return -(top + temperature * Math.log(total * cell));
}

function expectTrue(given: Told) {
  const { result, values } = given;
  const said = bound.sentence(result, values as Values);
  const kind = claims.find(([pattern]) => pattern.test(said));
  if (!kind) throw new Error(`an unchecked claim: ${said}`);
  const [pattern, check] = kind;
  check([...(pattern.exec(said) ?? [])].slice(1) as string[], given);
  const price = /KL\(q‖posterior\) = (\S+) nats\.$/.exec(said)?.[1];
  if (price !== undefined) {
    nearNumber(price, gapOf(given), 'KL(q‖posterior)');
    // What the sentence quotes is what the equation shows.
    expect(price).toBe(readNumber(result.scalars.gap as number));
  }
}

describe('what the Bound lab says of q', () => {
  it.each(Object.keys(bound.presets))('is so at preset %s, when it opens and after more steps', async (id) => {
    const preset = bound.presets[id];
    for (const more of id === 'eightSchools' || id === 'iris' ? [0] : [0, 5, 300])
      expectTrue(await told(preset?.values ?? {}, (preset?.steps ?? 0) + more));
  });

  it('is so at random values and temperatures, before and after steps', async () => {
    const real = (low: number, high: number) => anywhere({ min: low, max: high });
    const place = real(-4, 4);
    const width = real(Math.log(0.1), Math.log(3)).map(Math.exp);
    const weight = real(0.05, 1);
    const set = fc.record({
      model: fc.constantFrom(
        'gaussian',
        'coin',
        'poisson',
        'states',
        'bimodal',
        'bimodal',
        'correlated',
        'banana',
        'logistic',
        'unknownNoise',
        'polynomials',
      ),
      observation: place,
      noiseSd: width,
      priorMean: place,
      priorSd: width,
      qMean: place,
      qSd: width,
      qMean2: place,
      qSd2: width,
      heads: fc.integer({ min: 1, max: 9 }),
      count: fc.integer({ min: 1, max: 20 }),
      qA: real(1, 20),
      qB: real(1, 20),
      qShape: real(1, 40),
      qRate: real(0.5, 4),
      states: fc.integer({ min: 2, max: 4 }),
      qDegree0: weight,
      qDegree2: weight,
      q1: weight,
      q2: weight,
      likelihood1: weight,
      likelihood2: weight,
      prior1: weight,
      temperature: fc.constantFrom(1, 1, 1, 1, 0, 0.2, 5, 40),
    });
    for (const values of fc.sample(set, { seed: 20261129, numRuns: 30 }))
      for (const steps of [0, 40]) {
        const hot = values.temperature > 1 && (values.model === 'banana' || values.model === 'correlated' || values.model === 'logistic');
        expectTrue(await told({ ...values, tosses: 10, ...(hot && { temperature: 1 }) }, steps));
      }
  });

  it('says where F has no lowest value', async () => {
    for (const direction of ['qp', 'pq'])
      for (const set of [
        { model: 'coin', heads: 0, tosses: 10, priorA: 0.1, temperature: 0.5 },
        { model: 'poisson', count: 0, priorShape: 0.1, temperature: 0.5 },
        { model: 'unknownNoise', temperature: 5 },
      ]) {
        const found = await told({ ...set, direction }, 2);
        expectTrue(found);
        expect(bound.sentence(found.result, found.values as Values)).toMatch(/no lowest value/);
      }
  });

  it('was false of one explanation, of a q beside it, and of a q that no step has moved', async () => {
    const one = await told({ ...bound.presets.twoExplanations?.values, priorMean: 3.9, priorSd: 0.5 }, 2);
    expect(bound.sentence(one.result, one.values as Values)).toMatch(/^One explanation is left/);
    const beside = await told({ ...bound.presets.twoExplanations?.values, qMean: -4 }, 0);
    expect(bound.sentence(beside.result, beside.values as Values)).toMatch(/^q is on the side of the left explanation, yet the two have/);
    const cold = await told({ ...bound.presets.twoExplanations?.values, temperature: 0 }, 0);
    expect(bound.sentence(cold.result, cold.values as Values)).not.toMatch(/shrinks/);
    for (const given of [one, beside, cold]) expectTrue(given);
  });

  it('is caught when it is false: a preset’s sentence at another q', async () => {
    const given = await told(bound.presets.twoExplanations?.values ?? {}, 41);
    const moved = { ...given, q: [-1.5, 0.5] };
    expect(() => expectTrue(moved)).toThrow();
    expect(declarationFaults(bound)).toEqual([]);
  });
});
