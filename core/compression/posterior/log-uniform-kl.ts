// What the log-uniform prior asks of a weight, exactly: KL[N(θ, σ²)‖p(w) ∝ 1/|w|], a function of α = σ²/θ² alone.
import { exp } from '../../math/elementary.ts';

const EULER = 0.5772156649015329;

/** Above it the asymptotic series in 1/u reaches e^−u before it turns, which is below rounding; under it the series of positive terms is short. */
const FAR = 40;

/** Σ over j of a Poisson(u) of f, for a growing sum h_j = Σ_{k<j} 1/(2k + 1) and for 1/(2j + 1): all terms positive, so nothing cancels. */
function poissonMeans(u: number): { sums: number; inverses: number } {
  let p = exp(-u);
  let h = 0;
  let sums = 0;
  let inverses = 0;
  for (let j = 0; ; j += 1) {
    sums += p * h;
    inverses += p / (2 * j + 1);
    h += 1 / (2 * j + 1);
    p *= u / (j + 1);
    // Beyond u the terms fall faster and faster; relative to the sum of a u near 0, too.
    if (j > u && p * h <= 1e-18 * sums) return { sums, inverses };
  }
}

/** Σ_k (2k − 1)!!/(2u)^k, divided by 2k for the integral, until a term is below rounding. */
function tail(u: number, integrated: boolean): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; k <= FAR; k += 1) {
    term *= (2 * k - 1) / (2 * u);
    if (term < 1e-18) break;
    sum += integrated ? term / (2 * k) : term;
  }
  return sum;
}

/**
 * KL(α) = ½ E[ψ(j + ½) − ψ(½)], j ~ Poisson(u) with u = 1/(2α), = ∫₀¹ (1 − e^{−u(1 − s²)})/(1 − s²) ds, which goes to 0 as α → ∞: the
 * prior is not normalized, so that KL is defined up to a constant, chosen so. A sum of positive terms for u ≤ 40; beyond, the asymptotic
 * ½ log u + ½γ + log 2 − Σ (2k − 1)!!/(k 2^{k+1} u^k). To 1e−15 of its size (Molchanov, Ashukha & Vetrov 2017, who fit it by a sigmoid).
 */
export function logUniformKl(logAlpha: number): number {
  const u = 0.5 * exp(-logAlpha);
  if (u > FAR) return 0.5 * (-logAlpha - Math.LN2 + EULER) + Math.LN2 - tail(u, true);
  return poissonMeans(u).sums;
}

/** d KL/d log α = −√u D(√u) with D Dawson’s integral, u = 1/(2α): −u E[1/(2j + 1)], j ~ Poisson(u). From −½ at α = 0 to 0, to 1e−15 of its size. */
export function logUniformKlSlope(logAlpha: number): number {
  const u = 0.5 * exp(-logAlpha);
  return u > FAR ? -0.5 * (1 + tail(u, false)) : -u * poissonMeans(u).inverses;
}
