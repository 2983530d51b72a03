// The Metropolis-adjusted Langevin algorithm: a Langevin step as proposal, its bias taken out by rejection (Roberts and Tweedie 1996).
import { chosen, decide, mean, tempered } from './decision.ts';
import { beginTuning, type DualAveraging, tune, tunedStepSize } from './dual-averaging.ts';
import type { Chains, Kernel } from './kernel.ts';

interface MalaState extends Chains {
  readonly logDensities: Float64Array;
  readonly gradients: Float64Array;
  readonly tuning: DualAveraging;
}

/** θ′ = θ + (ε/2)∇ log p(θ) + √(εT) ξ, accepted by Metropolis and Hastings’ rule for p^{1/T}. */
export const mala: Kernel<MalaState> = {
  init(target, positions, { stepSize }) {
    const logDensities = new Float64Array(positions.length / target.dimension);
    const gradients = new Float64Array(positions.length);
    target.logDensityGradients(positions, gradients, logDensities);
    return { positions: positions.slice(), logDensities, gradients, tuning: beginTuning(stepSize) };
  },
  step(target, { positions, logDensities, gradients, tuning }, settings, random) {
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
      state: {
        positions: chosen(decision.accepted, dimension, proposals, positions),
        logDensities: chosen(decision.accepted, 1, proposed, logDensities),
        gradients: chosen(decision.accepted, dimension, there, gradients),
        tuning: adapt === undefined ? tuning : tune(tuning, mean(decision.acceptance), adapt),
      },
      info: { gradientEvaluations: 1, dataPasses: 1, stepSize, drift, noise, proposals, ...decision },
    };
  },
};
