// What normal models need of their data.

/** n, mean and Σ(x − mean)². */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly scatter: number;
}

export function summarize(xs: ArrayLike<number>): Summary {
  const n = xs.length;
  let mean = 0;
  let scatter = 0;
  // Welford (1962): one pass, no cancellation.
  for (let i = 0; i < n; i += 1) {
    const delta = (xs[i] as number) - mean;
    mean += delta / (i + 1);
    scatter += delta * ((xs[i] as number) - mean);
  }
  return { n, mean, scatter };
}
