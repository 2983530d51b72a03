// Counts of unknown rate λ ~ Gamma(a, rate b), yᵢ ~ Poisson(λ): evidence of their sum alone, a negative binomial.

import { deviance } from '../../math/gamma-ratios.ts';
import { LOG_2PI } from '../../math/special.ts';
import { logGammaRest } from '../../math/stirling.ts';

/**
 * ln P(Σ yᵢ), nats, of n counts: ln Γ(a + Σy)/Γ(a)(Σy)! + a ln b/(b + n) + Σy ln n/(b + n); ln n^Σy Π yᵢ!/(Σy)! above that of the counts one
 * by one. By the deviances of a and Σy from their shares, in which nothing cancels.
 */
export function logEvidenceOfTotal(total: number, n: number, shape: number, rate: number): number {
  if (total === 0) return -shape * Math.log1p(n / rate);
  const all = shape + total;
  const off = shape * (n / (rate + n)) - total * (rate / (rate + n));
  const away = deviance(shape, all * (rate / (rate + n)), off) + deviance(total, all * (n / (rate + n)), -off);
  return 0.5 * (Math.log(shape / all) - Math.log(total) - LOG_2PI) - away + logGammaRest(all) - logGammaRest(shape) - logGammaRest(total);
}
