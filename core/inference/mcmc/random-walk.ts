// Random-walk Metropolis: a normal step in any direction, taken or not (Metropolis et al. 1953).
import { chosen, decide, mean, tempered } from './decision.ts';
import { beginTuning, type DualAveraging, tune, tunedStepSize } from './dual-averaging.ts';
import type { Chains, Kernel } from './kernel.ts';

interface WalkState extends Chains {
  readonly logDensities: Float64Array;
  readonly tuning: DualAveraging;
}

/** θ′ = θ + εξ, accepted with probability min(1, (p(θ′)/p(θ))^{1/T}). */
export const randomWalk: Kernel<WalkState> = {
  traits: {
    title: 'Random-walk Metropolis',
    shortName: 'random walk',
    hue: 5,
    step: 'sd',
    decreasing: false,
    reads: [],
    hamiltonian: false,
    refuses: true,
    // In few dimensions; 0.234 in many (Roberts, Gelman and Gilks 1997).
    targetAcceptance: 0.35,
  },
  init(target, positions, { stepSize }) {
    const logDensities = new Float64Array(positions.length / target.dimension);
    target.logDensities(positions, logDensities);
    return { positions: positions.slice(), logDensities, tuning: beginTuning(stepSize) };
  },
  step(target, { positions, logDensities, tuning }, settings, random) {
    const { temperature, adapt } = settings;
    const stepSize = tunedStepSize(tuning, settings);
    const proposals = new Float64Array(positions.length);
    random.normals(proposals);
    for (let i = 0; i < positions.length; i += 1) proposals[i] = (positions[i] as number) + stepSize * (proposals[i] as number);
    const proposed = new Float64Array(logDensities.length);
    target.logDensities(proposals, proposed);
    const decision = decide(
      proposed.map((to, k) => tempered(to - (logDensities[k] as number), temperature)),
      random,
    );
    return {
      state: {
        positions: chosen(decision.accepted, target.dimension, proposals, positions),
        logDensities: chosen(decision.accepted, 1, proposed, logDensities),
        tuning: adapt === undefined ? tuning : tune(tuning, mean(decision.acceptance), adapt),
      },
      info: { gradientEvaluations: 1, dataPasses: 1, stepSize, proposals, ...decision },
    };
  },
};
