// Two causes of what is seen: y ~ N(a·Θ, s²), Θ ~ N(0, t²I), so that the posterior is a correlated normal; q has independent coordinates.
import { LOG_2PI } from '../../../math/special.ts';
import { solve2 } from '../../../prob/family.ts';
import { normal } from '../../../prob/normal.ts';
import type { Model } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** Rows (a₁, a₂) and what was seen, one each. */
export interface Rows {
  readonly a1: ArrayLike<number>;
  readonly a2: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export function correlated({ a1, a2, y }: Rows, priorSd: number, noiseSd: number): Model {
  const n = y.length;
  let [c11, c12, c22, r1, r2, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [u, v, w] = [a1[i] as number, a2[i] as number, y[i] as number];
    c11 += u * u;
    c12 += u * v;
    c22 += v * v;
    r1 += u * w;
    r2 += v * w;
    yy += w * w;
  }
  const noise = 1 / noiseSd ** 2;
  const prior = 1 / priorSd ** 2;
  // Posterior precision Λ and mean μ = Λ⁻¹ aᵀy / s².
  const [l11, l12, l22] = [prior + noise * c11, noise * c12, prior + noise * c22];
  const determinant = l11 * l22 - l12 * l12;
  const [m1, m2] = solve2(l11, l12, l22, noise * r1, noise * r2);
  const variances = [l22 / determinant, l11 / determinant] as const;
  // Bayesian linear regression: log N(y; 0, s²I + t²aaᵀ) through the posterior (Bishop 2006, eq. 3.86).
  const residual = yy - 2 * (m1 * r1 + m2 * r2) + c11 * m1 * m1 + 2 * c12 * m1 * m2 + c22 * m2 * m2;
  const logEvidence =
    -2 * Math.log(priorSd) -
    n * Math.log(noiseSd) -
    0.5 * (noise * residual + prior * (m1 * m1 + m2 * m2)) -
    0.5 * Math.log(determinant) -
    0.5 * n * LOG_2PI;
  const logPeak = logEvidence - LOG_2PI + 0.5 * Math.log(determinant);
  const expectedLikelihood = (t1: number, t2: number, v1: number, v2: number) => {
    const squares = yy - 2 * (t1 * r1 + t2 * r2) + c11 * (t1 * t1 + v1) + 2 * c12 * t1 * t2 + c22 * (t2 * t2 + v2);
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
      return 0.5 * (l11 * (v1 + d1 * d1) + l22 * (v2 + d2 * d2) + 2 * l12 * d1 * d2 - 2 - Math.log(determinant * v1 * v2));
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
