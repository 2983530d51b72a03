// Weights that are believed in as normals: what they cost under the log-uniform prior, and the units that they make.
import { address, float, int } from './job'
import { apply, exp, expWithin, fixed, loadSome, logOnePlus, logNormal, madd, slope, splat, storeSome, sumOf } from './math'

/** ε beside θ², bounds of log α, −k₂, k₃, 1, k₁, −k₁ k₃, ½, −2, and e^-8 and e^8: read as math.ts’ tables are. */
const PRICE = memory.data<f32>([1e-8, -8, 8, -1.8732, 1.48695, 1, 0.63576, -0.945343332, 0.5, -2, 3.3546262790251185e-4, 2980.957987041728])

/** ½ log(1 + p), p not below 0. */
// @ts-ignore: decorator
@inline function halfLog(p: v128): v128 {
  const one = fixed(PRICE, 5)
  const y = v128.bitselect(logOnePlus(f32x4.pmin(p, one)), logNormal(f32x4.add(p, one)), f32x4.lt(p, one))
  return f32x4.mul(fixed(PRICE, 8), v128.bitselect(y, p, f32x4.eq(p, p)))
}

/** e^-(k₂ + k₃ a), a held: within ±15 the exponential does not leave the range of numbers. */
// @ts-ignore: decorator
@inline function far(raw: v128): v128 {
  const a = f32x4.pmin(f32x4.pmax(raw, fixed(PRICE, 1)), fixed(PRICE, 2))
  return expWithin(f32x4.sub(fixed(PRICE, 3), f32x4.mul(a, fixed(PRICE, 4))))
}

/** e^-a, held. */
// @ts-ignore: decorator
@inline function ratio(square: v128, variance: v128): v128 { return f32x4.pmin(f32x4.pmax(f32x4.div(square, variance), fixed(PRICE, 10)), fixed(PRICE, 11)) }

/** The slope for v. */
// @ts-ignore: decorator
@inline function steepness(raw: v128, bend: v128, rest: v128, ratio: v128): v128 {
  const drop = f32x4.div(ratio, f32x4.add(ratio, fixed(PRICE, 5)))
  const steep = f32x4.mul(f32x4.mul(fixed(PRICE, 7), bend), rest)
  return v128.and(f32x4.sub(steep, f32x4.mul(fixed(PRICE, 8), drop)), f32x4.lt(f32x4.abs(raw), fixed(PRICE, 2)))
}

/** The first `count` of four, zeros for the others: what fills up a vector must not count. */
// @ts-ignore: decorator
@inline function within(x: v128, count: i32): v128 { return count >= 4 ? x : v128.and(x, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))) }

/**
 * σ² = e^v, and Σ k₁ − k₁ s(k₂ + k₃ a) + ½ log(1 + e^-a) of a row, s the sigmoid, a = v − log(θ² + 1e-8) between −8 and 8 (Molchanov, Ashukha and
 * Vetrov 2017), with its slopes for v, which are 0 where a is held. The factors 1 + e^-a of 32 weights are multiplied up, less 1, so that small ones
 * keep their places, and their logarithm taken once. Arguments: means θ, log variances v, variances, result, slopes (0: not wanted), rows, columns,
 * rows a part.
 */
export function belief(part: i32): void {
  const mean = address(1), logVariance = address(2), variance = address(3), out = address(4), slopes = address(5)
  const rows = int(6), columns = int(7), size = int(8)
  const end = min(rows, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    let sum = splat(0)
    for (let from = 0; from < columns; from += 32) {
      const to = min(columns, from + 32)
      let product = splat(0)
      // Two at a time, stage by stage: a chain of dependent operations as long as one is would leave the machine waiting.
      for (let j = from; j < to; j += 8) {
        const at = row + (<usize>j << 2), count = to - j, more = count - 4
        const m0 = loadSome(mean + at, count), m1 = loadSome(mean + at + 16, more)
        const v0 = loadSome(logVariance + at, count), v1 = loadSome(logVariance + at + 16, more)
        const square0 = f32x4.add(f32x4.mul(m0, m0), fixed(PRICE, 0)), square1 = f32x4.add(f32x4.mul(m1, m1), fixed(PRICE, 0))
        const log0 = logNormal(square0), log1 = logNormal(square1)
        const s0 = exp(v0), s1 = exp(v1)
        storeSome(variance + at, s0, count); storeSome(variance + at + 16, s1, more)
        const raw0 = f32x4.sub(v0, log0), raw1 = f32x4.sub(v1, log1)
        const far0 = far(raw0), far1 = far(raw1)
        const one = fixed(PRICE, 5)
        const bend0 = f32x4.div(one, f32x4.add(far0, one)), bend1 = f32x4.div(one, f32x4.add(far1, one))
        const ratio0 = ratio(square0, s0), ratio1 = ratio(square1, s1)
        const rest0 = f32x4.mul(far0, bend0), rest1 = f32x4.mul(far1, bend1)
        sum = madd(sum, within(rest0, count), fixed(PRICE, 6))
        sum = madd(sum, within(rest1, more), fixed(PRICE, 6))
        product = madd(product, within(ratio0, count), f32x4.add(product, one))
        product = madd(product, within(ratio1, more), f32x4.add(product, one))
        if (slopes != 0) {
          storeSome(slopes + at, steepness(raw0, bend0, rest0, ratio0), count)
          storeSome(slopes + at + 16, steepness(raw1, bend1, rest1, ratio1), more)
        }
      }
      sum = f32x4.add(sum, halfLog(product))
    }
    f32.store(out + (<usize>i << 2), sumOf(sum))
  }
}

/**
 * Slopes for θ and v, of what the means, the variances and the rows’ costs are used for: dθ + d s (−2 θ / (θ² + 1e-8)) and dσ² σ² + d s, s the slope
 * that `belief` wrote down. Arguments: dθ, dσ², d of rows, means, variances, slopes, both results, rows, columns, rows a part.
 */
export function beliefGradient(part: i32): void {
  const byMean = address(1), byVariance = address(2), byRow = address(3), mean = address(4), variance = address(5), slopes = address(6)
  const outMean = address(7), outVariance = address(8), rows = int(9), columns = int(10), size = int(11)
  const end = min(rows, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    const d = v128.load32_splat(byRow + (<usize>i << 2))
    for (let j = 0; j < columns; j += 4) {
      const at = row + (<usize>j << 2), count = columns - j
      const m = loadSome(mean + at, count), s = f32x4.mul(d, loadSome(slopes + at, count))
      const square = f32x4.add(f32x4.mul(m, m), fixed(PRICE, 0))
      storeSome(outMean + at, f32x4.add(loadSome(byMean + at, count), f32x4.div(f32x4.mul(f32x4.mul(s, m), fixed(PRICE, 9)), square)), count)
      storeSome(outVariance + at, madd(s, loadSome(byVariance + at, count), loadSome(variance + at, count)), count)
    }
  }
}

/** f(m + √(v + ε) n). Arguments: means, variances, noise, result, activation, length, numbers a part, ε. */
export function drawn(part: i32): void {
  const mean = address(1), variance = address(2), noise = address(3), out = address(4), kind = int(5), length = int(6), size = int(7)
  const least = splat(float(8))
  const end = min(length, (part + 1) * size)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    const sd = f32x4.sqrt(f32x4.add(loadSome(variance + at, count), least))
    storeSome(out + at, apply(kind, madd(loadSome(mean + at, count), sd, loadSome(noise + at, count))), count)
  }
}

/**
 * Its slopes: dm = dy f', dv = dm n / (2 √(v + ε)). Arguments: values y, dy, variances, noise, both results, activation, length, numbers a part, ε.
 */
export function drawnGradient(part: i32): void {
  const y = address(1), dy = address(2), variance = address(3), noise = address(4), outMean = address(5), outVariance = address(6)
  const kind = int(7), length = int(8), size = int(9)
  const least = splat(float(10)), half = splat(0.5)
  const end = min(length, (part + 1) * size)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    const d = slope(kind, loadSome(y + at, count), loadSome(dy + at, count))
    const sd = f32x4.sqrt(f32x4.add(loadSome(variance + at, count), least))
    storeSome(outMean + at, d, count)
    storeSome(outVariance + at, f32x4.div(f32x4.mul(f32x4.mul(d, half), loadSome(noise + at, count)), sd), count)
  }
}
