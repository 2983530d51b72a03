// Bulk draws of core/prob/random.ts: xoroshiro128+ (Blackman and Vigna 2018) in whole words, and normals by the ziggurat.
import { expOfOne, log } from './elementary'

/** The generator's two words: its owner writes them before a call and reads them after it. */
const STATE = memory.data(16, 8)

// Under exp(-x^2/2) lie 256 boxes of equal area, the lowest with the tail beyond TAIL (Marsaglia and Tsang 2000; Doornik 2005).
const LAYERS = 256
// @ts-ignore: decorator
@inline const TAIL: f64 = 3.6541528853610088
// @ts-ignore: decorator
@inline const AREA: f64 = 0.00492867323399
// @ts-ignore: decorator
@inline const PLACES: f64 = 9007199254740992

/** edges[i] is the right end of layer i; falls from beyond the tail to 0. heights[i] = exp(-edges[i]^2/2). */
const edges = memory.data(8 * 257, 8)
const heights = memory.data(8 * 257, 8)
/** Layer i, scaled so that a 53-bit whole number spans it, to the right at 2i and to the left at 2i + 1: a sign without a branch. */
const scales = memory.data(8 * 512, 8)
/** Below what a 53-bit whole number lies inside the layer for certain. */
const sure = memory.data(8 * 256, 8)

// @ts-ignore: decorator
@inline function at(table: usize, i: i32): f64 { return load<f64>(table + (<usize>i << 3)) }
// @ts-ignore: decorator
@inline function put(table: usize, i: i32, x: f64): void { store<f64>(table + (<usize>i << 3), x) }

export function state(): usize { return STATE }

/** Fills the tables: once, before anything is drawn. */
export function prepare(): void {
  put(edges, 0, AREA / expOfOne(-0.5 * TAIL * TAIL))
  put(edges, 1, TAIL)
  for (let i = 2; i < LAYERS; i++) {
    const before = at(edges, i - 1)
    put(edges, i, sqrt(-2 * log(AREA / before + expOfOne(-0.5 * before * before))))
  }
  put(edges, LAYERS, 0)
  for (let i = 0; i <= LAYERS; i++) put(heights, i, expOfOne(-0.5 * (at(edges, i) * at(edges, i))))
  for (let i = 0; i < 2 * LAYERS; i++) put(scales, i, ((i & 1 ? -1.0 : 1.0) * at(edges, i >> 1)) / PLACES)
  for (let i = 0; i < LAYERS; i++) put(sure, i, (at(edges, i + 1) / at(edges, i)) * PLACES)
}

// @ts-ignore: decorator
@inline function next(): u64 {
  const s = load<u64>(STATE)
  const t = load<u64>(STATE, 8)
  const a = s ^ t
  store<u64>(STATE, rotl<u64>(s, 24) ^ a ^ (a << 16))
  store<u64>(STATE, rotl<u64>(a, 37), 8)
  return s + t
}

/** Uniform on [0, 1), from the low halves of two words. */
function uniform(): f64 {
  const high = <u32>next() >>> 5
  const low = <u32>next() >>> 6
  return (<f64>high * 67108864 + <f64>low) / PLACES
}

/** What the layer's box alone does not decide: the tail beyond the lowest, or the curve above the next edge; NaN to draw again. */
function wedge(layer: i32, x: f64): f64 {
  if (layer > 0) {
    const below = at(heights, layer)
    return below + (at(heights, layer + 1) - below) * uniform() < expOfOne(-0.5 * x * x) ? x : NaN
  }
  let beyond: f64
  do beyond = -log(1 - uniform()) / TAIL
  while (!(-2 * log(1 - uniform()) > beyond * beyond))
  return x < 0 ? -TAIL - beyond : TAIL + beyond
}

/** Writes `count` normals of this mean and standard deviation to p; of -0 and 1 they are the standard ones to the bit. */
export function normals(p: usize, count: i32, mean: f64, sd: f64): void {
  let s = load<u64>(STATE)
  let t = load<u64>(STATE, 8)
  const end = p + (<usize>count << 3)
  while (p < end) {
    const word = s + t
    const a = s ^ t
    s = rotl<u64>(s, 24) ^ a ^ (a << 16)
    t = rotl<u64>(a, 37)
    // Eight bits choose the layer, one the sign, 53 the place; the two lowest, which are the weakest, go unused.
    const place = <f64><i64>((word & 0x7fffffffffffff) >> 2)
    let x = place * load<f64>(scales + (<usize>(word >> 55) << 3))
    const layer = <i32>(word >> 56)
    if (place >= at(sure, layer)) {
      store<u64>(STATE, s)
      store<u64>(STATE, t, 8)
      x = wedge(layer, x)
      s = load<u64>(STATE)
      t = load<u64>(STATE, 8)
      if (x != x) continue
    }
    store<f64>(p, mean + sd * x)
    p += 8
  }
  store<u64>(STATE, s)
  store<u64>(STATE, t, 8)
}

/** Writes `count` whole numbers below `bound` to p, four bytes each. */
export function wholes(p: usize, count: i32, bound: f64): void {
  // As long as numbers of 53 bits hold the product, it need not be one of them.
  const exact = bound <= 2097152
  const whole = <u64>bound
  let s = load<u64>(STATE)
  let t = load<u64>(STATE, 8)
  for (let i = 0; i < count; i++, p += 4) {
    const word = (s + t) & 0xffffffff
    store<u32>(p, exact ? <u32>(word * whole >> 32) : <u32><i64>(<f64><i64>word / 4294967296 * bound))
    const a = s ^ t
    s = rotl<u64>(s, 24) ^ a ^ (a << 16)
    t = rotl<u64>(a, 37)
  }
  store<u64>(STATE, s)
  store<u64>(STATE, t, 8)
}
