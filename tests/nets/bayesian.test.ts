// Beliefs about a decoder's weights: what they make of units, what they cost, and that drawing weights one by one comes to the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { layerOf, weightComplexity, weightComplexityOf } from '../../core/nets/bayesian.ts';
import { evaluate, importanceWeighted, noiseOf } from '../../core/nets/evaluation.ts';
import type { Networks } from '../../core/nets/networks.ts';
import { elboOf } from '../../core/nets/objective.ts';
import { type Parameters, parametersOf, type Weights } from '../../core/nets/parameters.ts';
import { createRandom } from '../../core/prob/random.ts';
import { openTensors, tf } from '../../core/tensor/index.ts';
import { drawnNetworks, meanOf, zOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

const believed = (): Networks => drawnNetworks({ decoderWeights: 'bayesian' });
const numbers = (parameters: Parameters, name: string) => [...(parameters[name]?.dataSync() ?? [])];

describe('a layer of believed weights', () => {
  const ROWS = 20_000;
  const inputs = [0.5, -2];
  const [means, logVariances, bias] = [
    [0.3, -0.4, 0.2, 1],
    [-1, -3, -2, 0],
    [0.1, -0.2],
  ] as const;
  const one = (shape: readonly number[], values: readonly number[]): Weights => ({ shape, values: Float32Array.from(values) });
  const parameters = () =>
    parametersOf({ 'l/weights': one([2, 2], means), 'l/bias': one([2], bias), 'l/logVariance': one([2, 2], logVariances) });
  const noise = (seed: number) => tf.tensor2d(noiseOf(createRandom(seed), 2 * ROWS), [ROWS, 2]);
  const rows = () => tf.tile(tf.tensor2d([inputs]), [ROWS, 1]) as ReturnType<typeof noise>;
  const unit = (values: ArrayLike<number>, j: number) => Array.from({ length: ROWS }, (_, row) => values[2 * row + j] as number);

  it('makes of each unit what weights that are drawn one by one make of it, apart from row to row and unit to unit', () => {
    const drawn = tf.tidy(() => layerOf(parameters(), 'l', rows(), 'linear', noise(3)).dataSync());
    const random = createRandom(4);
    for (const j of [0, 1]) {
      const across = Array.from({ length: ROWS }, () =>
        inputs.reduce((sum, x, i) => {
          const at = 2 * i + j;
          return sum + x * ((means[at] as number) + Math.exp(0.5 * (logVariances[at] as number)) * random.normal());
        }, bias[j] as number),
      );
      const centre = inputs.reduce((sum, x, i) => sum + x * (means[2 * i + j] as number), bias[j] as number);
      const variance = inputs.reduce((sum, x, i) => sum + x * x * Math.exp(logVariances[2 * i + j] as number), 0);
      const squares = (values: readonly number[]) => values.map((value) => (value - centre) ** 2);
      for (const values of [unit(drawn, j), across]) {
        expect(Math.abs(zOf(values, centre))).toBeLessThan(4);
        expect(Math.abs(zOf(squares(values), variance))).toBeLessThan(4);
        // Control: deviations that add up like variances are others.
        const wrong = inputs.reduce((sum, x, i) => sum + Math.abs(x) * Math.exp(0.5 * (logVariances[2 * i + j] as number)), 0) ** 2;
        expect(Math.abs(zOf(squares(values), wrong))).toBeGreaterThan(10);
      }
      const own = unit(drawn, j).map((value) => value - centre);
      expect(
        Math.abs(
          zOf(
            own.slice(1).map((value, row) => value * (own[row] as number)),
            0,
          ),
        ),
      ).toBeLessThan(4);
    }
  });

  it('has its activation over the draws, and without noise is the layer of its means', () => {
    const all = parameters();
    const of = (activation: 'linear' | 'softplus', noise_?: ReturnType<typeof noise>) =>
      tf.tidy(() => [...layerOf(all, 'l', rows(), activation, noise_).dataSync()].slice(0, 6));
    of('softplus', noise(3)).forEach((value, i) => {
      expect(value).toBeCloseTo(Math.log1p(Math.exp(of('linear', noise(3))[i] as number)), 5);
    });
    const still = tf.tidy(() => [...layerOf(all, 'l', rows(), 'linear', tf.zeros([ROWS, 2])).dataSync()].slice(0, 6));
    expect(of('linear')).toEqual(still);
    expect(of('linear', noise(3))).not.toEqual(still);
  });
});

it('costs KL[q(W) ‖ N(0, 1)] by formula; point weights cost nothing', () => {
  const { architecture, parameters } = believed();
  const layers = ['decoder/hidden', 'decoder/output'];
  const [mean, log] = ['weights', 'logVariance'].map((kind) => layers.flatMap((layer) => numbers(parameters, `${layer}/${kind}`)));
  const cost = (mean ?? []).reduce((sum, m, i) => sum + 0.5 * (m * m + Math.exp(log?.[i] as number) - 1 - (log?.[i] as number)), 0);
  expect(Math.abs(weightComplexityOf(architecture, parameters) - cost)).toBeLessThan(1e-10);
  expect(log).toHaveLength(3 * (2 + 4));
  const [whole] = weightComplexity(architecture, parameters)?.dataSync() ?? [];
  expect(Math.abs((whole as number) / cost - 1)).toBeLessThan(1e-6);
  const point = drawnNetworks();
  expect(weightComplexity(point.architecture, point.parameters)).toBeUndefined();
  expect(weightComplexityOf(point.architecture, point.parameters)).toBe(0);
});

it('bounds what the images are worth when weights are averaged over: more draws, a tighter bound, and one of them the bound', () => {
  const networks = believed();
  const x = Float32Array.from({ length: 3000 * 4 }, (_, i) => ((i * 7) % 11 > 5 ? 1 : 0));
  const bounds = [1, 4, 16].map((samples) => meanOf(importanceWeighted(networks, x, samples, createRandom(samples))));
  const exact = meanOf(Array.from({ length: 20 }, (_, i) => elboOf(evaluate(networks, x, createRandom(50 + i)))));
  const [first] = bounds as [(typeof bounds)[number]];
  expect(Math.abs(first.mean - exact.mean) / Math.hypot(first.error, exact.error)).toBeLessThan(4);
  bounds.slice(1).forEach(({ mean, error }, i) => {
    const before = bounds[i] as (typeof bounds)[number];
    expect(mean - before.mean).toBeGreaterThan(4 * Math.hypot(error, before.error));
  });
  // Control: the means of the weights alone are another model.
  const means = { ...networks, drawnUnits: [] };
  const other = meanOf(importanceWeighted(means, x, 1, createRandom(1)));
  expect(Math.abs(other.mean - exact.mean) / Math.hypot(other.error, exact.error)).toBeGreaterThan(10);
});
