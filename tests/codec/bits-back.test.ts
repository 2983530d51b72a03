// Bits back on a small model: images come back exactly, the initial bits too, and lengths are the free energy that the model says.
import { describe, expect, it } from 'vitest';
import { bytesOf, copyStack, createStack, lengthOf, randomStack, readStack } from '../../core/codec/ans.ts';
import { bitsToBegin, decodeBitsBack, decodeImage, encodeBitsBack, encodeImage, type LatentModel } from '../../core/codec/bits-back.ts';
import { discretizedBound, estimateBound } from '../../core/codec/bound.ts';
import { createBuckets } from '../../core/codec/discretized-normal.ts';
import { createRandom } from '../../core/prob/random.ts';

const LATENTS = 2;
const PIXELS = 24;
const PRECISION = 5;

const weights = new Float64Array(PIXELS * LATENTS);
const biases = new Float64Array(PIXELS);
const random = createRandom(41);
random.normals(weights);
random.normals(biases);

/** Pixels are on with sigmoid(W z + b), so that z is in them. */
const likelihood = (z: Float64Array) =>
  biases.map((bias, pixel) => {
    const logit = z.reduce((sum, each, i) => sum + 1.5 * (weights[pixel * LATENTS + i] as number) * each, bias);
    return 1 / (1 + Math.exp(-logit));
  });

const { centres } = createBuckets(PRECISION);
const grid = Array.from(centres, (a) => Array.from(centres, (b) => Float64Array.of(a, b))).flat();
const probabilities = grid.map(likelihood);
const logs = [0, 1].map((symbol) => probabilities.map((ones) => ones.map((p) => Math.log2(symbol === 1 ? p : 1 - p))));

/** log₂ p(x|z) p(z) at each point of the grid, straight from the definition. */
const logJoint = (x: Uint8Array) =>
  grid.map((_, n) => x.reduce((sum, symbol, i) => sum + (logs[symbol]?.[n]?.[i] as number), -LATENTS * PRECISION));

/** The posterior by Bayes' rule, and the evidence in bits. */
function exact(x: Uint8Array) {
  const joint = logJoint(x).map((l) => 2 ** l);
  const evidence = joint.reduce((a, b) => a + b, 0);
  return { weights: joint.map((j) => j / evidence), evidence: Math.log2(evidence) };
}

/** Means and sds of the posterior; its sums over the grid are made once for each image. */
const moments = new Map<string, ReturnType<LatentModel['posterior']>>();
function momentsOf(x: Uint8Array) {
  const key = x.join('');
  const known = moments.get(key);
  if (known) return known;
  const { weights: w } = exact(x);
  const mean = Float64Array.from({ length: LATENTS }, (_, i) => w.reduce((sum, each, n) => sum + each * (grid[n]?.[i] as number), 0));
  const sd = mean.map((m, i) => Math.sqrt(w.reduce((sum, each, n) => sum + each * ((grid[n]?.[i] as number) - m) ** 2, 0)));
  moments.set(key, { mean, sd });
  return { mean, sd };
}

/** q with the posterior's own means and sds, these times `factor`. */
const fitted = (factor: number): LatentModel => ({
  latents: LATENTS,
  pixels: PIXELS,
  likelihood,
  posterior(x) {
    const { mean, sd } = momentsOf(x);
    return { mean, sd: sd.map((s) => factor * s) };
  },
});

function drawn(count: number): Uint8Array {
  const images = new Uint8Array(count * PIXELS);
  for (let n = 0; n < count; n += 1) {
    const ones = likelihood(Float64Array.of(random.normal(), random.normal()));
    for (let i = 0; i < PIXELS; i += 1) images[n * PIXELS + i] = random.uniform() < (ones[i] as number) ? 1 : 0;
  }
  return images;
}

const COUNT = 1500;
const images = drawn(COUNT);
const good = fitted(1);
const wide = fitted(2.5);

const total = (xs: Float64Array) => xs.reduce((a, b) => a + b, 0);
const sumsOf = ({ complexity, inaccuracy }: { complexity: Float64Array; inaccuracy: Float64Array }) =>
  complexity.map((c, i) => c + (inaccuracy[i] as number));

/** Standard errors by which the net lengths miss their expected values. */
function z(net: Float64Array, expected: Float64Array): number {
  const off = net.map((n, i) => n - (expected[i] as number));
  const mean = total(off) / off.length;
  const sd = Math.sqrt(total(off.map((each) => (each - mean) ** 2)) / (off.length - 1));
  return mean / (sd / Math.sqrt(off.length));
}

const begin = () => randomStack(bitsToBegin(good), createRandom(43));

describe('bits back', () => {
  const stack = begin();
  const start = lengthOf(stack);
  const trace = encodeBitsBack(images, good, stack, PRECISION);
  const bound = discretizedBound(images, good, PRECISION);
  const expected = sumsOf(bound);

  it('gives back the images, and the bits that it began with', () => {
    const arrived = readStack(bytesOf(stack));
    expect(decodeBitsBack(COUNT, good, arrived, PRECISION)).toEqual(images);
    const before = begin();
    expect(arrived.state).toBe(before.state);
    expect(arrived.words.subarray(0, arrived.count)).toEqual(before.words.subarray(0, before.count));
  });

  it('is the same one image at a time, and ends at any image with what has arrived by then', () => {
    const steps = begin();
    const buckets = createBuckets(PRECISION);
    const [first, second] = [images.subarray(0, PIXELS), images.subarray(PIXELS, 2 * PIXELS)];
    const { borrowed, likelihood, prior } = encodeImage(first, good, steps, buckets);
    expect([borrowed, likelihood, prior]).toEqual([trace.borrowed[0], trace.likelihood[0], trace.prior[0]]);
    encodeImage(second, good, steps, buckets);
    expect(lengthOf(steps)).toBe(trace.length[1]);
    expect(decodeImage(good, steps, buckets)).toEqual(second);
    expect(lengthOf(steps)).toBe(trace.length[0]);
    expect(decodeImage(good, steps, buckets)).toEqual(first);
  });

  it('counts every bit: net lengths add up to the growth of the message', () => {
    expect(start + total(trace.net)).toBeCloseTo(lengthOf(stack), 6);
    trace.net.forEach((net, i) => {
      expect(net).toBeCloseTo((trace.likelihood[i] as number) + (trace.prior[i] as number) - (trace.borrowed[i] as number), 10);
      expect(trace.prior[i]).toBeCloseTo(LATENTS * PRECISION, 3);
      expect(trace.length[i]).toBeCloseTo(start + total(trace.net.subarray(0, i + 1)), 6);
    });
  });

  it('is as long as −ELBO in bits: within 1 %, and within 4 standard errors', () => {
    expect(Math.abs(total(trace.net) / total(expected) - 1)).toBeLessThan(0.01);
    expect(Math.abs(z(trace.net, expected))).toBeLessThan(4);
  });

  it('beats sending the image by a latent whose bits are not had back, by the entropy of q', () => {
    const without = total(trace.likelihood) + total(trace.prior);
    expect(without - total(trace.net)).toBeCloseTo(total(trace.borrowed), 6);
    expect(without / total(expected)).toBeGreaterThan(1.1);
  });

  it('costs KL[q‖posterior] more than the evidence, as enumeration has it', () => {
    const few = images.subarray(0, 40 * PIXELS);
    const energies = sumsOf(discretizedBound(few, good, PRECISION));
    energies.forEach((energy, n) => {
      const x = few.subarray(n * PIXELS, (n + 1) * PIXELS);
      const { mean, sd } = good.posterior(x);
      // The coder's q by its definition: a normal's masses, with 2⁻¹⁹ of it spread evenly.
      const { evidence, weights: posterior } = exact(x);
      const masses = [0, 1].map((i) => massesByQuadrature(mean[i] as number, sd[i] as number));
      const kl = posterior.reduce((sum, p, at) => {
        const q = (masses[0]?.[Math.floor(at / centres.length)] as number) * (masses[1]?.[at % centres.length] as number);
        return sum + q * Math.log2(q / p);
      }, 0);
      expect(Math.abs(energy - (kl - evidence))).toBeLessThan(2e-3);
    });
  });

  it('pays for a q that is too wide exactly what its KL is larger', () => {
    const other = begin();
    const wideTrace = encodeBitsBack(images, wide, other, PRECISION);
    const wideExpected = sumsOf(discretizedBound(images, wide, PRECISION));
    expect(Math.abs(z(wideTrace.net, wideExpected))).toBeLessThan(4);
    // Control: the bound of the other q is missed by far.
    expect(z(wideTrace.net, expected)).toBeGreaterThan(10);
    const excess = total(wideTrace.net) - total(trace.net);
    expect(Math.abs(excess / (total(wideExpected) - total(expected)) - 1)).toBeLessThan(0.1);
    expect(decodeBitsBack(COUNT, wide, copyStack(other), PRECISION)).toEqual(images);
  });

  it('does not decode with another model', () => {
    const arrived = copyStack(stack);
    const other: LatentModel = { ...good, likelihood: (at) => likelihood(at).map((p) => 0.9 * p) };
    expect(decodeBitsBack(5, other, arrived, PRECISION)).not.toEqual(images.subarray((COUNT - 5) * PIXELS));
  });

  it('says that there is nothing to borrow', () => {
    expect(() => encodeBitsBack(images.subarray(0, PIXELS), good, createStack(), PRECISION)).toThrow('message: expected more bits');
  });

  it('refuses what is no whole number of images, grey pixels, and sums that are too long', () => {
    expect(() => encodeBitsBack(images.subarray(1), good, begin(), PRECISION)).toThrow('expected images of 24 pixels');
    const blind: LatentModel = { ...good, posterior: () => ({ mean: Float64Array.of(0, 0), sd: Float64Array.of(1, 1) }) };
    expect(() => encodeBitsBack(new Uint8Array(PIXELS).fill(7), blind, begin(), PRECISION)).toThrow('expected 0 or 1, got 7');
    expect(() => discretizedBound(images, { ...good, latents: 20 }, PRECISION)).toThrow(RangeError);
  });
});

describe('the estimated bound', () => {
  it('agrees with the exact one: complexity to rounding, inaccuracy within 4 standard errors', () => {
    const few = images.subarray(0, 200 * PIXELS);
    const sampled = estimateBound(few, good, PRECISION, 20, createRandom(47));
    const bound = discretizedBound(few, good, PRECISION);
    sampled.complexity.forEach((c, i) => {
      expect(c).toBeCloseTo(bound.complexity[i] as number, 10);
    });
    const error = Math.sqrt(total(sampled.variance));
    expect(Math.abs(total(sampled.inaccuracy) - total(bound.inaccuracy)) / error).toBeLessThan(4);
    const wideBound = discretizedBound(few, wide, PRECISION);
    expect(Math.abs(total(sampled.inaccuracy) - total(wideBound.inaccuracy)) / error).toBeGreaterThan(4);
  });
});

/** Masses of the buckets by the trapezoidal rule on the density, and 2⁻²⁴ for each besides. */
function massesByQuadrature(mean: number, sd: number): number[] {
  const { edges } = createBuckets(PRECISION);
  const masses = Array.from(centres, (_, i) => {
    const [from, to] = [Math.max(mean - 9 * sd, edges[i] as number), Math.min(mean + 9 * sd, edges[i + 1] as number)];
    if (to <= from) return 0;
    const n = 400;
    const h = (to - from) / n;
    const density = (at: number) => Math.exp(-0.5 * ((at - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
    return Array.from({ length: n }, (__, k) => h * density(from + (k + 0.5) * h)).reduce((a, b) => a + b, 0);
  });
  const spread = 2 ** -24;
  return masses.map((m) => spread + (1 - centres.length * spread) * m);
}
