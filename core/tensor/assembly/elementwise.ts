// What goes number by number or row by row, four numbers at a time.
import { address, float, int } from './job'
import { apply, exp, expMinusAbs, loadSome, log, madd, slope, splat, storeSome, sumOf } from './math'

/** Arguments: function, a, result, length, numbers a part. */
export function unary(part: i32): void {
  const kind = int(1), a = address(2), out = address(3), length = int(4), size = int(5)
  const end = min(length, (part + 1) * size)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    storeSome(out + at, apply(kind, loadSome(a + at, count)), count)
  }
}

/** Arguments: operation (0 +, 1 −, 2 ×, 3 ÷), a, b, result, length, numbers a part, whether a and whether b is one number for all. */
export function binary(part: i32): void {
  const kind = int(1), a = address(2), b = address(3), out = address(4), length = int(5), size = int(6), oneA = int(7), oneB = int(8)
  const end = min(length, (part + 1) * size)
  const sameA = oneA ? v128.load32_splat(a) : splat(0), sameB = oneB ? v128.load32_splat(b) : splat(0)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    const x = oneA ? sameA : loadSome(a + at, count), y = oneB ? sameB : loadSome(b + at, count)
    const z = kind == 0 ? f32x4.add(x, y) : kind == 1 ? f32x4.sub(x, y) : kind == 2 ? f32x4.mul(x, y) : f32x4.div(x, y)
    storeSome(out + at, z, count)
  }
}

/**
 * The gradients before the activation and of the bias: dz = dy f'(z), and its sums by column. Arguments: activation, y, dy, dz (0: not
 * wanted), sums (0: not wanted), rows, columns, columns a part.
 */
export function activationGradient(part: i32): void {
  const kind = int(1), y = address(2), dy = address(3), dz = address(4), sums = address(5), rows = int(6), columns = int(7), size = int(8)
  const end = min(columns, (part + 1) * size)
  for (let j = part * size; j < end; j += 16) {
    let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0)
    const c0 = end - j, c1 = c0 - 4, c2 = c0 - 8, c3 = c0 - 12
    for (let i = 0; i < rows; i++) {
      const at = (<usize>(i * columns + j)) << 2
      const p = dy + at
      let d0 = loadSome(p, c0), d1 = loadSome(p + 16, c1), d2 = loadSome(p + 32, c2), d3 = loadSome(p + 48, c3)
      if (dz != 0) {
        const q = y + at, o = dz + at
        d0 = slope(kind, loadSome(q, c0), d0); d1 = slope(kind, loadSome(q + 16, c1), d1)
        d2 = slope(kind, loadSome(q + 32, c2), d2); d3 = slope(kind, loadSome(q + 48, c3), d3)
        storeSome(o, d0, c0); storeSome(o + 16, d1, c1); storeSome(o + 32, d2, c2); storeSome(o + 48, d3, c3)
      }
      s0 = f32x4.add(s0, d0); s1 = f32x4.add(s1, d1); s2 = f32x4.add(s2, d2); s3 = f32x4.add(s3, d3)
    }
    if (sums != 0) {
      const o = sums + (<usize>j << 2)
      storeSome(o, s0, c0); storeSome(o + 16, s1, c1); storeSome(o + 32, s2, c2); storeSome(o + 48, s3, c3)
    }
  }
}

/** z = m + e^(v/2) n. Arguments: means, log variances, noise, result, length, numbers a part. */
export function sample(part: i32): void {
  const mean = address(1), variance = address(2), noise = address(3), out = address(4), length = int(5), size = int(6)
  const end = min(length, (part + 1) * size)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    const sd = exp(f32x4.mul(loadSome(variance + at, count), splat(0.5)))
    storeSome(out + at, madd(loadSome(mean + at, count), sd, loadSome(noise + at, count)), count)
  }
}

/** Its gradient for v: dz n e^(v/2) / 2. Arguments: dz, log variances, noise, result, length, numbers a part. */
export function sampleGradient(part: i32): void {
  const dz = address(1), variance = address(2), noise = address(3), out = address(4), length = int(5), size = int(6)
  const end = min(length, (part + 1) * size)
  for (let i = part * size; i < end; i += 4) {
    const at = <usize>i << 2, count = end - i
    const half = f32x4.mul(exp(f32x4.mul(loadSome(variance + at, count), splat(0.5))), splat(0.5))
    storeSome(out + at, f32x4.mul(loadSome(dz + at, count), f32x4.mul(half, loadSome(noise + at, count))), count)
  }
}

/** What a number of logits l takes part in: its factor 1 + e^-|l|, and the slope x − sigmoid l, which is written down where it is wanted. */
// @ts-ignore: decorator
@inline function bernoulliFactor(l: v128, x: v128, slope: usize, count: i32): v128 {
  const one = splat(1)
  const e = expMinusAbs(l)
  const factor = f32x4.add(e, one)
  if (slope != 0) storeSome(slope, f32x4.sub(x, f32x4.div(v128.bitselect(e, one, f32x4.lt(l, splat(0))), factor)), count)
  return factor
}

/**
 * Σ x l − log(1 + e^l) of a row, with log(1 + e^l) = max(l, 0) + log(1 + e^-|l|): the second parts are multiplied up, each at most 2, and
 * their logarithm taken once for 64; and its slopes for the logits, x − sigmoid l. Arguments: logits l, x, result, slopes (0: not wanted),
 * rows, columns, rows a part.
 */
export function bernoulli(part: i32): void {
  const logits = address(1), x = address(2), out = address(3), slopes = address(4), rows = int(5), columns = int(6), size = int(7)
  const end = min(rows, (part + 1) * size)
  const one = splat(1), zero = splat(0)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    let sum = zero
    for (let from = 0; from < columns; from += 256) {
      const to = min(columns, from + 256)
      let product = one
      let j = from
      for (; j + 4 <= to; j += 4) {
        const at = row + (<usize>j << 2)
        const l = v128.load(logits + at), seen = v128.load(x + at)
        product = f32x4.mul(product, bernoulliFactor(l, seen, slopes != 0 ? slopes + at : 0, 4))
        sum = f32x4.add(sum, f32x4.sub(f32x4.mul(seen, l), f32x4.pmax(l, zero)))
      }
      if (j < to) {
        const at = row + (<usize>j << 2), count = to - j
        const l = loadSome(logits + at, count), seen = loadSome(x + at, count)
        // The zeros that fill up the last four must not count.
        const inside = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))
        product = f32x4.mul(product, v128.bitselect(bernoulliFactor(l, seen, slopes != 0 ? slopes + at : 0, count), one, inside))
        sum = f32x4.add(sum, f32x4.sub(f32x4.mul(seen, l), f32x4.pmax(l, zero)))
      }
      sum = f32x4.sub(sum, log(product))
    }
    f32.store(out + (<usize>i << 2), sumOf(sum))
  }
}

/** Each row of a matrix times a number of its own. Arguments: the numbers, the matrix, result, rows, columns, rows a part. */
export function scaleRows(part: i32): void {
  const numbers = address(1), matrix = address(2), out = address(3), rows = int(4), columns = int(5), size = int(6)
  const end = min(rows, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    const d = v128.load32_splat(numbers + (<usize>i << 2))
    for (let j = 0; j < columns; j += 4) {
      const at = row + (<usize>j << 2), count = columns - j
      storeSome(out + at, f32x4.mul(d, loadSome(matrix + at, count)), count)
    }
  }
}

/**
 * Σ a / n over the middle index, each quotient rounded and their sum taken in float64, as the plain backend does. Arguments: a (outer × length ×
 * inner), result (outer × inner), outer, length, inner, sums a part, n.
 */
export function sums(part: i32): void {
  const a = address(1), out = address(2), outer = int(3), length = int(4), inner = int(5), size = int(6), divisor = float(7)
  const end = min(outer * inner, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const block = i / inner
    let p = a + ((<usize>(block * length * inner + i - block * inner)) << 2)
    let sum: f64 = 0
    for (let j = 0; j < length; j++) {
      sum += <f64>(f32.load(p) / divisor)
      p += <usize>inner << 2
    }
    f32.store(out + (<usize>i << 2), <f32>sum)
  }
}

/** ½ Σ m² + e^v − 1 − v of a row. Arguments: means m, log variances v, result, rows, columns, rows a part. */
export function complexity(part: i32): void {
  const mean = address(1), variance = address(2), out = address(3), rows = int(4), columns = int(5), size = int(6)
  const end = min(rows, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    let sum = splat(0)
    // Zeros in both places add nothing.
    for (let j = 0; j < columns; j += 4) {
      const at = row + (<usize>j << 2), count = columns - j
      const m = loadSome(mean + at, count), v = loadSome(variance + at, count)
      sum = f32x4.add(sum, madd(f32x4.sub(f32x4.sub(exp(v), splat(1)), v), m, m))
    }
    f32.store(out + (<usize>i << 2), sumOf(sum) * 0.5)
  }
}

/** Its gradients: dy m, and dy (e^v − 1) / 2. Arguments: dy, means, log variances, both results, rows, columns, rows a part. */
export function complexityGradient(part: i32): void {
  const dy = address(1), mean = address(2), variance = address(3), outMean = address(4), outVariance = address(5)
  const rows = int(6), columns = int(7), size = int(8)
  const end = min(rows, (part + 1) * size)
  for (let i = part * size; i < end; i++) {
    const row = (<usize>(i * columns)) << 2
    const d = v128.load32_splat(dy + (<usize>i << 2)), half = f32x4.mul(d, splat(0.5))
    for (let j = 0; j < columns; j += 4) {
      const at = row + (<usize>j << 2), count = columns - j
      storeSome(outMean + at, f32x4.mul(d, loadSome(mean + at, count)), count)
      storeSome(outVariance + at, f32x4.mul(half, f32x4.sub(exp(loadSome(variance + at, count)), splat(1))), count)
    }
  }
}

/**
 * Adam (Kingma and Ba 2015) over many variables. Arguments: a table with, for each part, the addresses of weights, gradients, first and
 * second moments and a length; β₁, β₂, step size over 1 − β₁ᵗ, 1/√(1 − β₂ᵗ), ε.
 */
export function adam(part: i32): void {
  const entry = address(1) + <usize>part * 20
  const weights = load<usize>(entry), gradients = load<usize>(entry, 4), first = load<usize>(entry, 8), second = load<usize>(entry, 12)
  const length = load<i32>(entry, 16)
  const keep1 = splat(float(2)), take1 = splat(1 - float(2)), keep2 = splat(float(3)), take2 = splat(1 - float(3))
  const rate = splat(float(4)), scale = splat(float(5)), epsilon = splat(float(6))
  for (let i = 0; i < length; i += 4) {
    const at = <usize>i << 2, count = length - i
    const g = loadSome(gradients + at, count)
    const m = f32x4.add(f32x4.mul(keep1, loadSome(first + at, count)), f32x4.mul(take1, g))
    const v = f32x4.add(f32x4.mul(keep2, loadSome(second + at, count)), f32x4.mul(take2, f32x4.mul(g, g)))
    storeSome(first + at, m, count)
    storeSome(second + at, v, count)
    const down = madd(epsilon, f32x4.sqrt(v), scale)
    storeSome(weights + at, f32x4.sub(loadSome(weights + at, count), f32x4.div(f32x4.mul(rate, m), down)), count)
  }
}
