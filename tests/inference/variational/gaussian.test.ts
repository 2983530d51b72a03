// Normals fitted to targets: the free-energy identity, closed forms, and descent that never rises.
import { determinant, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  descendGaussian,
  type Gaussian,
  type GaussianFamily,
  gaussianEntropy,
  independent,
  variancesOf,
} from '../../../core/inference/variational/gaussian.ts';
import type { Problem } from '../../../core/labs/samplers/model/problem.ts';
import { problemNamed } from '../problems.ts';

/** A normal whose sds are `share` of the target’s, its mean `off` of them away, its coordinates correlated by `correlation`. */
function near({ scale: { centre, sd } }: Problem, share: number, off: number, correlation: number): Gaussian {
  const mean = centre.map((c, i) => c + (i % 2 === 0 ? off : -0.7 * off) * (sd[i] as number));
  const q = independent(
    mean,
    sd.map((s) => share * s),
  );
  const d = mean.length;
  for (let i = 1; i < d; i += 1) {
    const s = share * (sd[i] as number);
    q.factor[i * d + i - 1] = correlation * s;
    q.factor[i * d + i] = s * Math.sqrt(1 - correlation ** 2);
  }
  return q;
}

const freeEnergy = ({ expectations }: Problem, q: Gaussian, temperature = 1) =>
  -expectations.quick(q).logDensity - temperature * gaussianEntropy(q);

const qs = {
  narrow: [0.1, 0.3, 0],
  fitting: [0.7, 0.2, 0.5],
  wide: [2, 0, -0.3],
  far: [0.8, 2.5, -0.6],
  wideAndFar: [2, 2.5, 0.8],
} as const;
type Kind = keyof typeof qs;

// What the rules owe, in nats: closed forms and polynomials nothing but rounding; densities with kinks or modes narrower than q, and those
// with data, whose nodes are few because each costs a look at all rows, what their spacing leaves.
const owed: Readonly<Record<string, Readonly<Record<Kind, number>>>> = {
  gaussian: { narrow: 1e-11, fitting: 1e-11, wide: 1e-11, far: 1e-11, wideAndFar: 1e-11 },
  banana: { narrow: 1e-11, fitting: 1e-11, wide: 1e-11, far: 1e-11, wideAndFar: 1e-11 },
  ring: { narrow: 1e-10, fitting: 1e-10, wide: 1e-10, far: 1e-10, wideAndFar: 1e-10 },
  eightModes: { narrow: 1e-8, fitting: 1e-7, wide: 1e-4, far: 1e-7, wideAndFar: 1e-6 },
  funnel: { narrow: 1e-11, fitting: 1e-11, wide: 1e-9, far: 1e-9, wideAndFar: 1e-9 },
  mixture: { narrow: 1e-8, fitting: 1e-8, wide: 1e-6, far: 1e-8, wideAndFar: 1e-6 },
  iris: { narrow: 1e-9, fitting: 1e-9, wide: 1e-6, far: 1e-8, wideAndFar: 1e-6 },
  faithful: { narrow: 1e-11, fitting: 1e-11, wide: 1e-11, far: 1e-11, wideAndFar: 1e-11 },
  concrete: { narrow: 1e-10, fitting: 1e-10, wide: 1e-10, far: 1e-10, wideAndFar: 1e-10 },
};

describe.each(Object.entries(owed))('the ledger on %s', (name, owes) => {
  const problem = problemNamed(name as Parameters<typeof problemNamed>[0]);
  const { expectations, gap, logEvidence } = problem;

  it.each(Object.entries(qs))('balances for a q that is %s: evidence = E_q[log p] + entropy + gap', (kind, [share, off, correlation]) => {
    const q = near(problem, share, off, correlation);
    const apart = gap?.(q) as number;
    expect(apart).toBeGreaterThan(0);
    const residual = expectations.logDensity(q) + gaussianEntropy(q) + apart - (logEvidence as number);
    expect(Math.abs(residual)).toBeLessThan(owes[kind as Kind]);
    // Without the entropy nothing would balance.
    expect(Math.abs(residual - gaussianEntropy(q))).toBeGreaterThan(1e-3);
  });

  it('has the gradient and the curvature of the expected log density, as it moves and stretches q', () => {
    const q = near(problem, 0.1, 0.2, 0.4);
    const { gradient, hessian } = expectations.quick(q);
    const d = q.mean.length;
    const height = (mean: Float64Array) => expectations.quick({ mean, factor: q.factor }).logDensity;
    for (let i = 0; i < d; i += 1) {
      const h = 1e-3 * (problem.scale.sd[i] as number);
      const moved = (by: number) => height(q.mean.with(i, (q.mean[i] as number) + by));
      const slope = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
      const scale = Math.max(...gradient.map(Math.abs), 1 / (problem.scale.sd[i] as number));
      expect(Math.abs(slope - (gradient[i] as number)) / scale).toBeLessThan(1e-3);
      const bend = (moved(30 * h) + moved(-30 * h) - 2 * moved(0)) / (900 * h * h);
      expect(
        Math.abs(bend - (hessian[i * d + i] as number)) / Math.max(Math.abs(bend), (problem.scale.sd[i] as number) ** -2),
      ).toBeLessThan(0.05);
    }
  });

  it.each(['meanField', 'fullCovariance'] as const)('never rises while q of %s descends', (family) => {
    let q = independent(
      problem.scale.centre.map((c, i) => c + (problem.scale.sd[i] as number)),
      problem.scale.sd.map((s) => 0.5 * s),
    );
    const first = freeEnergy(problem, q);
    for (let turn = 0; turn < 60; turn += 1) {
      const next = descendGaussian(expectations, q, family, 1, 0.3);
      expect(freeEnergy(problem, next)).toBeLessThanOrEqual(freeEnergy(problem, q));
      q = next;
    }
    expect(freeEnergy(problem, q)).toBeLessThan(first);
  });
});

// Steps end where one gains less than 1e-12 of F: of coordinates that lean on one another, means are then a hundredth of an sd off.
describe.each(['faithful', 'concrete', 'gaussian'] as const)('a normal target, %s', (name) => {
  const problem = problemNamed(name);
  const d = problem.scale.centre.length;
  const covariance = problem.normal
    ? Matrix.from1DArray(d, d, problem.normal.covariance)
    : new Matrix([
        [1, 0.9],
        [0.9, 1],
      ]);
  const start = independent(
    problem.scale.centre.map((c, i) => c + 2 * (problem.scale.sd[i] as number)),
    problem.scale.sd.map((s) => 0.2 * s),
  );
  const settled = (family: GaussianFamily, temperature: number) => {
    let q = start;
    for (let turn = 0; turn < 400; turn += 1) q = descendGaussian(problem.expectations, q, family, temperature, 0.5);
    return q;
  };

  it.each([1, 2])('is found by q of full covariance: T = %f', (temperature) => {
    const q = settled('fullCovariance', temperature);
    const l = Matrix.from1DArray(d, d, q.factor);
    const found = l.mmul(l.transpose());
    expect(Matrix.sub(found, Matrix.mul(covariance, temperature)).norm() / found.norm()).toBeLessThan(1e-4);
    q.mean.forEach((m, i) => {
      expect(Math.abs(m - (problem.scale.centre[i] as number)) / (problem.scale.sd[i] as number)).toBeLessThan(1e-4);
    });
    if (temperature === 1) expect(problem.gap?.(q)).toBeLessThan(1e-7);
  });

  it('is found too narrow by q of independent coordinates: variances T/Λ_ii, the mean as it is', () => {
    const precision = inverse(covariance);
    const q = settled('meanField', 1);
    variancesOf(q).forEach((v, i) => {
      expect(v * precision.get(i, i)).toBeCloseTo(1, 4);
      expect(Math.abs((q.mean[i] as number) - (problem.scale.centre[i] as number)) / Math.sqrt(v)).toBeLessThan(0.03);
    });
    // What it costs: ½ (Σ log Λ_ii − log |Λ|).
    const logDeterminant = Math.log(determinant(precision));
    const price = 0.5 * (precision.diagonal().reduce((sum, p) => sum + Math.log(p), 0) - logDeterminant);
    expect(Math.abs((problem.gap?.(q) as number) - price)).toBeLessThan(1e-3);
  });
});

// A narrow normal about a place of highest density h and curvature Λ has F = −h − T/2 · (2 log 2πT − log |Λ|); only the diagonal of Λ is seen
// by independent coordinates.
describe('q that begins where the density bends upwards', () => {
  const LOG_2PI = Math.log(2 * Math.PI);
  const settled = (problem: Problem, family: GaussianFamily, temperature: number, off: number) => {
    let q = independent(
      problem.scale.centre.map((c, i) => c + off * (problem.scale.sd[i] as number)),
      problem.scale.sd.map((s) => 0.5 * s),
    );
    for (let turn = 0; turn < 60; turn += 1) q = descendGaussian(problem.expectations, q, family, temperature, 0.3);
    return gaussianEntropy(q) * -temperature - problem.expectations.quick(q).logDensity;
  };

  it.each([
    [1e-3, 0.3],
    [3e-4, 0.2],
    [1e-4, -0.4],
    [1e-3, 1.1],
  ])('comes down on one of eight modes, at T = %s from %s sds', (temperature, off) => {
    // Two neighbours are 6 sin(π/8) away.
    const height = Math.log1p(2 * Math.exp(-((6 * Math.sin(Math.PI / 8)) ** 2) / 0.5)) - Math.log(8 * 2 * Math.PI * 0.25);
    const exact = -height - temperature * (LOG_2PI + Math.log(0.25 * temperature));
    // They change the curvature, too: by 2e^{−10.5} · 21 of it.
    for (const family of ['meanField', 'fullCovariance'] as const)
      expect(Math.abs(settled(problemNamed('eightModes'), family, temperature, off) - exact)).toBeLessThan(1e-3 * temperature + 1e-8);
  });

  it.each([
    [1e-3, 0.3],
    [2e-4, 0.5],
  ])('comes down on a ring, at T = %s from %s sds, where Λ = [[1, 1], [1, 1]]/(2w²)', (temperature, off) => {
    const exact = -temperature * (LOG_2PI + Math.log(2 * 0.3 ** 2 * temperature));
    expect(Math.abs(settled(problemNamed('ring', { width: 0.3 }), 'meanField', temperature, off) - exact)).toBeLessThan(
      temperature ** 2 * 10,
    );
  });
});
