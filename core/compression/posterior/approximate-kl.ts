// The published fit to the KL of a weight from the log-uniform prior, which training uses; the exact one is beside it.
import { logistic, softplus } from '../../math/elementary.ts';

/** k₁, k₂, k₃. */
export const publishedFit = [0.63576, 1.8732, 1.48695] as const;
const [K1, K2, K3] = publishedFit;

/**
 * KL ≈ k₁ − k₁ σ(k₂ + k₃ log α) + ½ log(1 + 1/α) (Molchanov, Ashukha & Vetrov 2017): within 0.0094 nats of the exact one for log α from −8
 * to 8. The same function is the KL of a group’s scale z under the normal-Jeffreys prior, with α = σ²/μ² of z (Louizos, Ullrich & Welling 2017).
 */
export const approximateLogUniformKl = (logAlpha: number): number => K1 - K1 * logistic(K2 + K3 * logAlpha) + 0.5 * softplus(-logAlpha);

/** Its derivative with respect to log α, −k₁k₃ σ(1 − σ) − ½ σ(−log α). */
export function approximateLogUniformKlSlope(logAlpha: number): number {
  const s = logistic(K2 + K3 * logAlpha);
  return -K1 * K3 * s * (1 - s) - 0.5 * logistic(-logAlpha);
}
