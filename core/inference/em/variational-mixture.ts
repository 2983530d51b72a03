// Variational Bayes of a mixture: beliefs over who made each datum, and over weights and components at once, all constants kept (Attias 1999;
// Bishop 2006, section 10.2). What is believed is told by sums of statistics: conjugate posteriors are functions of them.
import { log } from '../../math/elementary.ts';
import { digamma, logGamma } from '../../math/special.ts';
import type { BelievedMixture } from './beliefs.ts';
import { type Mixture, type MixtureModel, sharesInto, winnersInto } from './mixture.ts';

/** F = energy − temperature · entropy + complexity, in nats. At temperature 1, −F is at most log P(X). */
export interface VariationalTerms {
  readonly freeEnergy: number;
  /** −E_q[log P(X, Z|θ)]. */
  readonly energy: number;
  /** Of q(Z). */
  readonly entropy: number;
  /** KL of the beliefs over weights and components. */
  readonly complexity: number;
}

/** A mixture whose θ is believed in. */
export const believedOf = ({
  components,
  beliefs,
  knownWeights = false,
}: MixtureModel & Required<Pick<MixtureModel, 'beliefs'>>): BelievedMixture => ({ components, ...beliefs, knownWeights });

/** α_k = α₀ + N_k. */
const concentrationsOf = ({ components, concentration }: BelievedMixture, sums: Float64Array): Float64Array =>
  Float64Array.from({ length: sums.length / components.statistics }, (_, k) => concentration + (sums[k * components.statistics] as number));

const total = (numbers: Float64Array): number => numbers.reduce((sum, each) => sum + each, 0);

/** E[log π_k]. */
function expectedLogWeights(model: BelievedMixture, sums: Float64Array): Float64Array {
  const concentrations = concentrationsOf(model, sums);
  if (model.knownWeights) return concentrations.map(() => -log(concentrations.length));
  const whole = digamma(total(concentrations));
  return concentrations.map((a) => digamma(a) - whole);
}

/** E[log P(x, z = k|θ)] of the data from `from` up to `to`, K to a datum, under what the sums make of weights and components. */
export function expectedJointInto(model: BelievedMixture, sums: Float64Array, from: number, to: number, out: Float64Array): void {
  model.believed.expectedLogDensities(sums, from, to, out);
  const logWeights = expectedLogWeights(model, sums);
  const count = logWeights.length;
  for (let at = 0, end = (to - from) * count; at < end; at += 1) out[at] = (out[at] as number) + (logWeights[at % count] as number);
}

/** The E-step of all data: q(z) ∝ e^{E[log P(x, z|θ)]/T}, all on the likeliest at T = 0. */
export function variationalEStepInto(model: BelievedMixture, sums: Float64Array, out: Float64Array, temperature = 1): void {
  expectedJointInto(model, sums, 0, model.components.size, out);
  const count = sums.length / model.components.statistics;
  if (temperature > 0) sharesInto(out, count, 1 / temperature);
  else winnersInto(out, count);
}

/** KL(Dirichlet(α)‖Dirichlet(α₀)). */
function weightComplexity(model: BelievedMixture, sums: Float64Array): number {
  if (model.knownWeights) return 0;
  const { concentration } = model;
  const concentrations = concentrationsOf(model, sums);
  const count = concentrations.length;
  const logWeights = expectedLogWeights(model, sums);
  const constant = logGamma(total(concentrations)) - logGamma(count * concentration) + count * logGamma(concentration);
  return concentrations.reduce((sum, a, k) => sum + (a - concentration) * (logWeights[k] as number) - logGamma(a), constant);
}

/** The terms of F at q(Z) and what the sums make of weights and components, each summed for itself. */
export function variationalTerms(
  model: BelievedMixture,
  sums: Float64Array,
  responsibilities: Float64Array,
  temperature = 1,
): VariationalTerms {
  const expected = new Float64Array(responsibilities.length);
  expectedJointInto(model, sums, 0, model.components.size, expected);
  let [energy, entropy] = [0, 0];
  responsibilities.forEach((r, at) => {
    if (r === 0) return;
    energy -= r * (expected[at] as number);
    entropy -= r * log(r);
  });
  const complexity = weightComplexity(model, sums) + model.believed.complexity(sums);
  return { energy, entropy, complexity, freeEnergy: energy - temperature * entropy + complexity };
}

/** Weights and θ at the means of what is believed. */
export function meanMixture(model: BelievedMixture, sums: Float64Array): Mixture {
  const concentrations = concentrationsOf(model, sums);
  const whole = total(concentrations);
  return {
    weights: concentrations.map((a) => (model.knownWeights ? 1 / concentrations.length : a / whole)),
    theta: model.believed.meanParameters(sums),
  };
}
