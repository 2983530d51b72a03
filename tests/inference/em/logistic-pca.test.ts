// Binary images by factors: terms against sums over a lattice, half-steps that only fall, probabilities that fit.
import { describe, expect, it } from 'vitest';
import {
  type BinaryImages,
  beginFactors,
  type FactorBelief,
  type FactorModel,
  factorBelief,
  factorParameters,
  factorTerms,
  pixelsGiven,
} from '../../../core/inference/em/logistic-pca.ts';
import { createRandom } from '../../../core/prob/random.ts';

/** Images of 9 pixels by two factors. */
function drawn(count: number): BinaryImages {
  const random = createRandom(1);
  const truth = Float64Array.from({ length: 9 * 3 }, () => 2 * random.normal());
  const bits = new Uint8Array(count * 9);
  for (let n = 0; n < count; n += 1) {
    const z = [random.normal(), random.normal()] as const;
    for (let j = 0; j < 9; j += 1) {
      const [a, b, c] = truth.subarray(3 * j, 3 * j + 3) as unknown as [number, number, number];
      bits[n * 9 + j] = random.uniform() < 1 / (1 + Math.exp(-(a * z[0] + b * z[1] + c))) ? 1 : 0;
    }
  }
  return { bits, count, pixels: 9 };
}

const total = (model: FactorModel, images: BinaryImages, q: FactorBelief) => {
  const { data, belief } = factorTerms(model, images, q);
  return [...data, ...belief].reduce((sum, each) => sum + each, 0);
};

const images = drawn(200);

describe('factors of binary images', () => {
  it('have E[−log p(x|z)] and KL as a lattice has them', () => {
    const one = { bits: images.bits.slice(0, 9), count: 1, pixels: 9 };
    const model = factorParameters(
      beginFactors(images, 2, createRandom(2)),
      images,
      factorBelief(beginFactors(images, 2, createRandom(2)), images),
    );
    const q = factorBelief(model, one);
    const { data, belief } = factorTerms(model, one, q);
    const [h, reach] = [0.05, 9];
    const axis = Array.from({ length: Math.round((2 * reach) / h) + 1 }, (_, i) => -reach + i * h);
    const share = axis.map((t) => (h * Math.exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI));
    let [misfit, kl] = [0, 0];
    axis.forEach((s, i) => {
      axis.forEach((t, j) => {
        const z = Float64Array.of((q.means[0] as number) + (q.sds[0] as number) * s, (q.means[1] as number) + (q.sds[1] as number) * t);
        const w = (share[i] as number) * (share[j] as number);
        const ones = pixelsGiven(model, z);
        for (let p = 0; p < 9; p += 1) misfit -= w * Math.log(one.bits[p] === 1 ? (ones[p] as number) : 1 - (ones[p] as number));
        const logQ = -0.5 * (s * s + t * t) - Math.log((q.sds[0] as number) * (q.sds[1] as number));
        kl += w * (logQ + 0.5 * ((z[0] as number) ** 2 + (z[1] as number) ** 2));
      });
    });
    expect(Math.abs((data[0] as number) - misfit)).toBeLessThan(1e-8);
    expect(Math.abs((belief[0] as number) - kl)).toBeLessThan(1e-8);
  });

  it('come down to less than pixels by themselves take, and q is near the best there is', () => {
    let model = beginFactors(images, 2, createRandom(2));
    const none: FactorBelief = { means: new Float64Array(400), sds: new Float64Array(400).fill(1) };
    const alone = total({ ...model, theta: model.theta.map((each, at) => (at % 3 === 2 ? each : 0)) }, images, none);
    let q = factorBelief(model, images);
    const lengths: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      model = factorParameters(model, images, q);
      q = factorBelief(model, images, q);
      lengths.push(total(model, images, q));
    }
    expect(lengths.at(-1)).toBeLessThan(0.92 * alone);
    expect(lengths.at(-1)).toBeLessThan(lengths[0] as number);
    // The parabolas are not the logistics, but no small move of q gains much.
    const last = lengths.at(-1) as number;
    for (const shift of [-0.1, 0.1]) {
      expect(total(model, images, { ...q, means: q.means.map((m) => m + shift) })).toBeGreaterThan(last - 0.02 * 200);
      expect(total(model, images, { ...q, sds: q.sds.map((s) => s * (1 + shift)) })).toBeGreaterThan(last - 0.02 * 200);
    }
  });

  it('stay finite where a pixel is always the same', () => {
    const flat = { bits: images.bits.map((bit, at) => (at % 9 === 4 ? 1 : bit)), count: 200, pixels: 9 };
    let model = beginFactors(flat, 2, createRandom(2));
    for (let round = 0; round < 50; round += 1) model = factorParameters(model, flat, factorBelief(model, flat));
    expect(model.theta.every(Number.isFinite)).toBe(true);
    expect(pixelsGiven(model, new Float64Array(2))[4]).toBeGreaterThan(0.98);
  });
});
