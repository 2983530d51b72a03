// D independent bits with one probability: E[Σ (b_d − t)²], the toy of REBAR (Tucker et al. 2017) and of RELAX (Grathwohl et al. 2018).
import { InputError } from '../../../base/input-error.ts';
import { once } from '../../../math/once.ts';
import type { Random } from '../../../prob/random.ts';
import type { Problem } from '../problem.ts';
import { type RelaxedBit, relaxedBit } from './binary-concrete.ts';
import { momentsOf, scoreMomentsOf, withIndependent } from './finite.ts';

export interface BernoulliSettings extends RelaxedBit {
  /** D. */
  readonly dimension: number;
}

/** Fills x with bits that are 1 with this probability. */
function drawBits(probability: number, random: Random, x: Float64Array): void {
  for (let i = 0; i < x.length; i += 1) x[i] = random.uniform() < probability ? 1 : 0;
}

/**
 * L = E[Σ_d (b_d − t)²], b_d ~ Bernoulli(θ_d), φ = θ₁ … θ_D, all of them at `probability`; ∂L/∂θ = 1 − 2t. `width` ≤ D of them may be asked
 * for, and the estimates that need no more than a parameter's own bit draw that bit alone. Throws InputError for a probability of 0 or 1, or
 * beyond.
 */
export function bernoulli(settings: BernoulliSettings): Problem {
  const { probability: p, dimension, target: t, temperature } = settings;
  if (!(p > 0 && p < 1)) throw new InputError('probability', 'a number between 0 and 1', String(p));
  const variance = p * (1 - p);

  const each = [t * t, (1 - t) ** 2];
  const chances = [1 - p, p];
  const scores = [-1 / (1 - p), 1 / p];
  const own = scoreMomentsOf(chances, each, scores);
  const others = (values: readonly number[]) => {
    const { mean, variance } = momentsOf(chances, values);
    return { mean: (dimension - 1) * mean, variance: (dimension - 1) * variance };
  };
  const controlVariate = once(() => {
    const rest = [p * p, (1 - p) ** 2];
    const { fs, ffss } = withIndependent(scoreMomentsOf(chances, rest, scores), others(rest));
    return { mean: fs + 2 * (p - t), variance: Math.max(0, ffss - fs * fs) };
  });

  return {
    dimension,
    width: dimension,
    draw: (count, random, x) => drawBits(p, random, x.subarray(0, count * dimension)),
    values: (x, count, out) => {
      for (let row = 0, i = 0; row < count; row += 1) {
        let sum = 0;
        for (const end = i + dimension; i < end; i += 1) sum += ((x[i] as number) - t) ** 2;
        out[row] = sum;
      }
    },
    scores: (x, count, width, out) => {
      for (let row = 0; row < count; row += 1)
        for (let d = 0; d < width; d += 1) out[row * width + d] = x[row * dimension + d] === 1 ? 1 / p : -1 / (1 - p);
    },
    own: (x, count, width, out) => {
      for (let row = 0; row < count; row += 1)
        for (let d = 0; d < width; d += 1) out[row * width + d] = ((x[row * dimension + d] as number) - t) ** 2;
    },
    // f less its tangent at b = θ is Σ (b_d − θ)².
    tangent: (x, count, width, rest, known) => {
      for (let row = 0, i = 0; row < count; row += 1) {
        let sum = 0;
        for (const end = i + dimension; i < end; i += 1) sum += ((x[i] as number) - p) ** 2;
        rest[row] = sum;
      }
      known.fill(2 * (p - t), 0, count * width);
    },
    relaxation: { kind: 'bits', probability: p, temperature, value: (bit) => (bit - t) ** 2, slope: (bit) => 2 * (bit - t) },
    exact: {
      gradient: 1 - 2 * t,
      score: withIndependent(own, others(each)),
      own,
      straightThrough: { mean: 2 * (p - t), variance: 4 * variance },
      get controlVariate() {
        return controlVariate();
      },
      relaxedBit: { sums: relaxedBit(settings), factor: 1, others: dimension - 1 },
    },
  };
}
