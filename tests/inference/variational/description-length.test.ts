// Weights as beliefs that are paid for: worked values, exact moments against quadrature and draws, and the linear model, whose F is known.
import { describe, expect, it } from 'vitest';
import {
  expectedOutputs,
  logisticMomentsInto,
  misfitOf,
  type NoisyShape,
  weightCount,
} from '../../../core/inference/variational/noisy-network.ts';
import { expectNormal } from '../../../core/math/quadrature.ts';
import { LOG_2PI } from '../../../core/math/special.ts';
import { normalKl } from '../../../core/prob/normal.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { addCostGradient, type CodingPrior, mixtureDivergence, weightCost } from '../../../core/prob/weight-cost.ts';

const MIXTURE: CodingPrior = { shares: Float64Array.of(0.7, 0.3), means: Float64Array.of(0, 0.6), sds: Float64Array.of(0.2, 0.3) };
const PLAIN: CodingPrior = { shares: Float64Array.of(1), means: Float64Array.of(0), sds: Float64Array.of(1) };

describe('the cost of a weight', () => {
  it('is, under one normal, its divergence: 1.93258… nats, 2.78813… bits', () => {
    const { cost } = weightCost(0.5, 0.1, PLAIN);
    expect(cost).toBeCloseTo(1.9325850929940458, 12);
    expect(cost / Math.LN2).toBeCloseTo(2.788130929758446, 12);
    expect(mixtureDivergence(0.5, 0.1, PLAIN)).toBeCloseTo(cost, 10);
  });

  it('is, under a mixture, what the worked example pays, above the divergence', () => {
    const { cost, divergences, picks } = weightCost(0.5, 0.1, MIXTURE);
    expect(divergences[0]).toBeCloseTo(3.443147180559945, 11);
    expect(divergences[1]).toBeCloseTo(0.7097233997792207, 11);
    expect(cost).toBeCloseTo(1.7724933801285787, 11);
    expect(mixtureDivergence(0.5, 0.1, MIXTURE)).toBeCloseTo(1.6660893951344458, 10);
    expect(picks.reduce((sum, pick) => sum + pick, 0)).toBeCloseTo(1, 12);
    // A free energy over the choice: Σ r (G − log π) − H(r).
    const free = picks.reduce((sum, r, i) => sum + r * ((divergences[i] as number) + Math.log(r / (MIXTURE.shares[i] as number))), 0);
    expect(free).toBeCloseTo(cost, 11);
  });

  it('is at least the divergence, wherever the weight is', () => {
    const random = createRandom(3);
    for (let i = 0; i < 50; i += 1) {
      const [mean, sd] = [2 * random.normal(), Math.exp(random.normal() - 1)];
      expect(weightCost(mean, sd, MIXTURE).cost).toBeGreaterThanOrEqual(mixtureDivergence(mean, sd, MIXTURE) - 1e-10);
    }
  });

  it('has the gradient of its own differences', () => {
    const made = (at: Float64Array): [number, number, CodingPrior] => {
      const shares = Float64Array.of(Math.exp(at[2] as number), Math.exp(at[3] as number));
      const total = (shares[0] as number) + (shares[1] as number);
      const prior = { shares: shares.map((s) => s / total), means: at.slice(4, 6), sds: at.slice(6, 8).map(Math.exp) };
      return [at[0] as number, Math.exp(at[1] as number), prior];
    };
    const at = Float64Array.of(0.4, -1.5, 0.2, -0.5, -0.1, 0.7, -1.2, -0.9);
    const into = { mean: 0, logSd: 0, logits: new Float64Array(2), means: new Float64Array(2), logSds: new Float64Array(2) };
    addCostGradient(...made(at), 2, into);
    const gradient = [into.mean, into.logSd, ...into.logits, ...into.means, ...into.logSds];
    gradient.forEach((slope, i) => {
      const moved = [1e-5, -1e-5].map((by) => weightCost(...made(at.map((x, j) => (j === i ? x + by : x)))).cost);
      expect(slope).toBeCloseTo((2 * ((moved[0] as number) - (moved[1] as number))) / 2e-5, 6);
    });
  });
});

describe('the logistic function of a normal', () => {
  it.each([
    [0, 1],
    [1.3, 0.4],
    [-2.5, 6],
    [4, 0.01],
  ])('has at mean %d and variance %d the moments that quadrature has, and their slopes', (m, v) => {
    const logistic = (a: number) => 1 / (1 + Math.exp(-a));
    const exact = (mean: number, variance: number) =>
      [1, 2].map((k) => expectNormal((a) => logistic(a) ** k, mean, Math.sqrt(variance)).value);
    const out = new Float64Array(6);
    logisticMomentsInto(m, v, out);
    const [s, ss] = exact(m, v) as [number, number];
    expect(out[0]).toBeCloseTo(s, 11);
    expect(out[1]).toBeCloseTo(ss, 11);
    const step = 1e-5 * Math.max(1e-2, v);
    const slope = (i: 0 | 1, by: readonly [number, number]) => {
      const [up, down] = [exact(m + by[0], v + by[1]), exact(m - by[0], v - by[1])] as [number[], number[]];
      return ((up[i] as number) - (down[i] as number)) / (2 * (by[0] + by[1]));
    };
    expect(out[2]).toBeCloseTo(slope(0, [1e-5, 0]), 7);
    expect(out[3]).toBeCloseTo(slope(0, [0, step]), 6);
    expect(out[4]).toBeCloseTo(slope(1, [1e-5, 0]), 7);
    expect(out[5]).toBeCloseTo(slope(1, [0, step]), 6);
  });
});

const random = createRandom(11);
const rows = (count: number, inputs: number) => {
  const x = new Float64Array(count * inputs);
  const y = new Float64Array(count);
  random.normals(x);
  random.normals(y);
  return { x, y };
};
const belief = (shape: NoisyShape) => {
  const means = new Float64Array(weightCount(shape));
  const logSds = new Float64Array(means.length);
  random.normals(means);
  random.normals(logSds);
  return { means, logSds: logSds.map((each) => each / 2 - 1) };
};

describe.each([
  { inputs: 2, hidden: 3 },
  { inputs: 3, hidden: 0 },
])('a network of $inputs inputs and $hidden hidden units', (shape) => {
  const { x, y } = rows(5, shape.inputs);
  const q = belief(shape);

  it('has the mean and the variance that drawn networks have', () => {
    const { outputs, variances } = misfitOf(shape, q, x, y, 0.6);
    expect(expectedOutputs(shape, q, x)).toEqual({ outputs, variances });
    const { inputs, hidden } = shape;
    const drawn = 40_000;
    const sums = new Float64Array(5);
    const squares = new Float64Array(5);
    for (let k = 0; k < drawn; k += 1) {
      const w = q.means.map((mean, i) => mean + Math.exp(q.logSds[i] as number) * random.normal());
      for (let n = 0; n < 5; n += 1) {
        const total = (at: number) =>
          Array.from({ length: inputs }, (_, j) => (w[at + j] as number) * (x[n * inputs + j] as number)).reduce(
            (a, b) => a + b,
            w[at + inputs] as number,
          );
        let output = hidden === 0 ? total(0) : (w.at(-1) as number);
        for (let h = 0; h < hidden; h += 1) output += (w[hidden * (inputs + 1) + h] as number) / (1 + Math.exp(-total(h * (inputs + 1))));
        sums[n] = (sums[n] as number) + output;
        squares[n] = (squares[n] as number) + output * output;
      }
    }
    for (let n = 0; n < 5; n += 1) {
      const mean = (sums[n] as number) / drawn;
      const variance = (squares[n] as number) / drawn - mean * mean;
      expect(Math.abs((outputs[n] as number) - mean) / Math.sqrt(variance / drawn)).toBeLessThan(4);
      expect(variance / (variances[n] as number)).toBeGreaterThan(0.95);
      expect(variance / (variances[n] as number)).toBeLessThan(1.05);
      // Without the variance of the weights it would be another.
      const still = misfitOf(shape, { ...q, logSds: q.logSds.map(() => -20) }, x, y, 0.6);
      expect(Math.abs((still.variances[n] as number) - variance)).toBeGreaterThan(0.05 * variance);
    }
  });

  it('has the gradient of its own differences', () => {
    const { gradient, nats, squared } = misfitOf(shape, q, x, y, 0.6);
    expect(nats).toBeCloseTo(5 * (0.5 * LOG_2PI + Math.log(0.6)) + squared / 0.72, 10);
    for (const name of ['means', 'logSds'] as const) {
      for (let i = 0; i < q.means.length; i += 1) {
        const [up, down] = [1e-5, -1e-5].map((by) => {
          const moved = q[name].slice();
          moved[i] = (moved[i] as number) + by;
          return misfitOf(shape, { ...q, [name]: moved }, x, y, 0.6).nats;
        }) as [number, number];
        expect(gradient[name][i], `${name} ${i}`).toBeCloseTo((up - down) / 2e-5, 5);
      }
    }
    const [up, down] = [1e-5, -1e-5].map((by) => misfitOf(shape, q, x, y, 0.6 * Math.exp(by)).nats) as [number, number];
    expect(gradient.logNoise).toBeCloseTo((up - down) / 2e-5, 5);
  });
});

describe('one weight, y = w + noise', () => {
  // Only the bias is there: its input is always 1.
  const total = (mean: number, variance: number) =>
    misfitOf(
      { inputs: 0, hidden: 0 },
      { means: Float64Array.of(mean), logSds: Float64Array.of(0.5 * Math.log(variance)) },
      new Float64Array(),
      Float64Array.of(1.5),
      1,
    ).nats + weightCost(mean, Math.sqrt(variance), PLAIN).cost;

  it('costs at the posterior −log evidence, and more where it is told too precisely', () => {
    expect(total(0.75, 0.5)).toBeCloseTo(1.8280121234846454, 12);
    expect(total(0.75, 0.5)).toBeCloseTo(0.5 * (LOG_2PI + Math.log(2) + 1.5 ** 2 / 2), 12);
    expect(total(0.75, 1e-4)).toBeCloseTo(5.586708719192764, 11);
    expect(normalKl(0.75, Math.SQRT1_2, 0, 1)).toBeCloseTo(weightCost(0.75, Math.SQRT1_2, PLAIN).cost, 13);
  });
});
