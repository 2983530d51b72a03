// One of K categories with values from 0 to 1: E[(v_k − t)²], differentiated by the logits of its probabilities.
import { InputError } from '../../../base/input-error.ts';
import type { Random } from '../../../prob/random.ts';
import type { Problem } from '../problem.ts';
import { type RelaxedBit, relaxedBit } from './binary-concrete.ts';
import { momentsOf, scoreMomentsOf } from './finite.ts';

export interface CategoricalSettings extends RelaxedBit {
  /** K ≥ 2. */
  readonly categories: number;
}

/**
 * L = E[(v_k − t)²] with v_k = k / (K − 1) and k ~ q = softmax(α), φ = α₀ … α_{K−1}. q₀ is `probability`, the less share the rest alike; a
 * draw is the index k. ∂L/∂αⱼ = qⱼ ((vⱼ − t)² − L). Throws InputError for fewer than 2 categories, and for a probability of 0 or 1, or beyond.
 */
export function categorical(settings: CategoricalSettings): Problem {
  const { probability, categories, target, temperature } = settings;
  if (!(categories >= 2)) throw new InputError('categories', 'at least 2', String(categories));
  if (!(probability > 0 && probability < 1)) throw new InputError('probability', 'a number between 0 and 1', String(probability));
  const indices = Array.from({ length: categories }, (_, k) => k);
  const rest = (1 - probability) / (categories - 1);
  const q = indices.map((k) => (k === 0 ? probability : rest));
  const v = indices.map((k) => k / (categories - 1));
  const mean = momentsOf(q, v).mean;
  const f = v.map((value) => (value - target) ** 2);
  /** ∂ Σ v q / ∂α. */
  const moved = q.map((chance, j) => chance * ((v[j] as number) - mean));
  const remainder = v.map((value) => (value - mean) ** 2);

  const drawIndex = (random: Random) => {
    const u = random.uniform() - probability;
    return u < 0 ? 0 : Math.min(categories - 1, 1 + Math.floor(u / rest));
  };

  const first = indices.map((k) => (k === 0 ? 1 - probability : -probability));
  const score = scoreMomentsOf(q, f, first);
  const known = 2 * (mean - target);
  return {
    dimension: 1,
    width: categories,
    draw: (count, random, x) => {
      for (let i = 0; i < count; i += 1) x[i] = drawIndex(random);
    },
    values: (x, count, out) => {
      for (let i = 0; i < count; i += 1) out[i] = f[x[i] as number] as number;
    },
    scores: (x, count, width, out) => {
      for (let i = 0; i < count; i += 1) for (let j = 0; j < width; j += 1) out[i * width + j] = (x[i] === j ? 1 : 0) - (q[j] as number);
    },
    // At the mean of the one-hot vector, q: (v·q − t)² + 2 (v·q − t)(v_k − v·q).
    tangent: (x, count, width, less, slopes) => {
      for (let i = 0; i < count; i += 1) {
        less[i] = remainder[x[i] as number] as number;
        for (let j = 0; j < width; j += 1) slopes[i * width + j] = known * (moved[j] as number);
      }
    },
    relaxation: { kind: 'category', probabilities: q, levels: v, temperature, slope: (at) => 2 * (at - target), pick: drawIndex },
    exact: {
      gradient: score.fs,
      score,
      controlVariate: momentsOf(
        q,
        indices.map((k) => (remainder[k] as number) * (first[k] as number) + known * (moved[0] as number)),
      ),
      straightThrough: momentsOf(
        q,
        v.map((value) => 2 * (value - target) * (moved[0] as number)),
      ),
      // Two categories are a bit: k = 1 has probability θ = 1 − q₀, and ∂θ/∂α₀ = −q₀ θ.
      ...(categories === 2 && {
        relaxedBit: { sums: relaxedBit({ probability: rest, target, temperature }), factor: -probability * rest },
      }),
    },
  };
}
