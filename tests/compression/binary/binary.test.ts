// Binary weights: laws of their sums by all outcomes, batches of laws by draws, and what is read out.
import { describe, expect, it } from 'vitest';
import { batchStatistics, normalized, pooled } from '../../../core/compression/binary/batch-norm.ts';
import {
  distanceToNormal,
  momentsGiven,
  momentsOf,
  nonNegative,
  normalNonNegative,
  productsOf,
  sumOfSigns,
} from '../../../core/compression/binary/pre-activation.ts';
import { drawnSigns, likeliestSigns, surestSigns } from '../../../core/compression/binary/readout.ts';
import { binaryOf, binaryVariance, probabilityPositive, productOf } from '../../../core/compression/binary/variable.ts';
import { decoded } from '../../../core/compression/coded.ts';
import { meanOf, standardErrorOf } from '../../../core/math/mean.ts';
import { normalCdf } from '../../../core/math/special.ts';
import { createRandom } from '../../../core/prob/random.ts';

const theta = Float64Array.of(0.5, -0.2, 0.8);
const phi = Float64Array.of(0.3, 0.9, -0.4);

describe('Binary(θ)', () => {
  it('has mean θ and variance 1 − θ² by its two outcomes, and a product that is Binary', () => {
    for (const t of [-1, -0.3, 0, 0.8]) {
      const p = probabilityPositive(t);
      expect(p - (1 - p)).toBeCloseTo(t, 15);
      expect(p * (1 - t) ** 2 + (1 - p) * (-1 - t) ** 2).toBeCloseTo(binaryVariance(t), 15);
      expect(binaryOf(p)).toBeCloseTo(t, 15);
      const q = probabilityPositive(0.4);
      expect(probabilityPositive(productOf(t, 0.4))).toBeCloseTo(p * q + (1 - p) * (1 - q), 15);
    }
  });
});

describe('a pre-activation of binary inputs', () => {
  const law = sumOfSigns(productsOf(theta, phi));

  it('has the worked law, mean and variance', () => {
    expect(Array.from(law.values)).toEqual([-3, -1, 1, 3]);
    [0.165495, 0.424165, 0.330185, 0.080155].forEach((p, k) => {
      expect(law.probabilities[k]).toBeCloseTo(p, 15);
    });
    const { mean, variance } = momentsOf(theta, phi);
    expect(mean).toBeCloseTo(-0.35, 15);
    expect(variance).toBeCloseTo(2.8427, 14);
    expect(nonNegative(law)).toBeCloseTo(0.41034, 15);
    expect(normalNonNegative({ mean, variance })).toBeCloseTo(0.417775284, 9);
  });

  it('has the law of all 2^D outcomes, not that of the printed probabilities 2θφ − 1', () => {
    const products = Float64Array.of(0.1, -0.7, 0.35, 0.9, -0.05, 0.5);
    const counted = new Float64Array(7);
    for (let outcome = 0; outcome < 64; outcome += 1) {
      let p = 1;
      let ups = 0;
      products.forEach((mean, d) => {
        const up = (outcome >> d) & 1;
        p *= up ? (1 + mean) / 2 : (1 - mean) / 2;
        ups += up;
      });
      counted[ups] = (counted[ups] as number) + p;
    }
    sumOfSigns(products).probabilities.forEach((p, k) => {
      expect(p).toBeCloseTo(counted[k] as number, 15);
    });
    // As probabilities they would be negative: 2θφ − 1 < 0 for θφ < ½.
    expect(2 * 0.35 - 1).toBeLessThan(0);
  });

  it('of 500 signs has total 1, the moments of the sum, and nearly the normal law', () => {
    const random = createRandom(44);
    const means = Float64Array.from({ length: 500 }, () => 2 * random.uniform() - 1);
    const long = sumOfSigns(means);
    expect(long.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
    const moments = momentsOf(means, new Float64Array(500).fill(1));
    const mean = long.values.reduce((sum, value, k) => sum + value * (long.probabilities[k] as number), 0);
    const variance = long.values.reduce((sum, value, k) => sum + (value - mean) ** 2 * (long.probabilities[k] as number), 0);
    expect(mean).toBeCloseTo(moments.mean, 10);
    expect(variance).toBeCloseTo(moments.variance, 8);
    // A sum of 500 takes even values: half of the step between them belongs to 0.
    expect(nonNegative(long)).toBeCloseTo(normalCdf((moments.mean + 1) / Math.sqrt(moments.variance)), 3);
    expect(Math.abs(nonNegative(long) - normalNonNegative(moments))).toBeLessThan(0.03);
  });

  it('is as far from its normal as counting says, and no further than Berry and Esseen allow', () => {
    const moments = momentsOf(theta, phi);
    const { totalVariation, supremum } = distanceToNormal(law, moments);
    const below = (x: number) => normalCdf((x - moments.mean) / Math.sqrt(moments.variance));
    const cells = [below(-2), below(0) - below(-2), below(2) - below(0), 1 - below(2)];
    expect(totalVariation).toBeCloseTo(cells.reduce((sum, cell, k) => sum + Math.abs(cell - (law.probabilities[k] as number)), 0) / 2, 14);
    // The largest step is that of −1, from 0.165495 to 0.58966.
    expect(supremum).toBeCloseTo(Math.max(below(-1) - 0.165495, 0.58966 - below(-1)), 12);
    // Σ E|a − m|³ = Σ (1 − m⁴)/2 … of signs: (1 − m²)(1 + m²); the constant is Shevtsova’s (2010).
    const third = productsOf(theta, phi).reduce((sum, m) => sum + (1 - m * m) * (1 + m * m), 0);
    expect(supremum).toBeLessThan((0.56 * third) / moments.variance ** 1.5);
  });

  it('of one sign is half a unit away', () => {
    expect(distanceToNormal(sumOfSigns(Float64Array.of(0)), { mean: 0, variance: 1 })).toEqual({
      totalVariation: 0,
      supremum: expect.closeTo(normalCdf(1) - 0.5, 14),
    });
    expect(distanceToNormal(sumOfSigns(Float64Array.of(1)), { mean: 1, variance: 0 })).toEqual({ totalVariation: 0, supremum: 0 });
  });

  it('of certain signs is certain', () => {
    expect(Array.from(sumOfSigns(Float64Array.of(1, 1, -1)).probabilities)).toEqual([0, 0, 1, 0]);
    expect([normalNonNegative({ mean: 1, variance: 0 }), normalNonNegative({ mean: -1, variance: 0 })]).toEqual([1, 0]);
    expect(normalNonNegative({ mean: 0, variance: 0 })).toBe(1);
  });
});

describe('a pre-activation of known inputs', () => {
  it('has the moments of its law for signs', () => {
    const h = Float64Array.of(1, -1, -1);
    const { mean, variance } = momentsGiven(theta, h);
    const { values, probabilities } = sumOfSigns(productsOf(theta, h));
    const exact = values.reduce((sum, value, k) => sum + value * (probabilities[k] as number), 0);
    expect(mean).toBeCloseTo(exact, 15);
    expect(variance).toBeCloseTo(
      values.reduce((sum, value, k) => sum + (value - exact) ** 2 * (probabilities[k] as number), 0),
      14,
    );
  });

  it('has those of draws for real inputs; the printed variance Σ θ²h² is another', () => {
    const h = Float64Array.of(0.3, -2, 1.1);
    const { mean, variance } = momentsGiven(theta, h);
    const random = createRandom(6);
    const draws = Float64Array.from({ length: 20_000 }, () =>
      h.reduce((sum, x, d) => sum + (random.uniform() < probabilityPositive(theta[d] as number) ? x : -x), 0),
    );
    const squares = draws.map((sum) => (sum - mean) ** 2);
    expect(Math.abs(meanOf(draws) - mean) / standardErrorOf(draws)).toBeLessThan(4);
    expect(Math.abs(meanOf(squares) - variance) / standardErrorOf(squares)).toBeLessThan(4);
    const printed = h.reduce((sum, x, d) => sum + ((theta[d] as number) * x) ** 2, 0);
    expect(Math.abs(meanOf(squares) - printed) / standardErrorOf(squares)).toBeGreaterThan(4);
  });
});

describe('stochastic batch normalization', () => {
  // Three rows of two features.
  const rows = { means: Float64Array.of(1, 10, 2, 20, 6, 60), variances: Float64Array.of(0.5, 1, 0.25, 2, 1, 3) };
  const affine = { gains: Float64Array.of(1, 2), shifts: Float64Array.of(0, 5), epsilon: 0 };
  const statistics = batchStatistics(rows, 2);

  it('has the mean and the variance of both kinds', () => {
    expect(Array.from(statistics.means)).toEqual([3, 30]);
    expect(statistics.variances[0]).toBeCloseTo((0.5 + 0.25 + 1 + 4 + 1 + 9) / 2, 14);
    expect(statistics.variances[1]).toBeCloseTo((6 + 400 + 100 + 900) / 2, 12);
    expect(() => batchStatistics({ means: Float64Array.of(1, 2), variances: Float64Array.of(1, 1) }, 2)).toThrow('rows: expected');
  });

  it('leaves rows with mean β and variance γ²', () => {
    const after = batchStatistics(normalized(rows, statistics, affine), 2);
    [0, 5].forEach((shift, feature) => {
      expect(after.means[feature]).toBeCloseTo(shift, 14);
    });
    expect(after.variances[0]).toBeCloseTo(1, 14);
    expect(after.variances[1]).toBeCloseTo(4, 14);
    expect(normalized(rows, statistics, { ...affine, epsilon: 1 }).variances[0]).toBeCloseTo(0.5 / (7.875 + 1), 14);
  });

  it('takes for variance what draws of the batch have; the means alone have less', () => {
    const count = 40_000;
    const random = createRandom(2);
    const many = { means: new Float64Array(count), variances: new Float64Array(count) };
    random.normals(many.means);
    for (let i = 0; i < count; i += 1) many.variances[i] = random.uniform();
    const draws = many.means.map((mean, i) => mean + Math.sqrt(many.variances[i] as number) * random.normal());
    const { means, variances } = batchStatistics(many, 1);
    const squares = draws.map((x) => (x - (means[0] as number)) ** 2);
    expect(Math.abs(meanOf(squares) - (variances[0] as number)) / standardErrorOf(squares)).toBeLessThan(4);
    expect(Math.abs(meanOf(squares) - 1) / standardErrorOf(squares)).toBeGreaterThan(4);
  });
});

describe('stochastic max-pooling', () => {
  it('keeps each law as often as its draw is the largest', () => {
    const random = createRandom(19);
    const [count, laws] = [20_000, { means: Float64Array.of(0.5, 0), variances: Float64Array.of(0.3, 0.7) }];
    let first = 0;
    for (let i = 0; i < count; i += 1) if (pooled(laws, random) === 0) first += 1;
    const z = (p: number) => Math.abs(first - p * count) / Math.sqrt(count * p * (1 - p));
    // The difference of the draws is N(0.5, 1).
    expect(z(normalCdf(0.5))).toBeLessThan(4);
    expect(z(normalCdf(0.5 / Math.SQRT2))).toBeGreaterThan(4);
  });
});

describe('reading out', () => {
  const beliefs = Float64Array.of(0.5, -0.2, 0, -0.51, 0.49, 1, -0.5);

  it('takes the likelier signs', () => {
    expect(Array.from(decoded(likeliestSigns(beliefs, [7])))).toEqual([1, -1, 1, -1, 1, 1, -1]);
  });

  it('takes 0 where neither sign has probability ¾', () => {
    expect(Array.from(decoded(surestSigns(beliefs, [7])))).toEqual([1, 0, 0, -1, 0, 1, -1]);
  });

  it('draws networks whose mean weights are θ, not the likelier signs', () => {
    const random = createRandom(77);
    const networks = 4000;
    const sums = new Float64Array(7);
    for (let i = 0; i < networks; i += 1)
      decoded(drawnSigns(beliefs, [7], random)).forEach((sign, at) => {
        sums[at] = (sums[at] as number) + sign;
      });
    const likeliest = decoded(likeliestSigns(beliefs, [7]));
    for (const at of [0, 1, 2, 3, 4, 6]) {
      const t = beliefs[at] as number;
      const z = (mean: number) => Math.abs((sums[at] as number) / networks - mean) / Math.sqrt(binaryVariance(t) / networks);
      expect(z(t)).toBeLessThan(4);
      expect(z(likeliest[at] as number)).toBeGreaterThan(4);
    }
    expect(sums[5]).toBe(networks);
  });
});
