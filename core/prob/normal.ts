// Products of independent normals, N(m₁, s₁²) N(m₂, s₂²) …: parameters (m₁, s₁, m₂, s₂, …), standard deviations positive.
import { LOG_2PI } from '../math/special.ts';
import type { Family } from './family.ts';

/** log N(x; mean, sd²). */
export const logNormalDensity = (x: number, mean: number, sd: number): number => -0.5 * (LOG_2PI + ((x - mean) / sd) ** 2) - Math.log(sd);

/** KL[N(m₁, s₁²)‖N(m₂, s₂²)] = ½[ln(s₂²/s₁²) + (s₁² + (m₁ − m₂)²)/s₂² − 1], without cancellation for s₁ ≈ s₂. */
export function normalKl(m1: number, s1: number, m2: number, s2: number): number {
  const excess = (s1 / s2) ** 2 - 1;
  const log = Math.abs(excess) < 0.5 ? Math.log1p(excess) : 2 * Math.log(s1 / s2);
  return 0.5 * (excess - log + ((m1 - m2) / s2) ** 2);
}

/** Statistics for `crossEntropy`: mean and variance of each coordinate, in the order of the parameters. */
export const normal: Family = {
  entropy(q) {
    let sum = 0;
    for (let i = 0; i < q.length; i += 2) sum += 0.5 * (LOG_2PI + 1) + Math.log(q[i + 1] as number);
    return sum;
  },
  klDivergence(q, p) {
    let sum = 0;
    for (let i = 0; i < q.length; i += 2) sum += normalKl(q[i] as number, q[i + 1] as number, p[i] as number, p[i + 1] as number);
    return sum;
  },
  crossEntropy(statistics, q) {
    let sum = 0;
    for (let i = 0; i < q.length; i += 2) {
      const [m, s] = [q[i] as number, q[i + 1] as number];
      sum += 0.5 * LOG_2PI + Math.log(s) + ((statistics[i + 1] as number) + ((statistics[i] as number) - m) ** 2) / (2 * s * s);
    }
    return sum;
  },
  logDensity(q, point) {
    let sum = 0;
    for (let i = 0; i < point.length; i += 1) sum += logNormalDensity(point[i] as number, q[2 * i] as number, q[2 * i + 1] as number);
    return sum;
  },
  drawn(q, random) {
    const point: number[] = [];
    let logDensity = 0;
    for (let i = 0; i < q.length; i += 2) {
      const [mean, sd, z] = [q[i] as number, q[i + 1] as number, random.normal()];
      point.push(mean + sd * z);
      logDensity += logNormalDensity(z, 0, 1) - Math.log(sd);
    }
    return { point, logDensity };
  },
  draw: (q, random) => Array.from({ length: q.length / 2 }, (_, i) => (q[2 * i] as number) + (q[2 * i + 1] as number) * random.normal()),
  toCoordinates: (q) => q.map((x, i) => (i % 2 === 0 ? x : Math.log(x))),
  fromCoordinates: (u) => u.map((x, i) => (i % 2 === 0 ? x : Math.exp(x))),
  // Fisher information of (m, log s): diag(1/s², 2).
  naturalGradient: (u, gradient) => gradient.map((g, i) => (i % 2 === 0 ? g * Math.exp(2 * (u[i + 1] as number)) : g / 2)),
};
