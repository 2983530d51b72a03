// The bound, and tighter ones, on a model whose evidence is known; and how codes are summed up.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Codes,
  codeVariances,
  complexityByLatent,
  evaluate,
  importanceWeighted,
  logMeanExp,
  mutualInformation,
  noiseOf,
} from '../../core/nets/evaluation.ts';
import type { Networks } from '../../core/nets/networks.ts';
import { createRandom } from '../../core/prob/random.ts';
import { openTensors } from '../../core/tensor/index.ts';
import { drawnNetworks, meanOf, toyNetworks, zOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

describe('x = 1.5 with z ~ N(0, 1) and x|z ~ N(z, 1)', () => {
  // log N(1.5; 0, 2); E log N(1.5; z, 1) under the prior; the latter of the mean of two.
  const evidence = -1.8280121234846454;
  const first = -2.543938533204673;
  const second = -2.0995146912;
  const bounds = (networks: Networks, samples: number, rows: number, seed: number) =>
    importanceWeighted(networks, new Float32Array(rows).fill(1.5), samples, createRandom(seed));

  it('has the bounds L₁ and L₂ of the prior as proposal', () => {
    const prior = toyNetworks(0, 1);
    const one = bounds(prior, 1, 40_000, 3);
    const two = bounds(prior, 2, 40_000, 5);
    expect(Math.abs(zOf(one, first))).toBeLessThan(4);
    expect(Math.abs(zOf(two, second))).toBeLessThan(4);
    // Controls: each misses what the other means, and both the evidence.
    expect(Math.abs(zOf(one, second))).toBeGreaterThan(10);
    expect(Math.abs(zOf(two, first))).toBeGreaterThan(10);
    expect(zOf(two, evidence)).toBeLessThan(-10);
  });

  it('has bounds that grow with the draws towards the evidence, and never beyond', () => {
    const prior = toyNetworks(0, 1);
    const means = [1, 2, 5, 20].map((samples) => meanOf(bounds(prior, samples, 4000, 10 + samples)));
    means.slice(1).forEach(({ mean, error }, i) => {
      const before = means[i] as (typeof means)[number];
      expect(mean - before.mean).toBeGreaterThan(4 * Math.hypot(error, before.error));
    });
    for (const { mean, error } of means) expect(mean - evidence).toBeLessThan(4 * error);
    expect(evidence - meanOf(bounds(prior, 200, 1000, 4)).mean).toBeLessThan(0.01);
  });

  it('has the evidence from any draw where q is the posterior N(x/2, 1/2)', () => {
    const exact = toyNetworks(0.5, 0.5);
    for (const samples of [1, 3]) for (const bound of bounds(exact, samples, 50, 7)) expect(Math.abs(bound - evidence)).toBeLessThan(1e-5);
  });

  it('has a bound that `evaluate` finds, and that one draw of L₁ finds on average', () => {
    const { accuracy, priorEnergy, entropy } = evaluate(toyNetworks(0, 1), new Float32Array(40_000).fill(1.5), createRandom(9));
    // Var of −½(1.5 − z)² is 1.5² + ½.
    expect(Math.abs(accuracy - priorEnergy + entropy - first) / Math.sqrt(2.75 / 40_000)).toBeLessThan(4);
    expect(priorEnergy - entropy).toBeCloseTo(0, 10);
  });

  it('has the standard error that the bounds of single rows have', () => {
    const [networks, random, rows] = [drawnNetworks({ family: 'fullCovariance' }), createRandom(2), 40];
    const x = noiseOf(createRandom(6), rows * 4).map((value) => (value > 0 ? 1 : 0));
    const { error } = evaluate(networks, x, createRandom(2));
    // Row by row from the same stream: the same draws.
    const each = Array.from({ length: rows }, (_, row) => {
      const { accuracy, priorEnergy, entropy } = evaluate(networks, x.slice(4 * row, 4 * row + 4), random);
      return accuracy - priorEnergy + entropy;
    });
    expect(Math.abs(error - meanOf(each).error)).toBeLessThan(1e-5);
    expect(error).toBeGreaterThan(0.1);
  });
});

it('has the same bound by formula for KL and by draws of it, with every family', () => {
  for (const family of ['meanField', 'fullCovariance', 'planar', 'inverseAutoregressive'] as const) {
    const networks = drawnNetworks({ family });
    const x = Float32Array.from({ length: 2000 * 4 }, (_, i) => ((i * 7) % 11 > 5 ? 1 : 0));
    const drawn = importanceWeighted(networks, x, 1, createRandom(1));
    const bound = Array.from({ length: 100 }, (_, i) => {
      const { accuracy, priorEnergy, entropy } = evaluate(networks, x, createRandom(50 + i));
      return accuracy - priorEnergy + entropy;
    });
    const { mean, error } = meanOf(drawn);
    const exact = meanOf(bound);
    expect(Math.abs(mean - exact.mean) / Math.hypot(error, exact.error)).toBeLessThan(4);
  }
});

it('takes the mean of numbers that no exponential holds', () => {
  expect(logMeanExp([0, Math.log(3)])).toBeCloseTo(Math.log(2), 14);
  expect(logMeanExp([-5000, -5000])).toBe(-5000);
  expect(logMeanExp([5000, 5000 + Math.log(3)])).toBeCloseTo(5000 + Math.log(2), 10);
  expect(logMeanExp([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
});

describe('codes', () => {
  it('are summed up latent by latent', () => {
    const codes = { means: Float32Array.of(1, 10, 3, 10), logVariances: Float32Array.of(0, 0, 0, 0) };
    expect([...complexityByLatent(codes, 2)]).toEqual([2.5, 50]);
    expect([...codeVariances(codes, 2)]).toEqual([1, 0]);
  });

  const rows = 2000;
  const aggregate = (codes: Codes) => (complexityByLatent(codes, 1)[0] as number) - mutualInformation(codes, 1, createRandom(5));

  it('that are the prior’s all together are no distance from it, though each is', () => {
    // N(0, 1) is the mixture of N(m, 0.5) over m ~ N(0, 0.5): what an image and its code share is ½ log 2.
    const means = noiseOf(createRandom(3), rows).map((m) => Math.SQRT1_2 * m);
    const codes = { means, logVariances: new Float32Array(rows).fill(Math.log(0.5)) };
    expect(Math.abs(mutualInformation(codes, 1, createRandom(5)) - 0.5 * Math.LN2)).toBeLessThan(0.03);
    expect(Math.abs(aggregate(codes))).toBeLessThan(0.03);
    const each = complexityByLatent(codes, 1)[0] as number;
    expect(each).toBeGreaterThan(0.3);
    // All at one place: nothing is told from one image to the next, and all of the complexity is distance.
    const same = { means: new Float32Array(rows).fill(1), logVariances: codes.logVariances };
    expect(Math.abs(mutualInformation(same, 1, createRandom(5)))).toBeLessThan(1e-6);
    expect(aggregate(same)).toBeCloseTo(complexityByLatent(same, 1)[0] as number, 6);
  });

  it('that lie far apart say which of the images it is, and never more', () => {
    const far = { means: Float32Array.from({ length: 40 }, (_, i) => 100 * i), logVariances: new Float32Array(40).fill(-3) };
    const shared = mutualInformation(far, 1, createRandom(5));
    expect(shared).toBeCloseTo(Math.log(40), 10);
    expect(shared).toBeLessThanOrEqual(Math.log(40) + 1e-12);
  });
});
