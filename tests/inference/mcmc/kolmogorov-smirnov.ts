// How far draws are from a distribution, as Kolmogorov and Smirnov measure it.

/** √n · sup |F_n − F| of independent draws: above 2.23 once in 10,000 times (Kolmogorov 1933). */
export function kolmogorovSmirnov(draws: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(draws).sort();
  const n = sorted.length;
  let most = 0;
  sorted.forEach((x, i) => {
    const share = cdf(x);
    most = Math.max(most, share - i / n, (i + 1) / n - share);
  });
  return Math.sqrt(n) * most;
}

/** What independent draws of the distribution exceed once in 10,000 times. */
export const UNLIKELY = 2.23;
