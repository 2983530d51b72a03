// Weighted sums of one row of inputs, four units at a time: of float32 numbers, of int8 codes, and by the weights that are left.

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

/**
 * out_j = o_j + x . w_j in int32. x is of 16 bits, weights [units, inputs] of 8: eight of them are widened and multiplied at once, and neighbours
 * added. Inputs are a multiple of 16, units of 4: what is added to get there is 0.
 */
export function int8(x: usize, weights: usize, offsets: usize, out: usize, inputs: i32, units: i32): void {
  const row = <usize>inputs
  const end = x + (row << 1)
  for (let j = 0; j < units; j += 4) {
    let a = i32x4.splat(0), b = a, c = a, d = a
    let r0 = weights, r1 = r0 + row, r2 = r1 + row, r3 = r2 + row
    for (let at = x; at < end; at += 32) {
      const v = v128.load(at)
      const next = v128.load(at, 16)
      a = i32x4.add(a, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r0)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r1)))
      c = i32x4.add(c, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r2)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r3)))
      a = i32x4.add(a, i32x4.dot_i16x8_s(next, v128.load_ext<i8>(r0, 8)))
      b = i32x4.add(b, i32x4.dot_i16x8_s(next, v128.load_ext<i8>(r1, 8)))
      c = i32x4.add(c, i32x4.dot_i16x8_s(next, v128.load_ext<i8>(r2, 8)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(next, v128.load_ext<i8>(r3, 8)))
      r0 += 16; r1 += 16; r2 += 16; r3 += 16
    }
    const sums = i32x4(wholeSumOf(a), wholeSumOf(b), wholeSumOf(c), wholeSumOf(d))
    v128.store(out, i32x4.add(sums, v128.load(offsets)))
    out += 16; offsets += 16
    weights += row << 2
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
