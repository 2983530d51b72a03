// core/math/elementary.ts, two numbers at once: the same operations in the same order, hence the same bits.

// @ts-ignore: decorator
@inline const LOG2_HIGH: f64 = 0.6931471803691238
// @ts-ignore: decorator
@inline const LOG2_LOW: f64 = 1.9082149292705877e-10
// @ts-ignore: decorator
@inline const PER_LOG2: f64 = 1.4426950408889634

// @ts-ignore: decorator
@inline export function splat(x: f64): v128 { return f64x2.splat(x) }
// @ts-ignore: decorator
@inline export function pair(a: f64, b: f64): v128 { return f64x2.replace_lane(f64x2.splat(a), 1, b) }
// @ts-ignore: decorator
@inline export function first(v: v128): f64 { return f64x2.extract_lane(v, 0) }
// @ts-ignore: decorator
@inline export function second(v: v128): f64 { return f64x2.extract_lane(v, 1) }
/** What e^x is made of, read from memory: written into the code, a pair of equal numbers takes three instructions each time. */
const CONSTANTS = memory.data<f64>([
  PER_LOG2, 0.5, 1, LOG2_HIGH, LOG2_LOW, 479001600, 6227020800,
  1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 6.0,
  6755399441055744, 708,
], 16)
// @ts-ignore: decorator
@inline function constant(i: i32): v128 { return v128.load64_splat(CONSTANTS + (<usize>i << 3)) }
// @ts-ignore: decorator
@inline export function one(): v128 { return constant(2) }
/** c + s p: a step of Horner's rule, with two roundings; c by its place. */
// @ts-ignore: decorator
@inline function horner(p: v128, s: v128, c: i32): v128 { return f64x2.add(constant(c), f64x2.mul(s, p)) }
/** 2^k, k in the lowest bits. */
// @ts-ignore: decorator
@inline function twoTo(k: v128): v128 { return i64x2.shl(i64x2.add(k, i64x2.splat(1023)), 52) }

/** e 2^k where e^x is near the ends of the numbers, or beyond them. */
function atEnds(x: v128, e: v128, k: v128): v128 {
  // 2^k in two factors, the first exact: neither overflows, and below the normal numbers one rounding is left.
  const whole = i64x2.shr_s(i64x2.shl(k, 32), 32)
  const half = i64x2.shr_s(whole, 1)
  let y = f64x2.mul(f64x2.mul(e, twoTo(half)), twoTo(i64x2.sub(whole, half)))
  y = v128.andnot(y, f64x2.le(x, splat(-744.4)))
  y = v128.bitselect(splat(Infinity), y, f64x2.gt(x, splat(709.782712893384)))
  return v128.bitselect(x, y, f64x2.ne(x, x))
}

/** e^x. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  const t = f64x2.mul(x, constant(0))
  // 1.5 2^52 leaves no place for fractions: what is added to it is rounded, and its whole number stands in the lowest bits.
  const large = f64x2.add(t, constant(16))
  const even = f64x2.sub(large, constant(16))
  // Halves go up, as with Math.round.
  const up = f64x2.eq(f64x2.sub(t, even), constant(1))
  const k = f64x2.add(even, v128.and(up, one()))
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, constant(3))), f64x2.mul(k, constant(4)))
  const s = f64x2.mul(r, r)
  let a = f64x2.add(constant(7), f64x2.div(s, constant(5)))
  let b = f64x2.add(constant(8), f64x2.div(s, constant(6)))
  a = horner(a, s, 9)
  b = horner(b, s, 10)
  a = horner(a, s, 11)
  b = horner(b, s, 12)
  a = horner(a, s, 13)
  b = horner(b, s, 14)
  a = horner(a, s, 1)
  b = horner(b, s, 15)
  const e = f64x2.add(one(), f64x2.add(r, f64x2.mul(s, f64x2.add(a, f64x2.mul(r, b)))))
  const whole = i64x2.sub(large, up)
  return i64x2.bitmask(f64x2.lt(f64x2.abs(x), constant(17))) == 3 ? f64x2.mul(e, twoTo(whole)) : atEnds(x, e, whole)
}

/** log x. */
export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN
  if (x == Infinity) return x
  // Below the normal numbers the exponent does not tell.
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * 0.6931471805599453
  const bits = reinterpret<u64>(x)
  let k = <i32>(bits >> 52) - 1023
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000)
  if (m > 1.4142135623730951) {
    m /= 2
    k += 1
  }
  const f = m - 1
  const t = f / (2 + f)
  const s = t * t
  const series = s * (1.0 / 3.0 + s * (1.0 / 5.0 + s * (1.0 / 7.0 + s * (1.0 / 9.0 + s * (1.0 / 11.0 + s * (1.0 / 13.0 + s * (1.0 / 15.0 + s * (1.0 / 17.0 + s * (1.0 / 19.0 + s / 21)))))))))
  return <f64>k * LOG2_HIGH + (f - (t * f - (2 * t * series + <f64>k * LOG2_LOW)))
}

export function expOfOne(x: f64): f64 { return first(exp(splat(x))) }

/** e^x of `count` numbers at p, in their place; a pair may be read beyond them. */
export function exponentials(p: usize, count: i32): void {
  for (let i = 0; i < count; i += 2, p += 16) v128.store(p, exp(v128.load(p)))
}
