// SGLD whose step size is scaled for each parameter by its recent gradients (Li, Chen, Carlson and Carin 2016).
import { again, type Chains, type Kernel, langevinTraits } from './kernel.ts';
import { passesOf } from './langevin.ts';
import { estimateGradients } from './minibatch.ts';

interface PreconditionedState extends Chains {
  /** Running mean of squared gradients. */
  readonly squares: Float64Array;
}

/** Keeps a parameter without gradient from being thrown far. */
const FLOOR = 1e-5;

/**
 * v ← m v + (1 − m) ĝ², G = 1/(λ + √v), θ ← θ + (ε/2) G ĝ + √(εTG) ξ. The derivative of G is left out, as in the paper: a bias that
 * falls with 1 − m.
 */
export const preconditionedSgld: Kernel<PreconditionedState> = {
  traits: {
    ...langevinTraits,
    title: 'SGLD, preconditioned',
    shortName: 'pSGLD',
    hue: 3,
    reads: ['batchSize', 'memory'],
    // Each coordinate has a step size of its own.
    gradientFactor: undefined,
  },
  init(target, positions, settings, random) {
    const gradients = new Float64Array(positions.length);
    estimateGradients(target, positions, settings, random, gradients);
    // At least 1: where the slope happens to be 0 the first step is not to be a leap.
    return { positions: positions.slice(), squares: gradients.map((g) => Math.max(1, g * g)) };
  },
  step(target, { positions, squares }, settings, random, spent) {
    const { stepSize, temperature, memory } = settings;
    const { length } = positions;
    const drift = again(spent?.drift, length);
    const noise = again(spent?.noise, length);
    const next = new Float64Array(length);
    const nextSquares = new Float64Array(length);
    estimateGradients(target, positions, settings, random, drift);
    random.normals(noise);
    for (let i = 0; i < length; i += 1) {
      const gradient = drift[i] as number;
      nextSquares[i] = memory * (squares[i] as number) + (1 - memory) * gradient * gradient;
      const scale = 1 / (FLOOR + Math.sqrt(nextSquares[i] as number));
      drift[i] = (stepSize / 2) * scale * gradient;
      noise[i] = Math.sqrt(stepSize * temperature * scale) * (noise[i] as number);
      next[i] = (positions[i] as number) + (drift[i] as number) + (noise[i] as number);
    }
    const info = { gradientEvaluations: 1, dataPasses: passesOf(target, settings), stepSize, drift, noise };
    return { state: { positions: next, squares: nextSquares }, info };
  },
};
