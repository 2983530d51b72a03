// A normal whose mean and variance are both unknown: σ² ~ InverseGamma(α, β), μ|σ² ~ N(m, σ²/κ), xᵢ ~ N(μ, σ²) (Bishop 2006, exercise 2.44;
// Murphy 2007, section 6).

import { logGammaRise } from '../../math/gamma-ratios.ts';
import { LOG_2PI } from '../../math/special.ts';
import type { Summary } from '../../math/summary.ts';
import type { Student } from '../../prob/student.ts';

export interface NormalInverseGamma {
  /** m. */
  readonly mean: number;
  /** κ > 0: how many data the mean is worth. */
  readonly belief: number;
  /** α > 0: half as many as the variance is worth. */
  readonly shape: number;
  /** β > 0, in squared units of x. */
  readonly rate: number;
}

/** ½ Σ(x − x̄)² + ½ κ n (x̄ − m)²/(κ + n): what the data add to β. */
const added = ({ mean, belief }: NormalInverseGamma, { n, mean: seen, scatter }: Summary): number =>
  0.5 * (scatter + n * (belief / (belief + n)) * (seen - mean) ** 2);

/** The posterior, of the same family. */
export function normalInverseGammaPosterior(prior: NormalInverseGamma, data: Summary): NormalInverseGamma {
  const belief = prior.belief + data.n;
  return {
    mean: prior.mean + (data.n / belief) * (data.mean - prior.mean),
    belief,
    shape: prior.shape + data.n / 2,
    rate: prior.rate + added(prior, data),
  };
}

/** ln P(x₁ … x_n), nats: ln Γ(αₙ)/Γ(α) + α ln β − αₙ ln βₙ + ½ ln(κ/κₙ) − ½ n ln 2π, without its cancellations. */
export function logEvidenceOfNormal(prior: NormalInverseGamma, data: Summary): number {
  const { belief, shape, rate } = prior;
  const more = added(prior, data);
  const grown = more > rate ? Math.log(rate + more) - Math.log(rate) : Math.log1p(more / rate);
  return logGammaRise(shape, data.n / 2) - shape * grown - 0.5 * (Math.log1p(data.n / belief) + data.n * (LOG_2PI + Math.log(rate + more)));
}

/** The next x: Student's t of 2α degrees about m, of squared scale β (κ + 1)/(α κ). */
export const normalPredictive = ({ mean, belief, shape, rate }: NormalInverseGamma): Student => ({
  mean,
  scale: Math.sqrt((rate / shape) * (1 + 1 / belief)),
  degrees: 2 * shape,
});
