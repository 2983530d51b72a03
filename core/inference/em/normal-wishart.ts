// Beliefs over a normal's mean and precision at once: Λ ~ Wishart(W, ν), μ ~ N(m, (βΛ)⁻¹) (Bishop 2006, section 10.2).
import { choleskyInto, logDeterminantOf, solveLowerInto, triangle } from '../../math/lower-triangle.ts';
import { digamma, LOG_2PI, logMultivariateGamma } from '../../math/special.ts';
import type { BelievedComponents } from './beliefs.ts';
import { centred } from './normal.ts';

export interface NormalWishartPrior {
  /** m₀. */
  readonly mean: Float64Array;
  /** β₀ > 0: how many data the prior mean is worth. */
  readonly belief: number;
  /** W₀⁻¹ by its lower triangle, and ν₀ > d − 1. */
  readonly inverseScale: Float64Array;
  readonly degrees: number;
}

/** The posterior of a component, its mean from the centre of the data on, with a Cholesky factor of its W⁻¹ and E[log |Λ|]. */
interface Posterior {
  readonly belief: number;
  readonly degrees: number;
  readonly mean: Float64Array;
  readonly inverseScale: Float64Array;
  readonly factor: Float64Array;
  readonly logPrecision: number;
}

/** log of the normalizer of Wishart(W, ν), from a Cholesky factor of W⁻¹. */
const logWishart = (inverseFactor: Float64Array, degrees: number, d: number): number =>
  0.5 * degrees * logDeterminantOf(inverseFactor, d) - 0.5 * degrees * d * Math.LN2 - logMultivariateGamma(degrees / 2, d);

/** Statistics of a component: 1, x, lower triangle of x xᵀ, as `normalComponents` has them. Throws RangeError for a prior scale that is not positive definite. */
export function normalWishart(data: Float64Array, dimension: number, prior: NormalWishartPrior): BelievedComponents {
  const d = dimension;
  const area = triangle(d);
  const statistics = 1 + d + area;
  const priorFactor = new Float64Array(area);
  if (!choleskyInto(prior.inverseScale, 0, d, priorFactor)) throw new RangeError('expected a prior scale that is positive definite');
  const priorNormalizer = logWishart(priorFactor, prior.degrees, d);
  const { centre, rows } = centred(data, d);
  const priorMean = prior.mean.map((mean, j) => mean - (centre[j] as number));
  const off = new Float64Array(d);

  const posteriorOf = (sums: Float64Array, at: number): Posterior => {
    const mass = sums[at] as number;
    const belief = prior.belief + mass;
    const mean = Float64Array.from(
      { length: d },
      (_, j) => (prior.belief * (priorMean[j] as number) + (sums[at + 1 + j] as number)) / belief,
    );
    const inverseScale = new Float64Array(area);
    // W⁻¹ = W₀⁻¹ + Σ r x xᵀ + β₀ m₀ m₀ᵀ − β m mᵀ.
    for (let row = 0, place = 0; row < d; row += 1) {
      for (let column = 0; column <= row; column += 1, place += 1) {
        const known = prior.belief * (priorMean[row] as number) * (priorMean[column] as number);
        inverseScale[place] =
          (prior.inverseScale[place] as number) +
          (sums[at + 1 + d + place] as number) +
          known -
          belief * (mean[row] as number) * (mean[column] as number);
      }
    }
    const factor = new Float64Array(area);
    choleskyInto(inverseScale, 0, d, factor);
    const degrees = prior.degrees + mass;
    let logPrecision = d * Math.LN2 - logDeterminantOf(factor, d);
    for (let j = 0; j < d; j += 1) logPrecision += digamma((degrees - j) / 2);
    return { belief, degrees, mean, inverseScale, factor, logPrecision };
  };

  const posteriorsOf = (sums: Float64Array): readonly Posterior[] =>
    Array.from({ length: sums.length / statistics }, (_, k) => posteriorOf(sums, k * statistics));

  return {
    expectedLogDensities(sums, from, to, out) {
      const posteriors = posteriorsOf(sums);
      const count = posteriors.length;
      posteriors.forEach(({ belief, degrees, mean, factor, logPrecision }, k) => {
        const constant = 0.5 * (logPrecision - d / belief - d * LOG_2PI);
        for (let i = from; i < to; i += 1) {
          for (let j = 0; j < d; j += 1) off[j] = (rows[i * d + j] as number) - (mean[j] as number);
          out[(i - from) * count + k] = constant - 0.5 * degrees * solveLowerInto(factor, off, d, off);
        }
      });
    },
    complexity: (sums) =>
      posteriorsOf(sums).reduce((sum, { belief, degrees, mean, factor, logPrecision }) => {
        // KL of the normals, expected over Λ.
        for (let j = 0; j < d; j += 1) off[j] = (mean[j] as number) - (priorMean[j] as number);
        const away = degrees * solveLowerInto(factor, off, d, off);
        const ofMean = 0.5 * (d * (prior.belief / belief - 1 + Math.log(belief / prior.belief)) + prior.belief * away);
        // KL of the Wisharts: tr(W₀⁻¹ W) column by column of the prior’s factor.
        let trace = 0;
        for (let column = 0; column < d; column += 1) {
          for (let row = 0; row < d; row += 1) off[row] = row >= column ? (priorFactor[triangle(row) + column] as number) : 0;
          trace += solveLowerInto(factor, off, d, off);
        }
        const ofPrecision = 0.5 * ((degrees - prior.degrees) * logPrecision - degrees * d + degrees * trace);
        return sum + ofMean + ofPrecision + logWishart(factor, degrees, d) - priorNormalizer;
      }, 0),
    meanParameters: (sums) =>
      Float64Array.from(
        posteriorsOf(sums).flatMap(({ mean, inverseScale, degrees }) => [
          ...mean.map((each, j) => each + (centre[j] as number)),
          ...inverseScale.map((w) => w / degrees),
        ]),
      ),
    withMean(row, axis, mean) {
      // W⁻¹ stays: what the second moments lose with the old mean they gain with the new one.
      const { belief, mean: before } = posteriorOf(row, 0);
      const now = before.slice();
      now[axis] = mean - (centre[axis] as number);
      const moved = row.slice();
      for (let j = 0, place = 1 + d; j < d; j += 1) {
        moved[1 + j] = belief * (now[j] as number) - prior.belief * (priorMean[j] as number);
        for (let i = 0; i <= j; i += 1, place += 1)
          moved[place] =
            (row[place] as number) + belief * ((now[j] as number) * (now[i] as number) - (before[j] as number) * (before[i] as number));
      }
      return moved;
    },
  };
}
