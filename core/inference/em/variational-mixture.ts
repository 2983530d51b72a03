// Variational Bayes of a mixture of normals: beliefs over who made each datum, and over weights, means and precisions at once, all constants kept
// (Attias 1999; Bishop 2006, section 10.2). π ~ Dirichlet(α₀), Λ ~ Wishart(W₀, ν₀), μ ~ N(m₀, (β₀Λ)⁻¹).

import { choleskyInto, logDeterminantOf, solveLowerInto, triangle } from '../../math/lower-triangle.ts';
import { digamma, LOG_2PI, logGamma, logMultivariateGamma } from '../../math/special.ts';
import { sharesInto } from './mixture.ts';

export interface NormalWishartPrior {
  /** α₀ of each weight: below 1 weights that are not needed go to 0. */
  readonly concentration: number;
  /** m₀. */
  readonly mean: Float64Array;
  /** β₀ > 0: how many data the prior mean is worth. */
  readonly belief: number;
  /** W₀⁻¹ by its lower triangle, and ν₀ > d − 1. */
  readonly inverseScale: Float64Array;
  readonly degrees: number;
}

/** q over weights and components: Dirichlet(α), and for each component β, ν, m (d numbers) and W⁻¹ by its lower triangle. */
export interface MixturePosterior {
  readonly concentrations: Float64Array;
  readonly beliefs: Float64Array;
  readonly degrees: Float64Array;
  readonly means: Float64Array;
  readonly inverseScales: Float64Array;
}

/** F = −E_q[log P(X|Z, θ)] + KL of all beliefs from their priors, in nats. −F is at most log P(X). */
export interface VariationalTerms {
  readonly freeEnergy: number;
  /** −E_q[log P(X, Z|θ)]. */
  readonly energy: number;
  /** Of q(Z). */
  readonly entropy: number;
  /** KL of the beliefs over weights, means and precisions. */
  readonly complexity: number;
}

export interface VariationalMixture {
  readonly dimension: number;
  /** Statistics of a component: 1, x, lower triangle of x xᵀ; sums as `normalComponents` makes them. */
  mStep(sums: Float64Array): MixturePosterior;
  /** q(Z) ∝ exp E[log P(x, z|θ)]: K numbers a datum from `from` up to `to`. */
  eStepInto(posterior: MixturePosterior, from: number, to: number, out: Float64Array): void;
  terms(posterior: MixturePosterior, responsibilities: Float64Array): VariationalTerms;
}

/** log of the normalizer of Wishart(W, ν), from a Cholesky factor of W⁻¹. */
const logWishart = (inverseFactor: Float64Array, degrees: number, d: number): number =>
  0.5 * degrees * logDeterminantOf(inverseFactor, d) - 0.5 * degrees * d * Math.LN2 - logMultivariateGamma(degrees / 2, d);

export function variationalMixture(data: Float64Array, dimension: number, prior: NormalWishartPrior): VariationalMixture {
  const d = dimension;
  const size = data.length / d;
  const area = triangle(d);
  const statistics = 1 + d + area;
  const priorFactor = new Float64Array(area);
  if (!choleskyInto(prior.inverseScale, 0, d, priorFactor)) throw new Error('the prior’s scale is not positive definite');
  const priorNormalizer = logWishart(priorFactor, prior.degrees, d);
  const off = new Float64Array(d);

  /** What the E-step needs of each component. */
  const expectationsOf = ({ concentrations, beliefs, degrees, inverseScales }: MixturePosterior) => {
    const total = digamma(concentrations.reduce((sum, a) => sum + a, 0));
    return Array.from(beliefs, (belief, k) => {
      const factor = new Float64Array(area);
      choleskyInto(inverseScales, k * area, d, factor);
      const nu = degrees[k] as number;
      let logPrecision = d * Math.LN2 - logDeterminantOf(factor, d);
      for (let j = 0; j < d; j += 1) logPrecision += digamma((nu - j) / 2);
      return { factor, nu, belief, logPrecision, logWeight: digamma(concentrations[k] as number) - total };
    });
  };

  /** E[log P(xᵢ, z = k|θ)] for all data from `from` up to `to`. */
  const expectedInto = (posterior: MixturePosterior, from: number, to: number, out: Float64Array) => {
    const { means, beliefs } = posterior;
    const count = beliefs.length;
    expectationsOf(posterior).forEach(({ factor, nu, belief, logPrecision, logWeight }, k) => {
      const constant = logWeight + 0.5 * (logPrecision - d / belief - d * LOG_2PI);
      for (let i = from; i < to; i += 1) {
        for (let j = 0; j < d; j += 1) off[j] = (data[i * d + j] as number) - (means[k * d + j] as number);
        out[(i - from) * count + k] = constant - 0.5 * nu * solveLowerInto(factor, off, d, off);
      }
    });
  };

  return {
    dimension,
    mStep(sums) {
      const count = sums.length / statistics;
      const [concentrations, beliefs, degrees] = [0, 0, 0].map(() => new Float64Array(count)) as [Float64Array, Float64Array, Float64Array];
      const means = new Float64Array(count * d);
      const inverseScales = new Float64Array(count * area);
      for (let k = 0; k < count; k += 1) {
        const at = k * statistics;
        const mass = sums[at] as number;
        const belief = prior.belief + mass;
        concentrations[k] = prior.concentration + mass;
        beliefs[k] = belief;
        degrees[k] = prior.degrees + mass;
        const mean = means.subarray(k * d, (k + 1) * d);
        for (let j = 0; j < d; j += 1) mean[j] = (prior.belief * (prior.mean[j] as number) + (sums[at + 1 + j] as number)) / belief;
        // W⁻¹ = W₀⁻¹ + Σ r x xᵀ + β₀ m₀ m₀ᵀ − β m mᵀ.
        for (let row = 0, place = 0; row < d; row += 1) {
          for (let column = 0; column <= row; column += 1, place += 1) {
            const known = prior.belief * (prior.mean[row] as number) * (prior.mean[column] as number);
            inverseScales[k * area + place] =
              (prior.inverseScale[place] as number) +
              (sums[at + 1 + d + place] as number) +
              known -
              belief * (mean[row] as number) * (mean[column] as number);
          }
        }
      }
      return { concentrations, beliefs, degrees, means, inverseScales };
    },
    eStepInto(posterior, from, to, out) {
      expectedInto(posterior, from, to, out);
      const count = posterior.beliefs.length;
      sharesInto(out.subarray(0, (to - from) * count), count);
    },
    terms(posterior, responsibilities) {
      const { concentrations, beliefs, means } = posterior;
      const count = beliefs.length;
      const expected = new Float64Array(size * count);
      expectedInto(posterior, 0, size, expected);
      let [energy, entropy] = [0, 0];
      for (let at = 0; at < expected.length; at += 1) {
        const r = responsibilities[at] as number;
        if (r === 0) continue;
        energy -= r * (expected[at] as number);
        entropy -= r * Math.log(r);
      }
      // KL(Dirichlet(α)‖Dirichlet(α₀)).
      const total = concentrations.reduce((sum, a) => sum + a, 0);
      let complexity = logGamma(total) - logGamma(count * prior.concentration) + count * logGamma(prior.concentration);
      const expectations = expectationsOf(posterior);
      expectations.forEach(({ factor, nu, belief, logPrecision, logWeight }, k) => {
        const concentration = concentrations[k] as number;
        complexity += (concentration - prior.concentration) * logWeight - logGamma(concentration);
        // KL of the normals, expected over Λ.
        for (let j = 0; j < d; j += 1) off[j] = (means[k * d + j] as number) - (prior.mean[j] as number);
        const away = nu * solveLowerInto(factor, off, d, off);
        complexity += 0.5 * (d * (prior.belief / belief - 1 + Math.log(belief / prior.belief)) + prior.belief * away);
        // KL of the Wisharts: tr(W₀⁻¹ W) column by column of the prior’s factor.
        let trace = 0;
        for (let column = 0; column < d; column += 1) {
          for (let row = 0; row < d; row += 1) off[row] = row >= column ? (priorFactor[triangle(row) + column] as number) : 0;
          trace += solveLowerInto(factor, off, d, off);
        }
        complexity += 0.5 * ((nu - prior.degrees) * logPrecision - nu * d + nu * trace) + logWishart(factor, nu, d) - priorNormalizer;
      });
      return { energy, entropy, complexity, freeEnergy: energy - entropy + complexity };
    },
  };
}
