// Normal components in d dimensions, their covariances full, diagonal, or one that all share.
import { log } from '../../math/elementary.ts';
import { choleskyInto, inverseTraceOf, logDeterminantOf, solveLowerInto, triangle } from '../../math/lower-triangle.ts';
import { LOG_2PI, logMultivariateGamma } from '../../math/special.ts';
import type { Components } from './components.ts';

export type Covariance = 'full' | 'diagonal' | 'shared';

/** An inverse Wishart density over each covariance: Ψ diagonal, ν degrees of freedom. In one dimension an inverse gamma (ν/2, Ψ/2). */
export interface CovariancePrior {
  /** Ψ, one number above 0 for each dimension. */
  readonly scales: readonly number[];
  readonly degrees: number;
}

export interface NormalSettings {
  /** Rows of d numbers. */
  readonly data: Float64Array;
  readonly dimension: number;
  readonly covariance: Covariance;
  /** Without one the likelihood has no upper end: a component may sink into a single datum. */
  readonly prior?: CovariancePrior;
}

/** Rows of d numbers from their mean on: of numbers far from 0 squares would leave no digits for a variance. */
export function centred(data: Float64Array, d: number): { readonly centre: Float64Array; readonly rows: Float64Array } {
  const centre = new Float64Array(d);
  for (let at = 0; at < data.length; at += 1) centre[at % d] = (centre[at % d] as number) + (data[at] as number) / (data.length / d);
  return { centre, rows: data.map((x, at) => x - (centre[at % d] as number)) };
}

/**
 * Parameters of a component: mean, then the lower triangle of its covariance by rows. Statistics: 1, x, and the lower triangle of x xᵀ, x
 * from the mean of all data on. A covariance that is not positive definite has density 0 everywhere (log −∞).
 */
export function normalComponents({ data, dimension: d, covariance, prior }: NormalSettings): Components {
  const size = data.length / d;
  const width = d + triangle(d);
  const statistics = 1 + width;
  const factor = new Float64Array(triangle(d));
  const off = new Float64Array(d);
  const { centre, rows } = centred(data, d);

  const logDensities = (theta: Float64Array, from: number, to: number, out: Float64Array): void => {
    const components = theta.length / width;
    for (let k = 0; k < components; k += 1) {
      const at = k * width;
      if (!choleskyInto(theta, at + d, d, factor)) {
        for (let i = from; i < to; i += 1) out[(i - from) * components + k] = Number.NEGATIVE_INFINITY;
        continue;
      }
      let constant = -0.5 * d * LOG_2PI;
      for (let i = 0; i < d; i += 1) constant -= log(factor[triangle(i) + i] as number);
      if (d === 1) {
        const [mean, per] = [theta[at] as number, 1 / (factor[0] as number)];
        for (let i = from, target = k; i < to; i += 1, target += components) {
          const z = ((data[i] as number) - mean) * per;
          out[target] = constant - 0.5 * z * z;
        }
      } else if (d === 2) {
        const [m0, m1] = [theta[at] as number, theta[at + 1] as number];
        const [a, c] = [1 / (factor[0] as number), 1 / (factor[2] as number)];
        const b = factor[1] as number;
        for (let i = from, target = k; i < to; i += 1, target += components) {
          const u = ((data[2 * i] as number) - m0) * a;
          const v = ((data[2 * i + 1] as number) - m1 - b * u) * c;
          out[target] = constant - 0.5 * (u * u + v * v);
        }
      } else {
        for (let i = from, target = k; i < to; i += 1, target += components) {
          for (let row = 0; row < d; row += 1) off[row] = (data[i * d + row] as number) - (theta[at + row] as number);
          const square = solveLowerInto(factor, off, d, off);
          out[target] = constant - 0.5 * square;
        }
      }
    }
  };

  const addStatistics = (responsibilities: Float64Array, from: number, to: number, sums: Float64Array): void => {
    const components = sums.length / statistics;
    for (let k = 0; k < components; k += 1) {
      const at = k * statistics;
      if (d === 1) {
        let [n, s, ss] = [sums[at] as number, sums[at + 1] as number, sums[at + 2] as number];
        for (let i = from, of = k; i < to; i += 1, of += components) {
          const r = responsibilities[of] as number;
          const x = rows[i] as number;
          n += r;
          s += r * x;
          ss += r * x * x;
        }
        sums.set([n, s, ss], at);
        continue;
      }
      if (d === 2) {
        let [n, s0, s1, s00, s10, s11] = [0, 0, 0, 0, 0, 0];
        for (let i = from, of = k; i < to; i += 1, of += components) {
          const r = responsibilities[of] as number;
          const [x, y] = [rows[2 * i] as number, rows[2 * i + 1] as number];
          const [rx, ry] = [r * x, r * y];
          n += r;
          s0 += rx;
          s1 += ry;
          s00 += rx * x;
          s10 += ry * x;
          s11 += ry * y;
        }
        const more = [n, s0, s1, s00, s10, s11];
        for (let j = 0; j < statistics; j += 1) sums[at + j] = (sums[at + j] as number) + (more[j] as number);
        continue;
      }
      for (let i = from, of = k; i < to; i += 1, of += components) {
        const r = responsibilities[of] as number;
        if (r === 0) continue;
        sums[at] = (sums[at] as number) + r;
        for (let row = 0, place = at + 1 + d; row < d; row += 1) {
          const rx = r * (rows[i * d + row] as number);
          sums[at + 1 + row] = (sums[at + 1 + row] as number) + rx;
          for (let column = 0; column <= row; column += 1, place += 1)
            sums[place] = (sums[place] as number) + rx * (rows[i * d + column] as number);
        }
      }
    }
  };

  /** Σ r (x − μ)(x − μ)ᵀ = Σ r x xᵀ − N μ μᵀ, by its lower triangle; the mean from the centre on. */
  const scatterInto = (sums: Float64Array, at: number, mean: Float64Array, out: Float64Array): void => {
    const mass = sums[at] as number;
    for (let row = 0, place = 0; row < d; row += 1)
      for (let column = 0; column <= row; column += 1, place += 1)
        out[place] = (sums[at + 1 + d + place] as number) - mass * (mean[row] as number) * (mean[column] as number);
  };

  const maximize = (sums: Float64Array, theta: Float64Array): Float64Array => {
    const components = sums.length / statistics;
    const next = theta.slice();
    const scatter = new Float64Array(triangle(d));
    const pooled = new Float64Array(triangle(d));
    let all = 0;
    for (let k = 0; k < components; k += 1) {
      const [at, of] = [k * width, k * statistics];
      const mass = sums[of] as number;
      if (!(mass > 0)) continue;
      all += mass;
      const mean = next.subarray(at, at + d);
      for (let i = 0; i < d; i += 1) mean[i] = (sums[of + 1 + i] as number) / mass;
      scatterInto(sums, of, mean, scatter);
      for (let i = 0; i < d; i += 1) mean[i] = (mean[i] as number) + (centre[i] as number);
      for (let place = 0; place < scatter.length; place += 1) pooled[place] = (pooled[place] as number) + (scatter[place] as number);
      if (covariance !== 'shared') next.set(covarianceOf(scatter, mass), at + d);
    }
    if (covariance === 'shared' && all > 0) {
      const one = covarianceOf(pooled, all);
      for (let k = 0; k < components; k += 1) next.set(one, k * width + d);
    }
    return next;
  };

  /** The covariance at which Σ r log N(x) plus the prior is highest. */
  const covarianceOf = (scatter: Float64Array, mass: number): Float64Array => {
    const per = 1 / (mass + (prior ? prior.degrees + d + 1 : 0));
    const made = scatter.map((sum) => sum * per);
    for (let i = 0; i < d; i += 1) {
      for (let j = 0; j < i; j += 1) if (covariance === 'diagonal') made[triangle(i) + j] = 0;
      const place = triangle(i) + i;
      // What is left of equal numbers taken from each other may be below 0.
      made[place] = Math.max(0, made[place] as number) + (prior?.scales[i] ?? 0) * per;
    }
    return made;
  };

  const expectedSums = (theta: Float64Array, masses: Float64Array): Float64Array => {
    const sums = new Float64Array(masses.length * statistics);
    masses.forEach((mass, k) => {
      const [at, of] = [k * width, k * statistics];
      sums[of] = mass;
      for (let row = 0, place = 0; row < d; row += 1) {
        const mean = (theta[at + row] as number) - (centre[row] as number);
        sums[of + 1 + row] = mass * mean;
        for (let column = 0; column <= row; column += 1, place += 1) {
          const beside = (theta[at + column] as number) - (centre[column] as number);
          sums[of + 1 + d + place] = mass * ((theta[at + d + place] as number) + mean * beside);
        }
      }
    });
    return sums;
  };

  const sumsAt = (theta: Float64Array, masses: Float64Array): Float64Array => {
    const sums = expectedSums(theta, masses);
    if (!prior) return sums;
    for (let k = 0; k < masses.length; k += 1) {
      const [at, of] = [k * width + d, k * statistics + 1 + d];
      for (let row = 0, place = 0; row < d; row += 1)
        for (let column = 0; column <= row; column += 1, place += 1) {
          const more = (prior.degrees + d + 1) * (theta[at + place] as number) - (row === column ? (prior.scales[row] as number) : 0);
          sums[of + place] = (sums[of + place] as number) + more;
        }
    }
    return sums;
  };

  const priorEnergy = (theta: Float64Array): number => {
    if (!prior) return 0;
    const { scales, degrees } = prior;
    const constant = 0.5 * degrees * scales.reduce((sum, scale) => sum + Math.log(2 / scale), 0) + logMultivariateGamma(degrees / 2, d);
    const components = covariance === 'shared' ? 1 : theta.length / width;
    let sum = 0;
    for (let k = 0; k < components; k += 1) {
      if (!choleskyInto(theta, k * width + d, d, factor)) return Number.POSITIVE_INFINITY;
      sum += constant + 0.5 * (degrees + d + 1) * logDeterminantOf(factor, d) + 0.5 * inverseTraceOf(factor, d, scales);
    }
    return sum;
  };

  return { size, parameters: width, statistics, logDensities, addStatistics, maximize, sumsAt, expectedSums, priorEnergy };
}
