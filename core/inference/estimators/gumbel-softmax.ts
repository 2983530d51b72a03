// Gumbel-softmax, or concrete: pathwise through a relaxed draw at a temperature (Jang, Gu and Poole 2017; Maddison, Mnih and Teh 2017). Biased while the temperature is above 0.
import { exp, log } from '../../math/elementary.ts';
import type { Random } from '../../prob/random.ts';
import type { Estimator } from './estimator.ts';
import type { RelaxedBits, RelaxedCategory } from './problem.ts';
import { logit, sigmoid } from './problems/binary-concrete.ts';

/** Of each bit by itself: ∂f(s)/∂θ = f′(s) s (1 − s) / (λ θ (1 − θ)), s = σ((logit θ + logit u)/λ). */
function throughBits({ probability, temperature, slope }: RelaxedBits, count: number, random: Random, out: Float64Array): void {
  const shift = logit(probability);
  const scale = 1 / (temperature * probability * (1 - probability));
  for (let i = 0; i < count; i += 1) {
    const s = sigmoid((shift + logit(random.uniform())) / temperature);
    out[i] = scale * slope(s) * s * (1 - s);
  }
}

/** ∂f(Σ v y)/∂αⱼ = f′ yⱼ (vⱼ − Σ v y)/λ, y = softmax((α + G)/λ), each Gᵢ = −log(−log uᵢ). */
function throughCategory(category: RelaxedCategory, count: number, width: number, random: Random, out: Float64Array): void {
  const { probabilities, levels, temperature, slope } = category;
  const logits = probabilities.map(log);
  const y = new Float64Array(logits.length);
  for (let row = 0; row < count; row += 1) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < y.length; k += 1) {
      const noisy = ((logits[k] as number) - log(-log(random.uniform()))) / temperature;
      y[k] = noisy;
      if (noisy > largest) largest = noisy;
    }
    let total = 0;
    let mean = 0;
    for (let k = 0; k < y.length; k += 1) {
      const weight = exp((y[k] as number) - largest);
      y[k] = weight;
      total += weight;
      mean += weight * (levels[k] as number);
    }
    mean /= total;
    const scale = slope(mean) / (temperature * total);
    for (let j = 0; j < width; j += 1) out[row * width + j] = scale * (y[j] as number) * ((levels[j] as number) - mean);
  }
}

export const gumbelSoftmax: Estimator = {
  group: 1,
  applies: ({ relaxation }) => relaxation !== undefined,
  sample: ({ relaxation }, count, width, random, out) => {
    if (relaxation?.kind === 'bits') throughBits(relaxation, count * width, random, out);
    else if (relaxation) throughCategory(relaxation, count, width, random, out);
  },
  moments: ({ relaxedBit }) => {
    if (!relaxedBit) return undefined;
    const { sums, factor } = relaxedBit;
    const mean = sums(({ c }) => c);
    return { mean: factor * mean, variance: factor * factor * Math.max(0, sums(({ cc }) => cc) - mean * mean) };
  },
};
