// The matrix product of any layout, in blocks of 6 × 8 (Goto and van de Geijn 2008): panels of six rows of A and of eight columns of B are
// packed one after the other, so that the innermost loop reads straight on. Without a fused multiply-add each block is a row less: the
// product needs a register of its own, and with twelve sums there is none left.
import { JOB, address, int, scratch } from './job'
import { LINEAR, apply, loadSome, madd, splat, storeSome } from './math'

/** Rows of a block. */
const ROWS = ASC_FEATURE_RELAXED_SIMD ? 6 : 5
const STEP: usize = ROWS * 4
/** Of the summed index at a time: a panel of B stays in the first cache. */
const DEPTH = 512
/** Numbers of A that are packed at once: they stay in the second cache. */
export const ROOM = 135168
const PANEL: usize = ROOM * 4
const TILE: usize = PANEL + DEPTH * 8 * 4

// A, packed already for this job and block of rows.
let packedJob = -1
let packedBlock = -1

// @ts-ignore: decorator
@inline function clear(p: usize, row: usize): void {
  for (let r = 0; r < ROWS; r++) { v128.store(p, splat(0)); v128.store(p, splat(0), 16); p += row }
}

/**
 * Adds the product of two panels to six (or five) rows by eight columns. The sums begin as what stands there, and are only stored at the
 * end: were they added then, some engines would keep them in memory throughout, at half the speed.
 */
function block(pa: usize, pb: usize, pc: usize, depth: i32, row: usize): void {
  let q = pc
  let c00 = v128.load(q), c01 = v128.load(q, 16); q += row
  let c10 = v128.load(q), c11 = v128.load(q, 16); q += row
  let c20 = v128.load(q), c21 = v128.load(q, 16); q += row
  let c30 = v128.load(q), c31 = v128.load(q, 16); q += row
  let c40 = v128.load(q), c41 = v128.load(q, 16)
  if (ROWS == 6) q += row
  let c50 = ROWS == 6 ? v128.load(q) : splat(0), c51 = ROWS == 6 ? v128.load(q, 16) : splat(0)
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(pb), b1 = v128.load(pb, 16)
    let a = v128.load32_splat(pa); c00 = madd(c00, a, b0); c01 = madd(c01, a, b1)
    a = v128.load32_splat(pa, 4); c10 = madd(c10, a, b0); c11 = madd(c11, a, b1)
    a = v128.load32_splat(pa, 8); c20 = madd(c20, a, b0); c21 = madd(c21, a, b1)
    a = v128.load32_splat(pa, 12); c30 = madd(c30, a, b0); c31 = madd(c31, a, b1)
    a = v128.load32_splat(pa, 16); c40 = madd(c40, a, b0); c41 = madd(c41, a, b1)
    if (ROWS == 6) { a = v128.load32_splat(pa, 20); c50 = madd(c50, a, b0); c51 = madd(c51, a, b1) }
    pa += STEP; pb += 32
  }
  v128.store(pc, c00); v128.store(pc, c01, 16); pc += row
  v128.store(pc, c10); v128.store(pc, c11, 16); pc += row
  v128.store(pc, c20); v128.store(pc, c21, 16); pc += row
  v128.store(pc, c30); v128.store(pc, c31, 16); pc += row
  v128.store(pc, c40); v128.store(pc, c41, 16)
  if (ROWS == 6) { pc += row; v128.store(pc, c50); v128.store(pc, c51, 16) }
}

/** Rows of A in panels, zeros beyond the last; element (i, k) stands at a + 4 (i across + k down). */
function packRows(a: usize, across: i32, down: i32, rows: i32, depth: i32, out: usize): void {
  const row = <usize>across << 2, next = <usize>down << 2
  for (let i = 0; i < rows; i += ROWS) {
    let p = a + <usize>i * row
    if (i + ROWS <= rows && down == 1) {
      let k = 0
      for (; k + 4 <= depth; k += 4) {
        const r0 = v128.load(p), r1 = v128.load(p + row), r2 = v128.load(p + 2 * row), r3 = v128.load(p + 3 * row)
        const r4 = v128.load(p + 4 * row)
        const l = i8x16.shuffle(r0, r1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)
        const h = i8x16.shuffle(r0, r1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)
        const m = i8x16.shuffle(r2, r3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)
        const n = i8x16.shuffle(r2, r3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)
        v128.store(out, i64x2.shuffle(l, m, 0, 2)); v128.store(out + STEP, i64x2.shuffle(l, m, 1, 3))
        v128.store(out + 2 * STEP, i64x2.shuffle(h, n, 0, 2)); v128.store(out + 3 * STEP, i64x2.shuffle(h, n, 1, 3))
        if (ROWS == 6) {
          const r5 = v128.load(p + 5 * row)
          const s = i8x16.shuffle(r4, r5, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)
          const t = i8x16.shuffle(r4, r5, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)
          v128.store64_lane(out + 16, s, 0); v128.store64_lane(out + STEP + 16, s, 1)
          v128.store64_lane(out + 2 * STEP + 16, t, 0); v128.store64_lane(out + 3 * STEP + 16, t, 1)
        } else {
          v128.store32_lane(out + 16, r4, 0); v128.store32_lane(out + STEP + 16, r4, 1)
          v128.store32_lane(out + 2 * STEP + 16, r4, 2); v128.store32_lane(out + 3 * STEP + 16, r4, 3)
        }
        p += 16; out += 4 * STEP
      }
      for (; k < depth; k++) {
        for (let r: usize = 0; r < <usize>ROWS; r++) f32.store(out + (r << 2), f32.load(p + r * row))
        p += 4; out += STEP
      }
    } else if (i + ROWS <= rows && across == 1) {
      for (let k = 0; k < depth; k++) {
        v128.store(out, v128.load(p))
        if (ROWS == 6) i64.store(out + 16, i64.load(p + 16))
        else i32.store(out + 16, i32.load(p + 16))
        p += next; out += STEP
      }
    } else {
      const count = <usize>min(ROWS, rows - i)
      for (let k = 0; k < depth; k++) {
        for (let r: usize = 0; r < <usize>ROWS; r++) f32.store(out + (r << 2), r < count ? f32.load(p + r * row) : 0)
        p += next; out += STEP
      }
    }
  }
}

/** One panel of `columns` (at most eight) columns of B, zeros beyond; element (k, j) stands at b + 4 (k down + j across). */
function packColumns(b: usize, down: i32, across: i32, columns: i32, depth: i32, out: usize): void {
  const next = <usize>down << 2, column = <usize>across << 2
  let p = b
  if (columns == 8 && across == 1) {
    for (let k = 0; k < depth; k++) {
      v128.store(out, v128.load(p)); v128.store(out, v128.load(p, 16), 16)
      p += next; out += 32
    }
  } else if (columns == 8 && down == 1) {
    let k = 0
    for (; k + 4 <= depth; k += 4) {
      let q = p
      for (let side: usize = 0; side < 32; side += 16) {
        const r0 = v128.load(q), r1 = v128.load(q + column), r2 = v128.load(q + 2 * column), r3 = v128.load(q + 3 * column)
        const l = i8x16.shuffle(r0, r1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)
        const h = i8x16.shuffle(r0, r1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)
        const m = i8x16.shuffle(r2, r3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23)
        const n = i8x16.shuffle(r2, r3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31)
        const o = out + side
        v128.store(o, i64x2.shuffle(l, m, 0, 2)); v128.store(o + 32, i64x2.shuffle(l, m, 1, 3))
        v128.store(o + 64, i64x2.shuffle(h, n, 0, 2)); v128.store(o + 96, i64x2.shuffle(h, n, 1, 3))
        q += 4 * column
      }
      p += 16; out += 128
    }
    for (; k < depth; k++) {
      for (let j: usize = 0; j < 8; j++) f32.store(out + (j << 2), f32.load(p + j * column))
      p += 4; out += 32
    }
  } else {
    const count = <usize>columns
    for (let k = 0; k < depth; k++) {
      for (let j: usize = 0; j < 8; j++) f32.store(out + (j << 2), j < count ? f32.load(p + j * column) : 0)
      p += next; out += 32
    }
  }
}

/** Adds the bias (one number a column; address 0: none) and applies the activation to the columns [from, to) of a row. */
export function finish(row: usize, bias: usize, activation: i32, from: i32, to: i32): void {
  if (bias == 0 && activation == LINEAR) return
  for (let j = from; j < to; j += 4) {
    const at = <usize>j << 2, count = to - j
    let v = loadSome(row + at, count)
    if (bias != 0) v = f32x4.add(v, loadSome(bias + at, count))
    storeSome(row + at, apply(activation, v), count)
  }
}

/**
 * Arguments: a, its strides along rows and along the sum, b, its strides along the sum and along columns, c, rows, columns, depth, bias,
 * activation, rows a block, columns a strip (multiples of the tile), whether
 * to add to c. A part is one block of rows in one strip of columns.
 */
export function multiply(part: i32): void {
  const a = address(1), acrossA = int(2), downA = int(3), b = address(4), downB = int(5), acrossB = int(6), c = address(7)
  const rows = int(8), columns = int(9), depth = int(10), bias = address(11), activation = int(12), rowsAPart = int(13), columnsAPart = int(14)
  const adds = int(15) != 0
  const strips = (columns + columnsAPart - 1) / columnsAPart
  const at = part / strips, strip = part - at * strips
  const i0 = at * rowsAPart, i1 = min(rows, i0 + rowsAPart), j0 = strip * columnsAPart, j1 = min(columns, j0 + columnsAPart)
  const padded = (i1 - i0 + ROWS - 1) / ROWS * ROWS
  const row = <usize>columns << 2
  const pieces = max(1, (depth + DEPTH - 1) / DEPTH)
  const piece = ((depth + pieces - 1) / pieces + 3) & ~3
  const all = padded * depth <= ROOM
  const job = load<i32>(JOB)
  const ready = all && packedJob == job && packedBlock == at
  for (let k0 = 0; k0 < depth; k0 += piece) {
    const deep = min(piece, depth - k0)
    const packed = scratch + (all ? (<usize>(padded * k0)) << 2 : 0)
    if (!ready) packRows(a + ((<usize>(i0 * acrossA + k0 * downA)) << 2), acrossA, downA, i1 - i0, deep, packed)
    for (let j = j0; j < j1; j += 8) {
      const wide = min(8, j1 - j)
      packColumns(b + ((<usize>(k0 * downB + j * acrossB)) << 2), downB, acrossB, wide, deep, scratch + PANEL)
      for (let i = i0; i < i1; i += ROWS) {
        const pa = packed + ((<usize>((i - i0) * deep)) << 2)
        const pc = c + <usize>i * row + (<usize>j << 2)
        const high = min(ROWS, i1 - i)
        if (wide == 8 && high == ROWS) {
          if (k0 == 0 && !adds) clear(pc, row)
          block(pa, scratch + PANEL, pc, deep, row)
        } else {
          clear(scratch + TILE, 32)
          block(pa, scratch + PANEL, scratch + TILE, deep, 32)
          for (let r = 0; r < high; r++) {
            const to = pc + <usize>r * row, from = scratch + TILE + (<usize>r << 5)
            for (let s = 0; s < wide; s += 4) {
              const count = wide - s, shift = <usize>s << 2
              const v = v128.load(from + shift)
              storeSome(to + shift, k0 == 0 && !adds ? v : f32x4.add(loadSome(to + shift, count), v), count)
            }
          }
        }
      }
    }
  }
  if (depth == 0 && !adds) for (let i = i0; i < i1; i++) memory.fill(c + <usize>i * row + (<usize>j0 << 2), 0, <usize>(j1 - j0) << 2)
  if (all) { packedJob = job; packedBlock = at } else packedJob = -1
  for (let i = i0; i < i1; i++) finish(c + <usize>i * row, bias, activation, j0, j1)
}
