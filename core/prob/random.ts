// One seeded generator, handed in: uniform, normal and the rest are drawn from it, and its whole state lives in it.

import { randomBeta, randomGamma } from 'd3-random';
import { exp, log } from '../math/elementary.ts';

/** Draws from one stream: the same seed gives the same numbers on every host. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** A whole number from 0 to below `count`, count up to 2³². */
  readonly below: (count: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Fills an array with standard normals, as `normal` would one by one. */
  readonly normals: (out: Float64Array) => void;
  /** Gamma with shape k > 0 and rate 1. */
  readonly gamma: (shape: number) => number;
  /** Beta(a, b). */
  readonly beta: (a: number, b: number) => number;
}

// The ziggurat: under exp(−x²/2) lie 256 boxes of equal area, the lowest with the tail beyond TAIL (Marsaglia and Tsang 2000; Doornik 2005).
const LAYERS = 256;
const TAIL = 3.6541528853610088;
const AREA = 0.00492867323399;

/** edges[i] is the right end of layer i; falls from beyond the tail to 0. heights[i] = exp(−edges[i]²/2). */
const edges = new Float64Array(LAYERS + 1);
const heights = new Float64Array(LAYERS + 1);
edges[0] = AREA / exp(-0.5 * TAIL * TAIL);
edges[1] = TAIL;
for (let i = 2; i < LAYERS; i += 1) {
  const before = edges[i - 1] as number;
  edges[i] = Math.sqrt(-2 * log(AREA / before + exp(-0.5 * before * before)));
}
for (let i = 0; i <= LAYERS; i += 1) heights[i] = exp(-0.5 * (edges[i] as number) ** 2);

/** Layer i, scaled so that a 53-bit whole number spans it, to the right at 2i and to the left at 2i + 1: a sign without a branch. */
const scales = Float64Array.from({ length: 2 * LAYERS }, (_, i) => ((i & 1 ? -1 : 1) * (edges[i >> 1] as number)) / 2 ** 53);
/** Below what a 53-bit whole number lies inside the layer for certain; and the same of its highest 23 bits. */
const sure = Float64Array.from({ length: LAYERS }, (_, i) => ((edges[i + 1] as number) / (edges[i] as number)) * 2 ** 53);
const surely = Int32Array.from(sure, (place) => place / 2 ** 30);

/**
 * The generator of seed `seed`, an integer: xoroshiro128+ (Blackman and Vigna 2018), uniforms from the low halves of two words, normals by
 * the ziggurat from one whole word. Its four 32-bit halves stand in an array, and in a loop in registers: that is what makes it quick.
 */
export function createRandom(seed: number): Random {
  // s0 high, s0 low, s1 high, s1 low.
  const state = Int32Array.of(-1, ~seed, seed | 0, 0);

  /** The low half of the next word. */
  const next = (): number => {
    const s01 = state[0] as number;
    const s00 = state[1] as number;
    const s11 = state[2] as number;
    const s10 = state[3] as number;
    const a0 = s10 ^ s00;
    const a1 = s11 ^ s01;
    state[1] = (s00 << 24) ^ (s01 >>> 8) ^ a0 ^ (a0 << 16);
    state[0] = (s01 << 24) ^ (s00 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
    state[3] = (a1 << 5) ^ (a0 >>> 27);
    state[2] = (a0 << 5) ^ (a1 >>> 27);
    return (s00 + s10) | 0;
  };

  const uniform = () => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };

  /** What the layer’s box alone does not decide: the tail beyond the lowest, or the curve above the next edge; undefined to draw again. */
  const wedge = (layer: number, x: number): number | undefined => {
    if (layer > 0) {
      const below = heights[layer] as number;
      return below + ((heights[layer + 1] as number) - below) * uniform() < exp(-0.5 * x * x) ? x : undefined;
    }
    for (;;) {
      const beyond = -log(1 - uniform()) / TAIL;
      if (-2 * log(1 - uniform()) > beyond * beyond) return x < 0 ? -TAIL - beyond : TAIL + beyond;
    }
  };

  const normals = (out: Float64Array) => {
    let s01 = state[0] as number;
    let s00 = state[1] as number;
    let s11 = state[2] as number;
    let s10 = state[3] as number;
    for (let i = 0; i < out.length; i += 1) {
      const low = (s00 + s10) | 0;
      // The carry of the low halves: as bits, since a branch on it would be guessed wrong half of the time.
      const carry = ((s00 & s10) | ((s00 | s10) & ~low)) >>> 31;
      const high = (s01 + s11 + carry) | 0;
      const a0 = s10 ^ s00;
      const a1 = s11 ^ s01;
      const before = s00;
      s00 = (s00 << 24) ^ (s01 >>> 8) ^ a0 ^ (a0 << 16);
      s01 = (s01 << 24) ^ (before >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
      s10 = (a1 << 5) ^ (a0 >>> 27);
      s11 = (a0 << 5) ^ (a1 >>> 27);
      // Eight bits choose the layer, one the sign, 53 the place; the two lowest, which are the weakest, go unused.
      const layer = high >>> 24;
      const top = high & 0x7fffff;
      const place = top * 1073741824 + (low >>> 2);
      const x = place * (scales[high >>> 23] as number);
      if (top < (surely[layer] as number) || place < (sure[layer] as number)) {
        out[i] = x;
        continue;
      }
      state[0] = s01;
      state[1] = s00;
      state[2] = s11;
      state[3] = s10;
      const found = wedge(layer, x);
      s01 = state[0] as number;
      s00 = state[1] as number;
      s11 = state[2] as number;
      s10 = state[3] as number;
      if (found === undefined) i -= 1;
      else out[i] = found;
    }
    state[0] = s01;
    state[1] = s00;
    state[2] = s11;
    state[3] = s10;
  };

  const one = new Float64Array(1);
  const gammaOf = randomGamma.source(uniform);
  const betaOf = randomBeta.source(uniform);
  return {
    uniform,
    below: (count) => Math.floor(((next() >>> 0) / 4294967296) * count),
    normal: () => {
      normals(one);
      return one[0] as number;
    },
    normals,
    gamma: (shape) => gammaOf(shape)(),
    beta: (a, b) => betaOf(a, b)(),
  };
}
