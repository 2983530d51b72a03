// Variational Bayes of a mixture: exact where it is conjugate, downhill everywhere, and without components that no datum needs.
import { describe, expect, it } from 'vitest';
import type { BelievedMixture } from '../../../core/inference/em/beliefs.ts';
import { bernoulliComponents, coinComponents } from '../../../core/inference/em/bernoulli.ts';
import { bernoulliBeliefs, coinBeliefs } from '../../../core/inference/em/beta-beliefs.ts';
import { sumsOf } from '../../../core/inference/em/mixture.ts';
import { normalComponents } from '../../../core/inference/em/normal.ts';
import { type NormalWishartPrior, normalWishart } from '../../../core/inference/em/normal-wishart.ts';
import { meanMixture, variationalEStepInto, variationalTerms } from '../../../core/inference/em/variational-mixture.ts';
import { LOG_2PI, logGamma } from '../../../core/math/special.ts';
import { createRandom, type Random } from '../../../core/prob/random.ts';

const prior: NormalWishartPrior = {
  mean: Float64Array.of(0.5, -1),
  belief: 0.7,
  inverseScale: Float64Array.of(1.5, 0.3, 0.9),
  degrees: 3.4,
};

const normals = (data: Float64Array, concentration: number): BelievedMixture => ({
  components: normalComponents({ data, dimension: 2, covariance: 'full' }),
  believed: normalWishart(data, 2, prior),
  concentration,
});

/** Three blobs of 30 points each. */
function blobs(seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: 180 }, (_, at) => {
    const blob = Math.floor(at / 2) % 3;
    return (at % 2 === 0 ? 6 * blob : blob === 1 ? 5 : 0) + random.normal();
  });
}

/** K responsibilities a datum that are drawn from the flat Dirichlet. */
function drawResponsibilities(size: number, count: number, random: Random): Float64Array {
  const drawn = new Float64Array(size * count);
  for (let i = 0; i < size; i += 1) {
    let total = 0;
    for (let k = 0; k < count; k += 1) {
      const each = -Math.log(1 - random.uniform());
      drawn[i * count + k] = each;
      total += each;
    }
    for (let k = 0; k < count; k += 1) drawn[i * count + k] = (drawn[i * count + k] as number) / total;
  }
  return drawn;
}

/** Rounds of M and E from responsibilities that are drawn. */
function descend(model: BelievedMixture, count: number, rounds: number, seed = 1) {
  const { size } = model.components;
  const responsibilities = drawResponsibilities(size, count, createRandom(seed));
  const trail: number[] = [];
  let sums = sumsOf(model, responsibilities, count);
  for (let i = 0; i < rounds; i += 1) {
    trail.push(variationalTerms(model, sums, responsibilities).freeEnergy);
    variationalEStepInto(model, sums, responsibilities);
    trail.push(variationalTerms(model, sums, responsibilities).freeEnergy);
    sums = sumsOf(model, responsibilities, count);
  }
  return { model, sums, responsibilities, trail, terms: variationalTerms(model, sums, responsibilities) };
}

const run = (data: Float64Array, concentration: number, count: number, rounds: number, seed = 1) =>
  descend(normals(data, concentration), count, rounds, seed);

/** log P(X) of points in turn, each under what those before it have taught: a Student density. One dimension after the other would not do. */
function predictiveEvidence(data: Float64Array): number {
  const { mean, belief, inverseScale, degrees } = prior;
  let [b, nu] = [belief, degrees];
  let [m0, m1] = mean as unknown as [number, number];
  let [s00, s10, s11] = inverseScale as unknown as [number, number, number];
  let sum = 0;
  for (let i = 0; i < data.length; i += 2) {
    const [x, y] = [(data[i] as number) - m0, (data[i + 1] as number) - m1];
    const freedom = nu - 1;
    // t with ν − d + 1 degrees of freedom and scale W⁻¹ (β + 1) / (β (ν − d + 1)).
    const scale = (b + 1) / (b * freedom);
    const determinant = s00 * s11 - s10 * s10;
    const square = (s11 * x * x - 2 * s10 * x * y + s00 * y * y) / determinant / scale;
    sum += logGamma((freedom + 2) / 2) - logGamma(freedom / 2) - Math.log(freedom * Math.PI);
    sum -= 0.5 * Math.log(determinant * scale * scale) + ((freedom + 2) / 2) * Math.log1p(square / freedom);
    const share = b / (b + 1);
    [s00, s10, s11] = [s00 + share * x * x, s10 + share * x * y, s11 + share * y * y];
    [m0, m1] = [m0 + x / (b + 1), m1 + y / (b + 1)];
    [b, nu] = [b + 1, nu + 1];
  }
  return sum;
}

describe('variational Bayes of a mixture', () => {
  it('is exact with one component: F is −log evidence, as predicting point after point has it', () => {
    const data = blobs(3);
    const { terms, responsibilities } = run(data, 1, 1, 1);
    expect(responsibilities.every((r) => r === 1)).toBe(true);
    expect(Math.abs(terms.freeEnergy + predictiveEvidence(data))).toBeLessThan(1e-9);
    // One datum and no datum: the prior alone.
    expect(run(Float64Array.of(1, 2), 1, 1, 1).terms.freeEnergy).toBeCloseTo(-predictiveEvidence(Float64Array.of(1, 2)), 11);
    expect(run(new Float64Array(), 1, 1, 1).terms.freeEnergy).toBeCloseTo(0, 12);
  });

  it('never raises F, and what it ends at is the sum of its terms', () => {
    for (const seed of [1, 2, 3]) {
      const { trail, terms } = run(blobs(seed), 0.5, 5, 80, seed);
      for (let i = 1; i < trail.length; i += 1) expect(trail[i]).toBeLessThanOrEqual((trail[i - 1] as number) + 1e-9);
      expect(terms.freeEnergy).toBeCloseTo(terms.energy - terms.entropy + terms.complexity, 10);
    }
  });

  it('is lowest at the beliefs of its M-step, in each of the sums that they are made of', () => {
    const { model, sums, responsibilities, terms } = run(blobs(1), 0.5, 3, 4);
    for (let at = 0; at < sums.length; at += 1) {
      for (const by of [1.001, 0.999]) {
        const moved = sums.slice();
        moved[at] = (moved[at] as number) * by;
        expect(variationalTerms(model, moved, responsibilities).freeEnergy).toBeGreaterThan(terms.freeEnergy);
      }
    }
  });

  it('moves one coordinate of a mean and nothing else', () => {
    const { model, sums } = run(blobs(1), 0.5, 3, 4);
    const row = sums.slice(0, 6);
    const before = model.believed.meanParameters(row);
    const after = model.believed.meanParameters(model.believed.withMean(row, 1, 2.5));
    expect(after[1]).toBeCloseTo(2.5, 12);
    for (const at of [0, 2, 3, 4]) expect(after[at]).toBeCloseTo(before[at] as number, 10);
  });

  it('keeps three of six components where the data are three blobs', () => {
    const { sums } = run(blobs(2), 0.01, 6, 300, 2);
    const masses = Array.from({ length: 6 }, (_, k) => sums[6 * k] as number).toSorted((a, b) => b - a);
    for (const mass of masses.slice(0, 3)) expect(mass).toBeCloseTo(30, 0);
    for (const mass of masses.slice(3)) expect(mass).toBeLessThan(1e-3);
  });

  it('has a bound that is below the evidence where components are several', () => {
    // Two identical components of a fixed datum: the evidence is that of one, whoever made it.
    const data = Float64Array.of(1, 2);
    const { terms } = run(data, 1, 2, 60);
    expect(-terms.freeEnergy).toBeLessThan(predictiveEvidence(data));
    expect(-terms.freeEnergy + LOG_2PI).toBeGreaterThan(predictiveEvidence(data));
  });

  it('believes in probabilities by Beta: exact with one component, downhill with several', () => {
    const random = createRandom(5);
    const data = Float64Array.from({ length: 40 * 6 }, (_, at) =>
      random.uniform() < ((Math.floor(at / 6) + at) % 2 === 0 ? 0.9 : 0.2) ? 1 : 0,
    );
    const ones = (a: number): BelievedMixture => ({
      components: bernoulliComponents(data, 6),
      believed: bernoulliBeliefs(data, 6, a),
      concentration: 0.5,
    });
    const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
    let evidence = 0;
    for (let j = 0; j < 6; j += 1) {
      const up = data.filter((_, at) => at % 6 === j).reduce((sum, x) => sum + x, 0);
      evidence += logBeta(1.5 + up, 1.5 + 40 - up) - logBeta(1.5, 1.5);
    }
    expect(descend(ones(1.5), 1, 1).terms.freeEnergy).toBeCloseTo(-evidence, 10);
    const { trail, model, sums } = descend(ones(1.5), 4, 60);
    for (let i = 1; i < trail.length; i += 1) expect(trail[i]).toBeLessThanOrEqual((trail[i - 1] as number) + 1e-10);
    expect(model.believed.meanParameters(model.believed.withMean(sums.slice(0, 7), 2, 0.3))[2]).toBeCloseTo(0.3, 12);
  });

  it('believes in coins whose weights are known', () => {
    const [heads, tosses] = [Float64Array.of(5, 9, 8, 4, 7), new Float64Array(5).fill(10)];
    const coins = (components: number) =>
      descend(
        { components: coinComponents(heads, tosses), believed: coinBeliefs(heads, tosses, 1), concentration: 1, knownWeights: true },
        components,
        200,
      );
    // One coin of flat prior: 33 heads of 50, 1 / (51 · (50 over 33)).
    expect(coins(1).terms.freeEnergy).toBeCloseTo(logGamma(52) - logGamma(34) - logGamma(18), 10);
    const { model, sums, trail } = coins(2);
    for (let i = 1; i < trail.length; i += 1) expect(trail[i]).toBeLessThanOrEqual((trail[i - 1] as number) + 1e-11);
    expect([...meanMixture(model, sums).weights]).toEqual([0.5, 0.5]);
  });
});
