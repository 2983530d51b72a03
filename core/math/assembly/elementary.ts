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
/** c + s p: a step of Horner's rule, with two roundings. */
// @ts-ignore: decorator
@inline function horner(p: v128, s: v128, c: f64): v128 { return f64x2.add(splat(c), f64x2.mul(s, p)) }
/** 2^k. */
// @ts-ignore: decorator
@inline function twoTo(k: v128): v128 { return i64x2.shl(i64x2.extend_low_i32x4_s(i32x4.add(k, i32x4.splat(1023))), 52) }

/** e^x. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  const t = f64x2.mul(x, splat(PER_LOG2))
  // Halves go up, as with Math.round.
  const even = f64x2.nearest(t)
  const k = f64x2.add(even, v128.and(f64x2.eq(f64x2.sub(t, even), splat(0.5)), splat(1)))
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, splat(LOG2_HIGH))), f64x2.mul(k, splat(LOG2_LOW)))
  const s = f64x2.mul(r, r)
  let a = f64x2.add(splat(1.0 / 3628800.0), f64x2.div(s, splat(479001600)))
  let b = f64x2.add(splat(1.0 / 39916800.0), f64x2.div(s, splat(6227020800)))
  a = horner(a, s, 1.0 / 40320.0)
  b = horner(b, s, 1.0 / 362880.0)
  a = horner(a, s, 1.0 / 720.0)
  b = horner(b, s, 1.0 / 5040.0)
  a = horner(a, s, 1.0 / 24.0)
  b = horner(b, s, 1.0 / 120.0)
  a = horner(a, s, 0.5)
  b = horner(b, s, 1.0 / 6.0)
  const e = f64x2.add(splat(1), f64x2.add(r, f64x2.mul(s, f64x2.add(a, f64x2.mul(r, b)))))
  // 2^k in two factors, the first exact: neither overflows, and below the normal numbers one rounding is left.
  const whole = i32x4.trunc_sat_f64x2_s_zero(k)
  const half = i32x4.shr_s(whole, 1)
  let y = f64x2.mul(f64x2.mul(e, twoTo(half)), twoTo(i32x4.sub(whole, half)))
  y = v128.andnot(y, f64x2.le(x, splat(-744.4)))
  y = v128.bitselect(splat(Infinity), y, f64x2.gt(x, splat(709.782712893384)))
  return v128.bitselect(x, y, f64x2.ne(x, x))
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
