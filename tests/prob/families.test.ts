import { describe, expect, it } from 'vitest';
import { integrate } from '../../core/math/quadrature.ts';
import { beta, betaLogMeans, betaLogs } from '../../core/prob/beta.ts';
import { categorical } from '../../core/prob/categorical.ts';
import type { Family } from '../../core/prob/family.ts';
import { gamma, gammaLog, gammaLogMean } from '../../core/prob/gamma.ts';
import { normal } from '../../core/prob/normal.ts';
import { createRandom } from '../../core/prob/random.ts';

interface Case {
  readonly name: string;
  readonly family: Family;
  readonly q: readonly number[];
  readonly p: readonly number[];
  /** Where the mass of q and p lies. */
  readonly support: readonly number[];
}

const cases: readonly Case[] = [
  { name: 'normal', family: normal, q: [0.5, 0.7], p: [-0.2, 1.1], support: [-9, 0, 9] },
  { name: 'beta', family: beta, q: [2.5, 4], p: [3, 1.5], support: [1e-12, 0.5, 1 - 1e-12] },
  { name: 'gamma', family: gamma, q: [3, 1.2], p: [2, 0.7], support: [1e-12, 4, 60] },
];

describe.each(cases)('$name', ({ family, q, p, support }) => {
  const over = (f: (x: number) => number) => integrate((x) => Math.exp(family.logDensity(q, [x])) * f(x), support).value;

  it('has a density that integrates to 1', () => {
    expect(over(() => 1)).toBeCloseTo(1, 11);
  });

  it('has the entropy of its definition', () => {
    expect(family.entropy(q)).toBeCloseTo(
      over((x) => -family.logDensity(q, [x])),
      10,
    );
  });

  it('has the KL divergence of its definition, never negative, 0 from itself', () => {
    expect(family.klDivergence(q, p)).toBeCloseTo(
      over((x) => family.logDensity(q, [x]) - family.logDensity(p, [x])),
      10,
    );
    expect(family.klDivergence(q, q)).toBe(0);
  });

  it('draws what its density says: KL by Monte Carlo within 4 standard errors, and not KL the other way round', () => {
    const random = createRandom(7);
    const weights = Array.from({ length: 20_000 }, () => {
      const point = family.draw(q, random);
      return family.logDensity(q, point) - family.logDensity(p, point);
    });
    const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
    const sd = Math.sqrt(weights.reduce((a, b) => a + (b - mean) ** 2, 0) / weights.length);
    const z = (exact: number) => Math.abs(mean - exact) / (sd / Math.sqrt(weights.length));
    expect(z(family.klDivergence(q, p))).toBeLessThan(4);
    expect(z(family.klDivergence(p, q))).toBeGreaterThan(4);
  });

  it('goes to its coordinates and back', () => {
    const back = family.fromCoordinates(family.toCoordinates(q));
    for (const [i, x] of back.entries()) expect(x).toBeCloseTo(q[i] as number, 12);
  });

  it('has as its Fisher information the curvature of KL, so that the natural gradient inverts it', () => {
    const u = family.toCoordinates(q);
    const h = 1e-4;
    const kl = (v: readonly number[]) => family.klDivergence(q, family.fromCoordinates(v));
    const shifted = (i: number, a: number, j: number, b: number) => u.map((x, k) => x + (k === i ? a : 0) + (k === j ? b : 0));
    // Second differences of KL(q‖q′) at q′ = q are the Fisher information.
    const fisher = u.map((_, i) =>
      u.map(
        (__, j) =>
          (kl(shifted(i, h, j, h)) - kl(shifted(i, h, j, -h)) - kl(shifted(i, -h, j, h)) + kl(shifted(i, -h, j, -h))) / (4 * h * h),
      ),
    );
    const step = family.naturalGradient(u, [1, -0.5]);
    const back = fisher.map((row) => row.reduce((sum, f, j) => sum + f * (step[j] as number), 0));
    expect(back[0]).toBeCloseTo(1, 4);
    expect(back[1]).toBeCloseTo(-0.5, 4);
  });
});

describe('normal', () => {
  it('costs what the weights of Hinton and van Camp cost: KL[N(0.5, 0.1²)‖N(0, 1)] = 1.93258509 nats', () => {
    expect(normal.klDivergence([0.5, 0.1], [0, 1])).toBeCloseTo(1.9325850929940458, 14);
  });

  it('has a KL without cancellation far apart', () => {
    expect(normal.klDivergence([0, 1e-9], [0, 1])).toBeCloseTo(9 * Math.log(10) - 0.5, 13);
  });

  it('has a KL without cancellation between neighbours', () => {
    expect(normal.klDivergence([0, 1 + 1e-7], [0, 1]) / 1e-14).toBeCloseTo(1, 5);
  });
});

describe('draws near an end of where they may lie', () => {
  const n = 4000;
  const z = (xs: readonly number[], exact: number) => {
    const mean = xs.reduce((a, b) => a + b, 0) / n;
    return Math.abs(mean - exact) / (Math.sqrt(xs.reduce((a, b) => a + (b - mean) ** 2, 0) / n) / Math.sqrt(n));
  };

  it.each([
    [3, 0.1],
    [0.1, 3],
    [0.01, 0.01],
    [1e4, 0.01],
    [0.3, 50],
  ])('of Beta(%s, %s) have finite logs of the exact means, and θ of its own', (a, b) => {
    const random = createRandom(11);
    const draws = Array.from({ length: n }, () => beta.draw([a, b], random));
    const logs = draws.map(betaLogs);
    const [logTheta, logRest] = betaLogMeans(a, b);
    expect(logs.flat().every(Number.isFinite)).toBe(true);
    expect(
      z(
        logs.map(([log]) => log),
        logTheta,
      ),
    ).toBeLessThan(4);
    expect(
      z(
        logs.map(([, log]) => log),
        logRest,
      ),
    ).toBeLessThan(4);
    // log(1 − θ) by the rounded θ is −∞ or far off in the first, the third and the fourth.
    if (b < 0.2)
      expect(
        z(
          draws.map(([theta]) => Math.log1p(-(theta as number))),
          logRest,
        ),
      ).not.toBeLessThan(4);
    expect(draws.every(([theta], i) => Math.abs((theta as number) - Math.exp((logs[i] as number[])[0] as number)) < 1e-15)).toBe(true);
  });

  it.each([
    [0.01, 1],
    [0.05, 1e4],
    [0.004, 1e-2],
  ])('of Gamma(%s, rate %s) have a finite log of the exact mean', (a, b) => {
    const random = createRandom(12);
    const draws = Array.from({ length: n }, () => gamma.draw([a, b], random));
    expect(draws.every((draw) => Number.isFinite(gammaLog(draw)))).toBe(true);
    expect(z(draws.map(gammaLog), gammaLogMean(a, b))).toBeLessThan(4);
  });
});

describe('categorical', () => {
  const q = [0.2, 0.5, 0.3];

  it('has the entropy and KL of their sums', () => {
    expect(categorical.entropy(q)).toBeCloseTo(1.0296530140645737, 14);
    expect(categorical.klDivergence(q, [1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(Math.log(3) - categorical.entropy(q), 14);
    expect(categorical.klDivergence([1, 0, 0], q)).toBeCloseTo(-Math.log(0.2), 14);
  });

  it('draws each state as often as it should', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i += 1) counts[categorical.draw(q, random)[0] as number]! += 1;
    counts.forEach((count, i) => {
      const p = q[i] as number;
      expect(Math.abs(count / 30_000 - p) / Math.sqrt((p * (1 - p)) / 30_000)).toBeLessThan(4);
    });
  });
});
