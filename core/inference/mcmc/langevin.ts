// Langevin steps: half a step size up the gradient, and noise of the step size’s variance. SGLD on minibatches, ULA on all data, SGD
// without the noise (Welling and Teh 2011; Roberts and Tweedie 1996).
import { again, type Chains, type Info, type Kernel, langevinTraits, type Settings, type Step } from './kernel.ts';
import { batchSizeOf, estimateGradients } from './minibatch.ts';
import type { Target } from './target.ts';

/** What a gradient costs, in passes through the data. */
export const passesOf = (target: Target, settings: Settings): number =>
  target.data ? batchSizeOf(target, settings) / target.data.size : 1;

/** θ + (ε/2) ĝ + √(εT) ξ, ξ standard normal, with what each part moved: `gradients` and `normals` are overwritten by it. */
export function langevinMove(
  positions: Float64Array,
  gradients: Float64Array,
  normals: Float64Array,
  stepSize: number,
  temperature: number,
) {
  const { length } = positions;
  const half = stepSize / 2;
  const sd = Math.sqrt(stepSize * temperature);
  const drift = gradients;
  const next = new Float64Array(length);
  const noise = normals;
  for (let i = 0; i < length; i += 1) {
    const moved = half * (gradients[i] as number);
    const shaken = sd * (normals[i] as number);
    drift[i] = moved;
    noise[i] = shaken;
    next[i] = (positions[i] as number) + moved + shaken;
  }
  return { next, drift, noise };
}

const init = (_: Target, positions: Float64Array): Chains => ({ positions: positions.slice() });

/**
 * θ ← θ + (ε/2)[∇ log prior + (N/n) Σ_batch ∇ log p(x|θ)] + √(εT) ξ. At constant ε and with all data the stationary variance on
 * N(0, σ²) is σ²/(1 − ε/(4σ²)); minibatch noise of variance V adds the factor 1 + εV/4.
 */
export const sgld: Kernel = {
  traits: { ...langevinTraits, title: 'SGLD: minibatch Langevin', shortName: 'SGLD', hue: 9 },
  init,
  step(target, { positions }, settings, random, spent): Step<Chains> {
    const { stepSize, temperature } = settings;
    const gradients = again(spent?.drift, positions.length);
    estimateGradients(target, positions, settings, random, gradients);
    const normals = again(spent?.noise, positions.length);
    if (temperature > 0) random.normals(normals);
    else normals.fill(0);
    const { next, drift, noise } = langevinMove(positions, gradients, normals, stepSize, temperature);
    const info: Info = { gradientEvaluations: 1, dataPasses: passesOf(target, settings), stepSize, drift, noise };
    return { state: { positions: next }, info };
  },
};

/** SGLD that reads all data at every step: the unadjusted Langevin algorithm. */
export const ula: Kernel = {
  traits: { ...langevinTraits, title: 'ULA: Langevin on all data', shortName: 'ULA', hue: 10, reads: [] },
  init,
  step: (target, state, settings, random, spent) =>
    sgld.step(target, state, { ...settings, batchSize: Number.POSITIVE_INFINITY }, random, spent),
};

/** SGLD without injected noise: what is left wanders about a mode for want of data in its batches, not for want of knowledge. */
export const sgd: Kernel = {
  traits: { ...langevinTraits, title: 'SGD: no noise injected', shortName: 'SGD', hue: 8, noiseless: true },
  init,
  step: (target, state, settings, random, spent) => sgld.step(target, state, { ...settings, temperature: 0 }, random, spent),
};
