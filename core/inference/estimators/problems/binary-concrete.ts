// The relaxed bit, or binary concrete (Maddison, Mnih and Teh 2017): σ(z/λ) with z = logit θ + logit u and the bit itself b = [z > 0].
// What f = (σ(z/λ) − t)² and its slopes expect, by quadrature in z.
import { exp, log } from '../../../math/elementary.ts';
import { once } from '../../../math/once.ts';
import { panelRule } from '../../../math/quadrature.ts';

export interface RelaxedBit {
  /** θ, inside 0…1. */
  readonly probability: number;
  /** t of (b − t)². */
  readonly target: number;
  /** λ > 0. */
  readonly temperature: number;
}

/** 1 / (1 + e^−x). */
export const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/** σ(x) and σ(−x), neither rounded away. */
function bothSigmoids(x: number): readonly [number, number] {
  const e = exp(-Math.abs(x));
  const [large, small] = [1 / (1 + e), e / (1 + e)];
  return x > 0 ? [large, small] : [small, large];
}

/** log u / (1 − u), u from 0 to 1. */
export const logit = (u: number): number => log(u / (1 - u));

/** Given one value of b: its probability, its score, and moments of what REBAR is made of. */
interface Side {
  readonly p: number;
  readonly score: number;
  /** f(b) − f(σ(z̃/λ)), and its square. */
  readonly h: number;
  readonly hh: number;
  /** ∂f(σ(z̃/λ))/∂θ, z̃ drawn given b, its square and its product with the difference. */
  readonly e: number;
  readonly ee: number;
  readonly he: number;
  /** ∂f(σ(z/λ))/∂θ at fixed u. */
  readonly c: number;
  readonly cc: number;
}

/** Where z has a chance beyond rounding: e^−40 is 4e-18. */
const REACH = 40;

/** Panels from 0 that double from λ on, as σ(z/λ) has its poles at ±iπλ, and are no wider than 2, as the density of z has its at ±iπ. */
function panels(temperature: number, end: number): number[] {
  const points = [0];
  for (let z = 0; z < end; ) {
    z = Math.min(end, z + Math.min(2, Math.max(temperature, z)));
    points.push(z);
  }
  return points;
}

function sideOf({ probability, target, temperature }: RelaxedBit, bit: 0 | 1): Side {
  const sign = bit === 1 ? 1 : -1;
  const [p, other] = bit === 1 ? [probability, 1 - probability] : [1 - probability, probability];
  const shift = logit(probability);
  const sums = { h: 0, hh: 0, e: 0, ee: 0, he: 0, c: 0, cc: 0 };
  const { nodes, weights } = panelRule(panels(temperature, Math.abs(shift) + REACH));
  for (let i = 0; i < nodes.length; i += 1) {
    const z = sign * (nodes[i] as number);
    const [below, above] = bothSigmoids(sign * (z - shift));
    const weight = ((weights[i] as number) * below * above) / p;
    const [s, rest] = bothSigmoids(z / temperature);
    const slope = (2 * (s - target) * s * rest) / temperature;
    const h = (bit - target) ** 2 - (s - target) ** 2;
    // Of z̃ = ±logit(1 − p + p v) + logit θ, p = P(b), with respect to θ at fixed v: v / ((1 − p)(1 − p + p v)).
    const e = (slope * (1 - above / p)) / (other * below);
    const c = slope / (p * other);
    sums.h += weight * h;
    sums.hh += weight * h * h;
    sums.e += weight * e;
    sums.ee += weight * e * e;
    sums.he += weight * h * e;
    sums.c += weight * c;
    sums.cc += weight * c * c;
  }
  return { p, score: sign / p, ...sums };
}

/** Expectations over both values of a relaxed bit. */
export type RelaxedBitSums = (of: (side: Side) => number) => number;

/** Expectations of one relaxed bit, worked out at the first question. */
export function relaxedBit(bit: RelaxedBit): RelaxedBitSums {
  const sides = once(() => [sideOf(bit, 0), sideOf(bit, 1)] as const);
  return (of) => sides().reduce((sum, side) => sum + side.p * of(side), 0);
}
