// Gradient estimators under normal q: closed forms, quadrature, and draws held to both.
import { describe, expect, it } from 'vitest';
import { antithetic } from '../../../core/inference/estimators/antithetic.ts';
import type { Estimator } from '../../../core/inference/estimators/estimator.ts';
import { type EstimatorName, estimatorNames, estimatorsOf } from '../../../core/inference/estimators/estimators.ts';
import { leaveOneOut } from '../../../core/inference/estimators/leave-one-out.ts';
import { pathwise } from '../../../core/inference/estimators/pathwise.ts';
import type { Problem } from '../../../core/inference/estimators/problem.ts';
import { cosine, type Energy, quadratic, quartic, sine, step } from '../../../core/inference/estimators/problems/energy.ts';
import { evenNormal } from '../../../core/inference/estimators/problems/normal-q.ts';
import { polynomialVariances } from '../../../core/inference/estimators/problems/polynomial.ts';
import { normalRule, expect as ruleExpect } from '../../../core/inference/estimators/problems/rule.ts';
import { separable } from '../../../core/inference/estimators/problems/separable.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { judge } from './judge.ts';

const at = (energy: Energy, mean: number, sd: number, of: 'mean' | 'sd' = 'mean', dimension = 1): Problem =>
  separable({ energy, q: evenNormal(dimension, mean, sd), of });

const variance = (name: EstimatorName, problem: Problem, baseline = 0, samples = 4) =>
  estimatorsOf({ baseline, samples })[name].moments(problem.exact)?.variance;

describe('expectations under a normal', () => {
  it('are exact for powers, ripples and jumps', () => {
    const rule = normalRule(0.05, [0.3]);
    expect(ruleExpect(rule, (t) => t ** 8)).toBeCloseTo(105, 10);
    expect(ruleExpect(rule, (t) => Math.cos(20 * t))).toBeCloseTo(Math.exp(-200), 12);
    expect(ruleExpect(rule, (t) => (t > 0.3 ? t : 0))).toBeCloseTo(Math.exp(-0.045) / Math.sqrt(2 * Math.PI), 12);
  });

  it.each([
    ['quadratic', quadratic(0.4)],
    ['quartic', quartic(-0.3)],
    ['sine', sine],
    ['cosine', cosine(6)],
    ['step', step(0.2)],
  ])('give E[h] of the %s energy as its formula does, and its slope as the gradient', (_, energy) => {
    const [mean, sd, h] = [0.7, 0.9, 1e-5];
    expect(at(energy, mean, sd).exact.score?.mean).toBeCloseTo(energy.expected(mean, sd), 11);
    expect(at(energy, mean, sd).exact.gradient).toBeCloseTo((energy.expected(mean + h, sd) - energy.expected(mean - h, sd)) / (2 * h), 6);
    expect(at(energy, mean, sd, 'sd').exact.gradient).toBeCloseTo(
      (energy.expected(mean, sd + h) - energy.expected(mean, sd - h)) / (2 * h),
      6,
    );
  });
});

describe('variances of one draw, f = (x − k)²', () => {
  // d = 1, σ = 1/2: 4σ², d⁴/σ² + 14d² + 15σ², the mean baseline b = d² + σ², and 8d² + 6σ² at b* = d² + 3σ².
  it('are 1 and 21.75 by the mean at d = 1, σ = 1/2; 10.5 with the mean as baseline, 9.5 with the best', () => {
    const problem = at(quadratic(0), 1, 0.5);
    expect(variance('pathwise', problem)).toBeCloseTo(1, 10);
    expect(variance('scoreFunction', problem)).toBeCloseTo(21.75, 10);
    expect(variance('constantBaseline', problem, 1.25)).toBeCloseTo(10.5, 10);
    expect(variance('optimalBaseline', problem)).toBeCloseTo(9.5, 10);
  });

  it('are 6 and 86.5 by the standard deviation', () => {
    const problem = at(quadratic(0), 1, 0.5, 'sd');
    expect(variance('pathwise', problem)).toBeCloseTo(6, 10);
    expect(variance('scoreFunction', problem)).toBeCloseTo(86.5, 9);
  });

  it('are 1 and 726 in ten dimensions, and 21.75 with the other terms left out', () => {
    const problem = at(quadratic(0), 1, 0.5, 'mean', 10);
    expect(variance('pathwise', problem)).toBeCloseTo(1, 10);
    expect(variance('scoreFunction', problem)).toBeCloseTo(726, 8);
    expect(variance('raoBlackwell', problem)).toBeCloseTo(21.75, 10);
  });

  it('vanish for pairs: the slope is odd about the mean', () => {
    expect(variance('antithetic', at(quadratic(0), 1, 0.5))).toBeCloseTo(0, 10);
  });

  it.each([2, 4])('agree with the polynomial of the moments, for power %i, by both parameters, in one dimension and in seven', (power) => {
    for (const of of ['mean', 'sd'] as const)
      for (const dimension of [1, 7]) {
        const [d, sd] = [-0.8, 0.6];
        const closed = polynomialVariances(power, d, sd, dimension, of);
        const problem = at(power === 2 ? quadratic(1) : quartic(1), 1 + d, sd, of, dimension);
        expect((variance('pathwise', problem) as number) / closed.pathwise).toBeCloseTo(1, 10);
        expect((variance('scoreFunction', problem) as number) / closed.scoreFunction).toBeCloseTo(1, 10);
      }
  });
});

describe('a fast cosine', () => {
  it('has ω²/2 against 1/(2σ²): the score function wins once ω > 1/σ, and loses below', () => {
    expect(variance('pathwise', at(cosine(20), 0, 1))).toBeCloseTo(200, 8);
    expect(variance('scoreFunction', at(cosine(20), 0, 1))).toBeCloseTo(0.5, 8);
    const slow = at(cosine(0.2), 0.5, 1);
    expect(variance('pathwise', slow)).toBeLessThan(variance('scoreFunction', slow) as number);
  });
});

const problems: readonly (readonly [name: string, problem: Problem])[] = [
  ['quadratic', at(quadratic(0), 1, 0.5)],
  ['quartic by the sd, three dimensions', at(quartic(0), 0.5, 0.4, 'sd', 3)],
  ['sine in five dimensions', at(sine, 0.4, 0.8, 'mean', 5)],
  ['cosine', at(cosine(5), 0.2, 0.4)],
  ['step', at(step(0), 0.3, 0.7)],
];

describe.each(problems)('estimates of the gradient of a %s', (kind, problem) => {
  const estimators = estimatorsOf({ baseline: 0.7, samples: 5 });
  const fit = estimatorNames.filter((name) => estimators[name].applies(problem));

  it.each(fit)('%s: mean and variance are as known, and the mean is the gradient unless f jumps', (name) => {
    const estimator = estimators[name];
    const known = estimator.moments(problem.exact);
    const { mean, variance } = judge(estimator, problem, 30_000, 11);
    expect(Math.abs(mean(known?.mean as number))).toBeLessThan(4);
    expect(Math.abs(variance(known?.variance as number))).toBeLessThan(4);
    const slopeless = kind === 'step' && (name === 'pathwise' || name === 'antithetic');
    expect(Math.abs(mean(problem.exact.gradient)) < 4).toBe(!slopeless);
  });

  it('leaves no estimator out that could be had', () => {
    expect(fit.length).toBe(problem.dimension > 1 ? 8 : 7);
  });
});

it('the test of the mean sees a baseline that depends on its own draw', () => {
  const problem = at(quadratic(0), 1, 0.5);
  // The mean of all draws, the own one included, in place of the others'.
  const careless: Estimator = {
    ...leaveOneOut(4),
    sample: (from, count, width, random, out) => {
      leaveOneOut(4).sample(from, count, width, random, out);
      for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) * (3 / 4);
    },
  };
  expect(Math.abs(judge(careless, problem, 20_000, 3).mean(2))).toBeGreaterThan(4);
});

it('a row of the whole gradient begins with what a row of one derivative is', () => {
  const problem = at(quartic(0.2), 0.6, 0.5, 'sd', 4);
  for (const estimator of [pathwise, antithetic, ...Object.values(estimatorsOf({ baseline: 1, samples: 3 }))]) {
    if (!estimator.applies(problem)) continue;
    const [one, all] = [new Float64Array(6), new Float64Array(24)];
    estimator.sample(problem, 6, 1, createRandom(5), one);
    estimator.sample(problem, 6, 4, createRandom(5), all);
    expect([...one]).toEqual([0, 4, 8, 12, 16, 20].map((i) => all[i]));
  }
});

it('leaving one out takes at least two', () => {
  expect(() => leaveOneOut(1)).toThrow('samples: expected at least 2 draws');
});
