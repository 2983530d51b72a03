// Gradients of the normal mixture with tied means (Welling & Teh 2011): two chains, or two rows, at once.
import { exp, first, log, one, pair, second as upper, splat } from './elementary'

// @ts-ignore: decorator
@inline function number(x: usize, rows: usize): f64 { return load<f64>(x + (<usize>load<u32>(rows) << 3)) }

/** Pairs of points that are on their way together: what is slow to come for one is waited for by all of them at once. */
const TILE = 8
/** Of each pair: the points, first coordinates beside second ones, the row less the first mean, and e^(log ratio of the densities). */
const AS = memory.data(16 * TILE, 16)
const BS = memory.data(16 * TILE, 16)
const US = memory.data(16 * TILE, 16)
const ES = memory.data(16 * TILE, 16)
/** Sums over rows of what they pull at either mean. */
const FIRSTS = memory.data(16 * TILE, 16)
const SECONDS = memory.data(16 * TILE, 16)

/** Estimates for `count` points from `batch` rows each; count must be even, `rows` hold rows for as many. */
export function mixtureEstimates(points: usize, count: i32, rows: usize, batch: i32, x: usize, scale: f64, gradients: usize, noise: f64, priorA: f64, priorB: f64): void {
  const width = <usize>batch << 2
  const factor = splat(-1 / (2 * noise))
  const weight = splat(scale / noise)
  for (let left = (count + 1) >> 1; left > 0; left -= TILE) {
    const end = <usize>min(left, TILE) << 4
    for (let k: usize = 0; k < end; k += 16, points += 32) {
      const v0 = v128.load(points)
      const v1 = v128.load(points, 16)
      v128.store(AS + k, v128.shuffle<f64>(v0, v1, 0, 2))
      v128.store(BS + k, v128.shuffle<f64>(v0, v1, 1, 3))
      v128.store(FIRSTS + k, splat(0))
      v128.store(SECONDS + k, splat(0))
    }
    for (let i = 0; i < batch; i++) {
      for (let k: usize = 0, row = rows + (<usize>i << 2); k < end; k += 16, row += 2 * width) {
        const b = v128.load(BS + k)
        const u = f64x2.sub(pair(number(x, row), number(x, row + width)), v128.load(AS + k))
        v128.store(US + k, u)
        v128.store(ES + k, f64x2.mul(f64x2.mul(factor, b), f64x2.add(u, f64x2.sub(u, b))))
      }
      for (let k: usize = 0; k < end; k += 16) v128.store(ES + k, exp(v128.load(ES + k)))
      for (let k: usize = 0; k < end; k += 16) {
        const b = v128.load(BS + k)
        const u = v128.load(US + k)
        const q = f64x2.div(one(), f64x2.add(one(), v128.load(ES + k)))
        v128.store(FIRSTS + k, f64x2.add(v128.load(FIRSTS + k), f64x2.sub(u, f64x2.mul(q, b))))
        v128.store(SECONDS + k, f64x2.add(v128.load(SECONDS + k), f64x2.mul(q, f64x2.sub(u, b))))
      }
    }
    for (let k: usize = 0; k < end; k += 16, gradients += 32) {
      const d1 = f64x2.sub(f64x2.mul(weight, v128.load(FIRSTS + k)), f64x2.div(v128.load(AS + k), splat(priorA)))
      const d2 = f64x2.sub(f64x2.mul(weight, v128.load(SECONDS + k)), f64x2.div(v128.load(BS + k), splat(priorB)))
      v128.store(gradients, v128.shuffle<f64>(d1, d2, 0, 2))
      v128.store(gradients, v128.shuffle<f64>(d1, d2, 1, 3), 16)
    }
    rows += (end >> 3) * width
  }
}

/**
 * For each of `count` points writes to `out` the two parts of the log likelihood, the first summed from `start` over `length` rows, and to
 * `gradients`, unless that is 0, the gradient of the posterior.
 */
export function mixtureSums(points: usize, count: i32, x: usize, length: i32, start: f64, gradients: usize, out: usize, noise: f64, priorA: f64, priorB: f64): void {
  const twice = splat(2 * noise)
  for (let k = 0; k < count; k++, points += 16, out += 16) {
    const a = load<f64>(points)
    const b = load<f64>(points, 8)
    let sum = start
    let product: f64 = 1
    let g1: f64 = 0
    let g2: f64 = 0
    for (let i = 0, p = x; i < length; i += 2, p += 16) {
      const u = f64x2.sub(v128.load(p), splat(a))
      const v = f64x2.sub(u, splat(b))
      const uu = f64x2.mul(u, u)
      const vv = f64x2.mul(v, v)
      // Which one is nearer, as the log of the ratio of the two densities; the rarer one never overflows.
      const z = f64x2.div(f64x2.sub(uu, vv), twice)
      const ratio = exp(f64x2.neg(f64x2.abs(z)))
      const nearer = f64x2.gt(z, splat(0))
      const less = f64x2.div(v128.bitselect(vv, uu, nearer), twice)
      const factor = f64x2.add(splat(1), ratio)
      const q = f64x2.div(v128.bitselect(splat(1), ratio, nearer), factor)
      const d1 = f64x2.sub(u, f64x2.mul(q, splat(b)))
      const d2 = f64x2.mul(q, v)
      sum -= first(less)
      product *= first(factor)
      g1 += first(d1)
      g2 += first(d2)
      if (i + 1 < length) {
        sum -= upper(less)
        product *= upper(factor)
        g1 += upper(d1)
        g2 += upper(d2)
      }
    }
    if (gradients) {
      store<f64>(gradients, g1 / noise - a / priorA)
      store<f64>(gradients, g2 / noise - b / priorB, 8)
      gradients += 16
    }
    store<f64>(out, sum)
    store<f64>(out, log(product), 8)
  }
}
