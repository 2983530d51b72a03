// log p(x|z) of the three likelihoods against their definitions.
import { beforeAll, expect, it } from 'vitest';
import { logLikelihood, meanImages } from '../../core/nets/likelihood.ts';
import type { Architecture, Networks } from '../../core/nets/networks.ts';
import { networksOf } from '../../core/nets/vae.ts';
import { openTensors, type Tensor1D, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { architecture } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

/** Networks of which only the spread is asked. */
const withScale = (likelihood: Architecture['likelihood'], pixels: number, logScale: number): Networks =>
  networksOf({ ...architecture, likelihood, pixels }, { 'decoder/logScale': tf.variable(tf.tensor1d([logScale]) as Tensor1D) as never });

const outputs = [
  [0.3, -1.2, 2],
  [0.1, 0, -0.4],
];
const grey = [
  [0.2, 0.9, 0],
  [1, 0.5, 0.25],
];
const of = (networks: Networks, a: readonly number[][], b: readonly number[][]) => [
  ...logLikelihood(networks, tf.tensor2d(a as number[][]) as Tensor2D, tf.tensor2d(b as number[][]) as Tensor2D).dataSync(),
];

it('is that of normals with one variance', () => {
  const variance = 0.3;
  const exact = outputs.map((row, r) =>
    row.reduce((sum, m, i) => {
      const off = (grey[r]?.[i] as number) - m;
      return sum - 0.5 * (Math.log(2 * Math.PI * variance) + (off * off) / variance);
    }, 0),
  );
  of(withScale('gaussian', 3, Math.log(variance)), outputs, grey).forEach((got, r) => {
    expect(Math.abs(got - (exact[r] as number))).toBeLessThan(1e-5);
  });
});

it('is that of coins with log odds', () => {
  const x = [
    [1, 0, 1],
    [0, 0, 1],
  ];
  const exact = outputs.map((row, r) =>
    row.reduce((sum, l, i) => {
      const p = 1 / (1 + Math.exp(-l));
      return sum + Math.log(x[r]?.[i] === 1 ? p : 1 - p);
    }, 0),
  );
  const networks = withScale('bernoulli', 3, 0);
  of(networks, outputs, x).forEach((got, r) => {
    expect(Math.abs(got - (exact[r] as number))).toBeLessThan(1e-5);
  });
  const shown = meanImages(networks, tf.tensor2d(outputs)).dataSync();
  outputs.flat().forEach((l, i) => {
    expect(shown[i]).toBeCloseTo(1 / (1 + Math.exp(-l)), 6);
  });
});

const levels = Array.from({ length: 256 }, (_, i) => [i / 255]);
const masses = (mean: number, logScale: number) =>
  of(
    withScale('discretizedLogistic', 1, logScale),
    levels.map(() => [mean]),
    levels,
  ).map(Math.exp);

it.each([
  [0.5, -2.3],
  [0.2, -4],
  [-0.1, -1],
  [1.3, -3],
  [0.7, -6],
])('shares one among the 256 levels about %f at log scale %f', (mean, logScale) => {
  const all = masses(mean, logScale);
  expect(Math.abs(all.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(5e-6);
  // Each by its definition: differences of the logistic’s cumulative function, the first and the last level with their whole tail.
  const scale = Math.exp(logScale);
  const below = (level: number) => (level < 0 ? 0 : level >= 255 ? 1 : 1 / (1 + Math.exp(-((level + 0.5) / 255 - mean) / scale)));
  all.forEach((mass, i) => {
    expect(Math.abs(mass - (below(i) - below(i - 1)))).toBeLessThan(5e-6);
  });
});

it('is never minus infinity for a level however far away', () => {
  expect(of(withScale('discretizedLogistic', 1, -6), [[0], [1]], [[1], [0]]).every(Number.isFinite)).toBe(true);
});
