// Weighted sums of one row of inputs, four units at a time: of float32 numbers, of int8 codes, which are rounded to codes again, and by the weights
// that are left.

/** Where a caller's arrays may begin. */
export function base(): usize { return (__heap_base + 15) & ~15 }

// @ts-ignore: decorator
@inline function sumOf(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
}

/**
 * out_j = b_j + x . w_j in float32. Weights are [units, inputs]; inputs are a multiple of 4 and units too: what is added to get there is 0.
 */
export function dense(x: usize, weights: usize, bias: usize, out: usize, inputs: i32, units: i32): void {
  const bytes = <usize>inputs << 2
  const end = x + bytes
  for (let j = 0; j < units; j += 4) {
    let a = f32x4.splat(0), b = a, c = a, d = a
    let r0 = weights, r1 = r0 + bytes, r2 = r1 + bytes, r3 = r2 + bytes
    for (let at = x; at < end; at += 16) {
      const v = v128.load(at)
      a = f32x4.add(a, f32x4.mul(v, v128.load(r0)))
      b = f32x4.add(b, f32x4.mul(v, v128.load(r1)))
      c = f32x4.add(c, f32x4.mul(v, v128.load(r2)))
      d = f32x4.add(d, f32x4.mul(v, v128.load(r3)))
      r0 += 16; r1 += 16; r2 += 16; r3 += 16
    }
    const sums = f32x4(sumOf(a), sumOf(b), sumOf(c), sumOf(d))
    v128.store(out, f32x4.add(sums, v128.load(bias)))
    out += 16; bias += 16
    weights += bytes << 2
  }
}

// @ts-ignore: decorator
@inline function wholeSumOf(x: v128): i32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3)
}

/** Two quotients or products, rounded, halves to even, and moved by z: what is too large for 32 bits stays at their ends, and no number becomes 0. */
// @ts-ignore: decorator
@inline function codesOf(x: v128, z: v128): v128 { return i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.nearest(x), z)) }

/** The first two of either, held between `least` and 127. */
// @ts-ignore: decorator
@inline function held(low: v128, high: v128, least: v128): v128 { return i32x4.min_s(i32x4.max_s(i64x2.shuffle(low, high, 0, 2), least), i32x4.splat(127)) }

// @ts-ignore: decorator
@inline function storeCodes(out: usize, codes: v128): void {
  const narrow = i16x8.narrow_i32x4_s(codes, codes)
  v128.store32_lane(out, i8x16.narrow_i16x8_s(narrow, narrow), 0)
}

/** q = clip(round(x / s) + z, −128, 127), halves to even, in float64, of `count` numbers, a multiple of 4. */
export function quantize(x: usize, out: usize, count: i32, scale: f64, zeroPoint: f64): void {
  const s = f64x2.splat(scale), z = f64x2.splat(zeroPoint), least = i32x4.splat(-128)
  for (let end = x + (<usize>count << 2); x < end; x += 16, out += 4) {
    const v = v128.load(x)
    const low = f64x2.div(f64x2.promote_low_f32x4(v), s), high = f64x2.div(f64x2.promote_low_f32x4(i64x2.shuffle(v, v, 1, 1)), s)
    storeCodes(out, held(codesOf(low, z), codesOf(high, z), least))
  }
}

/** The lower byte of each sixteen bits. In memory, since some engines would make it anew at each use. */
const LOWER = memory.data<u16>([255, 255, 255, 255, 255, 255, 255, 255], 16)
/** Bytes of so many inputs, widened: sums b of a lane of their products stay below 2²³. */
const SEGMENT: usize = 2032 << 1

// @ts-ignore: decorator
@inline function dot(sum: v128, x: v128, w: v128): v128 { return i32x4.add(sum, i32x4.dot_i16x8_s(x, w)) }

/** What stands above the lower sum: t is a + 256 b. */
// @ts-ignore: decorator
@inline function above(t: v128, a: v128): v128 { return i32x4.shr_s(i32x4.sub(t, a), 8) }

// @ts-ignore: decorator
@inline function pairwise(a: v128, b: v128): v128 { return i32x4.add(i32x4.shuffle(a, b, 0, 2, 4, 6), i32x4.shuffle(a, b, 1, 3, 5, 7)) }

/** Codes of four units from the lanes of their sums. */
// @ts-ignore: decorator
@inline function finish(a: v128, b: v128, c: v128, d: v128, offsets: usize, shift: v128, multipliers: usize, out: usize, z: v128, least: v128): void {
  const sums = i32x4.add(i32x4.add(v128.load(offsets), shift), pairwise(pairwise(a, b), pairwise(c, d)))
  const low = f64x2.mul(f64x2.convert_low_i32x4_s(sums), v128.load(multipliers))
  const high = f64x2.mul(f64x2.convert_low_i32x4_s(i64x2.shuffle(sums, sums, 1, 1)), v128.load(multipliers, 16))
  storeCodes(out, held(codesOf(low, z), codesOf(high, z), least))
}

/**
 * q_j = clip(round(m_j (o_j + x . w_j)) + z, least, 127), halves to even: sums in int32, products with m in float64. x is of 8 bits, and widened to 16
 * first. Two units a and b stand in sixteen bits, a + 128 below b, so that weights need no widening: products with all of it, a' + 256 b, and with the
 * lower byte, a', give both sums. Weights are, eight units at a time, eight words of each pair in turn. Inputs are a multiple of 8, units too: what is
 * added to get there is 0.
 */
export function int8(
  x: usize, wide: usize, weights: usize, offsets: usize, multipliers: usize, out: usize, inputs: i32, units: i32, zeroPoint: f64, smallest: i32,
): void {
  let all = i32x4.splat(0)
  for (let i = 0; i < inputs; i += 8) {
    const v = v128.load_ext<i8>(x + <usize>i)
    all = i32x4.add(all, i32x4.extadd_pairwise_i16x8_s(v))
    v128.store(wide + (<usize>i << 1), v)
  }
  // 128 Σ x, which the lower units have too many.
  const excess = i32x4.splat(-128 * (i32x4.extract_lane(all, 0) + i32x4.extract_lane(all, 1) + i32x4.extract_lane(all, 2) + i32x4.extract_lane(all, 3)))
  const shift = v128.and(excess, i32x4(-1, 0, -1, 0))
  const end = wide + (<usize>inputs << 1)
  const z = f64x2.splat(zeroPoint), least = i32x4.splat(smallest), lower = v128.load(LOWER)
  for (let j = 0; j < units; j += 8) {
    let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a
    for (let at = wide; at < end;) {
      const to = min(end, at + SEGMENT)
      let a1 = i32x4.splat(0), b1 = a1, c1 = a1, d1 = a1, e1 = a1, f1 = a1, g1 = a1, h1 = a1
      for (; at < to; at += 16) {
        const v = v128.load(at)
        const ab = v128.load(weights), cd = v128.load(weights, 16), ef = v128.load(weights, 32), gh = v128.load(weights, 48)
        b1 = dot(b1, v, ab); a1 = dot(a1, v, v128.and(ab, lower))
        d1 = dot(d1, v, cd); c1 = dot(c1, v, v128.and(cd, lower))
        f1 = dot(f1, v, ef); e1 = dot(e1, v, v128.and(ef, lower))
        h1 = dot(h1, v, gh); g1 = dot(g1, v, v128.and(gh, lower))
        weights += 64
      }
      a = i32x4.add(a, a1); b = i32x4.add(b, above(b1, a1)); c = i32x4.add(c, c1); d = i32x4.add(d, above(d1, c1))
      e = i32x4.add(e, e1); f = i32x4.add(f, above(f1, e1)); g = i32x4.add(g, g1); h = i32x4.add(h, above(h1, g1))
    }
    finish(a, b, c, d, offsets, shift, multipliers, out, z, least)
    finish(e, f, g, h, offsets + 16, shift, multipliers + 32, out + 4, z, least)
    offsets += 32; multipliers += 64; out += 8
  }
}

// @ts-ignore: decorator
@inline function at(x: usize, place: usize, offset: usize): f32 { return load<f32>(x + (<usize>load<u16>(place + offset) << 2)) }

/**
 * out_j = b_j + Σ x_k w_k in float32 over the weights that unit j has left: values from starts[j] to starts[j + 1], and the inputs they belong
 * to, of 16 bits each. Four sums at once, since an addition waits for the one before it.
 */
export function sparse(x: usize, starts: usize, places: usize, values: usize, bias: usize, out: usize, units: i32): void {
  for (let j = 0; j < units; j++) {
    const end = values + (<usize>(load<u32>(starts, 4) - load<u32>(starts)) << 2)
    let a: f32 = load<f32>(bias), b: f32 = 0, c: f32 = 0, d: f32 = 0
    for (; values + 16 <= end; values += 16, places += 8) {
      a += at(x, places, 0) * load<f32>(values)
      b += at(x, places, 2) * load<f32>(values, 4)
      c += at(x, places, 4) * load<f32>(values, 8)
      d += at(x, places, 6) * load<f32>(values, 12)
    }
    for (; values < end; values += 4, places += 2) a += at(x, places, 0) * load<f32>(values)
    store<f32>(out, (a + b) + (c + d))
    starts += 4; bias += 4; out += 4
  }
}
