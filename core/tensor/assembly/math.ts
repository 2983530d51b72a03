// Four exponentials, logarithms and activations at once, by additions, multiplications and divisions alone, which every host rounds alike
// (polynomials: Moshier, Cephes, single precision).

// @ts-ignore: decorator
@inline export function splat(x: f32): v128 { return f32x4.splat(x) }
/** sum + a b: with one rounding where the build may, else with two. */
// @ts-ignore: decorator
@inline export function madd(sum: v128, a: v128, b: v128): v128 { return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b)) }
/** c + p r: a step of Horner's rule. */
// @ts-ignore: decorator
@inline function horner(p: v128, r: v128, c: f32): v128 { return madd(splat(c), p, r) }

/** e^x; 0 below e^-86.6 = 2.5e-38, infinity above 88.7. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  // These of a comparison alone hand on what is not a number, too, and take one instruction.
  const within = f32x4.pmin(f32x4.pmax(x, splat(-87)), splat(89))
  // Beside 1.5 · 2^23 a float has no places behind the point, and the whole number stands in its last bits.
  const beside = f32x4.add(f32x4.mul(within, splat(1.44269504088896341)), splat(12582912))
  const k = f32x4.sub(beside, splat(12582912))
  let r = f32x4.sub(within, f32x4.mul(k, splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(k, splat(2.12194440e-4)))
  let p = splat(1.9875691500e-4)
  p = horner(p, r, 1.3981999507e-3)
  p = horner(p, r, 8.3334519073e-3)
  p = horner(p, r, 4.1665795894e-2)
  p = horner(p, r, 1.6666665459e-1)
  p = horner(p, r, 5.0000001201e-1)
  p = f32x4.add(madd(r, p, f32x4.mul(r, r)), splat(1))
  // 2^k as 2^(k-1) and a doubling, since 2^128 is no number.
  const half = i32x4.shl(i32x4.add(beside, i32x4.splat(126)), 23)
  p = f32x4.mul(p, half)
  p = f32x4.add(p, p)
  return v128.andnot(p, f32x4.lt(x, splat(-86.6)))
}

/** log x; minus infinity at 0, not a number below. */
// @ts-ignore: decorator
@inline export function log(x: v128): v128 {
  // Below the normal numbers the exponent does not tell.
  const small = f32x4.lt(x, splat(1.17549435e-38))
  const scaled = v128.bitselect(f32x4.mul(x, splat(8388608)), x, small)
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(scaled, 23), i32x4.splat(126)))
  e = f32x4.sub(e, v128.and(small, splat(23)))
  let m = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000))
  const low = f32x4.lt(m, splat(0.707106781186547524))
  e = f32x4.sub(e, v128.and(low, splat(1)))
  m = f32x4.sub(f32x4.add(m, v128.and(low, m)), splat(1))
  const z = f32x4.mul(m, m)
  let p = splat(7.0376836292e-2)
  p = horner(p, m, -1.1514610310e-1)
  p = horner(p, m, 1.1676998740e-1)
  p = horner(p, m, -1.2420140846e-1)
  p = horner(p, m, 1.4249322787e-1)
  p = horner(p, m, -1.6668057665e-1)
  p = horner(p, m, 2.0000714765e-1)
  p = horner(p, m, -2.4999993993e-1)
  p = horner(p, m, 3.3333331174e-1)
  p = f32x4.mul(f32x4.mul(p, m), z)
  p = madd(p, e, splat(-2.12194440e-4))
  p = madd(p, z, splat(-0.5))
  let y = madd(f32x4.add(m, p), e, splat(0.693359375))
  y = v128.bitselect(splat(-Infinity), y, f32x4.eq(x, splat(0)))
  y = v128.bitselect(x, y, f32x4.eq(x, splat(Infinity)))
  return v128.bitselect(splat(NaN), y, v128.or(f32x4.lt(x, splat(0)), f32x4.ne(x, x)))
}

/** log(1 + e) for e in [0, 1]: 2 artanh(e / (2 + e)), exact to the last place where e is small. */
// @ts-ignore: decorator
@inline export function logOnePlus(e: v128): v128 {
  const t = f32x4.div(e, f32x4.add(e, splat(2)))
  const s = f32x4.mul(t, t)
  let p = splat(0.13333334)
  p = horner(p, s, 0.15384616)
  p = horner(p, s, 0.18181819)
  p = horner(p, s, 0.22222222)
  p = horner(p, s, 0.2857143)
  p = horner(p, s, 0.4)
  p = horner(p, s, 0.6666667)
  p = horner(p, s, 2)
  return f32x4.mul(p, t)
}

/** e^-|x|. */
// @ts-ignore: decorator
@inline export function expMinusAbs(x: v128): v128 { return exp(v128.or(x, splat(-0.0))) }

/** log(1 + e^x). */
// @ts-ignore: decorator
@inline export function softplus(x: v128): v128 { return f32x4.add(f32x4.pmax(x, splat(0)), logOnePlus(expMinusAbs(x))) }

/** 1 / (1 + e^-x). */
// @ts-ignore: decorator
@inline export function sigmoid(x: v128): v128 {
  const e = expMinusAbs(x)
  return f32x4.div(v128.bitselect(e, splat(1), f32x4.lt(x, splat(0))), f32x4.add(e, splat(1)))
}

// @ts-ignore: decorator
@inline export function tanh(x: v128): v128 {
  const sign = v128.and(x, splat(-0.0))
  const e = expMinusAbs(f32x4.add(x, x))
  const far = v128.or(f32x4.div(f32x4.sub(splat(1), e), f32x4.add(splat(1), e)), sign)
  const z = f32x4.mul(x, x)
  let p = splat(-5.70498872745e-3)
  p = horner(p, z, 2.06390887954e-2)
  p = horner(p, z, -5.37397155531e-2)
  p = horner(p, z, 1.33314422036e-1)
  p = horner(p, z, -3.33332819422e-1)
  const near = madd(x, f32x4.mul(p, z), x)
  return v128.bitselect(near, far, f32x4.lt(f32x4.abs(x), splat(0.625)))
}

export const LINEAR = 0
export const RELU = 1
export const TANH = 2
export const SOFTPLUS = 3
export const SIGMOID = 4
export const EXP = 5
export const LOG = 6
export const SQUARE = 7
export const SQRT = 8
export const NEGATE = 9
export const STEP = 10

/** The function of one variable with that number. */
// @ts-ignore: decorator
@inline export function apply(kind: i32, x: v128): v128 {
  if (kind == RELU) return v128.andnot(x, f32x4.lt(x, splat(0)))
  if (kind == TANH) return tanh(x)
  if (kind == SOFTPLUS) return softplus(x)
  if (kind == SIGMOID) return sigmoid(x)
  if (kind == EXP) return exp(x)
  if (kind == LOG) return log(x)
  if (kind == SQUARE) return f32x4.mul(x, x)
  if (kind == SQRT) return f32x4.sqrt(x)
  if (kind == NEGATE) return f32x4.neg(x)
  if (kind == STEP) return v128.bitselect(x, v128.and(splat(1), f32x4.gt(x, splat(0))), f32x4.ne(x, x))
  return x
}

/** dy times the activation's slope, which follows from its value y. */
// @ts-ignore: decorator
@inline export function slope(kind: i32, y: v128, dy: v128): v128 {
  if (kind == RELU) return v128.and(dy, f32x4.gt(y, splat(0)))
  if (kind == TANH) return f32x4.mul(dy, f32x4.sub(splat(1), f32x4.mul(y, y)))
  // The slope of softplus is the sigmoid, 1 - e^-y; by its series where y is small.
  if (kind == SOFTPLUS) {
    const r = f32x4.neg(y)
    let p = horner(splat(0.008333334), r, 0.041666668)
    p = horner(p, r, 0.16666667)
    p = horner(p, r, 0.5)
    p = f32x4.mul(horner(p, r, 1), y)
    const far = f32x4.sub(splat(1), exp(r))
    return f32x4.mul(dy, v128.bitselect(p, far, f32x4.lt(y, splat(0.1))))
  }
  if (kind == SIGMOID) return f32x4.mul(dy, f32x4.mul(y, f32x4.sub(splat(1), y)))
  return dy
}

function loadFew(p: usize, count: i32): v128 {
  let v = splat(0)
  if (count > 0) v = v128.load32_zero(p)
  if (count > 1) v = v128.load32_lane(p + 4, v, 1)
  if (count > 2) v = v128.load32_lane(p + 8, v, 2)
  return v
}

function storeFew(p: usize, v: v128, count: i32): void {
  if (count > 0) v128.store32_lane(p, v, 0)
  if (count > 1) v128.store32_lane(p + 4, v, 1)
  if (count > 2) v128.store32_lane(p + 8, v, 2)
}

/** The first `count` numbers at p, at most four, zeros after them: no byte beyond them is read. */
// @ts-ignore: decorator
@inline export function loadSome(p: usize, count: i32): v128 { return count >= 4 ? v128.load(p) : loadFew(p, count) }

/** The first `count` numbers of v, at most four, to p. */
// @ts-ignore: decorator
@inline export function storeSome(p: usize, v: v128, count: i32): void { if (count >= 4) v128.store(p, v); else storeFew(p, v, count) }

// @ts-ignore: decorator
@inline export function sumOf(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}
