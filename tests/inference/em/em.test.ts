// EM and its variants against worked examples, against each other, and against what they promise about F.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../core/data/numbers.ts';
import { annealed, temperatureAt } from '../../../core/inference/em/annealed.ts';
import { batch } from '../../../core/inference/em/batch.ts';
import { bernoulliComponents, coinComponents } from '../../../core/inference/em/bernoulli.ts';
import { forgetful } from '../../../core/inference/em/forgetful.ts';
import { generalized } from '../../../core/inference/em/generalized.ts';
import { hard } from '../../../core/inference/em/hard.ts';
import { incremental } from '../../../core/inference/em/incremental.ts';
import { logLikelihoodOf, type Mixture, type MixtureModel, sumsOf, termsOf } from '../../../core/inference/em/mixture.ts';
import { type Covariance, type CovariancePrior, normalComponents } from '../../../core/inference/em/normal.ts';
import { online } from '../../../core/inference/em/online.ts';
import { sparse } from '../../../core/inference/em/sparse.ts';
import { beginEm, type EmSettings, initialSettings, type Variant } from '../../../core/inference/em/variant.ts';
import { createRandom } from '../../../core/prob/random.ts';

const even = (count: number) => new Float64Array(count).fill(1 / count);

const line = (data: Float64Array, ...components: readonly (readonly [mean: number, variance: number])[]) => ({
  model: { components: normalComponents({ data, dimension: 1, covariance: 'full' }) },
  start: { weights: even(components.length), theta: Float64Array.from(components.flat()) },
});

/** After so many moves. */
function runFor(variant: Variant, model: MixtureModel, start: Mixture, moves: number, settings: EmSettings = initialSettings) {
  let state = beginEm(model, start);
  for (let i = 0; i < moves; i += 1) state = variant.next(model, state, settings);
  return state;
}

const SMALL = line(Float64Array.of(-2.1, -1.9, -1.2, 0.8, 1.0, 1.7), [-1, 1], [1, 1]);

describe('two coins', () => {
  const model = { components: coinComponents(Float64Array.of(5, 9, 8, 4, 7), new Float64Array(5).fill(10)), knownWeights: true };
  const start = { weights: even(2), theta: Float64Array.of(0.6, 0.5) };

  it.each([
    [0, 0.6, 0.5, -33.09386251983315],
    [1, 0.713012235400516, 0.5813393083136627, -31.85925794822736],
    [2, 0.7452920360819946, 0.5692557501718729, -31.72311607936055],
    [10, 0.7967441494752117, 0.5196586622041123, -31.570200503479537],
    [1000, 0.7967890669226468, 0.519583120145135, -31.570200235996907],
  ])('are after %i iterations where the worked example has them', (iterations, a, b, logLikelihood) => {
    const { mixture } = runFor(batch, model, start, 2 * iterations);
    expect(mixture.theta[0]).toBeCloseTo(a, 9);
    expect(mixture.theta[1]).toBeCloseTo(b, 9);
    expect(logLikelihoodOf(model, mixture)).toBeCloseTo(logLikelihood, 9);
    expect([...mixture.weights]).toEqual([0.5, 0.5]);
  });
});

describe('two normals on six points', () => {
  const { model, start } = SMALL;

  it('are after one iteration where the worked example has them, F still with the responsibilities of before', () => {
    expect(logLikelihoodOf(model, start)).toBeCloseTo(-10.500012436950785, 10);
    const { mixture, responsibilities } = runFor(batch, model, start, 2);
    const [m1, v1, m2, v2] = mixture.theta as unknown as [number, number, number, number];
    for (const [got, exact] of [
      [mixture.weights[0], 0.533275333744],
      [m1, -1.47487988548],
      [m2, 1.078116856057],
      [v1, 0.798843849107],
      [v2, 0.435275665176],
    ] as const)
      expect(got).toBeCloseTo(exact, 11);
    const { freeEnergy, logLikelihood, gap } = termsOf(model, mixture, responsibilities);
    expect(-freeEnergy).toBeCloseTo(-9.705985059720547, 10);
    expect(logLikelihood).toBeCloseTo(-8.987035650815484, 10);
    expect(gap).toBeCloseTo(9.705985059720547 - 8.987035650815484, 10);
  });

  it('come to the limit of the worked example', () => {
    const { mixture } = runFor(batch, model, start, 400);
    const exact = [-1.7333333, 0.1488889, 1.1666667, 0.1488889];
    for (const [i, number] of mixture.theta.entries()) expect(number).toBeCloseTo(exact[i] as number, 6);
    expect(logLikelihoodOf(model, mixture)).toBeCloseTo(-6.9588493741522655, 9);
  });
});

/** Passes until the log-likelihood is so near to where batch EM ends; looked at once a pass, after its M-step. */
function passesTo(variant: Variant, { model, start }: typeof SMALL, within: readonly number[], settings: EmSettings = initialSettings) {
  const best = logLikelihoodOf(model, runFor(batch, model, start, 4000).mixture);
  const passes: number[] = [];
  let state = beginEm(model, start);
  while (passes.length < within.length && state.dataPasses < 100) {
    state = variant.next(model, state, settings);
    if (variant.upcoming(state) === 'M' || state.cursor !== 0) continue;
    const off = best - logLikelihoodOf(model, state.mixture);
    while (passes.length < within.length && off < (within[passes.length] as number)) passes.push(Math.round(state.dataPasses));
  }
  return passes;
}

/** The paper’s 1,000 points: weight 0.3 for the second component, means 0 and −0.2, sds 1 and 0.1; and where it began. */
function neal(seed: number) {
  const random = createRandom(seed);
  const data = Float64Array.from({ length: 1000 }, () => {
    const second = random.uniform() < 0.3;
    const z = random.normal();
    return second ? -0.2 + 0.1 * z : z;
  });
  return line(data, [1, 1], [-1, 1]);
}

describe('incremental EM', () => {
  it('takes about half the passes of batch EM on the paper’s mixture, in blocks of ten as well, and ends at the same maximum', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const problem = neal(seed);
      const [passes = Number.NaN] = passesTo(batch, problem, [1]);
      const [own = Number.NaN] = passesTo(incremental, problem, [1]);
      const [blocks = Number.NaN] = passesTo(incremental, problem, [1], { ...initialSettings, block: 10 });
      expect(own / passes, `seed ${seed}`).toBeGreaterThanOrEqual(0.48);
      expect(own / passes, `seed ${seed}`).toBeLessThanOrEqual(0.62);
      expect(Math.abs(blocks - own), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
    const { model, start } = neal(1);
    const ends = [runFor(batch, model, start, 4000), runFor(incremental, model, start, 400_000)];
    const [one, other] = ends.map(({ mixture }) => logLikelihoodOf(model, mixture)) as [number, number];
    expect(Math.abs(one - other)).toBeLessThan(1e-9);
  });

  it('keeps sums that are those of its responsibilities', () => {
    const { model, start } = neal(3);
    const { sums, responsibilities } = runFor(incremental, model, start, 300_002);
    for (const [i, exact] of sumsOf(model, responsibilities, 2).entries()) expect(Math.abs((sums[i] as number) - exact)).toBeLessThan(1e-9);
  });

  it('takes the known passes on the eruptions of Old Faithful', () => {
    const file = new URL('../../../samples/data/faithful.csv', import.meta.url);
    const data = readNumbers('faithful.csv', readFileSync(file)).columns.eruptions as Float64Array;
    const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
    const variance = data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
    const problem = line(data, [2.5, variance], [3.5, variance]);
    const near = (got: readonly number[], known: readonly number[]) =>
      expect(got.map((passes, i) => Math.abs(passes - (known[i] as number)) <= 1)).toEqual([true, true, true]);
    near(passesTo(batch, problem, [1, 0.1, 0.001]), [11, 14, 18]);
    near(passesTo(incremental, problem, [1, 0.1, 0.001]), [7, 9, 12]);
  });
});

describe('forgetful EM', () => {
  it('ends below the maximum, and the more so the sooner it forgets', () => {
    const { model, start } = neal(2);
    const best = logLikelihoodOf(model, runFor(batch, model, start, 4000).mixture);
    // Of a whole pass, since it never comes to rest.
    const endOf = (memory: number) => {
      let state = runFor(forgetful, model, start, 60_002, { ...initialSettings, memory });
      let sum = 0;
      for (let i = 0; i < 1000; i += 1) {
        state = forgetful.next(model, state, { ...initialSettings, memory });
        if (i % 50 === 0) sum += logLikelihoodOf(model, state.mixture) / 20;
      }
      return sum;
    };
    const [quick, slow] = [endOf(0.95), endOf(0.99)];
    expect(slow).toBeLessThan(best - 0.1);
    expect(quick).toBeLessThan(slow - 1);
  });
});

describe('other ways down', () => {
  it('are batch EM where generalized goes all the way, down to a weight that is next to nothing', () => {
    const { model, start } = neal(4);
    const far = { ...start, theta: start.theta.map((each, i) => (i === 2 ? 12 : each)) };
    const [there, once] = [runFor(generalized, model, far, 2, { ...initialSettings, rate: 1 }), runFor(batch, model, far, 2)];
    expect(once.mixture.weights[1]).toBeLessThan(1e-10);
    expect(there.mixture.weights).toEqual(once.mixture.weights);
  });

  it('end where batch EM ends: generalized by small steps, online by ever smaller ones', () => {
    const { model, start } = neal(4);
    const best = logLikelihoodOf(model, runFor(batch, model, start, 4000).mixture);
    expect(logLikelihoodOf(model, runFor(generalized, model, start, 8000).mixture)).toBeCloseTo(best, 8);
    const settings = { ...initialSettings, block: 20, decay: 0.6 };
    expect(best - logLikelihoodOf(model, runFor(online, model, start, 10_000, settings).mixture)).toBeLessThan(1);
    // Weights that hardly fall leave it restless.
    expect(best - logLikelihoodOf(model, runFor(online, model, start, 10_000, { ...settings, decay: 0.05 }).mixture)).toBeGreaterThan(5);
  });

  it('cools to the temperature that is asked for, and finds a valley that plain EM misses', () => {
    expect(temperatureAt({ dataPasses: 0 }, initialSettings)).toBe(10);
    expect(temperatureAt({ dataPasses: 200 }, initialSettings)).toBeCloseTo(1, 12);
    // Three blobs on a line, from ten random starts about the last of them.
    const random = createRandom(6);
    const data = Float64Array.from({ length: 150 }, (_, i) => 8 * (i % 3) + random.normal());
    const model = { components: normalComponents({ data, dimension: 1, covariance: 'full', prior: { scales: [0.5], degrees: 2 } }) };
    const ends = (variant: Variant) =>
      Array.from({ length: 10 }, (_, seed) => {
        const place = createRandom(seed + 1);
        const theta = Float64Array.from([0, 0, 0].flatMap(() => [14 + 4 * place.uniform(), 1]));
        return logLikelihoodOf(model, runFor(variant, model, { weights: even(3), theta }, 600).mixture);
      });
    const found = [...ends(batch), ...ends(annealed)];
    const best = Math.max(...found);
    const missed = found.map((end) => end < best - 10);
    expect(missed.slice(0, 10).filter(Boolean).length).toBeGreaterThan(3);
    expect(missed.slice(10)).toEqual(new Array(10).fill(false));
  });
});

/** Blobs in the plane, or rows of ones and zeros. */
function plane(seed: number, covariance: Covariance, prior?: CovariancePrior) {
  const random = createRandom(seed);
  const data = new Float64Array(240);
  for (let i = 0; i < 120; i += 1) {
    const blob = i % 3;
    data[2 * i] = 2.2 * blob + random.normal();
    data[2 * i + 1] = (blob === 1 ? 3 : 0) + 0.5 * random.normal() + 0.4 * (data[2 * i] as number);
  }
  const components = normalComponents({ data, dimension: 2, covariance, ...(prior && { prior }) });
  const theta = Float64Array.from([0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 3, 1, 1, 0, 1]);
  return { model: { components }, start: { weights: even(3), theta } };
}

function digits(seed: number) {
  const random = createRandom(seed);
  const data = Float64Array.from({ length: 60 * 5 }, (_, at) => (random.uniform() < (Math.floor(at / 5) % 2 === 0 ? 0.2 : 0.7) ? 1 : 0));
  const theta = Float64Array.from({ length: 10 }, () => 0.3 + 0.4 * random.uniform());
  return { model: { components: bernoulliComponents(data, 5, { a: 1.5 }) }, start: { weights: even(2), theta } };
}

const problems = {
  'a line': SMALL,
  'the plane, full': plane(1, 'full'),
  'the plane, diagonal': plane(2, 'diagonal'),
  'the plane, shared': plane(3, 'shared'),
  'the plane, with a prior': plane(4, 'full', { scales: [0.5, 0.2], degrees: 4 }),
  'ones and zeros': digits(5),
};

describe.each(Object.entries(problems))('F over q and θ of %s', (_, { model, start }) => {
  it.each([batch, incremental, sparse, generalized, hard])('never rises at a move of $title EM, at any temperature', (variant) => {
    for (const temperature of variant === hard ? [0] : [1, 0.5, 3]) {
      const settings = { ...initialSettings, temperature, block: 7 };
      let state = beginEm(model, start);
      let last = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 60; i += 1) {
        state = variant.next(model, state, settings);
        const { freeEnergy } = termsOf(model, state.mixture, state.responsibilities, temperature);
        expect(freeEnergy).toBeLessThanOrEqual(last + 1e-9 * Math.max(1, Math.abs(freeEnergy)));
        last = freeEnergy;
      }
    }
  });

  it('has no gap after an exact E-step, a gap after an M-step, and the identity always', () => {
    let state = beginEm(model, start);
    for (let i = 0; i < 12; i += 1) {
      state = batch.next(model, state, initialSettings);
      const { freeEnergy, energy, entropy, logLikelihood, gap, priorEnergy } = termsOf(model, state.mixture, state.responsibilities);
      if (i % 2 === 0) expect(Math.abs(gap)).toBeLessThan(1e-10);
      else if (i < 4) expect(gap).toBeGreaterThan(1e-6);
      expect(logLikelihood - priorEnergy).toBeCloseTo(-freeEnergy + gap, 9);
      expect(freeEnergy).toBeCloseTo(energy - entropy, 10);
      const count = state.mixture.weights.length;
      for (let at = 0; at < state.responsibilities.length; at += count)
        expect(state.responsibilities.subarray(at, at + count).reduce((sum, r) => sum + r, 0)).toBeCloseTo(1, 12);
    }
  });

  it('has sums for every θ at which that θ is where the M-step goes', () => {
    const { mixture } = runFor(batch, model, start, 6);
    const { components } = model;
    const masses = mixture.weights.map((weight) => weight * components.size);
    const again = components.maximize(components.sumsAt(mixture.theta, masses), mixture.theta);
    for (const [at, number] of again.entries()) expect(number).toBeCloseTo(mixture.theta[at] as number, 10);
  });

  it('is lowest at the θ of the M-step', () => {
    const { mixture, responsibilities } = runFor(batch, model, start, 4);
    const { freeEnergy } = termsOf(model, mixture, responsibilities);
    const width = model.components.parameters;
    for (let at = 0; at < mixture.theta.length; at += 1) {
      for (const by of [1e-3, -1e-3]) {
        const theta = mixture.theta.slice();
        theta[at] = (theta[at] as number) + by;
        // A shared or diagonal covariance is not free in each of its numbers.
        if (theta[at] === 0 || (width > 2 && at % width >= 2 && model !== problems['the plane, full'].model)) continue;
        expect(termsOf(model, { ...mixture, theta }, responsibilities).freeEnergy).toBeGreaterThan(freeEnergy);
      }
    }
  });
});

describe('a component that sinks into one datum', () => {
  const data = Float64Array.of(-1, 0, 1, 7);

  it('has no least F without a prior, and one with it', () => {
    const start = { weights: even(2), theta: Float64Array.of(0, 1, 7, 1) };
    const bare = { components: normalComponents({ data, dimension: 1, covariance: 'full' as const }) };
    const sunk = runFor(batch, bare, start, 30);
    expect(sunk.mixture.theta[3]).toBe(0);
    const held = {
      components: normalComponents({ data, dimension: 1, covariance: 'full' as const, prior: { scales: [0.2], degrees: 2 } }),
    };
    const { mixture, responsibilities } = runFor(batch, held, start, 200);
    const { freeEnergy } = termsOf(held, mixture, responsibilities);
    expect(Number.isFinite(freeEnergy)).toBe(true);
    // (Σ r (x − μ)² + scale) / (N + ν + d + 1), with one datum.
    expect(mixture.theta[3]).toBeCloseTo(0.2 / 5, 6);
  });

  it('keeps where it was when it has lost all its mass', () => {
    const model = {
      components: normalComponents({ data, dimension: 1, covariance: 'full' as const, prior: { scales: [0.2], degrees: 2 } }),
    };
    const { mixture, responsibilities } = runFor(
      batch,
      model,
      { weights: Float64Array.of(1, 0), theta: Float64Array.of(0, 1, 500, 1) },
      20,
    );
    expect([...mixture.theta.subarray(2), mixture.weights[1]]).toEqual([500, 1, 0]);
    expect(responsibilities.every((r) => r === 0 || r === 1)).toBe(true);
    expect(Number.isFinite(termsOf(model, mixture, responsibilities).freeEnergy)).toBe(true);
  });
});
