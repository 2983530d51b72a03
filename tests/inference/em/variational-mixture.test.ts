// Variational Bayes of a mixture: exact where it is conjugate, downhill everywhere, and without components that no datum needs.
import { describe, expect, it } from 'vitest';
import { normalComponents } from '../../../core/inference/em/normal.ts';
import { type NormalWishartPrior, variationalMixture } from '../../../core/inference/em/variational-mixture.ts';
import { LOG_2PI, logGamma } from '../../../core/math/special.ts';
import { createRandom, type Random } from '../../../core/prob/random.ts';

const prior = (concentration: number): NormalWishartPrior => ({
  concentration,
  mean: Float64Array.of(0.5, -1),
  belief: 0.7,
  inverseScale: Float64Array.of(1.5, 0.3, 0.9),
  degrees: 3.4,
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

function run(data: Float64Array, concentration: number, count: number, rounds: number, seed = 1) {
  const model = variationalMixture(data, 2, prior(concentration));
  const components = normalComponents({ data, dimension: 2, covariance: 'full' });
  const size = data.length / 2;
  const responsibilities = drawResponsibilities(size, count, createRandom(seed));
  const trail: number[] = [];
  const mStep = () => {
    const sums = new Float64Array(count * components.statistics);
    components.addStatistics(responsibilities, 0, size, sums);
    return model.mStep(sums);
  };
  let posterior = mStep();
  for (let i = 0; i < rounds; i += 1) {
    trail.push(model.terms(posterior, responsibilities).freeEnergy);
    model.eStepInto(posterior, 0, size, responsibilities);
    trail.push(model.terms(posterior, responsibilities).freeEnergy);
    posterior = mStep();
  }
  return { model, posterior, responsibilities, trail, terms: model.terms(posterior, responsibilities) };
}

/** log P(X) of points in turn, each under what those before it have taught: a Student density. One dimension after the other would not do. */
function predictiveEvidence(data: Float64Array): number {
  const { mean, belief, inverseScale, degrees } = prior(1);
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

  it('is lowest at the beliefs of its M-step, in each of their numbers', () => {
    const { model, posterior, responsibilities, terms } = run(blobs(1), 0.5, 3, 4);
    for (const name of ['concentrations', 'beliefs', 'degrees', 'means', 'inverseScales'] as const) {
      for (let at = 0; at < posterior[name].length; at += 1) {
        for (const by of [1.001, 0.999]) {
          const moved = posterior[name].slice();
          moved[at] = (moved[at] as number) * by;
          expect(model.terms({ ...posterior, [name]: moved }, responsibilities).freeEnergy, name).toBeGreaterThan(terms.freeEnergy);
        }
      }
    }
  });

  it('keeps three of six components where the data are three blobs', () => {
    const { posterior } = run(blobs(2), 0.01, 6, 300, 2);
    const masses = [...posterior.concentrations].map((a) => a - 0.01).toSorted((a, b) => b - a);
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
});
