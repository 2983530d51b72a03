// Moments of estimates where a draw takes few values: sums over them.
import type { Moments, ScoreMoments } from '../problem.ts';

/** Of what takes the value `values[k]` with probability `p[k]`. */
export function momentsOf(p: readonly number[], values: readonly number[]): Moments {
  const mean = p.reduce((sum, weight, k) => sum + weight * (values[k] as number), 0);
  return { mean, variance: p.reduce((sum, weight, k) => sum + weight * ((values[k] as number) - mean) ** 2, 0) };
}

/** Of f and the score s of φ₁, which take the values `f[k]` and `s[k]` with probability `p[k]`. */
export function scoreMomentsOf(p: readonly number[], f: readonly number[], s: readonly number[]): ScoreMoments {
  const expect = (term: (f: number, s: number) => number) =>
    p.reduce((sum, weight, k) => sum + weight * term(f[k] as number, s[k] as number), 0);
  return {
    ...momentsOf(p, f),
    ss: expect((_, s) => s * s),
    fs: expect((f, s) => f * s),
    fss: expect((f, s) => f * s * s),
    ffss: expect((f, s) => f * f * s * s),
  };
}

/** The same for f + g, where g of this mean and variance is independent of f and s. */
export function withIndependent(moments: ScoreMoments, { mean, variance }: Moments): ScoreMoments {
  const { ss, fs, fss, ffss } = moments;
  return {
    mean: moments.mean + mean,
    variance: moments.variance + variance,
    ss,
    fs,
    fss: fss + mean * ss,
    ffss: ffss + 2 * mean * fss + (mean * mean + variance) * ss,
  };
}
