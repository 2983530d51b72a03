// Hamiltonian Monte Carlo: a random push, a glide along level energy, and a check of what the steps of the glide got wrong (Duane et al.
// 1987; Neal 2011).
import { decide } from './decision.ts';
import { tunedStepSize } from './dual-averaging.ts';
import { beginGradientState, decided, type GradientState } from './gradient-state.ts';
import type { Kernel } from './kernel.ts';

/** An energy error that no rounding explains. */
export const DIVERGED = 1000;

/** At T = 0 there is no push; this is as good as none, and keeps ΔH/T a number. */
export const COLDEST = 1e-9;

/** H = −log p(θ) + |r|²/2 with r ~ N(0, T): L leapfrog steps of size ε, accepted with probability min(1, e^{−ΔH/T}). */
export const hmc: Kernel<GradientState> = {
  traits: {
    title: 'HMC: Hamiltonian',
    shortName: 'HMC',
    hue: 2,
    step: 'sd',
    decreasing: false,
    reads: ['leapfrogSteps'],
    hamiltonian: true,
    refuses: true,
    // Hoffman and Gelman 2014.
    targetAcceptance: 0.8,
  },
  init: beginGradientState,
  step(target, state, settings, random) {
    const { positions, logDensities, gradients, tuning } = state;
    const temperature = Math.max(COLDEST, settings.temperature);
    const { adapt, leapfrogSteps } = settings;
    const { dimension } = target;
    const { length } = positions;
    const stepSize = tunedStepSize(tuning, settings);
    const momenta = new Float64Array(length);
    random.normals(momenta);
    const heat = Math.sqrt(temperature);
    for (let i = 0; i < length; i += 1) momenta[i] = heat * (momenta[i] as number);
    const kinetic = (k: number) => {
      let sum = 0;
      for (let i = k * dimension; i < (k + 1) * dimension; i += 1) sum += (momenta[i] as number) ** 2;
      return sum / 2;
    };
    const energies = logDensities.map((height, k) => kinetic(k) - height);
    const proposals = positions.slice();
    const there = gradients.slice();
    const proposed = logDensities.slice();
    const path = new Float64Array((leapfrogSteps + 1) * dimension);
    path.set(positions.subarray(0, dimension));
    for (let leap = 1; leap <= leapfrogSteps; leap += 1) {
      for (let i = 0; i < length; i += 1) {
        momenta[i] = (momenta[i] as number) + (stepSize / 2) * (there[i] as number);
        proposals[i] = (proposals[i] as number) + stepSize * (momenta[i] as number);
      }
      target.logDensityGradients(proposals, there, proposed);
      for (let i = 0; i < length; i += 1) momenta[i] = (momenta[i] as number) + (stepSize / 2) * (there[i] as number);
      path.set(proposals.subarray(0, dimension), leap * dimension);
    }
    const errors = proposed.map((height, k) => kinetic(k) - height - (energies[k] as number));
    const decision = decide(
      errors.map((error) => -error / temperature),
      random,
    );
    return {
      state: decided(state, { positions: proposals, logDensities: proposed, gradients: there }, decision, dimension, adapt),
      info: {
        gradientEvaluations: leapfrogSteps,
        dataPasses: leapfrogSteps,
        stepSize,
        proposals,
        path,
        energies,
        divergent: Uint8Array.from(errors, (error) => (error / temperature <= DIVERGED ? 0 : 1)),
        ...decision,
      },
    };
  },
};
