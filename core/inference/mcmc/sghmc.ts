// Stochastic gradient Hamiltonian Monte Carlo: momentum smooths the noise of minibatches, friction takes its heat out (Chen, Fox and
// Guestrin 2014).
import { again, type Chains, type Kernel, langevinTraits } from './kernel.ts';
import { passesOf } from './langevin.ts';
import { estimateGradients } from './minibatch.ts';

interface MomentumState extends Chains {
  /** v, the last move. */
  readonly velocities: Float64Array;
}

/** v ← (1 − α) v + ε ĝ + √(2αεT) ξ, θ ← θ + v. With α = 1 it is SGLD of step size 2ε. */
export const sghmc: Kernel<MomentumState> = {
  traits: {
    ...langevinTraits,
    title: 'SGHMC: minibatch Hamiltonian',
    shortName: 'SGHMC',
    hue: 0,
    reads: ['batchSize', 'friction'],
    gradientFactor: 1,
    momentum: true,
  },
  init(_, positions, { stepSize, temperature }, random) {
    const velocities = new Float64Array(positions.length);
    random.normals(velocities);
    const sd = Math.sqrt(stepSize * temperature);
    return { positions: positions.slice(), velocities: velocities.map((v) => sd * v) };
  },
  step(target, { positions, velocities }, settings, random, spent) {
    const { stepSize, temperature, friction } = settings;
    const { length } = positions;
    const drift = again(spent?.drift, length);
    const noise = again(spent?.noise, length);
    const moved = new Float64Array(length);
    const next = new Float64Array(length);
    estimateGradients(target, positions, settings, random, drift);
    random.normals(noise);
    const sd = Math.sqrt(2 * friction * stepSize * temperature);
    for (let i = 0; i < length; i += 1) {
      noise[i] = sd * (noise[i] as number);
      drift[i] = stepSize * (drift[i] as number);
      moved[i] = (1 - friction) * (velocities[i] as number) + (drift[i] as number) + (noise[i] as number);
      next[i] = (positions[i] as number) + (moved[i] as number);
    }
    const info = { gradientEvaluations: 1, dataPasses: passesOf(target, settings), stepSize, drift, noise };
    return { state: { positions: next, velocities: moved }, info };
  },
};
