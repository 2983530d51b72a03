// Soft weight sharing: worked values, gradients against differences, merging, and the codebook at the end.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { assignShared } from '../../../core/compression/sharing/assignment.ts';
import { negativeLogPrior, responsibilitiesFor, sharingGradient } from '../../../core/compression/sharing/gradient.ts';
import { mergeComponents, mergeTwo } from '../../../core/compression/sharing/merge.ts';
import { precisionCost, precisionCostSlope } from '../../../core/compression/sharing/precision-prior.ts';
import { type SharingPrior, spreadPrior } from '../../../core/compression/sharing/prior.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { gamma } from '../../../core/prob/gamma.ts';
import { createRandom } from '../../../core/prob/random.ts';

const worked: SharingPrior = { shares: Float64Array.of(0.9, 0.1), means: Float64Array.of(0, 0.5), sds: Float64Array.of(0.1, 0.2) };
const three: SharingPrior = {
  shares: Float64Array.of(0.7, 0.1, 0.2),
  means: Float64Array.of(0, -0.4, 0.5),
  sds: Float64Array.of(0.05, 0.2, 0.1),
};

describe('the worked mixture at w = 0.3', () => {
  it('has the worked −log p, responsibilities and derivative', () => {
    const weight = Float64Array.of(0.3);
    expect(negativeLogPrior(weight, worked)).toBeCloseTo(1.8271462738956614, 13);
    const [zero, other] = responsibilitiesFor(0.3, worked);
    expect(zero).toBeCloseTo(0.2479402, 7);
    expect(other).toBeCloseTo(0.7520598, 7);
    const gradient = sharingGradient(weight, worked);
    expect(gradient.weights[0]).toBeCloseTo(3.6779070776924367, 12);
    expect(gradient.negativeLogPrior).toBeCloseTo(1.8271462738956614, 13);
  });

  it('merges to mean 0.05 and variance 0.013', () => {
    const { share, mean, variance } = mergeTwo({ share: 0.9, mean: 0, variance: 0.01 }, { share: 0.1, mean: 0.5, variance: 0.04 });
    expect([share, mean, variance]).toEqual([1, expect.closeTo(0.05, 15), expect.closeTo(0.013, 15)]);
  });
});

describe('the prior', () => {
  it('is a density', () => {
    const density = (w: number) => Math.exp(-negativeLogPrior(Float64Array.of(w), three));
    expect(integrate(density, [-3, -0.4, 0, 0.5, 3]).value).toBeCloseTo(1, 12);
  });

  it('stays a number far from all components', () => {
    expect(negativeLogPrior(Float64Array.of(100), three)).toBeGreaterThan(1e5);
    expect(Array.from(responsibilitiesFor(100, three))).toEqual([0, 1, 0]);
  });

  it('begins with means evenly over the range, and equal shares of what 0 leaves', () => {
    const { shares, means, sds } = spreadPrior(Float64Array.of(-1, 0.2, 3), 5, 0.9, 0.25);
    expect(Array.from(means)).toEqual([0, -1, 0, 1, 2, 3]);
    for (const [j, share] of shares.entries()) expect(share).toBeCloseTo(j === 0 ? 0.9 : 0.02, 15);
    expect(Array.from(sds)).toEqual(new Array(6).fill(0.25));
    expect(() => spreadPrior(Float64Array.of(1), 4, 1, 0.1)).toThrow('zeroShare: expected a number between 0 and 1, got 1');
  });
});

describe('the gradient', () => {
  const weights = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i) * 0.8);
  const gradient = sharingGradient(weights, three);
  const h = 1e-5;
  const difference = (f: (by: number) => number) => (f(h) - f(-h)) / (2 * h);
  const changed = (array: Float64Array, at: number, to: (x: number) => number) => array.map((x, i) => (i === at ? to(x) : x));

  it('in the weights agrees with differences', () => {
    for (const i of [0, 1, 3, 17]) {
      const slope = difference((by) =>
        negativeLogPrior(
          changed(weights, i, (w) => w + by),
          three,
        ),
      );
      expect(gradient.weights[i]).toBeCloseTo(slope, 6);
    }
  });

  it('in means and log sds agrees with differences; the zero component’s mean stays', () => {
    for (const j of [0, 1, 2]) {
      const ofMean = difference((by) => negativeLogPrior(weights, { ...three, means: changed(three.means, j, (m) => m + by) }));
      if (j > 0) expect(gradient.means[j]).toBeCloseTo(ofMean, 5);
      else {
        expect(gradient.means[j]).toBe(0);
        expect(Math.abs(ofMean)).toBeGreaterThan(1);
      }
      const ofSd = difference((by) => negativeLogPrior(weights, { ...three, sds: changed(three.sds, j, (s) => s * Math.exp(by)) }));
      expect(gradient.logSds[j]).toBeCloseTo(ofSd, 5);
    }
  });

  it('in the logits of the shares that 0 leaves agrees with differences', () => {
    for (const j of [1, 2]) {
      const slope = difference((by) => {
        const parts = changed(three.shares, j, (share) => share * Math.exp(by));
        const total = (parts[1] as number) + (parts[2] as number);
        return negativeLogPrior(weights, { ...three, shares: parts.map((part, i) => (i === 0 ? 0.7 : (0.3 * part) / total)) });
      });
      expect(gradient.logits[j]).toBeCloseTo(slope, 6);
    }
    expect(gradient.logits[0]).toBe(0);
  });

  it('has every weight taken once', () => {
    expect(gradient.taken.reduce((a, b) => a + b, 0)).toBeCloseTo(30, 12);
    expect(gradient.negativeLogPrior).toBeCloseTo(negativeLogPrior(weights, three), 12);
  });
});

describe('the prior on precisions', () => {
  it('is −log Gamma, with its derivative in log σ', () => {
    for (const sd of [0.02, 0.1, 1]) {
      expect(precisionCost(sd, 250, 0.1)).toBeCloseTo(-gamma.logDensity([250, 0.1], [1 / (sd * sd)]), 8);
      const h = 1e-5;
      const slope = (precisionCost(sd * Math.exp(h), 250, 0.1) - precisionCost(sd * Math.exp(-h), 250, 0.1)) / (2 * h);
      expect(precisionCostSlope(sd, 250, 0.1)).toBeCloseTo(slope, 4);
    }
  });
});

describe('merging', () => {
  it('joins what is near, keeps 0 at 0, and all shares', () => {
    const prior: SharingPrior = {
      shares: Float64Array.of(0.9, 0.02, 0.03, 0.04, 0.01),
      means: Float64Array.of(0, 0.001, 0.5, 0.503, -0.7),
      sds: Float64Array.of(0.02, 0.02, 0.05, 0.05, 0.05),
    };
    const merged = mergeComponents(prior, 0.01);
    expect(merged.shares).toHaveLength(3);
    expect(merged.means[0]).toBe(0);
    expect(merged.means[1]).toBeCloseTo((0.03 * 0.5 + 0.04 * 0.503) / 0.07, 14);
    expect(merged.means[2]).toBe(-0.7);
    expect(merged.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    expect(mergeComponents(prior, 0)).toEqual(prior);
    expect(mergeComponents(prior, 1e9).means).toEqual(Float64Array.of(0));
  });
});

describe('the assignment', () => {
  it('gives each weight the mean that most likely made it', () => {
    const weights = Float64Array.of(0.01, -0.35, 0.45, -0.02, 0.7, 0);
    const sparse = assignShared(weights, [2, 3], three);
    expect(Array.from(sparse.kept)).toEqual([1, 2, 4]);
    expect(Array.from(decoded(sparse))).toEqual([0, -0.4, 0.5, 0, 0.5, 0].map(Math.fround));
    for (const [i, w] of weights.entries()) {
      const r = responsibilitiesFor(w, three);
      expect(Math.fround(three.means[r.indexOf(Math.max(...r))] as number)).toBe(decoded(sparse)[i]);
    }
  });

  it('undoes noise on weights that came from the mixture, better than the nearest mean without shares does', () => {
    const random = createRandom(3);
    const components = Array.from({ length: 2000 }, () => {
      const u = random.uniform();
      return u < 0.7 ? 0 : u < 0.8 ? 1 : 2;
    });
    const weights = Float64Array.from(components, (j) => (three.means[j] as number) + (three.sds[j] as number) * random.normal());
    const right = (back: Float32Array) => components.filter((j, i) => back[i] === Math.fround(three.means[j] as number)).length;
    const flat: SharingPrior = { ...three, shares: new Float64Array(3).fill(1 / 3), sds: new Float64Array(3).fill(0.1) };
    expect(right(decoded(assignShared(weights, [2000], three)))).toBeGreaterThan(right(decoded(assignShared(weights, [2000], flat))));
  });
});
