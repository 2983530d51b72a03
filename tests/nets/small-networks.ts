// Small networks with given or drawn weights, and the statistics of many draws.

import type { Architecture, Networks } from '../../core/nets/networks.ts';
import { parametersOf, type Weights } from '../../core/nets/parameters.ts';
import { initialWeights, networksOf } from '../../core/nets/vae.ts';
import { createRandom } from '../../core/prob/random.ts';

export const architecture: Architecture = {
  network: 'dense',
  rows: 2,
  columns: 2,
  pixels: 4,
  hiddenUnits: 3,
  latentDimension: 2,
  activation: 'tanh',
  family: 'meanField',
  likelihood: 'bernoulli',
  decoderWeights: 'point',
};

/** Random weights, larger than those that training begins with, so that every term matters. */
export function drawnNetworks(changes: Partial<Architecture> = {}, seed = 5): Networks {
  const a = { ...architecture, ...changes };
  const random = createRandom(seed);
  const weights = Object.entries(initialWeights(a, random)).map(([name, { shape, values }]): [string, Weights] => [
    name,
    { shape, values: name === 'decoder/logScale' ? Float32Array.of(-1) : values.map(() => 0.7 * random.normal()) },
  ]);
  return networksOf(a, parametersOf(Object.fromEntries(weights)));
}

/** z ~ N(0, 1), x|z ~ N(z, 1), q(z|x) = N(slope · x, variance): one pixel, one latent. */
export function toyNetworks(slope: number, variance: number): Networks {
  const a: Architecture = {
    ...architecture,
    network: 'linear',
    rows: 1,
    columns: 1,
    pixels: 1,
    latentDimension: 1,
    likelihood: 'gaussian',
  };
  const one = (value: number): Weights => ({ shape: [1], values: Float32Array.of(value) });
  const square = (value: number): Weights => ({ ...one(value), shape: [1, 1] });
  return networksOf(
    a,
    parametersOf({
      'encoder/mean/weights': square(slope),
      'encoder/mean/bias': one(0),
      'encoder/logVariance/bias': one(Math.log(variance)),
      'decoder/output/weights': square(1),
      'decoder/output/bias': one(0),
      'decoder/logScale': one(0),
    }),
  );
}

/** Mean of numbers and its standard error. */
export function meanOf(values: ArrayLike<number>): { readonly mean: number; readonly error: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1);
  return { mean, error: Math.sqrt(variance / all.length) };
}

/** Standard errors by which the mean of numbers misses what is expected. */
export function zOf(values: ArrayLike<number>, expected: number): number {
  const { mean, error } = meanOf(values);
  return (mean - expected) / error;
}
