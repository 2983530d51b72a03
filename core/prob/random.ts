// One seeded generator, handed in: uniform, normal and the rest are drawn from it, and its whole state lives in it.

import { randomGamma } from 'd3-random';
import { InputError } from '../base/input-error.ts';
import { log } from '../math/elementary.ts';
import { type Float64Kernels, readNumbers, SHARED_BYTES, sharedFloat64 } from '../math/float64.ts';
import { mixedState } from './mixed-state.ts';

/** Draws from one stream: the same seed gives the same numbers on every host. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** A whole number from 0 to below `count`, count up to 2³². */
  readonly below: (count: number) => number;
  /** Fills an array with whole numbers below `count`, count up to 2³¹, as `below` would one by one. */
  readonly wholes: (count: number, out: Int32Array) => void;
  /** Standard normal. */
  readonly normal: () => number;
  /** Fills an array with normals, standard ones unless told, the standard ones as `normal` would one by one. */
  readonly normals: (out: Float64Array, mean?: number, sd?: number) => void;
  /** log of a Gamma with shape k > 0 and rate 1: for a small k the number itself is often too small to be told from 0. */
  readonly logGamma: (shape: number) => number;
}

/** The most normals, and whole numbers, that one call draws. */
const BLOCK = SHARED_BYTES / 16;

/** The generator of a seed; mixed, so that neighbouring seeds have no draw in common. Throws InputError for one that is no whole number of 32 bits. */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < -(2 ** 31) || seed >= 2 ** 32)
    throw new InputError('seed', 'a whole number from 0 to 4294967295', String(seed));
  return randomFrom(mixedState([seed]));
}

/**
 * The generator that stands at `state`, four words not all 0, which it goes on to use: xoroshiro128+ (Blackman and Vigna 2018), uniforms from
 * the low halves of two words, normals by the ziggurat from one whole word. Single uniforms are drawn here from its four 32-bit halves, all
 * else by the kernels.
 */
export function randomFrom(state: Int32Array): Random {
  // Its words: s0 low, s0 high, s1 low, s1 high, as they lie in the kernels’ memory.

  /** The low half of the next word. */
  const next = (): number => {
    const s00 = state[0] as number;
    const s01 = state[1] as number;
    const s10 = state[2] as number;
    const s11 = state[3] as number;
    const a0 = s10 ^ s00;
    const a1 = s11 ^ s01;
    state[0] = (s00 << 24) ^ (s01 >>> 8) ^ a0 ^ (a0 << 16);
    state[1] = (s01 << 24) ^ (s00 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
    state[2] = (a1 << 5) ^ (a0 >>> 27);
    state[3] = (a0 << 5) ^ (a1 >>> 27);
    return (s00 + s10) | 0;
  };

  const uniform = () => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };

  /** Lends the kernels the state, and takes it back. */
  const lend = ({ words, state: place }: Float64Kernels) => {
    const at = place / 4;
    for (let i = 0; i < 4; i += 1) words[at + i] = state[i] as number;
  };
  const takeBack = ({ words, state: place }: Float64Kernels) => {
    const at = place / 4;
    for (let i = 0; i < 4; i += 1) state[i] = words[at + i] as number;
  };

  // A mean of −0 leaves every number as it is.
  const normals = (out: Float64Array, mean = -0, sd = 1) => {
    const kernels = sharedFloat64();
    const { run, base, numbers } = kernels;
    lend(kernels);
    for (let from = 0; from < out.length; from += BLOCK) {
      const part = out.length > BLOCK ? out.subarray(from, from + BLOCK) : out;
      run.normals(base, part.length, mean, sd);
      readNumbers(numbers, base, part);
    }
    takeBack(kernels);
  };

  const wholes = (count: number, out: Int32Array) => {
    const kernels = sharedFloat64();
    const { run, base, words } = kernels;
    lend(kernels);
    for (let from = 0; from < out.length; from += BLOCK) {
      const part = out.subarray(from, from + BLOCK);
      run.wholes(base, part.length, count);
      part.set(words.subarray(base / 4, base / 4 + part.length));
    }
    takeBack(kernels);
  };

  const one = new Float64Array(1);
  const gammaOf = randomGamma.source(uniform);
  return {
    uniform,
    below: (count) => Math.floor(((next() >>> 0) / 4294967296) * count),
    wholes,
    normal: () => {
      normals(one);
      return one[0] as number;
    },
    normals,
    // Gamma(k) is Gamma(k + 1) · U^{1/k} (Marsaglia and Tsang 2000, section 6).
    logGamma: (shape) => (shape < 1 ? log(gammaOf(shape + 1)()) + log(1 - uniform()) / shape : log(gammaOf(shape)())),
  };
}
