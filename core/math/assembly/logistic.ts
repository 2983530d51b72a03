// Gradients of logistic regression under a normal prior: rows go by eights into products with the weights, by fours into the gradient.
import { exp, first, log, one, pair, second, splat } from './elementary'

/** This thread's own room: where eight rows begin; */
let starts = memory.data(256, 64)
/** their products with the weights, then what each row counts in the gradient; */
let weighed = starts + 64
/** what each takes off the log likelihood, and what it multiplies its inverse by. */
let losses = starts + 128
let factors = starts + 192

/** Moves that room, 256 bytes, to where no other thread has its own. */
export function setRoom(place: usize): void {
  starts = place
  weighed = place + 64
  losses = place + 128
  factors = place + 192
}

// @ts-ignore: decorator
@inline function start(i: i32): usize { return load<usize>(starts + (<usize>i << 2)) }
// @ts-ignore: decorator
@inline function products(i: i32): v128 { return v128.load(weighed + (<usize>i << 4)) }

/** Writes w.x of the eight rows: lanes are rows, so that each sum runs in the order of its columns. */
function project(points: usize, d: i32): void {
  let r0 = start(0), r1 = start(1), r2 = start(2), r3 = start(3)
  let r4 = start(4), r5 = start(5), r6 = start(6), r7 = start(7)
  let z0 = splat(0), z1 = splat(0), z2 = splat(0), z3 = splat(0)
  let j = 0
  for (; j + 1 < d; j += 2, points += 16) {
    const w = v128.load64_splat(points)
    const next = v128.load64_splat(points, 8)
    const x0 = v128.load(r0), x1 = v128.load(r1), x2 = v128.load(r2), x3 = v128.load(r3)
    z0 = f64x2.add(z0, f64x2.mul(w, v128.shuffle<f64>(x0, x1, 0, 2)))
    z1 = f64x2.add(z1, f64x2.mul(w, v128.shuffle<f64>(x2, x3, 0, 2)))
    z0 = f64x2.add(z0, f64x2.mul(next, v128.shuffle<f64>(x0, x1, 1, 3)))
    z1 = f64x2.add(z1, f64x2.mul(next, v128.shuffle<f64>(x2, x3, 1, 3)))
    const x4 = v128.load(r4), x5 = v128.load(r5), x6 = v128.load(r6), x7 = v128.load(r7)
    z2 = f64x2.add(z2, f64x2.mul(w, v128.shuffle<f64>(x4, x5, 0, 2)))
    z3 = f64x2.add(z3, f64x2.mul(w, v128.shuffle<f64>(x6, x7, 0, 2)))
    z2 = f64x2.add(z2, f64x2.mul(next, v128.shuffle<f64>(x4, x5, 1, 3)))
    z3 = f64x2.add(z3, f64x2.mul(next, v128.shuffle<f64>(x6, x7, 1, 3)))
    r0 += 16; r1 += 16; r2 += 16; r3 += 16; r4 += 16; r5 += 16; r6 += 16; r7 += 16
  }
  if (j < d) {
    const w = v128.load64_splat(points)
    z0 = f64x2.add(z0, f64x2.mul(w, pair(load<f64>(r0), load<f64>(r1))))
    z1 = f64x2.add(z1, f64x2.mul(w, pair(load<f64>(r2), load<f64>(r3))))
    z2 = f64x2.add(z2, f64x2.mul(w, pair(load<f64>(r4), load<f64>(r5))))
    z3 = f64x2.add(z3, f64x2.mul(w, pair(load<f64>(r6), load<f64>(r7))))
  }
  v128.store(weighed, z0)
  v128.store(weighed, z1, 16)
  v128.store(weighed, z2, 32)
  v128.store(weighed, z3, 48)
}

/** Adds what four of the rows count, times the row, to the gradient. */
function add(gradients: usize, from: i32, d: i32): void {
  let r0 = start(from), r1 = start(from + 1), r2 = start(from + 2), r3 = start(from + 3)
  const p = weighed + (<usize>from << 3)
  const p0 = v128.load64_splat(p), p1 = v128.load64_splat(p, 8), p2 = v128.load64_splat(p, 16), p3 = v128.load64_splat(p, 24)
  let j = 0
  for (; j + 1 < d; j += 2, gradients += 16) {
    const q0 = f64x2.mul(p0, v128.load(r0)), q1 = f64x2.mul(p1, v128.load(r1))
    const q2 = f64x2.mul(p2, v128.load(r2)), q3 = f64x2.mul(p3, v128.load(r3))
    v128.store(gradients, f64x2.add(v128.load(gradients), f64x2.add(f64x2.add(q0, q1), f64x2.add(q2, q3))))
    r0 += 16; r1 += 16; r2 += 16; r3 += 16
  }
  if (j < d) {
    const sum = (first(p0) * load<f64>(r0) + first(p1) * load<f64>(r1)) + (first(p2) * load<f64>(r2) + first(p3) * load<f64>(r3))
    store<f64>(gradients, load<f64>(gradients) + sum)
  }
}

function prior(points: usize, gradients: usize, d: i32, precision: f64): void {
  for (let j = 0; j < d; j++) {
    const at = <usize>j << 3
    store<f64>(gradients + at, -precision * load<f64>(points + at))
  }
}

/** An estimate of the gradient at one point from the rows whose numbers stand at `rows`. */
export function logisticEstimate(points: usize, d: i32, x: usize, signs: usize, rows: usize, batch: i32, scale: f64, precision: f64, gradients: usize): void {
  prior(points, gradients, d, precision)
  const width = <usize>d << 3
  for (let n = 0; n < batch; n += 8, rows += 32) {
    const count = min(8, batch - n)
    // The last eight may lack some: they read a row twice and count it once.
    for (let i = 0; i < 8; i++) {
      const row = load<u32>(rows + (<usize>min(i, count - 1) << 2))
      store<usize>(starts + (<usize>i << 2), x + <usize>row * width)
    }
    project(points, d)
    for (let i = 0; i < count; i += 2) {
      const sign = pair(load<f64>(signs + (<usize>load<u32>(rows + (<usize>i << 2)) << 3)), load<f64>(signs + (<usize>load<u32>(rows + (<usize>min(i + 1, count - 1) << 2)) << 3)))
      const e = exp(f64x2.mul(sign, products(i >> 1)))
      v128.store(weighed + (<usize>i << 3), f64x2.div(f64x2.mul(splat(scale), sign), f64x2.add(splat(1), e)))
    }
    for (let i = count; i < 8; i++) store<f64>(weighed + (<usize>i << 3), 0)
    add(gradients, 0, d)
    if (count > 4) add(gradients, 4, d)
  }
}

/** Rows stand in panels of eight for sums over all of them: of each column rows 0, 2, 1, 3, 4, 6, 5, 7 side by side, zeros where there are none. */
const PANEL = 8
const PANEL_BYTES = 64

/** Writes w.x of the panel's rows to `weighed`, each sum in the order of its columns. */
// @ts-ignore: decorator
@inline function projectPanel(points: usize, d: i32, x: usize): void {
  let z0 = splat(0), z1 = splat(0), z2 = splat(0), z3 = splat(0)
  for (const end = points + (<usize>d << 3); points < end; points += 8, x += PANEL_BYTES) {
    const w = v128.load64_splat(points)
    z0 = f64x2.add(z0, f64x2.mul(w, v128.load(x)))
    z1 = f64x2.add(z1, f64x2.mul(w, v128.load(x, 16)))
    z2 = f64x2.add(z2, f64x2.mul(w, v128.load(x, 32)))
    z3 = f64x2.add(z3, f64x2.mul(w, v128.load(x, 48)))
  }
  v128.store(weighed, z0)
  v128.store(weighed, z1, 16)
  v128.store(weighed, z2, 32)
  v128.store(weighed, z3, 48)
}

/** Adds what the panel's rows count, times the row, to the gradient: (0 + 1) + (2 + 3), then (4 + 5) + (6 + 7). */
// @ts-ignore: decorator
@inline function addPanel(gradients: usize, d: i32, x: usize): void {
  const p0 = products(0), p1 = products(1), p2 = products(2), p3 = products(3)
  let j = 0
  for (; j + 1 < d; j += 2, gradients += 16, x += 2 * PANEL_BYTES) {
    const a0 = f64x2.add(f64x2.mul(p0, v128.load(x)), f64x2.mul(p1, v128.load(x, 16)))
    const a1 = f64x2.add(f64x2.mul(p0, v128.load(x, 64)), f64x2.mul(p1, v128.load(x, 80)))
    const b0 = f64x2.add(f64x2.mul(p2, v128.load(x, 32)), f64x2.mul(p3, v128.load(x, 48)))
    const b1 = f64x2.add(f64x2.mul(p2, v128.load(x, 96)), f64x2.mul(p3, v128.load(x, 112)))
    const a = f64x2.add(v128.shuffle<f64>(a0, a1, 0, 2), v128.shuffle<f64>(a0, a1, 1, 3))
    const b = f64x2.add(v128.shuffle<f64>(b0, b1, 0, 2), v128.shuffle<f64>(b0, b1, 1, 3))
    v128.store(gradients, f64x2.add(f64x2.add(v128.load(gradients), a), b))
  }
  if (j < d) {
    const a = f64x2.add(f64x2.mul(p0, v128.load(x)), f64x2.mul(p1, v128.load(x, 16)))
    const b = f64x2.add(f64x2.mul(p2, v128.load(x, 32)), f64x2.mul(p3, v128.load(x, 48)))
    store<f64>(gradients, load<f64>(gradients) + (first(a) + second(a)) + (first(b) + second(b)))
  }
}

/** What a pair of rows counts in the gradient, and what it counts in the log likelihood: -max(0, against) - log(factor). */
// @ts-ignore: decorator
@inline function weigh(i: i32, signs: usize): void {
  const at = <usize>i << 4
  const sign = v128.load(signs + at)
  const against = f64x2.mul(f64x2.neg(sign), products(i))
  // log sigma(-against), the exponential of what is negative only.
  // A row that is not there has no sign, and counts nothing.
  const small = v128.and(exp(f64x2.neg(f64x2.abs(against))), f64x2.ne(sign, splat(0)))
  const positive = f64x2.gt(against, splat(0))
  const factor = f64x2.add(one(), small)
  v128.store(weighed + at, f64x2.div(f64x2.mul(sign, v128.bitselect(one(), small, positive)), factor))
  v128.store(losses + at, v128.and(against, positive))
  v128.store(factors + at, factor)
}

// @ts-ignore: decorator
@inline function at(place: usize, lane: i32): f64 { return load<f64>(place + (<usize>lane << 3)) }

/**
 * The log likelihood of one point from `size` rows in panels, their signs as the rows stand in those, begun at `start`; adds its gradient to
 * `gradients` unless that is 0.
 */
function logisticSum(points: usize, d: i32, panels: usize, signs: usize, size: i32, start: f64, gradients: usize): f64 {
  let sum = start
  let product: f64 = 1
  const bytes = <usize>d * PANEL_BYTES
  for (let from = 0; from < size; from += PANEL, panels += bytes, signs += 64) {
    projectPanel(points, d, panels)
    for (let i = 0; i < 4; i++) weigh(i, signs)
    if (gradients) addPanel(gradients, d, panels)
    for (let i = 0; i < 64; i += 32) {
      const l = losses + i, f = factors + i
      sum = sum - at(l, 0) - at(l, 2) - at(l, 1) - at(l, 3)
      product = product * at(f, 0) * at(f, 2) * at(f, 1) * at(f, 3)
      if (product > 1e280) {
        sum -= log(product)
        product = 1
      }
    }
  }
  return sum - log(product)
}

/** Rows of a part: a multiple of a panel's. */
const PART = 1024

// @ts-ignore: decorator
@inline function argument(job: usize, i: i32): usize { return load<usize>(job + (<usize>i << 2)) }

/**
 * One part of a sum over all rows. Its arguments: points, d, panels, signs, size, sums, slopes (0: no gradient). The
 * part writes to sums[part] and adds to its own d slopes, which begin a multiple of 16 bytes apart.
 */
export function logisticPart(job: usize, part: i32): void {
  const d = <i32>argument(job, 1), from = part * PART
  const slopes = argument(job, 6)
  const sum = argument(job, 5) + (<usize>part << 3)
  store<f64>(sum, logisticSum(
    argument(job, 0), d, argument(job, 2) + <usize>from * (<usize>d << 3), argument(job, 3) + (<usize>from << 3),
    min(PART, <i32>argument(job, 4) - from), load<f64>(sum), slopes ? slopes + <usize>part * ((<usize>d + 1 & ~1) << 3) : 0))
}
