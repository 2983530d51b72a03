// One of K categories with values from 0 to 1: E[(v_k − t)²], differentiated by the logits of its probabilities.
import { InputError } from '../../../base/input-error.ts';
import { exp, log } from '../../../math/elementary.ts';
import { once } from '../../../math/once.ts';
import type { Random } from '../../../prob/random.ts';
import type { Problem } from '../problem.ts';
import { type RelaxedBit, relaxedBit } from './binary-concrete.ts';
import { momentsOf, scoreMomentsOf } from './finite.ts';

export interface CategoricalSettings extends RelaxedBit {
  /** K ≥ 2. */
  readonly categories: number;
}

/** Gumbel-softmax estimates, pathwise through y = softmax((α + G)/λ), each Gᵢ = −log(−log uᵢ), of the slopes of (Σ v y − t)². */
function relaxedEstimates(q: readonly number[], v: readonly number[], { target, temperature }: RelaxedBit) {
  const logits = q.map(log);
  return (count: number, width: number, random: Random, out: Float64Array): void => {
    const y = new Float64Array(q.length);
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
        mean += weight * (v[k] as number);
      }
      mean /= total;
      const scale = (2 * (mean - target)) / (temperature * total);
      for (let j = 0; j < width; j += 1) out[row * width + j] = scale * (y[j] as number) * ((v[j] as number) - mean);
    }
  };
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
  const gumbelSoftmax = once(() => {
    // Two categories are a bit: k = 1 has probability θ = 1 − q₀, and ∂θ/∂α₀ = −q₀ θ.
    if (categories > 2) return undefined;
    const factor = -probability * rest;
    const bit = relaxedBit({ probability: rest, target, temperature }).relaxed();
    return { mean: factor * bit.mean, variance: factor * factor * bit.variance };
  });

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
    straightThrough: (count, width, random, out) => {
      for (let i = 0; i < count; i += 1) {
        const slope = 2 * ((v[drawIndex(random)] as number) - target);
        for (let j = 0; j < width; j += 1) out[i * width + j] = slope * (moved[j] as number);
      }
    },
    relaxed: relaxedEstimates(q, v, settings),
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
      get gumbelSoftmax() {
        return gumbelSoftmax();
      },
    },
  };
}
