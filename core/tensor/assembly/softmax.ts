// A softmax over 256 levels of each pixel, whose logits f W + b are linear in eight features: its mean, and its log likelihood with all slopes in
// one pass for a few pixels at a time, so that the logits never leave the first cache.
import { address, int, scratch } from './job'
import { exp, log, madd, splat, sumOf } from './math'

const LEVELS: usize = 256
const FEATURES: usize = 8
/** Pixels at a time, and bytes of the probabilities of one. */
const GROUP: usize = 8
const LINE: usize = LEVELS * 4
/** Bytes of a pixel's features and of 1. */
const SHARES: usize = (FEATURES + 1) * 4

/** Where a level's number stands in a line of them, in bytes; x from 0 to 1. */
function levelOf(x: f32): usize {
  return <usize>max(0, min(255, i32x4.extract_lane(i32x4.trunc_sat_f32x4_s(f32x4.nearest(splat(255 * x))), 0))) << 2
}

/** f W + b of a pixel’s levels, and its largest. */
function logits(f: usize, weights: usize, bias: usize, out: usize): f32 {
  const f0 = v128.load32_splat(f), f1 = v128.load32_splat(f, 4), f2 = v128.load32_splat(f, 8), f3 = v128.load32_splat(f, 12)
  const f4 = v128.load32_splat(f, 16), f5 = v128.load32_splat(f, 20), f6 = v128.load32_splat(f, 24), f7 = v128.load32_splat(f, 28)
  let most = splat(-Infinity)
  for (let shift: usize = 0; shift < LINE; shift += 16) {
    const w = weights + shift
    let l = madd(v128.load(bias + shift), f0, v128.load(w))
    l = madd(l, f1, v128.load(w, LINE)); l = madd(l, f2, v128.load(w, 2 * LINE)); l = madd(l, f3, v128.load(w, 3 * LINE))
    l = madd(l, f4, v128.load(w, 4 * LINE)); l = madd(l, f5, v128.load(w, 5 * LINE)); l = madd(l, f6, v128.load(w, 6 * LINE))
    l = madd(l, f7, v128.load(w, 7 * LINE))
    most = f32x4.pmax(most, l)
    v128.store(out + shift, l)
  }
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)))
}

/** e^(logit − largest) in the logits’ place, and their sum: eight at a time, so that one four need not wait for the other. */
function exponentials(line: usize, largest: f32): f32 {
  const shifted = splat(largest)
  let s0 = splat(0), s1 = splat(0)
  for (let p = line; p < line + LINE; p += 32) {
    const e0 = exp(f32x4.sub(v128.load(p), shifted)), e1 = exp(f32x4.sub(v128.load(p, 16), shifted))
    v128.store(p, e0); v128.store(p, e1, 16)
    s0 = f32x4.add(s0, e0); s1 = f32x4.add(s1, e1)
  }
  return sumOf(f32x4.add(s0, s1))
}

/** W of the level less its mean Σ p W, feature by feature, with p = share · e. */
function featureSlopes(e: usize, share: f32, weights: usize, level: usize, out: usize): void {
  let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0), s4 = splat(0), s5 = splat(0), s6 = splat(0), s7 = splat(0)
  for (let shift: usize = 0; shift < LINE; shift += 16) {
    const p = v128.load(e + shift), w = weights + shift
    s0 = madd(s0, p, v128.load(w)); s1 = madd(s1, p, v128.load(w, LINE)); s2 = madd(s2, p, v128.load(w, 2 * LINE)); s3 = madd(s3, p, v128.load(w, 3 * LINE))
    s4 = madd(s4, p, v128.load(w, 4 * LINE)); s5 = madd(s5, p, v128.load(w, 5 * LINE)); s6 = madd(s6, p, v128.load(w, 6 * LINE)); s7 = madd(s7, p, v128.load(w, 7 * LINE))
  }
  const own = weights + level
  f32.store(out, f32.load(own) - share * sumOf(s0)); f32.store(out, f32.load(own, LINE) - share * sumOf(s1), 4)
  f32.store(out, f32.load(own, 2 * LINE) - share * sumOf(s2), 8); f32.store(out, f32.load(own, 3 * LINE) - share * sumOf(s3), 12)
  f32.store(out, f32.load(own, 4 * LINE) - share * sumOf(s4), 16); f32.store(out, f32.load(own, 5 * LINE) - share * sumOf(s5), 20)
  f32.store(out, f32.load(own, 6 * LINE) - share * sumOf(s6), 24); f32.store(out, f32.load(own, 7 * LINE) - share * sumOf(s7), 28)
}

/** Takes f p of a few pixels off the slopes of the weights, and p off those of the biases; `shares` are f and 1 times what makes p of e. */
function takeMeans(shares: usize, e: usize, count: usize, byWeight: usize, byBias: usize): void {
  for (let shift: usize = 0; shift < LINE; shift += 16) {
    const w = byWeight + shift
    let s0 = splat(0), s1 = splat(0), s2 = splat(0), s3 = splat(0), s4 = splat(0), s5 = splat(0), s6 = splat(0), s7 = splat(0), s = splat(0)
    let q = e + shift, g = shares
    for (let k: usize = 0; k < count; k++) {
      const p = v128.load(q)
      s0 = madd(s0, p, v128.load32_splat(g)); s1 = madd(s1, p, v128.load32_splat(g, 4)); s2 = madd(s2, p, v128.load32_splat(g, 8)); s3 = madd(s3, p, v128.load32_splat(g, 12))
      s4 = madd(s4, p, v128.load32_splat(g, 16)); s5 = madd(s5, p, v128.load32_splat(g, 20)); s6 = madd(s6, p, v128.load32_splat(g, 24)); s7 = madd(s7, p, v128.load32_splat(g, 28))
      s = madd(s, p, v128.load32_splat(g, 32))
      q += LINE; g += SHARES
    }
    v128.store(w, f32x4.sub(v128.load(w), s0)); v128.store(w, f32x4.sub(v128.load(w, LINE), s1), LINE)
    v128.store(w, f32x4.sub(v128.load(w, 2 * LINE), s2), 2 * LINE); v128.store(w, f32x4.sub(v128.load(w, 3 * LINE), s3), 3 * LINE)
    v128.store(w, f32x4.sub(v128.load(w, 4 * LINE), s4), 4 * LINE); v128.store(w, f32x4.sub(v128.load(w, 5 * LINE), s5), 5 * LINE)
    v128.store(w, f32x4.sub(v128.load(w, 6 * LINE), s6), 6 * LINE); v128.store(w, f32x4.sub(v128.load(w, 7 * LINE), s7), 7 * LINE)
    v128.store(byBias + shift, f32x4.sub(v128.load(byBias + shift), s))
  }
}

/**
 * Σ log p over the pixels of an image, x telling each one's level from 0 to 1. Arguments: features (eight a pixel), weights (eight by levels),
 * bias, x, result (one an image), and its slopes (0: not wanted): for the features, and for the weights and the bias of each image; images,
 * pixels of one, images a part.
 */
export function softmax(part: i32): void {
  const features = address(1), weights = address(2), bias = address(3), x = address(4), out = address(5)
  const byFeature = address(6), byWeight = address(7), byBias = address(8), images = int(9), pixels = <usize>int(10), size = int(11)
  const end = <usize>min(images, (part + 1) * size)
  const levels = scratch + GROUP * LINE, shares = levels + GROUP * 4
  const slopes = byFeature != 0
  for (let image = <usize>(part * size); image < end; image++) {
    const w = byWeight + image * FEATURES * LINE, b = byBias + image * LINE
    if (slopes) { memory.fill(w, 0, FEATURES * LINE); memory.fill(b, 0, LINE) }
    let sum: f64 = 0
    for (let from: usize = 0; from < pixels; from += GROUP) {
      const count = min(GROUP, pixels - from), first = image * pixels + from
      const f = features + (first * FEATURES << 2)
      for (let k: usize = 0; k < count; k++) {
        const g = f + (k * FEATURES << 2), line = scratch + k * LINE
        const level = levelOf(f32.load(x + (first + k << 2)))
        const largest = logits(g, weights, bias, line)
        sum += <f64>f32.load(line + level) - <f64>largest
        const mass = exponentials(line, largest)
        sum -= <f64>f32x4.extract_lane(log(splat(mass)), 0)
        if (!slopes) continue
        const share: f32 = 1 / mass, to = shares + k * SHARES
        featureSlopes(line, share, weights, level, byFeature + ((first + k) * FEATURES << 2))
        store<i32>(levels + (k << 2), <i32>level)
        for (let i: usize = 0; i < FEATURES; i++) f32.store(to + (i << 2), share * f32.load(g + (i << 2)))
        f32.store(to, share, FEATURES * 4)
      }
      if (!slopes) continue
      takeMeans(shares, scratch, count, w, b)
      for (let k: usize = 0; k < count; k++) {
        const g = f + (k * FEATURES << 2), level = <usize>load<i32>(levels + (k << 2))
        for (let i: usize = 0; i < FEATURES; i++) f32.store(w + i * LINE + level, f32.load(w + i * LINE + level) + f32.load(g + (i << 2)))
        f32.store(b + level, f32.load(b + level) + 1)
      }
    }
    f32.store(out + (image << 2), <f32>sum)
  }
}

/** Σ p v / 255 over the levels v of a pixel. Arguments: features, weights, bias, result, pixels, pixels a part. */
export function softmaxMeans(part: i32): void {
  const features = address(1), weights = address(2), bias = address(3), out = address(4), pixels = int(5), size = int(6)
  const end = <usize>min(pixels, (part + 1) * size)
  for (let pixel = <usize>(part * size); pixel < end; pixel++) {
    const largest = logits(features + (pixel * FEATURES << 2), weights, bias, scratch)
    const mass = exponentials(scratch, largest)
    let level = f32x4(0, 1, 2, 3), sum = splat(0)
    for (let shift: usize = 0; shift < LINE; shift += 16) {
      sum = madd(sum, v128.load(scratch + shift), level)
      level = f32x4.add(level, splat(4))
    }
    f32.store(out + (pixel << 2), sumOf(sum) / (mass * 255))
  }
}
