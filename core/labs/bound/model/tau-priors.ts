// Priors of τ > 0, a standard deviation, in log τ: densities have the Jacobian τ.
import { softplus } from '../../../math/elementary.ts';

export interface TauPrior {
  logDensity(logTau: number): number;
  /** −E[log density] where log τ ~ N(m, s²), in closed form, where there is one. */
  energy?(m: number, s: number): number;
}

/** 2/(π c (1 + τ²/c²)), whose median is c (Gelman 2006). */
export const halfCauchy = (scale: number): TauPrior => {
  const [height, centre] = [Math.log(2 / (Math.PI * scale)), Math.log(scale)];
  return { logDensity: (logTau) => height + logTau - softplus(2 * (logTau - centre)) };
};

/** √(2/π)/c · exp(−τ²/2c²): a normal of sd c, folded. */
export const halfNormal = (scale: number): TauPrior => {
  const [height, centre] = [0.5 * Math.log(2 / Math.PI) - Math.log(scale), Math.log(scale)];
  return {
    logDensity: (logTau) => height + logTau - 0.5 * Math.exp(2 * (logTau - centre)),
    // E[τ²] = exp(2m + 2s²).
    energy: (m, s) => -height - m + 0.5 * Math.exp(2 * (m - centre) + 2 * s * s),
  };
};
