// Probabilistic PCA by formula: a worked value, a covariance by hand, and the bound of linear networks against its draws.
import { beforeAll, expect, it } from 'vitest';
import { evaluate, noiseOf } from '../../core/nets/evaluation.ts';
import { weightsOf } from '../../core/nets/parameters.ts';
import { linearElbo, principalEvidence, principalVariances } from '../../core/nets/principal.ts';
import { createRandom } from '../../core/prob/random.ts';
import { openTensors } from '../../core/tensor/index.ts';
import { drawnNetworks, zOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

it('reaches the evidence of Tipping and Bishop', () => {
  // −½ [4 log 2π + log 5 + log 2 + 2 log 0.75 + 4], 0.75 being the mean of 1 and 0.5.
  expect(principalEvidence([5, 2, 1, 0.5], 2)).toBeCloseTo(-6.539364606863932, 12);
  expect(principalEvidence([5, 2], 2)).toBeNaN();
});

it('has no evidence where the examples lie in as many dimensions as there are latents', () => {
  const random = createRandom(5);
  for (const [rank, latents, known] of [
    [2, 2, false],
    [2, 3, false],
    [1, 3, false],
    [3, 2, true],
  ] as const) {
    const directions = Array.from({ length: rank }, () => Array.from({ length: 5 }, () => random.normal()));
    const x = Array.from({ length: 40 }, () => {
      const z = directions.map(() => random.normal());
      return Array.from({ length: 5 }, (_, i) => z.reduce((sum, each, k) => sum + each * (directions[k]?.[i] as number), 0.3 * i));
    }).flat();
    expect(Number.isFinite(principalEvidence(principalVariances(x, 5), latents)), `${rank} of ${latents}`).toBe(known);
  }
  // All examples are the same.
  expect(principalEvidence(principalVariances([1, 2, 1, 2, 1, 2], 2), 1)).toBeNaN();
});

it('is the density of a normal where no latent is kept', () => {
  const x = [0, 0, 2, 0, 0, 1, 2, 1, 4, 3];
  const variances = principalVariances(x, 1);
  const mean = 1.3;
  const variance = x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length;
  expect(variances[0]).toBeCloseTo(variance, 12);
  const density = x.reduce((sum, each) => sum - 0.5 * (Math.log(2 * Math.PI * variance) + (each - mean) ** 2 / variance), 0) / x.length;
  expect(principalEvidence(variances, 0)).toBeCloseTo(density, 12);
});

it('finds the variances along turned axes, the largest first', () => {
  const random = createRandom(3);
  const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
  // Four corners have covariance diag(9, 1) before they are turned, however far away.
  const corners = [
    [3, 1],
    [-3, 1],
    [3, -1],
    [-3, -1],
  ] as const;
  const shift = 10 * random.normal();
  const x = corners.flatMap(([a, b]) => [c * a - s * b + shift, s * a + c * b - shift]);
  const [first, second] = principalVariances(x, 2);
  expect(first).toBeCloseTo(9, 10);
  expect(second).toBeCloseTo(1, 10);
});

it('says of linear networks without drawing what their draws say on average', () => {
  const networks = drawnNetworks({ network: 'linear', likelihood: 'gaussian' });
  const { pixels } = networks.architecture;
  const x = noiseOf(createRandom(7), 20 * pixels);
  const exact = linearElbo(weightsOf(networks.parameters), x, pixels);
  const drawn = Array.from({ length: 400 }, (_, i) => {
    const { accuracy, priorEnergy, entropy } = evaluate(networks, x, createRandom(100 + i));
    return accuracy - priorEnergy + entropy;
  });
  expect(Math.abs(zOf(drawn, exact))).toBeLessThan(4);
  // Control: another spread of q.
  const { 'encoder/logVariance/bias': spread, ...others } = weightsOf(networks.parameters);
  const wide = { shape: spread?.shape ?? [], values: Float32Array.from(spread?.values ?? [], (s) => s + 1) };
  const wrong = linearElbo({ ...others, 'encoder/logVariance/bias': wide }, x, pixels);
  expect(Math.abs(zOf(drawn, wrong))).toBeGreaterThan(10);
});
