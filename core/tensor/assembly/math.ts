// Four exponentials, logarithms and activations at once, by additions, multiplications and divisions alone, which every host rounds alike
// (polynomials: Moshier, Cephes, single precision).

// @ts-ignore: decorator
@inline export function splat(x: f32): v128 { return f32x4.splat(x) }
/** sum + a b: with one rounding where the build may, else with two. */
// @ts-ignore: decorator
@inline export function madd(sum: v128, a: v128, b: v128): v128 { return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b)) }

// Numbers that stand in memory: those in the code itself are put together anew at each use by some engines, which takes longer than to read one.
const EXP_TABLE = memory.data<f32>([
  -87, 89, 1.44269504088896341, 12582912, 0.693359375, 2.12194440e-4, -86.6,
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
])
const LOG_TABLE = memory.data<f32>([
  1.17549435e-38, 8388608, 23, 0.707106781186547524, 1, -2.12194440e-4, -0.5, 0.693359375,
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
])
/** The bits of √½. */
const ROOT = memory.data<i32>([0x3f3504f3])
/** 2/9, 2/7, 2/5 and 2/3; 1 and log 2. */
const SHORT_TABLE = memory.data<f32>([0.22222222, 0.2857143, 0.4, 0.6666667, 1, 0.6931471805599453])
const ARTANH_TABLE = memory.data<f32>([0.13333334, 0.15384616, 0.18181819, 0.22222222, 0.2857143, 0.4, 0.6666667, 2])

/** The number at that place of a table, four times. */
// @ts-ignore: decorator
@inline export function fixed(table: usize, place: i32): v128 { return v128.load32_splat(table + (<usize>place << 2)) }
/** c + p r: a step of Horner's rule. */
// @ts-ignore: decorator
@inline function step(p: v128, r: v128, table: usize, place: i32): v128 { return madd(fixed(table, place), p, r) }
// @ts-ignore: decorator
@inline function horner(p: v128, r: v128, c: f32): v128 { return madd(splat(c), p, r) }

/** e^(x − k log 2), k the whole number in the last bits of `beside`. */
// @ts-ignore: decorator
@inline function expRest(x: v128, beside: v128): v128 {
  const k = f32x4.sub(beside, fixed(EXP_TABLE, 3))
  let r = f32x4.sub(x, f32x4.mul(k, fixed(EXP_TABLE, 4)))
  r = f32x4.add(r, f32x4.mul(k, fixed(EXP_TABLE, 5)))
  let p = fixed(EXP_TABLE, 7)
  p = step(p, r, EXP_TABLE, 8)
  p = step(p, r, EXP_TABLE, 9)
  p = step(p, r, EXP_TABLE, 10)
  p = step(p, r, EXP_TABLE, 11)
  p = step(p, r, EXP_TABLE, 12)
  return f32x4.add(madd(r, p, f32x4.mul(r, r)), fixed(EXP_TABLE, 13))
}

/** Beside 1.5 · 2^23 a float has no places behind the point, and the whole number stands in its last bits. */
// @ts-ignore: decorator
@inline function besideOf(x: v128): v128 { return f32x4.add(f32x4.mul(x, fixed(EXP_TABLE, 2)), fixed(EXP_TABLE, 3)) }

/** e^x; 0 below e^-86.6 = 2.5e-38, infinity above 88.7. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  // These of a comparison alone hand on what is not a number, too, and take one instruction.
  const within = f32x4.pmin(f32x4.pmax(x, fixed(EXP_TABLE, 0)), fixed(EXP_TABLE, 1))
  const beside = besideOf(within)
  // 2^k as 2^(k-1) and a doubling, since 2^128 is no number.
  const half = i32x4.shl(i32x4.add(beside, i32x4.splat(126)), 23)
  let p = f32x4.mul(expRest(within, beside), half)
  p = f32x4.add(p, p)
  return v128.andnot(p, f32x4.lt(x, fixed(EXP_TABLE, 6)))
}

/** The same where x is within ±80. */
// @ts-ignore: decorator
@inline export function expWithin(x: v128): v128 {
  const beside = besideOf(x)
  return f32x4.mul(expRest(x, beside), i32x4.shl(i32x4.add(beside, i32x4.splat(127)), 23))
}

/** log x; minus infinity at 0, not a number below. */
// @ts-ignore: decorator
@inline export function log(x: v128): v128 {
  // Below the normal numbers the exponent does not tell.
  const small = f32x4.lt(x, fixed(LOG_TABLE, 0))
  const scaled = v128.bitselect(f32x4.mul(x, fixed(LOG_TABLE, 1)), x, small)
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(scaled, 23), i32x4.splat(126)))
  e = f32x4.sub(e, v128.and(small, fixed(LOG_TABLE, 2)))
  let m = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000))
  const low = f32x4.lt(m, fixed(LOG_TABLE, 3))
  e = f32x4.sub(e, v128.and(low, fixed(LOG_TABLE, 4)))
  m = f32x4.sub(f32x4.add(m, v128.and(low, m)), fixed(LOG_TABLE, 4))
  const z = f32x4.mul(m, m)
  let p = fixed(LOG_TABLE, 8)
  p = step(p, m, LOG_TABLE, 9)
  p = step(p, m, LOG_TABLE, 10)
  p = step(p, m, LOG_TABLE, 11)
  p = step(p, m, LOG_TABLE, 12)
  p = step(p, m, LOG_TABLE, 13)
  p = step(p, m, LOG_TABLE, 14)
  p = step(p, m, LOG_TABLE, 15)
  p = step(p, m, LOG_TABLE, 16)
  p = f32x4.mul(f32x4.mul(p, m), z)
  p = madd(p, e, fixed(LOG_TABLE, 5))
  p = madd(p, z, fixed(LOG_TABLE, 6))
  let y = madd(f32x4.add(m, p), e, fixed(LOG_TABLE, 7))
  y = v128.bitselect(splat(-Infinity), y, f32x4.eq(x, splat(0)))
  y = v128.bitselect(x, y, f32x4.eq(x, splat(Infinity)))
  return v128.bitselect(splat(NaN), y, v128.or(f32x4.lt(x, splat(0)), f32x4.ne(x, x)))
}

/** The same of normal numbers above 0 alone, in fewer operations: 2 artanh((m − 1)/(m + 1)) + e log 2, m between √½ and √2. */
// @ts-ignore: decorator
@inline export function logNormal(x: v128): v128 {
  const e = i32x4.shr_s(i32x4.sub(x, v128.load32_splat(ROOT)), 23)
  const m = i32x4.sub(x, i32x4.shl(e, 23))
  const t = f32x4.div(f32x4.sub(m, fixed(SHORT_TABLE, 4)), f32x4.add(m, fixed(SHORT_TABLE, 4)))
  const s = f32x4.mul(t, t)
  let p = fixed(SHORT_TABLE, 0)
  p = step(p, s, SHORT_TABLE, 1)
  p = step(p, s, SHORT_TABLE, 2)
  p = step(p, s, SHORT_TABLE, 3)
  // Twice t is added last, so that what is rounded before it is small.
  return madd(madd(f32x4.add(t, t), f32x4.mul(t, s), p), f32x4.convert_i32x4_s(e), fixed(SHORT_TABLE, 5))
}

/** log(1 + e) for e in [0, 1]: 2 artanh(e / (2 + e)), exact to the last place where e is small. */
// @ts-ignore: decorator
@inline export function logOnePlus(e: v128): v128 {
  const t = f32x4.div(e, f32x4.add(e, splat(2)))
  const s = f32x4.mul(t, t)
  let p = fixed(ARTANH_TABLE, 0)
  p = step(p, s, ARTANH_TABLE, 1)
  p = step(p, s, ARTANH_TABLE, 2)
  p = step(p, s, ARTANH_TABLE, 3)
  p = step(p, s, ARTANH_TABLE, 4)
  p = step(p, s, ARTANH_TABLE, 5)
  p = step(p, s, ARTANH_TABLE, 6)
  p = step(p, s, ARTANH_TABLE, 7)
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
