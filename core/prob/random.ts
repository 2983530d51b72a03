// One seeded generator, handed in: uniform, normal and the rest are drawn from it, and its spare Gaussian lives in it.

import { randomBeta, randomGamma, randomNormal } from 'd3-random';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from one stream: the same seed gives the same numbers on every host. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Gamma with shape k > 0 and rate 1. */
  readonly gamma: (shape: number) => number;
  /** Beta(a, b). */
  readonly beta: (a: number, b: number) => number;
}

/** The generator of seed `seed`, an integer: xoroshiro128+ (Blackman & Vigna 2018) under d3's distributions. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const uniform = () => {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
  const gammaOf = randomGamma.source(uniform);
  const betaOf = randomBeta.source(uniform);
  return {
    uniform,
    normal: randomNormal.source(uniform)(),
    gamma: (shape) => gammaOf(shape)(),
    beta: (a, b) => betaOf(a, b)(),
  };
}
