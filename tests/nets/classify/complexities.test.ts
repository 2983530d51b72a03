// Tensor forms of costs, gates and draws against worked values and against their own definitions.
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { testGate } from '../../../core/compression/posterior/hard-concrete.ts';
import { logUniformKl, logUniformKlSlope } from '../../../core/compression/posterior/log-uniform-kl.ts';
import { assignShared } from '../../../core/compression/sharing/assignment.ts';
import { mergeComponents } from '../../../core/compression/sharing/merge.ts';
import { exactLogUniformCost, freeLogUniformCost, logUniformCost } from '../../../core/nets/classify/log-uniform.ts';
import { hardConcrete, openProbability } from '../../../core/nets/classify/methods/hard-concrete.ts';
import { gammaCost, inverseGammaCost } from '../../../core/nets/classify/methods/horseshoe.ts';
import {
  coinCost,
  meanSign,
  momentsOfInputs,
  momentsOfSigns,
  normalized,
} from '../../../core/nets/classify/methods/probabilistic-binary.ts';
import { onGrid } from '../../../core/nets/classify/methods/quantization-aware.ts';
import { concrete, gridProbabilities } from '../../../core/nets/classify/methods/relaxed-quantization.ts';
import { mixtureCost, precisionCost } from '../../../core/nets/classify/mixture.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { openTensors, type Scalar, type Tensor, type Tensor1D, tf } from '../../../core/tensor/index.ts';
import { zOf } from '../small-networks.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const numbers = (compute: () => Tensor): number[] => tf.tidy(() => [...compute().dataSync()]);
const one = (compute: () => Scalar): number => numbers(compute)[0] as number;
/** float32 at its size. */
const near = (found: number, expected: number, digits = 2e-6) =>
  expect(Math.abs(found - expected)).toBeLessThan(digits * Math.max(1, Math.abs(expected)));

describe('a normal belief under the log-uniform prior', () => {
  const table = [
    [-4, 2.6342083140622754],
    [-2, 1.540532741238367],
    [0, 0.4312389509903088],
    [1, 0.1779697195385873],
    [2, 0.06841654603737557],
    [3, 0.025420043312364804],
    [4, 0.00932994145045185],
    // Held at 8 from there on.
    [11, 0.0001683693469554104],
  ] as const;
  it.each(table)('costs at log α = %s what the approximation says: %s nats', (logAlpha, cost) => {
    near(
      one(() => logUniformCost(tf.tensor2d([[1]]), tf.tensor2d([[logAlpha]]))),
      cost,
    );
    near(
      one(() => logUniformCost(tf.tensor2d([[-2]]), tf.tensor2d([[logAlpha + Math.log(4)]]))),
      cost,
    );
  });

  it('costs what each weight does, of any shape and number', () => {
    const logs = table.map(([logAlpha]) => logAlpha);
    const total = table.reduce((sum, [, cost]) => sum + cost, 0);
    near(
      one(() => logUniformCost(tf.ones([8]), tf.tensor1d(logs))),
      total,
    );
    near(
      one(() => logUniformCost(tf.ones([2, 1, 4]), tf.tensor(logs, [2, 1, 4]))),
      total,
    );
    near(
      one(() => logUniformCost(tf.ones([4, 2]), tf.tensor(logs, [4, 2]))),
      total,
    );
  });

  it('of scales has the same cost, and a slope of −½ far below, where that of weights is held', () => {
    for (const [logAlpha, cost] of table.slice(0, -1))
      near(
        one(() => freeLogUniformCost(tf.tensor1d([1]), tf.tensor1d([logAlpha]))),
        cost,
      );
    const slope = (of: typeof logUniformCost) =>
      one(() => tf.reshape(tf.grad((v: Tensor) => of(tf.tensor1d([1]), v as Tensor1D))(tf.tensor1d([-9])), []));
    near(slope(freeLogUniformCost as typeof logUniformCost), -0.5, 3e-4);
    expect(Math.abs(slope(logUniformCost))).toBe(0);
  });

  it('has the slopes of its differences, and none where log α is held', () => {
    const cost = (m: number, v: number) => {
      const a = Math.max(-8, Math.min(8, v - Math.log(m * m + 1e-8)));
      return 0.63576 - 0.63576 / (1 + Math.exp(-1.8732 - 1.48695 * a)) + 0.5 * Math.log1p(Math.exp(-a));
    };
    const [means, logs] = [
      [0.5, -0.3, 1.2, -2, 0.01],
      [-1, 0.4, -6, 1, 3],
    ] as const;
    const [byMean, byLog] = tf.tidy(() =>
      tf
        .grads((m: Tensor, v: Tensor) => logUniformCost(m, v))([tf.tensor2d([[...means]]), tf.tensor2d([[...logs]])])
        .map((each) => [...each.dataSync()]),
    ) as [number[], number[]];
    means.forEach((m, i) => {
      const v = logs[i] as number;
      near(byMean[i] as number, (cost(m + 1e-6, v) - cost(m - 1e-6, v)) / 2e-6, 2e-5);
      near(byLog[i] as number, (cost(m, v + 1e-6) - cost(m, v - 1e-6)) / 2e-6, 2e-5);
    });
    expect([byMean[4], byLog[4]].map((each) => Math.abs(each as number))).toEqual([0, 0]);
  });
});

it('log-normal beliefs cost what they do under half-Cauchy’s two factors', () => {
  const [m, u] = [() => tf.tensor1d([-1]), () => tf.tensor1d([Math.log(0.2)])];
  near(
    one(() => gammaCost(m(), u(), 1)),
    0.8647150256776766,
  );
  near(
    one(() => inverseGammaCost(m(), u())),
    2.462311389883511,
  );
  // Of a scale s the log-normal moved by log s costs the same.
  near(
    one(() => gammaCost(tf.tensor1d([-1 + Math.log(1e-4)]), u(), 1e-4)),
    0.8647150256776766,
    1e-5,
  );
});

describe('hard concrete gates', () => {
  const table = [
    [-2, 0.5990247356, 0.0266333447, 0.142676103, 0.0430435064],
    [0, 0.168177816, 0.168177816, 0.5, 0.5],
    [2, 0.0266333447, 0.5990247356, 0.857323897, 0.9569564936],
  ] as const;
  it.each(table)('at log α = %s are shut with %s, open with %s, and %s on average', (logAlpha, shut, open, mean, test) => {
    const count = 40_000;
    const random = createRandom(3);
    const uniforms = Float32Array.from({ length: count }, () => Math.min(0.999999, Math.max(1e-6, random.uniform())));
    const gates = numbers(() => hardConcrete(tf.fill([count], logAlpha) as Tensor1D, tf.tensor1d(uniforms)));
    const z = (of: (gate: number) => number, expected: number) => Math.abs(zOf(gates.map(of), expected));
    expect(z((gate) => Number(gate === 0), shut)).toBeLessThan(4);
    expect(z((gate) => Number(gate === 1), open)).toBeLessThan(4);
    expect(z((gate) => gate, mean)).toBeLessThan(4);
    // Control: gates that are not stretched beyond 0 and 1 are shut less often.
    expect(z((gate) => Number(gate === 0), shut - 0.02)).toBeGreaterThan(6);
    near(1 - one(() => tf.reshape(openProbability(tf.tensor1d([logAlpha])), [])), shut);
    expect(Math.abs(testGate(logAlpha) - test)).toBeLessThan(1e-9);
  });
});

describe('a mixture that weights share', () => {
  const mixture = () => ({
    logShares: tf.tensor1d([Math.log(0.9), Math.log(0.1)]),
    means: tf.tensor1d([0, 0.5]),
    logPrecisions: tf.tensor1d([-2 * Math.log(0.1), -2 * Math.log(0.2)]),
  });
  it('costs −log p(w), with its slope for a weight', () => {
    near(
      one(() => mixtureCost(tf.tensor1d([0.3]), mixture())),
      1.8271462738956614,
    );
    near(
      one(() => tf.reshape(tf.grad((w: Tensor) => mixtureCost(w, mixture()))(tf.tensor1d([0.3])), [])),
      3.6779070776924367,
      1e-5,
    );
  });

  it('has slopes for itself that are those of differences', () => {
    const weights = [0.3, -0.05, 0.6, 0.02, 4];
    const at = [
      [-0.3, -1.2, -2],
      [0, 0.4, -0.5],
      [3, 2, 1],
    ] as const;
    const cost = (all: readonly (readonly number[])[]) => {
      const [s, m, p] = all as [number[], number[], number[]];
      return -weights.reduce((sum, w) => {
        const density = s.reduce((d, each, j) => {
          const [mean, precision] = [m[j] as number, Math.exp(p[j] as number)];
          return d + Math.exp(each) * Math.sqrt(precision / (2 * Math.PI)) * Math.exp(-0.5 * precision * (w - mean) ** 2);
        }, 0);
        return sum + Math.log(density);
      }, 0);
    };
    const slopes = tf.tidy(() =>
      tf
        .grads((s: Tensor, m: Tensor, p: Tensor) =>
          mixtureCost(tf.tensor1d(weights), { logShares: s as Tensor1D, means: m as Tensor1D, logPrecisions: p as Tensor1D }),
        )(at.map((each) => tf.tensor1d([...each])))
        .map((each) => [...each.dataSync()]),
    );
    for (const [which, values] of at.entries()) {
      for (const j of values.keys()) {
        const moved = (by: number) => cost(at.map((each, i) => each.map((value, k) => (i === which && k === j ? value + by : value))));
        near((slopes[which] as number[])[j] as number, (moved(1e-5) - moved(-1e-5)) / 2e-5, 3e-5);
      }
    }
  });

  it('merges by shares, and gives each weight to the likeliest', () => {
    const plain = {
      shares: Float64Array.of(0.5, 0.9, 0.1),
      means: Float64Array.of(0, 3, 3.5),
      sds: Float64Array.of(0.1, 0.1, 0.2),
    };
    const one = mergeComponents(plain, 20);
    // The same of π = (0.9, 0.1), μ = (0, 0.5), σ = (0.1, 0.2), moved by 3: mean 0.05, variance 0.013.
    expect(one.means[1]).toBeCloseTo(3.05, 12);
    expect((one.sds[1] as number) ** 2).toBeCloseTo(0.013, 12);
    expect([...one.shares]).toEqual([0.5, 1]);
    expect([...decoded(assignShared(Float64Array.of(0.1, 2.9, 3.6), [3], plain))]).toEqual([0, 3, 3.5]);
    expect([...mergeComponents(plain, 1e9).means]).toEqual([0]);
  });

  it('has a gamma prior on precisions', () => {
    // Γ(3) = 2: −log Gamma(2|3, 4) = −(3 log 4 − log 2 + 2 log 2 − 8).
    near(
      one(() => precisionCost(tf.tensor1d([Math.log(2)]), 3, 4)),
      8 - 3 * Math.log(4) - Math.log(2),
    );
  });
});

describe('relaxed quantization', () => {
  const found = (window: number) =>
    tf.tidy(() => {
      const { middle, probabilities } = gridProbabilities(tf.tensor1d([0.3]), tf.scalar(Math.log(0.5)), tf.scalar(Math.log(0.2)), {
        bits: 2,
        window,
      });
      return { middle: middle.dataSync()[0] as number, probabilities: probabilities.map((each) => each.dataSync()[0] as number) };
    });
  it('draws from the points of the grid, cut off at its ends', () => {
    const { middle, probabilities } = found(3);
    expect(middle).toBe(1);
    [0.005296906426, 0.060678292688, 0.417748842231, 0.516275958655, 0, 0, 0].forEach((p, i) => {
      expect(Math.abs((probabilities[i] as number) - p)).toBeLessThan(3e-6);
    });
    const mean = probabilities.reduce((sum, p, i) => sum + p * 0.5 * (middle + i - 3), 0);
    expect(Math.abs(mean - 0.22250192655722598)).toBeLessThan(5e-6);
  });

  it('draws from the nearest points alone where it is told, with the same odds', () => {
    const { probabilities } = found(1);
    expect(probabilities[0] as number).toBeCloseTo(0.417748842231 / (0.417748842231 + 0.516275958655), 4);
    expect(probabilities[2]).toBe(0);
  });

  it('is smoothed by the concrete distribution', () => {
    const gumbels = [0.1, -0.4, 1];
    const shares = tf.tidy(() =>
      concrete(
        [0.2, 0.5, 0.3].map((p) => tf.tensor1d([p])),
        gumbels.map((g) => tf.tensor1d([Math.exp(-Math.exp(-g))])),
        0.5,
      ).map((each) => each.dataSync()[0] as number),
    );
    [0.05913327, 0.13596197, 0.80490476].forEach((share, i) => {
      expect(Math.abs((shares[i] as number) - share)).toBeLessThan(2e-5);
    });
  });
});

describe('probabilistic signs', () => {
  const [theta, phi] = [
    [0.5, -0.2, 0.8],
    [0.3, 0.9, -0.4],
  ];
  it('have sums of signs with their mean and variance, and the odds of their sign by the central limit theorem', () => {
    const [mean, variance, sign] = tf.tidy(() => {
      const moments = momentsOfSigns(tf.tensor2d([phi as number[]]), tf.tensor2d(theta as number[], [3, 1]));
      return [moments.mean, moments.variance, meanSign(moments)].map((each) => each.dataSync()[0] as number);
    }) as [number, number, number];
    near(mean, -0.35);
    near(variance, 2.8427);
    near((1 + sign) / 2, 0.417775284, 3e-6);
  });

  it('have sums of inputs that are those of drawn signs', () => {
    const x = [0.4, 1.5, -0.7];
    const [mean, variance] = tf.tidy(() => {
      const row = tf.tensor2d([x]);
      const moments = momentsOfInputs(row, tf.tensor2d(theta as number[], [3, 1]));
      return [moments.mean, moments.variance].map((each) => each.dataSync()[0] as number);
    }) as [number, number];
    const random = createRandom(5);
    const sums = Array.from({ length: 20_000 }, () =>
      x.reduce((sum, value, i) => sum + (random.uniform() < (1 + ((theta as number[])[i] as number)) / 2 ? value : -value), 0),
    );
    expect(Math.abs(zOf(sums, mean))).toBeLessThan(4);
    const squares = sums.map((sum) => (sum - mean) ** 2);
    expect(Math.abs(zOf(squares, variance))).toBeLessThan(4);
    // Control: the variance as it is misprinted in the paper.
    expect(
      Math.abs(
        zOf(
          squares,
          x.reduce((sum, value, i) => sum + ((theta as number[])[i] as number) ** 2 * value ** 2, 0),
        ),
      ),
    ).toBeGreaterThan(10);
  });

  it('are normalized by what signs that are drawn would show: no mean, and a variance of 1 with the noise in it', () => {
    const [mean, variance] = tf.tidy(() => {
      const moments = { mean: tf.tensor2d([1, 2, 4, -3], [4, 1]), variance: tf.tensor2d([0.5, 1, 2, 0.1], [4, 1]) };
      const { mean: m, variance: v } = normalized(moments, tf.ones([1]), tf.zeros([1]));
      return [m, v].map((each) => [...each.dataSync()]);
    }) as [number[], number[]];
    near(
      mean.reduce((a, b) => a + b, 0),
      0,
    );
    near((mean.reduce((a, b) => a + b * b, 0) + variance.reduce((a, b) => a + b, 0)) / 3, 1, 1e-5);
  });
});

describe('grids for each channel', () => {
  it('reach to the largest weight, and few codes are fitted to the rest', () => {
    const values = [0.7, -1, 0.35, 0.5, -0.1, 0.25];
    const [a, b] = [0.7 / 127, 1 / 127].map(Math.fround) as [number, number];
    const codes = [127, -127, 64, 64, -18, 32];
    onGrid(values, 2, 8).forEach((value, at) => {
      expect(value).toBeCloseTo((codes[at] as number) * (at % 2 ? b : a), 7);
    });
    // Codes 1, −1, 1 and 0 of 2 bits: the scale is the mean of what is not 0.
    onGrid([1, -0.8, 0.6, 0.1], 1, 2).forEach((value, at) => {
      expect(value).toBeCloseTo([0.8, -0.8, 0.8, 0][at] as number, 7);
    });
  });

  it('leave alone what lies on them', () => {
    const random = createRandom(2);
    const values = Float32Array.from({ length: 60 }, () => random.normal());
    for (const bits of [2, 3, 4, 8]) {
      const once = onGrid(values, 4, bits);
      onGrid(once, 4, bits).forEach((value, at) => {
        expect(value).toBeCloseTo(once[at] as number, 6);
      });
    }
  });
});

describe('the KL from the log-uniform prior as it is', () => {
  const logAlphas = [-7.9, -3.5, 0.2, 4.4, 9];
  const means = [1, -2, 0.5, -0.1, 3];
  const logVariances = logAlphas.map((a, i) => a + Math.log((means[i] as number) ** 2));

  it('costs what the integral says, held at 8', () => {
    const total = logAlphas.reduce((sum, a) => sum + logUniformKl(Math.min(8, a)), 0);
    near(
      one(() => exactLogUniformCost(tf.tensor1d(means), tf.tensor1d(logVariances))),
      total,
    );
  });

  it('has its slopes for means and log variances, none beyond 8', () => {
    const [m, v] = [tf.tensor1d(means), tf.tensor1d(logVariances)];
    const slopes = tf.grads((...given) => tf.mul<Scalar>(exactLogUniformCost(given[0] as Tensor, given[1] as Tensor), 3))([m, v]);
    const [byMean, bySpread] = slopes.map((each) => [...each.dataSync()]) as [number[], number[]];
    logAlphas.forEach((a, i) => {
      const slope = a < 8 ? 3 * logUniformKlSlope(a) : 0;
      near(bySpread[i] as number, slope, 1e-5);
      near(byMean[i] as number, (-2 * slope) / (means[i] as number), 1e-5);
    });
  });
});

describe('a sign beside a fair coin', () => {
  it('costs log 2 where it is sure, nothing where it is fair, and its KL between', () => {
    const kl = (p: number) => p * Math.log(2 * p) + (1 - p) * Math.log(2 * (1 - p));
    near(
      one(() => coinCost(tf.tensor2d([[1, -1, 0, 0.5, -0.9]]))),
      2 * Math.log(2) + kl(0.75) + kl(0.05),
    );
  });
});
