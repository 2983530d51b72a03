// Samplers without correction, held to the laws of the recursions that they are: where these are linear, what they settle to is known.
import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type KernelName, kernels } from '../../../core/inference/mcmc/kernels.ts';
import { drawRows } from '../../../core/inference/mcmc/minibatch.ts';
import { stepSizeAt } from '../../../core/inference/mcmc/schedule.ts';
import { type DataSum, gradientAt, pointwise, rowOrder, type Target } from '../../../core/inference/mcmc/target.ts';
import { linear } from '../../../core/labs/samplers/model/linear.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { problemNamed, rowsNamed } from '../problems.ts';
import { distorted, faultsOf, normalMarginal, plain, run, verdictOn } from './harness.ts';
import { minibatchCovariance, stationaryCovariance } from './stationary.ts';

/** Where `count` chains are after `steps` steps from `start`: independent draws, one coordinate after another. */
function ends(kernel: KernelName, target: Target, start: readonly number[], count: number, steps: number, settings: Partial<typeof plain>) {
  const starts = Float64Array.from({ length: count * start.length }, (_, i) => start[i % start.length] as number);
  const drawn = run({ kernel, target, starts, settings: { adapt: undefined, ...settings }, burnIn: steps - 1, draws: 1 }, createRandom(23));
  return drawn.map((chains) => Float64Array.from(chains, (chain) => chain[0] as number));
}

const meanOf = (xs: Float64Array) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const covarianceOf = (xs: Float64Array, ys: Float64Array) => {
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  return xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] as number) - my), 0) / (xs.length - 1);
};
/** Standard errors that the mean of independent normal draws is off. */
const meanZ = (xs: Float64Array, mean: number) => (meanOf(xs) - mean) / Math.sqrt(covarianceOf(xs, xs) / xs.length);
/** Of their variance, and of a covariance: Var s_xy = (σ_xx σ_yy + σ_xy²)/(n − 1). */
const covarianceZ = (xs: Float64Array, ys: Float64Array, covariance: number) => {
  const [xx, yy, xy] = [covarianceOf(xs, xs), covarianceOf(ys, ys), covarianceOf(xs, ys)];
  return (xy - covariance) / Math.sqrt((xx * yy + xy * xy) / (xs.length - 1));
};
const varianceZ = (xs: Float64Array, variance: number) => (covarianceOf(xs, xs) / variance - 1) * Math.sqrt((xs.length - 1) / 2);

const normalTarget = (variance: number): Target =>
  pointwise(1, (points, from, gradients) => {
    const x = points[from] as number;
    if (gradients) gradients[from] = -x / variance;
    return -(x * x) / (2 * variance);
  });

describe('Langevin steps on N(0, σ²) at constant ε', () => {
  it.each([
    [1, 0.1],
    [1, 1],
    [4, 6],
  ])('settle at variance σ²/(1 − ε/(4σ²)): σ² = %f, ε = %f', (variance, stepSize) => {
    const theory = variance / (1 - stepSize / (4 * variance));
    const [drawn] = ends('ula', normalTarget(variance), [0], 40_000, 200, { stepSize }) as [Float64Array];
    expect(Math.abs(meanZ(drawn, 0))).toBeLessThan(4);
    expect(Math.abs(varianceZ(drawn, theory))).toBeLessThan(4);
    expect(Math.abs(varianceZ(drawn, variance))).toBeGreaterThan(4);
  });

  it('settle where T is 2 at twice that', () => {
    const [drawn] = ends('ula', normalTarget(1), [0], 20_000, 100, { stepSize: 1, temperature: 2 }) as [Float64Array];
    expect(Math.abs(varianceZ(drawn, 2 / (1 - 1 / 4)))).toBeLessThan(4);
  });

  it('on a correlated normal settle at (Λ − εΛ²/4)⁻¹', () => {
    const { target } = problemNamed('gaussian', { correlation: 0.8 });
    const precision = inverse(
      new Matrix([
        [1, 0.8],
        [0.8, 1],
      ]),
    );
    const stepSize = 0.2;
    const theory = inverse(Matrix.sub(precision, Matrix.mul(precision.mmul(precision), stepSize / 4)));
    const [xs, ys] = ends('ula', target, [0, 0], 20_000, 250, { stepSize }) as [Float64Array, Float64Array];
    expect(Math.abs(covarianceZ(xs, xs, theory.get(0, 0)))).toBeLessThan(4);
    expect(Math.abs(covarianceZ(xs, ys, theory.get(0, 1)))).toBeLessThan(4);
    expect(Math.abs(covarianceZ(ys, ys, theory.get(1, 1)))).toBeLessThan(4);
    expect(Math.abs(covarianceZ(xs, xs, 1))).toBeGreaterThan(4);
  });

  it('with falling ε follow m ← φm, v ← φ²v + ε with φ = 1 − ε/(2σ²)', () => {
    const schedule = { stepSize: 2, offset: 2, decay: 0.55, decreasing: true };
    const random = createRandom(29);
    const target = normalTarget(1);
    let state = kernels.sgld.init(target, new Float64Array(20_000).fill(3), plain, random);
    let [mean, variance] = [3, 0];
    for (let t = 0; t < 40; t += 1) {
      const stepSize = stepSizeAt(schedule, t);
      state = kernels.sgld.step(target, state, { ...plain, stepSize }, random).state;
      const phi = 1 - stepSize / 2;
      [mean, variance] = [phi * mean, phi * phi * variance + stepSize];
      if (![1, 4, 15, 39].includes(t)) continue;
      expect(Math.abs(meanZ(state.positions, mean)), `mean after ${t + 1}`).toBeLessThan(4);
      expect(Math.abs(varianceZ(state.positions, variance)), `variance after ${t + 1}`).toBeLessThan(4);
      expect(Math.abs(varianceZ(state.positions, 1)), `variance after ${t + 1}`).toBeGreaterThan(4);
    }
  });
});

describe('SGLD on the mean of a normal', () => {
  // A regression on the intercept alone, prior N(0, 1), noise sd 1.
  const { target, mean, precision } = linear({ x: new Float64Array(4).fill(1), y: Float64Array.of(0.5, -0.3, 1.2, 2), dimension: 1 }, 1, 1);
  const settle = (settings: Partial<typeof plain>) =>
    (ends('sgld', target, [0.68], 150_000, 80, { stepSize: 0.05, batchSize: 2, ...settings }) as [Float64Array])[0];

  it('has mean 0.68 and precision 5', () => {
    expect(mean[0]).toBeCloseTo(0.68, 14);
    expect(precision[0]).toBeCloseTo(5, 14);
  });

  it('settles at (1 + εV/4)/(Λ(1 − εΛ/4)), the noise of its minibatches included', () => {
    const drawn = settle({});
    expect(Math.abs(meanZ(drawn, 0.68))).toBeLessThan(4);
    expect(Math.abs(varianceZ(drawn, 0.22360888889))).toBeLessThan(4);
    // Not that of rows drawn with replacement, nor the posterior’s, nor that of whole gradients.
    for (const other of [0.22874666667, 0.2, 1 / (5 * (1 - (0.05 * 5) / 4))]) expect(Math.abs(varianceZ(drawn, other))).toBeGreaterThan(4);
  });

  it('without N/n settles elsewhere', () => {
    expect(Math.abs(meanZ(settle({ scaled: false }), 0.68))).toBeGreaterThan(30);
  });
});

describe('stochastic gradient Hamiltonian steps', () => {
  it.each([
    [0.1, 0.1],
    [0.3, 0.5],
    [0.1, 1],
  ])('settle where their linear recursion does: ε = %f, α = %f', (stepSize, friction) => {
    const { target } = problemNamed('gaussian', { correlation: 0.6 });
    // Along each axis of the normal: v ← (1 − α)v − ελθ + √(2αε) ξ, θ ← θ + v.
    const along = (lambda: number) => {
      const a = new Matrix([
        [1 - stepSize * lambda, 1 - friction],
        [-stepSize * lambda, 1 - friction],
      ]);
      return stationaryCovariance(a, Matrix.mul(Matrix.ones(2, 2), 2 * friction * stepSize)).get(0, 0);
    };
    const [wide, narrow] = [along(1 / 1.6), along(1 / 0.4)];
    const [xs, ys] = ends('sghmc', target, [0, 0], 16_000, 400, { stepSize, friction }) as [Float64Array, Float64Array];
    const sums = xs.map((x, i) => (x + (ys[i] as number)) / Math.SQRT2);
    const differences = xs.map((x, i) => (x - (ys[i] as number)) / Math.SQRT2);
    expect(Math.abs(varianceZ(sums, wide))).toBeLessThan(4);
    expect(Math.abs(varianceZ(differences, narrow))).toBeLessThan(4);
    expect(Math.abs(varianceZ(differences, 0.4))).toBeGreaterThan(4);
  });

  it('of friction 1 are Langevin steps of twice ε', () => {
    const a = new Matrix([
      [1 - 0.1, 0],
      [-0.1, 0],
    ]);
    expect(stationaryCovariance(a, Matrix.mul(Matrix.ones(2, 2), 0.2)).get(0, 0)).toBeCloseTo(1 / (1 - 0.2 / 4), 12);
  });
});

describe('SGLD on a linear regression', () => {
  const noiseSd = 0.5;
  const rows = rowsNamed('faithful');
  const { target, mean, precision, covariance } = linear(rows, 2.5, noiseSd);
  const batchSize = 20;
  const settled = (kernel: 'sgld' | 'controlVariates', stepSize: number, steps: number, settings: Partial<typeof plain> = {}) =>
    ends(kernel, target, [...mean], 5_000, steps, { stepSize, batchSize, ...settings }) as [Float64Array, Float64Array];
  const offBy = ([xs, ys]: readonly [Float64Array, Float64Array], theory: Matrix) => [
    meanZ(xs, mean[0] as number),
    meanZ(ys, mean[1] as number),
    covarianceZ(xs, xs, theory.get(0, 0)),
    covarianceZ(xs, ys, theory.get(0, 1)),
    covarianceZ(ys, ys, theory.get(1, 1)),
  ];
  const law = (stepSize: number, centred: boolean) => minibatchCovariance({ rows, mean, precision, noiseSd, batchSize, stepSize }, centred);
  const posterior = Matrix.from1DArray(2, 2, covariance);

  it('has at constant ε the covariance that theory says, minibatch noise and all', () => {
    const stepSize = 5e-4;
    const drawn = settled('sgld', stepSize, 100);
    for (const z of offBy(drawn, law(stepSize, false))) expect(Math.abs(z)).toBeLessThan(4);
    expect(Math.max(...offBy(drawn, posterior).map(Math.abs))).toBeGreaterThan(4);
  });

  it('comes to the closed form as ε falls, in theory and in draws', () => {
    const excess = [8e-4, 4e-4, 2e-4, 1e-4].map((stepSize) => {
      const [xs, ys] = settled('sgld', stepSize, Math.round(0.02 / stepSize));
      for (const z of offBy([xs, ys], law(stepSize, false))) expect(Math.abs(z), `ε = ${stepSize}`).toBeLessThan(4);
      return covarianceOf(ys, ys) / posterior.get(1, 1) - 1;
    });
    excess.slice(1).forEach((now, i) => {
      expect(now).toBeLessThan(excess[i] as number);
    });
    // In theory what is too much falls with ε, down to nothing.
    const [coarse, fine] = [4e-5, 2e-5].map((stepSize) => law(stepSize, false).get(1, 1) / posterior.get(1, 1) - 1) as [number, number];
    expect(coarse / fine).toBeCloseTo(2, 1);
    expect(Math.abs(2 * fine - coarse)).toBeLessThan(0.02 * coarse);
  });

  it('without N/n is nowhere near', () => {
    const drawn = settled('sgld', 5e-4, 100, { scaled: false });
    expect(Math.max(...offBy(drawn, law(5e-4, false)).map(Math.abs))).toBeGreaterThan(40);
  });

  it('with control variates has the covariance of the smaller noise that they leave', () => {
    const stepSize = 2e-3;
    const drawn = settled('controlVariates', stepSize, 60);
    for (const z of offBy(drawn, law(stepSize, true))) expect(Math.abs(z)).toBeLessThan(4);
    expect(Math.max(...offBy(drawn, law(stepSize, false)).map(Math.abs))).toBeGreaterThan(4);
  });
});

describe('the harness that judges the exact samplers', () => {
  const { target } = problemNamed('gaussian');
  const starts = new Float64Array(1000);
  const lengths = { burnIn: 400, draws: 60, thinning: 5 };
  const axes = new EigenvalueDecomposition(
    new Matrix([
      [1, 0.9],
      [0.9, 1],
    ]),
  );
  const along = (variance: number) => axes.realEigenvalues.map((own) => variance / own);

  it.each([
    ['ula', { stepSize: 0.1 }, (l: number) => 1 / (l - (0.1 * l * l) / 4)],
    ['sgld', { stepSize: 0.1 }, (l: number) => 1 / (l - (0.1 * l * l) / 4)],
    [
      'sghmc',
      { stepSize: 0.05, friction: 0.3 },
      (l: number) =>
        stationaryCovariance(
          new Matrix([
            [1 - 0.05 * l, 0.7],
            [-0.05 * l, 0.7],
          ]),
          Matrix.mul(Matrix.ones(2, 2), 2 * 0.3 * 0.05),
        ).get(0, 0),
    ],
  ] as const)('finds %s distributed as its law says', (kernel, settings, varianceAlong) => {
    const [first, second] = along(1).map((lambda) => varianceAlong(lambda)) as [number, number];
    const marginal = normalMarginal(0, (first + second) / 2);
    for (const chains of run({ kernel, target, starts, settings, ...lengths }, createRandom(31))) {
      const verdict = verdictOn(chains, marginal);
      expect(faultsOf(verdict), JSON.stringify(verdict)).toEqual([]);
      expect(verdict.effectiveSampleSize).toBeGreaterThan(750);
      expect(faultsOf(verdictOn(chains, distorted(marginal)))).toEqual(['mean', 'variance', 'shape']);
    }
  });

  // Its scale is that of the first gradients for a while: chains start where these are typical.
  const { normal } = createRandom(47);
  const apart = starts.map(() => normal());

  it('finds preconditioned SGLD near the target where ε is small and memory long', () => {
    const trial = {
      kernel: 'preconditionedSgld',
      target,
      starts: apart,
      settings: { stepSize: 0.02, memory: 0.9995 },
      burnIn: 6000,
      draws: 40,
      thinning: 50,
    } as const;
    for (const chains of run(trial, createRandom(31))) {
      const verdict = verdictOn(chains, normalMarginal(0, 1));
      expect(faultsOf(verdict), JSON.stringify(verdict)).toEqual([]);
      expect(verdict.effectiveSampleSize).toBeGreaterThan(750);
      expect(faultsOf(verdictOn(chains, distorted(normalMarginal(0, 1))))).toEqual(['mean', 'variance', 'shape']);
    }
  });
});

it('plain gradient descent ends at the mode: no noise, all data', () => {
  const { target, truth } = problemNamed('faithful');
  const mode = truth(1)?.means as Float64Array;
  const drawn = ends('sgd', target, [1, -1], 1, 4000, { stepSize: 5e-4 });
  drawn.forEach((xs, i) => {
    expect(xs[0]).toBeCloseTo(mode[i] as number, 12);
  });
  const [wandering] = ends('sgd', target, [1, -1], 1, 4000, { stepSize: 5e-4, batchSize: 5 }) as [Float64Array];
  expect(Math.abs((wandering[0] as number) - (mode[0] as number))).toBeGreaterThan(1e-6);
});

describe('gradients from minibatches', () => {
  const rows = rowsNamed('iris');
  const { target } = problemNamed('iris');
  const data = target.data as DataSum;
  const count = 40_000;

  it('with control variates are unbiased, and quieter than plain ones near the mode', () => {
    const random = createRandom(37);
    const mode = kernels.controlVariates.init(target, new Float64Array(2), plain, random) as unknown as { centres: Float64Array };
    const at = mode.centres.map((x, i) => x + (i === 0 ? 0.1 : -0.1));
    const truth = gradientAt(target, at);
    const points = Float64Array.from({ length: 2 * count }, (_, i) => at[i % 2] as number);
    const estimates = (name: 'sgld' | 'controlVariates') => {
      const settings = { ...plain, batchSize: 5, stepSize: 2 };
      const start = kernels[name].init(target, points, settings, random);
      const { drift } = kernels[name].step(target, { ...start, positions: points }, settings, random).info;
      return [0, 1].map((axis) => Float64Array.from({ length: count }, (_, k) => drift?.[2 * k + axis] as number));
    };
    const [crude, quiet] = [estimates('sgld'), estimates('controlVariates')];
    for (const axis of [0, 1]) {
      const [plainOnes, centred] = [crude[axis] as Float64Array, quiet[axis] as Float64Array];
      expect(Math.abs(meanZ(plainOnes, truth[axis] as number))).toBeLessThan(4);
      expect(Math.abs(meanZ(centred, truth[axis] as number))).toBeLessThan(4);
      expect(covarianceOf(centred, centred)).toBeLessThan(0.1 * covarianceOf(plainOnes, plainOnes));
    }
    expect(rows.y.length).toBe(data.size);
  });
});

describe('rows of minibatches', () => {
  it('never come twice in a batch, and all rows come alike', () => {
    const [size, batchSize, count] = [20, 6, 50_000];
    const rows = drawRows(rowOrder(size), batchSize, count, createRandom(41));
    const times = new Float64Array(size);
    const pairs = new Float64Array(size);
    for (let k = 0; k < count; k += 1) {
      const batch = rows.subarray(k * batchSize, (k + 1) * batchSize);
      expect(new Set(batch).size).toBe(batchSize);
      for (const row of batch) times[row] = (times[row] as number) + 1;
      // What comes with row 0: each other row as often.
      if (batch.includes(0)) for (const row of batch) pairs[row] = (pairs[row] as number) + 1;
    }
    const together = (batchSize / size) * ((batchSize - 1) / (size - 1));
    times.forEach((n) => {
      const p = batchSize / size;
      expect(Math.abs(n - count * p) / Math.sqrt(count * p * (1 - p))).toBeLessThan(4);
    });
    pairs.slice(1).forEach((n) => {
      expect(Math.abs(n - count * together) / Math.sqrt(count * together * (1 - together))).toBeLessThan(4);
    });
  });

  it('depend on the generator alone, not on what was drawn before', () => {
    const order = rowOrder(30);
    const fresh = drawRows(order, 7, 3, createRandom(43));
    drawRows(order, 29, 5, createRandom(44));
    drawRows(order, 30, 2, createRandom(45));
    expect(drawRows(order, 7, 3, createRandom(43))).toEqual(fresh);
  });
});
