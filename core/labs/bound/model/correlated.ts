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

type Column = Float64Array<ArrayBuffer>;

const dot = (a: Column, b: Column): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

/** a less its part along a unit vector. */
function without(a: Column, unit: Column): Column {
  const along = dot(a, unit);
  return a.map((x, i) => x - along * (unit[i] as number));
}

/** A length and a unit vector, however small or large the numbers; 0 and 0 of what is no longer than `least`. */
function lengthOf(a: Column, least: number): readonly [length: number, unit: Column] {
  const largest = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const scaled = a.map((x) => x / (largest || 1));
  const length = Math.sqrt(dot(scaled, scaled));
  return largest * length > least ? [largest * length, scaled.map((x) => x / length)] : [0, a.map(() => 0)];
}

/**
 * The columns along two unit vectors at a right angle, a₁ = l₁ e₁ and a₂ = h e₁ + l₂ e₂, and y: along each, and the square of what is left of it
 * (Gram and Schmidt, the second step taken twice). What a₂ is beyond e₁ by rounding alone is 0.
 */
function projected({ a1, a2, y }: Rows) {
  const [l1, e1] = lengthOf(Float64Array.from(a1), 0);
  const second = Float64Array.from(a2);
  const h = dot(second, e1);
  const [l2, e2] = lengthOf(without(without(second, e1), e1), 4 * y.length * Number.EPSILON * lengthOf(second, 0)[0]);
  const seen = Float64Array.from(y);
  const [y1, y2] = [dot(seen, e1), dot(without(seen, e1), e2)];
  const left = without(without(seen, e1), e2);
  return { n: y.length, l1, h, l2, y1, y2, left: dot(left, left) };
}

export function correlated(rows: Rows, priorSd: number, noiseSd: number): Model {
  const { n, l1, h, l2, y1, y2, left } = projected(rows);
  const noise = 1 / noiseSd ** 2;
  const prior = 1 / priorSd ** 2;
  /** Σ (a₁ d₁ + a₂ d₂)². */
  const squareOf = (d1: number, d2: number) => (l1 * d1 + h * d2) ** 2 + (l2 * d2) ** 2;
  const [c11, c22] = [l1 * l1, h * h + l2 * l2];
  // Posterior precision Λ = p I + aᵀa/s², its determinant, and the mean μ = Λ⁻¹ aᵀy / s².
  const [l11, l22] = [prior + noise * c11, prior + noise * c22];
  const determinant = prior * (prior + noise * (c11 + c22)) + (noise * l1 * l2) ** 2;
  const m1 = (noise / determinant) * l1 * (prior * y1 + noise * l2 * (l2 * y1 - h * y2));
  const m2 = (noise / determinant) * (prior * (h * y1 + l2 * y2) + noise * c11 * l2 * y2);
  const variances = [l22 / determinant, l11 / determinant] as const;
  /** Σ (y − a₁ t₁ − a₂ t₂)². */
  const residualOf = (t1: number, t2: number) => left + (y1 - l1 * t1 - h * t2) ** 2 + (y2 - l2 * t2) ** 2;
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
