// REBAR: the score function with the relaxed draw, conditioned on the hard one, as its control variate (Tucker et al. 2017). Unbiased at every temperature.
import type { Random } from '../../prob/random.ts';
import type { Estimator } from './estimator.ts';
import type { Exact, Moments, RelaxedBits } from './problem.ts';
import { logit, sigmoid } from './problems/binary-concrete.ts';

/** With η = 1, from one u and one v for each bit: v gives z̃, drawn given b and moving with θ. */
function estimates(bits: RelaxedBits, dimension: number, count: number, width: number, random: Random, out: Float64Array): void {
  const { probability, temperature, value, slope } = bits;
  const shift = logit(probability);
  const slopeOf = (s: number) => (slope(s) * s * (1 - s)) / temperature;
  const drawn = new Uint8Array(dimension);
  for (let row = 0; row < count; row += 1) {
    let difference = 0;
    for (let d = 0; d < dimension; d += 1) {
      const z = shift + logit(random.uniform());
      const bit = z > 0 ? 1 : 0;
      const p = bit === 1 ? probability : 1 - probability;
      const v = random.uniform();
      const u = 1 - p + p * v;
      const conditioned = sigmoid((bit === 1 ? shift + logit(u) : shift - logit(u)) / temperature);
      difference += value(bit) - value(conditioned);
      if (d >= width) continue;
      drawn[d] = bit;
      const through = slopeOf(sigmoid(z / temperature)) / p;
      out[row * width + d] = (through - (slopeOf(conditioned) * v) / u) / (1 - p);
    }
    for (let d = 0; d < width; d += 1)
      out[row * width + d] = (out[row * width + d] as number) + difference / (drawn[d] === 1 ? probability : probability - 1);
  }
}

/**
 * Of (f(b) − f(σ(z̃/λ))) s + ∂f(σ(z/λ))/∂θ − ∂f(σ(z̃/λ))/∂θ for one of `others` + 1 bits that f sums over. Given b, z and z̃ are independent.
 */
function momentsOf(sums: NonNullable<Exact['relaxedBit']>['sums'], others: number): Moments {
  const each = sums(({ h }) => h);
  const rest = others * each;
  const restSquared = others * (sums(({ hh }) => hh) - each * each) + rest * rest;
  const mean = sums(({ score, h, e, c }) => score * (h + rest) - e + c);
  const square = sums(({ score, h, hh, e, ee, he, c, cc }) => {
    const a = score * (h + rest) - e;
    const aa = score * score * (hh + 2 * h * rest + restSquared) - 2 * score * (he + rest * e) + ee;
    return aa + 2 * a * c + cc;
  });
  return { mean, variance: Math.max(0, square - mean * mean) };
}

export const rebar: Estimator = {
  group: 1,
  applies: ({ relaxation }) => relaxation?.kind === 'bits',
  sample: ({ relaxation, dimension }, count, width, random, out) => {
    if (relaxation?.kind === 'bits') estimates(relaxation, dimension, count, width, random, out);
  },
  moments: ({ relaxedBit }) => (relaxedBit?.others === undefined ? undefined : momentsOf(relaxedBit.sums, relaxedBit.others)),
};
