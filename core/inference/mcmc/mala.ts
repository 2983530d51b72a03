// The Metropolis-adjusted Langevin algorithm: a Langevin step as proposal, its bias taken out by rejection (Roberts and Tweedie 1996).
import { decide, tempered } from './decision.ts';
import { tunedStepSize } from './dual-averaging.ts';
import { beginGradientState, decided, type GradientState } from './gradient-state.ts';
import type { Kernel } from './kernel.ts';

/** θ′ = θ + (ε/2)∇ log p(θ) + √(εT) ξ, accepted by Metropolis and Hastings’ rule for p^{1/T}. */
export const mala: Kernel<GradientState> = {
  traits: {
    title: 'MALA: Langevin, corrected',
    shortName: 'MALA',
    hue: 7,
    step: 'variance',
    decreasing: false,
    reads: [],
    hamiltonian: false,
    refuses: true,
    // Roberts and Rosenthal 1998.
    targetAcceptance: 0.574,
    gradientFactor: 0.5,
  },
  init: beginGradientState,
  step(target, state, settings, random) {
    const { positions, logDensities, gradients, tuning } = state;
    const { temperature, adapt } = settings;
    const { dimension } = target;
    const { length } = positions;
    const stepSize = tunedStepSize(tuning, settings);
    const sd = Math.sqrt(stepSize * temperature);
    const drift = gradients.map((g) => (stepSize / 2) * g);
    const noise = new Float64Array(length);
    random.normals(noise);
    const proposals = new Float64Array(length);
    for (let i = 0; i < length; i += 1) {
      noise[i] = sd * (noise[i] as number);
      proposals[i] = (positions[i] as number) + (drift[i] as number) + (noise[i] as number);
    }
    const proposed = new Float64Array(logDensities.length);
    const there = new Float64Array(length);
    target.logDensityGradients(proposals, there, proposed);
    const logRatios = proposed.map((to, k) => {
      let forth = 0;
      let back = 0;
      for (let i = k * dimension; i < (k + 1) * dimension; i += 1) {
        forth += (noise[i] as number) ** 2;
        back += ((positions[i] as number) - (proposals[i] as number) - (stepSize / 2) * (there[i] as number)) ** 2;
      }
      return tempered(to - (logDensities[k] as number) + (forth - back) / (2 * stepSize), temperature);
    });
    const decision = decide(logRatios, random);
    return {
      state: decided(state, { positions: proposals, logDensities: proposed, gradients: there }, decision, dimension, adapt),
      info: { gradientEvaluations: 1, dataPasses: 1, stepSize, drift, noise, proposals, ...decision },
    };
  },
};
