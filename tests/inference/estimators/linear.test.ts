// Noise in weights, shared, separate or local: closed forms and quadrature against draws, and the covariance of examples.
import { describe, expect, it } from 'vitest';
import { type EstimatorName, estimatorNames, estimatorsOf } from '../../../core/inference/estimators/estimators.ts';
import type { Coordinate, Problem } from '../../../core/inference/estimators/problem.ts';
import { linearModel } from '../../../core/inference/estimators/problems/linear-model.ts';
import { logisticMoments, logisticParts } from '../../../core/inference/estimators/problems/logistic-parts.ts';
import { type Loss, logistic, squared } from '../../../core/inference/estimators/problems/loss.ts';
import { minibatchMoments } from '../../../core/inference/estimators/problems/minibatch-parts.ts';
import { evenNormal } from '../../../core/inference/estimators/problems/normal-q.ts';
import { squaredParts, weightNoiseMoments } from '../../../core/inference/estimators/problems/squared-parts.ts';
import { expectNormal2 } from '../../../core/math/quadrature.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { judge } from './judge.ts';

const estimators = estimatorsOf({ baseline: 3, samples: 3 });

function rows(count: number, dimension: number) {
  const random = createRandom(9);
  const x = new Float64Array(count * dimension).map(() => random.normal());
  return {
    x,
    y: new Float64Array(count).map((_, row) => (random.uniform() < 1 / (1 + Math.exp(-(x[row * dimension] as number))) ? 1 : 0)),
  };
}

const modelOf = (loss: Loss, dimension: number, of: Coordinate, batchSize: number): Problem => {
  const data = rows(15, dimension);
  const settings = { ...data, q: evenNormal(dimension, 0.4, 0.8), of };
  return linearModel({ ...settings, loss, batchSize }, () =>
    loss === logistic ? logisticMoments(logisticParts(settings), 15, batchSize) : weightNoiseMoments(squaredParts(settings), batchSize),
  );
};

describe('one weight, three examples: x = (1, 2, −1), y = (½, 1, 0), μ = 0.3, σ = 0.2', () => {
  const data = { x: Float64Array.of(1, 2, -1), y: Float64Array.of(0.5, 1, 0), q: evenNormal(1, 0.3, 0.2) };
  /** Σ Var[gₙ] with noise of its own for each of the three, from N Σ E[gₙ²] − (Σ mₙ)². */
  const independent = (parts: { one: number; mean: number }, means: readonly number[]) =>
    (parts.one + parts.mean ** 2) / 3 - means.reduce((sum, m) => sum + m * m, 0);

  it('by the mean: −0.7, with variance 1.44 of shared noise and 0.72 of local noise', () => {
    const { pathwise, localPathwise } = squaredParts({ ...data, of: 'mean' });
    expect(pathwise.mean).toBeCloseTo(-0.7, 12);
    expect(pathwise.shared).toBeCloseTo(1.44, 12);
    expect(independent(localPathwise, [0.3 - 0.5, 2 * (0.6 - 1), 0.3])).toBeCloseTo(0.72, 12);
  });

  it('by the standard deviation: 1.2, with 3.37 and 2.21', () => {
    const { pathwise, localPathwise } = squaredParts({ ...data, of: 'sd' });
    expect(pathwise.mean).toBeCloseTo(1.2, 12);
    expect(pathwise.shared).toBeCloseTo(3.37, 12);
    expect(independent(localPathwise, [0.2, 0.8, 0.2])).toBeCloseTo(2.21, 12);
  });
});

describe('one example, three weights: x = (1, ½, −2), μ = (0.2, −0.1, 0.4), σ = (0.3, 0.5, 0.1), y = 0.7', () => {
  it.each([
    [0, 2.105, 1.0320779],
    [1, 0.519375, 0.1791802],
    [2, 8.22, 1.8348052],
  ])('by the standard deviation of weight %i: %f of separate weights, %f of local noise', (first, separate, local) => {
    const turned = (numbers: readonly number[]) => Float64Array.of(...numbers.slice(first), ...numbers.slice(0, first));
    const parts = squaredParts({
      x: turned([1, 0.5, -2]),
      y: Float64Array.of(0.7),
      q: { mean: turned([0.2, -0.1, 0.4]), sd: turned([0.3, 0.5, 0.1]) },
      of: 'sd',
    });
    expect(parts.separateWeights.one).toBeCloseTo(separate, 6);
    expect(parts.localPathwise.one).toBeCloseTo(local, 6);
  });
});

const cases = [
  ['logistic', logistic, 2, 'mean', 1],
  ['logistic', logistic, 2, 'sd', 6],
  ['squared', squared, 3, 'mean', 6],
  ['squared', squared, 3, 'sd', 1],
] as const;

describe.each(cases)('a %s loss', (_, loss, dimension, of, batchSize) => {
  const problem = modelOf(loss, dimension, of, batchSize);
  const fit = estimatorNames.filter((name) => estimators[name].applies(problem));

  it(`has, by the ${of} on batches of ${batchSize}, the mean and variance that are known, for every estimator`, () => {
    expect(fit.length).toBe(loss === logistic ? 9 : 3);
    for (const name of fit) {
      const known = estimators[name].moments(problem.exact);
      const { mean, variance } = judge(estimators[name], problem, 8000, 21);
      expect(Math.abs(mean(known?.mean as number)), name).toBeLessThan(4);
      expect(Math.abs(mean(problem.exact.gradient)), name).toBeLessThan(4);
      expect(Math.abs(variance(known?.variance as number)), name).toBeLessThan(4);
    }
  });
});

describe('the covariance of two examples of a batch', () => {
  it.each(['mean', 'sd'] as const)(
    'is zero of local noise, so that its variance falls with M, by the %s; shared weights keep theirs',
    (of) => {
      const data = { ...rows(15, 3), q: evenNormal(3, 0.4, 0.8), of };
      const { pathwise, localPathwise, separateWeights } = squaredParts(data);
      expect([localPathwise.shared, separateWeights.shared]).toEqual([0, 0]);
      expect(pathwise.shared).toBeGreaterThan(0);
      expect(localPathwise.mean).toBeCloseTo(pathwise.mean, 12);
      const large = modelOf(squared, 3, of, 40);
      const claimed = (parts: typeof pathwise) => minibatchMoments(parts, 40).variance;
      const seen = (name: EstimatorName) => judge(estimators[name], large, 4000, 8).variance;
      expect(Math.abs(seen('localPathwise')(claimed(localPathwise)))).toBeLessThan(4);
      // Shared weights do not pass for noise without covariance.
      expect(Math.abs(seen('pathwise')(claimed({ ...pathwise, shared: 0 })))).toBeGreaterThan(4);
    },
  );
});

describe('logistic regression', () => {
  it('has the expectation of its loss, and its slope, as another rule finds them', () => {
    const { x, y } = rows(15, 2);
    const parts = logisticParts({ x, y, q: evenNormal(2, 0.4, 0.8), of: 'mean' });
    const loss = (w0: number, w1: number) =>
      y.reduce((sum, label, n) => sum + logistic.value(w0 * (x[2 * n] as number) + w1 * (x[2 * n + 1] as number), label), 0);
    const expected = (mean: number) => expectNormal2(loss, [mean, 0.4], [0.8, 0.8]).value;
    expect(parts.whole.f).toBeCloseTo(expected(0.4), 8);
    expect(parts.localPathwise.mean).toBeCloseTo((expected(0.4 + 1e-4) - expected(0.4 - 1e-4)) / 2e-4, 6);
  });
});
