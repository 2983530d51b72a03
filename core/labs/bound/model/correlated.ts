// Two causes of what is seen: y ~ N(a·Θ, s²), Θ ~ N(0, t²I), so that the posterior is a correlated normal; q has independent coordinates.
import { LOG_2PI } from '../../../math/special.ts';
import { normal } from '../../../prob/normal.ts';
import type { Model } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** Rows (a₁, a₂) and what was seen, one each. */
export interface Rows {
  readonly a1: ArrayLike<number>;
  readonly a2: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Sums in which nothing cancels: of the first column, of what the second is beyond its projection on the first, and of the rest of y. */
function projected({ a1, a2, y }: Rows) {
  const n = y.length;
  const sum = (of: (u: number, v: number, w: number) => number) => {
    let total = 0;
    for (let i = 0; i < n; i += 1) total += of(a1[i] as number, a2[i] as number, y[i] as number);
    return total;
  };
  const over = (a: number, b: number) => (b > 0 ? a / b : 0);
  const c11 = sum((u) => u * u);
  const slope = over(
    sum((u, v) => u * v),
    c11,
  );
  const rest = sum((u, v) => (v - slope * u) ** 2);
  const along = over(
    sum((u, _, w) => u * w),
    c11,
  );
  const across = over(
    sum((u, v, w) => (v - slope * u) * w),
    rest,
  );
  return { n, c11, slope, rest, along, across, left: sum((u, v, w) => (w - along * u - across * (v - slope * u)) ** 2) };
}

export function correlated(rows: Rows, priorSd: number, noiseSd: number): Model {
  const { n, c11, slope, rest, along, across, left } = projected(rows);
  const noise = 1 / noiseSd ** 2;
  const prior = 1 / priorSd ** 2;
  /** Σ (a₁ d₁ + a₂ d₂)². */
  const squareOf = (d1: number, d2: number) => c11 * (d1 + slope * d2) ** 2 + rest * d2 * d2;
  const c22 = squareOf(0, 1);
  // Posterior precision Λ = p I + aᵀa/s², its determinant, and the mean μ = Λ⁻¹ aᵀy / s².
  const [l11, l22] = [prior + noise * c11, prior + noise * c22];
  const determinant = prior * (prior + noise * (c11 + c22)) + noise * c11 * (noise * rest);
  const [r1, rAcross] = [c11 * along, rest * across];
  const m1 = (noise / determinant) * (prior * r1 + noise * rest * c11 * (along - slope * across));
  const m2 = (noise / determinant) * (prior * (slope * r1 + rAcross) + noise * c11 * rAcross);
  const variances = [l22 / determinant, l11 / determinant] as const;
  /** Σ (y − a₁ t₁ − a₂ t₂)². */
  const residualOf = (t1: number, t2: number) => left + c11 * (along - t1 - slope * t2) ** 2 + rest * (across - t2) ** 2;
  // Bayesian linear regression: log N(y; 0, s²I + t²aaᵀ) through the posterior (Bishop 2006, eq. 3.86).
  const logEvidence =
    -2 * Math.log(priorSd) -
    n * Math.log(noiseSd) -
    0.5 * (noise * residualOf(m1, m2) + prior * (m1 * m1 + m2 * m2)) -
    0.5 * Math.log(determinant) -
    0.5 * n * LOG_2PI;
  const logPeak = logEvidence - LOG_2PI + 0.5 * Math.log(determinant);
  const expectedLikelihood = (t1: number, t2: number, v1: number, v2: number) => {
    const squares = residualOf(t1, t2) + c11 * v1 + c22 * v2;
    return -0.5 * (n * LOG_2PI + noise * squares) - n * Math.log(noiseSd);
  };
  const sds = variances.map(Math.sqrt);
  return {
    family: normal,
    space: 'plane',
    logEvidence: { value: logEvidence, error: 0 },
    accuracy: ([t1, s1, t2, s2]) => expectedLikelihood(t1 as number, t2 as number, (s1 as number) ** 2, (s2 as number) ** 2),
    ...normalPrior([0, priorSd, 0, priorSd]),
    gap([t1, s1, t2, s2]) {
      const [d1, d2] = [(t1 as number) - m1, (t2 as number) - m2];
      const [v1, v2] = [(s1 as number) ** 2, (s2 as number) ** 2];
      const away = prior * (d1 * d1 + d2 * d2) + noise * squareOf(d1, d2);
      return 0.5 * (l11 * v1 + l22 * v2 + away - 2 - Math.log(determinant) - Math.log(v1) - Math.log(v2));
    },
    logLikelihood: ([t1, t2]) => expectedLikelihood(t1 as number, t2 as number, 0, 0),
    tempered(temperature) {
      const entropy = LOG_2PI + 1 + Math.log(temperature) - 0.5 * Math.log(determinant);
      return {
        logPartition: { value: logPeak - temperature + temperature * entropy, error: 0 },
        energy: temperature - logPeak,
        entropy,
        statistics: [m1, temperature * variances[0], m2, temperature * variances[1]],
      };
    },
    window: [m1, m2].map((m, k) => [m - 4.2 * (sds[k] as number), m + 4.2 * (sds[k] as number)] as const),
  };
}
