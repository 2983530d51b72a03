import { describe, expect, it } from 'vitest';
import { constantBaseline } from '../../../core/inference/estimators/constant-baseline.ts';
import { controlVariate } from '../../../core/inference/estimators/control-variate.ts';
import type { Estimator } from '../../../core/inference/estimators/estimator.ts';
import { gumbelSoftmax } from '../../../core/inference/estimators/gumbel-softmax.ts';
import { leaveOneOut } from '../../../core/inference/estimators/leave-one-out.ts';
import { optimalBaseline } from '../../../core/inference/estimators/optimal-baseline.ts';
import type { Moments, Problem } from '../../../core/inference/estimators/problem.ts';
import { type BernoulliSettings, bernoulli } from '../../../core/inference/estimators/problems/bernoulli.ts';
import { logit, sigmoid } from '../../../core/inference/estimators/problems/binary-concrete.ts';
import { categorical } from '../../../core/inference/estimators/problems/categorical.ts';
import { raoBlackwell } from '../../../core/inference/estimators/rao-blackwell.ts';
import { rebar } from '../../../core/inference/estimators/rebar.ts';
import { scoreFunction } from '../../../core/inference/estimators/score-function.ts';
import { straightThrough } from '../../../core/inference/estimators/straight-through.ts';
import { once } from '../../../core/math/once.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { createRandom } from '../../../core/prob/random.ts';

const unbiased: Readonly<Record<string, Estimator>> = {
  'score function': scoreFunction,
  'constant baseline': constantBaseline(0.2),
  'optimal baseline': optimalBaseline,
  'leave one out': leaveOneOut(4),
  'Rao–Blackwell': raoBlackwell,
  'control variate': controlVariate,
  REBAR: rebar,
};
const biased: Readonly<Record<string, Estimator>> = { 'straight-through': straightThrough, 'Gumbel-softmax': gumbelSoftmax };
const everyOne = { ...unbiased, ...biased };

const problems: Readonly<Record<string, Problem>> = {
  'a fair bit': bernoulli({ probability: 0.5, dimension: 1, target: 0.45, temperature: 0.5 }),
  'a bit of 0.2, sharply relaxed': bernoulli({ probability: 0.2, dimension: 1, target: 0.6, temperature: 0.1 }),
  'two bits': bernoulli({ probability: 0.3, dimension: 2, target: 0.45, temperature: 1 }),
  'seven bits': bernoulli({ probability: 0.8, dimension: 7, target: 0.2, temperature: 5 }),
  'two categories': categorical({ probability: 0.3, categories: 2, target: 0.45, temperature: 1 }),
  'three categories': categorical({ probability: 0.7, categories: 3, target: 0.1, temperature: 0.5 }),
  'ten categories': categorical({ probability: 0.2, categories: 10, target: 0.8, temperature: 1 }),
};

const toy = (others: Partial<BernoulliSettings>) => bernoulli({ probability: 0.5, dimension: 1, target: 0.45, temperature: 1, ...others });

const COUNT = 8000;

/** Estimates, and one column's mean and variance with the standard errors of both. */
function sampled(estimator: Estimator, problem: Problem, { width = 1, column = 0, seed = 3 } = {}) {
  const out = new Float64Array(COUNT * width);
  estimator.sample(problem, COUNT, width, createRandom(seed), out);
  const g = Float64Array.from({ length: COUNT }, (_, i) => out[i * width + column] as number);
  const mean = g.reduce((sum, x) => sum + x, 0) / COUNT;
  const variance = g.reduce((sum, x) => sum + (x - mean) ** 2, 0) / COUNT;
  const fourth = g.reduce((sum, x) => sum + (x - mean) ** 4, 0) / COUNT;
  // What varies by rounding alone has no standard error.
  const error = (square: number) => Math.sqrt(Math.max(0, square) / COUNT) + 1e-12;
  return {
    mean,
    variance,
    zMean: (m: number) => (mean - m) / error(variance),
    zVariance: (v: number) => (variance - v) / error(fourth - variance ** 2),
  };
}

const momentsOf = (estimator: Estimator, problem: Problem) => estimator.moments(problem.exact) as Moments;

const cases = Object.entries(problems).flatMap(([where, problem]) =>
  Object.entries(everyOne)
    .filter(([name, estimator]) => estimator.applies(problem) && (name in unbiased || estimator.moments(problem.exact)))
    .map(([name, estimator]) => ({ where, problem, name, estimator })),
);

describe.each(cases)('$name of $where', ({ problem, name, estimator }) => {
  const exact = estimator.moments(problem.exact);
  const drawn = once(() => sampled(estimator, problem));

  if (exact)
    it('has the mean and the variance that it says', () => {
      const { mean, variance } = exact;
      expect(Math.abs(drawn().zMean(mean))).toBeLessThan(4);
      expect(Math.abs(drawn().zVariance(variance / estimator.group))).toBeLessThan(4);
      expect(Math.abs(drawn().zMean(mean + 0.1 + Math.sqrt(variance) / 10))).toBeGreaterThan(4);
    });

  if (name in unbiased)
    it('is unbiased', () => {
      expect(Math.abs(drawn().zMean(problem.exact.gradient))).toBeLessThan(4);
      if (exact) expect(exact.mean).toBeCloseTo(problem.exact.gradient, 10);
    });
});

describe('the toy of bits', () => {
  it.each([
    { target: 0.45, gradient: 0.1, variance: 0.255025 },
    { target: 0.499, gradient: 0.002, variance: 0.250002000004 },
  ])('has at θ = ½ and t = $target the gradient and the score function’s variance worked out by hand', ({ target, gradient, variance }) => {
    const problem = toy({ target });
    expect(problem.exact.gradient).toBeCloseTo(gradient, 12);
    expect(momentsOf(scoreFunction, problem).mean).toBeCloseTo(gradient, 12);
    expect(momentsOf(scoreFunction, problem).variance).toBeCloseTo(variance, 12);
  });

  it.each([0.1, 0.5, 0.85])('has no variance left under its best baseline, (1 − θ)(1 − t)² + θt², at θ = %d', (probability) => {
    const problem = toy({ probability, target: 0.3 });
    const best = (1 - probability) * 0.49 + probability * 0.09;
    expect(momentsOf(optimalBaseline, problem).variance).toBeLessThan(1e-14);
    expect(momentsOf(constantBaseline(best), problem).variance).toBeLessThan(1e-14);
    expect(sampled(optimalBaseline, problem).variance).toBeLessThan(1e-24);
    const mean = (1 - probability) * 0.09 + probability * 0.49;
    const left = (0.49 - mean) ** 2 / probability + (0.09 - mean) ** 2 / (1 - probability) - 0.16;
    expect(momentsOf(constantBaseline(mean), problem).variance).toBeCloseTo(left, 12);
  });

  it('is off by 2θ − 1 where a gradient goes straight through, at θ = ½ alone by nothing', () => {
    for (const probability of [0.2, 0.5, 0.9]) {
      const problem = toy({ probability });
      expect(momentsOf(straightThrough, problem).mean - problem.exact.gradient).toBeCloseTo(2 * probability - 1, 12);
    }
    expect(Math.abs(sampled(straightThrough, toy({})).zMean(0.1))).toBeLessThan(4);
    expect(Math.abs(sampled(straightThrough, toy({ probability: 0.4 })).zMean(0.1))).toBeGreaterThan(4);
  });

  it('is off where it is relaxed: ⅔ (1 − 2t) at θ = ½, λ = 1, where the relaxed bit is uniform', () => {
    const { mean, variance } = momentsOf(gumbelSoftmax, toy({}));
    expect(mean).toBeCloseTo((2 / 3) * 0.1, 12);
    // 64 ∫ (u − t)² u² (1 − u)² du
    expect(variance + mean * mean).toBeCloseTo(64 * (1 / 105 - 0.9 / 60 + 0.45 ** 2 / 30), 12);
    const skewed = toy({ probability: 0.2 });
    expect(Math.abs(sampled(gumbelSoftmax, skewed).zMean(skewed.exact.gradient))).toBeGreaterThan(4);
  });

  it.each([0.05, 0.1, 0.3, 1, 5, 10])('expects of REBAR its gradient at λ = %d, whatever θ and D', (temperature) => {
    for (const probability of [0.02, 0.3, 0.5, 0.97])
      for (const dimension of [1, 2, 7]) {
        const problem = toy({ probability, dimension, temperature, target: 0.45 });
        expect(momentsOf(rebar, problem).mean).toBeCloseTo(0.1, 10);
      }
  });

  it.each([0.05, 1, 10])('relaxed at λ = %d, has the moments that adaptive quadrature finds', (temperature) => {
    for (const probability of [0.05, 0.6]) {
      const shift = Math.log(probability / (1 - probability));
      const slope = (z: number) => {
        const s = 1 / (1 + Math.exp(-z / temperature));
        return (2 * (s - 0.45) * s * (1 - s)) / (temperature * probability * (1 - probability));
      };
      const over = (f: (z: number) => number) =>
        integrate((z) => f(z) / (2 * Math.cosh((z - shift) / 2)) ** 2, [-42, -1, 0, 1, 42], 1e-12).value;
      const { mean, variance } = momentsOf(gumbelSoftmax, toy({ probability, temperature }));
      expect(mean).toBeCloseTo(over(slope), 10);
      expect((variance + mean * mean) / over((z) => slope(z) ** 2)).toBeCloseTo(1, 10);
    }
  });

  it('has a derivative of the relaxed bit and of REBAR that differences at the same noise give', () => {
    const [probability, target, temperature] = [0.35, 0.45, 0.7];
    const f = (z: number) => (sigmoid(z / temperature) - target) ** 2;
    const difference = (at: (theta: number) => number) => (at(probability + 1e-5) - at(probability - 1e-5)) / 2e-5;
    const through = (u: number) => (theta: number) => f(logit(theta) + logit(u));
    const conditioned = (bit: number, v: number) => (theta: number) =>
      f(logit(theta) + logit(bit === 1 ? 1 - theta * (1 - v) : (1 - theta) * (1 - v)));
    const problem = toy({ probability, temperature, dimension: 3 });
    const out = new Float64Array(40 * 3);

    gumbelSoftmax.sample(problem, 40, 3, createRandom(5), out);
    const noise = createRandom(5);
    for (const estimate of out) expect(estimate).toBeCloseTo(difference(through(noise.uniform())), 7);

    rebar.sample(problem, 40, 3, createRandom(6), out);
    const pairs = createRandom(6);
    for (let row = 0; row < 40; row += 1) {
      const bits = Array.from({ length: 3 }, () => {
        const [u, v] = [pairs.uniform(), pairs.uniform()];
        return { u, v, bit: u > 1 - probability ? 1 : 0 };
      });
      const rest = bits.reduce((sum, { bit, v }) => sum + (bit - target) ** 2 - conditioned(bit, v)(probability), 0);
      for (const [d, { u, v, bit }] of bits.entries()) {
        const score = bit === 1 ? 1 / probability : -1 / (1 - probability);
        expect(out[row * 3 + d]).toBeCloseTo(rest * score + difference(through(u)) - difference(conditioned(bit, v)), 7);
      }
    }
  });

  it.each([0, 1, -0.1, Number.NaN])('is refused at a probability of %d', (probability) => {
    expect(() => toy({ probability })).toThrow(/^probability: expected a number between 0 and 1/);
  });
});

describe('the toy of categories', () => {
  it('has the gradient of its definition, by differences in each logit, as have the means of all its unbiased estimates', () => {
    const problem = problems['three categories'] as Problem;
    const logits = [Math.log(0.7), Math.log(0.15), Math.log(0.15)];
    const loss = (alpha: readonly number[]) => {
      const weights = alpha.map(Math.exp);
      const total = weights.reduce((a, b) => a + b);
      return weights.reduce((sum, weight, k) => sum + (weight / total) * (k / 2 - 0.1) ** 2, 0);
    };
    const slope = (j: number) => {
      const moved = (by: number) => loss(logits.map((a, i) => (i === j ? a + by : a)));
      return (moved(1e-4) - moved(-1e-4)) / 2e-4;
    };
    expect(problem.exact.gradient).toBeCloseTo(slope(0), 8);
    for (const [name, estimator] of Object.entries(unbiased)) {
      if (!estimator.applies(problem)) continue;
      for (const column of [0, 1, 2])
        expect(Math.abs(sampled(estimator, problem, { width: 3, column }).zMean(slope(column))), `${name} ${column}`).toBeLessThan(4);
    }
    for (const estimator of Object.values(biased))
      expect(Math.abs(sampled(estimator, problem, { width: 3, column: 2 }).zMean(slope(2)))).toBeGreaterThan(4);
  });

  it('is the toy of bits where there are two, by the chain rule ∂θ/∂α₀ = −θ(1 − θ)', () => {
    for (const temperature of [0.1, 1, 4]) {
      const pair = categorical({ probability: 0.3, categories: 2, target: 0.45, temperature });
      const bit = toy({ probability: 0.7, temperature });
      for (const estimator of [scoreFunction, optimalBaseline, controlVariate, straightThrough, gumbelSoftmax]) {
        const [of, through] = [momentsOf(estimator, pair), momentsOf(estimator, bit)];
        expect(of.mean).toBeCloseTo(-0.21 * through.mean, 12);
        expect(of.variance).toBeCloseTo(0.21 ** 2 * through.variance, 12);
      }
    }
  });

  it('has a derivative of the relaxed vector that differences at the same noise give', () => {
    const [target, temperature, q] = [0.3, 0.6, [0.4, 0.15, 0.15, 0.15, 0.15]];
    const problem = categorical({ probability: 0.4, categories: 5, target, temperature });
    const out = new Float64Array(20 * 5);
    gumbelSoftmax.sample(problem, 20, 5, createRandom(8), out);
    const noise = createRandom(8);
    for (let row = 0; row < 20; row += 1) {
      const gumbel = q.map(() => -Math.log(-Math.log(noise.uniform())));
      const f = (j: number, by: number) => {
        const weights = q.map((chance, k) => Math.exp((Math.log(chance) + (k === j ? by : 0) + (gumbel[k] as number)) / temperature));
        const total = weights.reduce((a, b) => a + b);
        return (weights.reduce((sum, weight, k) => sum + ((weight / total) * k) / 4, 0) - target) ** 2;
      };
      for (let j = 0; j < 5; j += 1) expect(out[row * 5 + j]).toBeCloseTo((f(j, 1e-5) - f(j, -1e-5)) / 2e-5, 7);
    }
  });

  it('draws each index as often as it is likely', () => {
    const x = new Float64Array(20_000);
    (problems['ten categories'] as Problem).draw(x.length, createRandom(9), x);
    for (let k = 0; k < 10; k += 1) {
      const p = k === 0 ? 0.2 : 0.8 / 9;
      expect(Math.abs(x.filter((index) => index === k).length - p * x.length) / Math.sqrt(x.length * p * (1 - p))).toBeLessThan(4);
    }
  });

  it('is refused with one category, and where one has all the probability', () => {
    const settings = { probability: 0.5, categories: 2, target: 0, temperature: 1 };
    expect(() => categorical({ ...settings, categories: 1 })).toThrow(/^categories: expected at least 2, got 1/);
    expect(() => categorical({ ...settings, probability: 1 })).toThrow(/^probability: expected/);
  });
});

describe.each(Object.entries(problems).map(([where, problem]) => ({ where, problem })))('estimates of $where', ({ problem }) => {
  it('fill each row of every width, and are in the last column of many bits what they are in the first', () => {
    for (const [name, estimator] of Object.entries(everyOne)) {
      if (!estimator.applies(problem)) continue;
      for (const width of new Set([1, Math.min(2, problem.width), problem.width]))
        for (const count of [1, 2, 33]) {
          const out = new Float64Array(count * width + 1).fill(Number.NaN);
          estimator.sample(problem, count, width, createRandom(1), out.subarray(0, count * width));
          expect(out.subarray(0, -1).every(Number.isFinite), `${name}, ${count} × ${width}`).toBe(true);
          expect(out.at(-1)).toBeNaN();
        }
      const exact = estimator.moments(problem.exact);
      if (!exact || problem.dimension !== 7) continue;
      const last = sampled(estimator, problem, { width: problem.width, column: problem.width - 1 });
      expect(Math.abs(last.zMean(exact.mean)), name).toBeLessThan(4);
      expect(Math.abs(last.zVariance(exact.variance / estimator.group)), name).toBeLessThan(4);
    }
  });
});
