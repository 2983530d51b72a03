// Straight-through: a hard draw forward, its derivative taken as if it were the probability (Hinton 2012; Bengio, Léonard and Courville 2013). Biased.
import type { Random } from '../../prob/random.ts';
import type { Estimator } from './estimator.ts';
import type { RelaxedBits, RelaxedCategory } from './problem.ts';

function throughBits({ probability, slope }: RelaxedBits, count: number, random: Random, out: Float64Array): void {
  const [zero, one] = [slope(0), slope(1)];
  for (let i = 0; i < count; i += 1) out[i] = random.uniform() < probability ? one : zero;
}

/** f′(v_k) ∂(Σ v q)/∂αⱼ, ∂(Σ v q)/∂αⱼ = qⱼ (vⱼ − Σ v q). */
function throughCategory(category: RelaxedCategory, count: number, width: number, random: Random, out: Float64Array): void {
  const { probabilities, levels, slope, pick } = category;
  const mean = levels.reduce((sum, level, k) => sum + level * (probabilities[k] as number), 0);
  const moved = probabilities.map((q, j) => q * ((levels[j] as number) - mean));
  for (let i = 0; i < count; i += 1) {
    const through = slope(levels[pick(random)] as number);
    for (let j = 0; j < width; j += 1) out[i * width + j] = through * (moved[j] as number);
  }
}

export const straightThrough: Estimator = {
  group: 1,
  applies: ({ relaxation }) => relaxation !== undefined,
  sample: ({ relaxation }, count, width, random, out) => {
    if (relaxation?.kind === 'bits') throughBits(relaxation, count * width, random, out);
    else if (relaxation) throughCategory(relaxation, count, width, random, out);
  },
  moments: (exact) => exact.straightThrough,
};
