// Expectations as finite sums, over the values that a draw takes or the nodes of a rule.
import type { Moments, ScoreMoments } from '../problem.ts';

/** Of what takes the value `values[k]` with weight `p[k]`, the weights adding up to 1. */
export function momentsOf(p: ArrayLike<number>, values: ArrayLike<number>): Moments {
  let mean = 0;
  for (let k = 0; k < p.length; k += 1) mean += (p[k] as number) * (values[k] as number);
  let variance = 0;
  for (let k = 0; k < p.length; k += 1) variance += (p[k] as number) * ((values[k] as number) - mean) ** 2;
  return { mean, variance };
}

/** Of f and the score s of φ₁, which take the values `f[k]` and `s[k]` with weight `p[k]`. */
export function scoreMomentsOf(p: ArrayLike<number>, f: ArrayLike<number>, s: ArrayLike<number>): ScoreMoments {
  let [ss, fs, fss, ffss] = [0, 0, 0, 0];
  for (let k = 0; k < p.length; k += 1) {
    const score = s[k] as number;
    const value = f[k] as number;
    const weighed = (p[k] as number) * score;
    ss += weighed * score;
    fs += weighed * value;
    fss += weighed * score * value;
    ffss += weighed * score * value * value;
  }
  return { ...momentsOf(p, f), ss, fs, fss, ffss };
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
