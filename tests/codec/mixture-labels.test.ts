// Data under a mixture come out as they went in, the bits that named them come back, and what is paid is the mixture.
import { describe, expect, it } from 'vitest';
import { bytesOf, copyStack, randomStack } from '../../core/codec/ans.ts';
import { createBuckets, createGrid, popChoice, pushChoice } from '../../core/codec/discretized-normal.ts';
import { bitsToLabel, decodeLabelled, encodeLabelled } from '../../core/codec/mixture-labels.ts';
import { createRandom } from '../../core/prob/random.ts';

const mixture = { weights: Float64Array.of(0.3, 0.7), means: Float64Array.of(-1, 1), sds: Float64Array.of(0.8, 1.2) };
const grid = createGrid(-8, 0.01, 1601);
const density = (x: number, k: number) => {
  const [w, m, s] = [mixture.weights[k] as number, mixture.means[k] as number, mixture.sds[k] as number];
  return (w * Math.exp(-0.5 * ((x - m) / s) ** 2)) / (s * Math.sqrt(2 * Math.PI));
};
const posterior = (interval: number) => {
  const joint = [0, 1].map((k) => density(grid.centres[interval] as number, k));
  return joint.map((each) => each / ((joint[0] as number) + (joint[1] as number)));
};

function drawn(seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 500 }, () => {
    const k = random.uniform() < 0.3 ? 0 : 1;
    return Math.round(((mixture.means[k] as number) + (mixture.sds[k] as number) * random.normal() + 8) / 0.01);
  });
}

describe('labels of a mixture', () => {
  it('are chosen by bits that come back, which leaves −log₂ of the mixture', () => {
    const data = drawn(1);
    const stack = randomStack(bitsToLabel, createRandom(2));
    const before = bytesOf(copyStack(stack));
    const { net, borrowed } = encodeLabelled(stack, data, { mixture, grid, belief: posterior });
    const ideal = data.reduce((sum, i) => {
      const x = grid.centres[i] as number;
      return sum - Math.log2(0.01 * (density(x, 0) + density(x, 1)));
    }, 0);
    expect(Math.abs(net / ideal - 1)).toBeLessThan(0.001);
    expect(borrowed / data.length).toBeGreaterThan(0.3);
    expect([...decodeLabelled(stack, data.length, { mixture, grid, belief: posterior })]).toEqual(data);
    expect(bytesOf(stack)).toEqual(before);
  });

  it('cost more under a belief that is not the posterior', () => {
    const data = drawn(3);
    const [best, coin] = [posterior, () => [0.5, 0.5]].map(
      (belief) => encodeLabelled(randomStack(bitsToLabel, createRandom(4)), data, { mixture, grid, belief }).net,
    );
    expect(coin).toBeGreaterThan((best as number) + 50);
  });
});

describe('a choice by the message', () => {
  it('never falls where the belief gives less than a slot, and comes back', () => {
    const buckets = createBuckets(14);
    const random = createRandom(5);
    for (let round = 0; round < 2000; round += 1) {
      const stack = randomStack(64, random);
      const before = bytesOf(copyStack(stack));
      const i = popChoice(stack, buckets, 1, 0.01);
      expect(Math.abs((buckets.centres[i] as number) - 1)).toBeLessThan(0.06);
      pushChoice(stack, i, buckets, 1, 0.01);
      expect(bytesOf(stack)).toEqual(before);
    }
    expect(() => pushChoice(randomStack(64, random), 0, buckets, 1, 0.01)).toThrow(RangeError);
  });
});
