// Products with a matrix most of whose elements are zero (images): its non-zeros are listed by row and by column, as pairs of the other
// index and the value, eight bytes each.
import { address, int, scratch } from './job'
import { loadSome, madd, splat, storeSome } from './math'
import { ROOM, finish } from './gemm'

export function countNonZeros(a: usize, length: i32): i32 {
  let zeros = i32x4.splat(0)
  let i = 0
  for (; i + 4 <= length; i += 4) zeros = i32x4.sub(zeros, f32x4.eq(v128.load(a + (<usize>i << 2)), splat(0)))
  let count = i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1) + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3)
  for (; i < length; i++) if (f32.load(a + (<usize>i << 2)) == 0) count++
  return length - count
}

/**
 * Arguments: a, rows, columns; starts: rows + 1 whole numbers; pairs: the non-zeros, row after row, and room for one more. Then the same by
 * column; columnStarts has room for columns + 2.
 */
export function listNonZeros(): void {
  const a = address(1), rows = int(2), columns = int(3), starts = address(4), pairs = address(5), columnStarts = address(6), columnPairs = address(7)
  memory.fill(columnStarts, 0, (<usize>columns + 2) << 2)
  // Counted two places on, so that each start becomes its column's cursor below, and then the next column's start.
  const counts = columnStarts + 8
  let pair = pairs
  for (let i = 0; i < rows; i++) {
    store<i32>(starts + (<usize>i << 2), <i32>((pair - pairs) >> 3))
    const row = a + ((<usize>(i * columns)) << 2)
    let j = 0
    for (; j + 4 <= columns; j += 4) {
      const p = counts + (<usize>j << 2)
      v128.store(p, i32x4.sub(v128.load(p), f32x4.ne(v128.load(row + (<usize>j << 2)), splat(0))))
    }
    for (; j < columns; j++) {
      const p = counts + (<usize>j << 2)
      store<i32>(p, load<i32>(p) + i32(f32.load(row + (<usize>j << 2)) != 0))
    }
    // Without a branch, which would be guessed wrong: each is written where the next non-zero goes.
    for (let k = 0; k < columns; k++) {
      const value = f32.load(row + (<usize>k << 2))
      store<i32>(pair, k); store<f32>(pair, value, 4)
      pair += usize(value != 0) << 3
    }
  }
  store<i32>(starts + (<usize>rows << 2), <i32>((pair - pairs) >> 3))
  let sum = 0
  for (let j = 0; j < columns + 2; j++) { const at = columnStarts + (<usize>j << 2); sum += load<i32>(at); store<i32>(at, sum) }
  for (let i = 0; i < rows; i++) {
    const end = load<i32>(starts + (<usize>i << 2), 4)
    for (let t = load<i32>(starts + (<usize>i << 2)); t < end; t++) {
      const pair = pairs + (<usize>t << 3)
      const cursor = columnStarts + (<usize>load<i32>(pair) << 2)
      const at = load<i32>(cursor, 4)
      store<i32>(cursor, at + 1, 4)
      const to = columnPairs + (<usize>at << 3)
      store<i32>(to, i); store<f32>(to, load<f32>(pair, 4), 4)
    }
  }
}

/**
 * Arguments: starts, pairs, the dense right factor, the result, rows, columns, bias, activation, columns a strip, rows of the right factor. A part is
 * one strip; in it columns go outermost, sixteen at a time, and their share of the right factor is packed, so that it stays in the cache. With `squared`
 * the product of A’s squares, number by number.
 */
// @ts-ignore: decorator
@inline function sparseProduct(part: i32, squared: bool): void {
  const starts = address(1), pairs = address(2), right = address(3), out = address(4), rows = int(5), columns = int(6)
  const bias = address(7), activation = int(8), columnsAPart = int(9), depth = int(10)
  const j0 = part * columnsAPart, j1 = min(columns, j0 + columnsAPart)
  const row = <usize>columns << 2
  const packs = depth <= ROOM / 16
  let j = j0
  // Wider strips were slower: a cache line of the right factor for each non-zero.
  for (; j + 16 <= j1; j += 16) {
    const shift = <usize>j << 2
    let from = right + shift, stride = row
    if (packs) {
      let to = scratch
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(from)); v128.store(to, v128.load(from, 16), 16); v128.store(to, v128.load(from, 32), 32); v128.store(to, v128.load(from, 48), 48)
        from += row; to += 64
      }
      from = scratch; stride = 64
    }
    let t = pairs + (<usize>load<i32>(starts) << 3)
    for (let i = 0; i < rows; i++) {
      const end = pairs + (<usize>load<i32>(starts + (<usize>i << 2), 4) << 3)
      let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0)
      for (; t < end; t += 8) {
        const p = from + <usize>load<i32>(t) * stride
        let x = v128.load32_splat(t, 4)
        if (squared) x = f32x4.mul(x, x)
        s0 = madd(s0, x, v128.load(p)); s1 = madd(s1, x, v128.load(p, 16)); s2 = madd(s2, x, v128.load(p, 32)); s3 = madd(s3, x, v128.load(p, 48))
      }
      const q = out + <usize>i * row + shift
      v128.store(q, s0); v128.store(q, s1, 16); v128.store(q, s2, 32); v128.store(q, s3, 48)
    }
  }
  for (; j < j1; j += 4) {
    const shift = <usize>j << 2, count = j1 - j
    for (let i = 0; i < rows; i++) {
      let sum = splat(0)
      const end = pairs + (<usize>load<i32>(starts + (<usize>i << 2), 4) << 3)
      for (let t = pairs + (<usize>load<i32>(starts + (<usize>i << 2)) << 3); t < end; t += 8) {
        let x = v128.load32_splat(t, 4)
        if (squared) x = f32x4.mul(x, x)
        sum = madd(sum, x, loadSome(right + <usize>load<i32>(t) * row + shift, count))
      }
      storeSome(out + <usize>i * row + shift, sum, count)
    }
  }
  for (let i = 0; i < rows; i++) finish(out + <usize>i * row, bias, activation, j0, j1)
}

export function multiplySparse(part: i32): void { sparseProduct(part, false) }
export function multiplySparseSquared(part: i32): void { sparseProduct(part, true) }
