// The three estimators of the bound's gradient: against differences, against each other on average, and a wrong one beside them.
import { beforeAll, describe, expect, it } from 'vitest';
import { weightComplexityOf } from '../../core/nets/bayesian.ts';
import { noiseOf, unitNoiseOf, unitTensors } from '../../core/nets/evaluation.ts';
import type { Architecture, Networks } from '../../core/nets/networks.ts';
import { differentiate, type Estimator, type ObjectiveSettings } from '../../core/nets/objective.ts';
import { createRandom } from '../../core/prob/random.ts';
import { openTensors, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { drawnNetworks, meanOf, toyNetworks } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

const plain: ObjectiveSettings = { estimator: 'pathwise', inverseTemperature: 1, freeBits: 0, examples: 3 };
const binary = [
  [1, 0, 0, 1],
  [0, 1, 1, 1],
  [1, 1, 0, 0],
];
const grey = [
  [0.2, 0.9, 0, 1],
  [0.5, 0.4, 0.1, 0.7],
  [1, 0.3, 0.8, 0.6],
];
const imagesFor = (networks: Networks) => (networks.architecture.likelihood === 'bernoulli' ? binary : grey);

/** The same noise at each call. */
const unitsFor = (networks: Networks, rows: number) => unitTensors(unitNoiseOf(networks, rows, createRandom(4)), rows);

/** All gradients one after the other. */
function gradientOf(networks: Networks, x: Tensor2D, noise: Tensor2D, settings: ObjectiveSettings): number[] {
  const { gradients } = differentiate(networks, x, noise, settings, unitsFor(networks, x.shape[0]));
  const all = gradients.flatMap((gradient) => [...(gradient?.dataSync() ?? [])]);
  tf.dispose(gradients);
  return all;
}

describe('the pathwise gradient with its noise held', () => {
  const cases: [string, Partial<Architecture>, Partial<ObjectiveSettings>][] = [
    ['coins', {}, {}],
    ['coins and β = 3', {}, { inverseTemperature: 3 }],
    ['normals', { likelihood: 'gaussian' }, {}],
    ['logistics', { likelihood: 'discretizedLogistic' }, {}],
    ['a full covariance', { family: 'fullCovariance', latentDimension: 3 }, { inverseTemperature: 2 }],
    ['linear networks', { network: 'linear', likelihood: 'gaussian' }, {}],
    ['a planar flow', { family: 'planar' }, { inverseTemperature: 2 }],
    ['an inverse autoregressive flow', { family: 'inverseAutoregressive', latentDimension: 3 }, {}],
    ['softplus', { activation: 'softplus' }, {}],
    ['beliefs about weights', { decoderWeights: 'bayesian' }, { inverseTemperature: 2 }],
    ['beliefs about few weights', { decoderWeights: 'bayesian', network: 'linear', likelihood: 'gaussian' }, {}],
  ];
  it.each(cases)('is the slope of β · complexity − accuracy: %s', (_, changes, more) => {
    const networks = drawnNetworks(changes);
    const settings = { ...plain, ...more };
    const x = tf.tensor2d(imagesFor(networks));
    const k = networks.architecture.latentDimension;
    const noise = tf.tensor2d(noiseOf(createRandom(3), 3 * k), [3, k]);
    const lossOf = () => {
      const { terms, gradients } = differentiate(networks, x, noise, settings, unitsFor(networks, 3));
      tf.dispose(gradients);
      const ofWeights = weightComplexityOf(networks.architecture, networks.parameters) / settings.examples;
      const complexity = terms.priorEnergy - terms.entropy + ofWeights;
      return settings.inverseTemperature * complexity - terms.accuracy;
    };
    const gradient = gradientOf(networks, x, noise, settings);
    const h = 1e-2;
    let at = 0;
    for (const [name, variable] of Object.entries(networks.parameters)) {
      const values = Float32Array.from(variable.dataSync() as Float32Array);
      const moved = (i: number, by: number) => {
        const tensor = tf.tensor(
          values.map((value, j) => (j === i ? value + by : value)),
          variable.shape,
        );
        variable.assign(tensor);
        tensor.dispose();
        return lossOf();
      };
      for (let i = 0; i < values.length; i += 1, at += 1) {
        const slope = (moved(i, h) - moved(i, -h)) / (2 * h);
        const got = gradient[at] as number;
        expect(Math.abs(got - slope) / Math.max(1, Math.abs(slope)), `${name} ${i}`).toBeLessThan(3e-3);
      }
      moved(-1, 0);
    }
    expect(at).toBe(gradient.length);
    // Control: the complexity counted twice has another slope.
    const other = gradientOf(networks, x, noise, { ...settings, inverseTemperature: 2 * settings.inverseTemperature });
    expect(Math.max(...other.map((value, i) => Math.abs(value - (gradient[i] as number))))).toBeGreaterThan(0.05);
  });

  it('lets go of the complexity of latents that have it free', () => {
    const networks = drawnNetworks();
    const x = tf.tensor2d(binary);
    const noise = tf.tensor2d(noiseOf(createRandom(3), 6), [3, 2]);
    const without = gradientOf(networks, x, noise, { ...plain, inverseTemperature: 0 });
    const all = gradientOf(networks, x, noise, { ...plain, freeBits: 1e-6 });
    const none = gradientOf(networks, x, noise, { ...plain, freeBits: 100 });
    const whole = gradientOf(networks, x, noise, plain);
    none.forEach((value, i) => {
      expect(value).toBeCloseTo(without[i] as number, 5);
      expect(all[i]).toBeCloseTo(whole[i] as number, 5);
    });
    expect(none).not.toEqual(whole);
  });
});

describe('on average over the noise', () => {
  const REPEATS = 120;
  const CALLS = 80;
  const networks = () => drawnNetworks({}, 7);

  /** The gradient of each of many minibatches, which hold the three images many times, each with noise of its own. */
  function gradients(estimator: Estimator, seed: number): number[][] {
    const nets = networks();
    const rows = 3 * REPEATS;
    return tf.tidy(() => {
      const x = tf.tile(tf.tensor2d(binary), [REPEATS, 1]);
      const random = createRandom(seed);
      return Array.from({ length: CALLS }, () => {
        const noise = tf.tensor2d(noiseOf(random, 2 * rows), [rows, 2]);
        return gradientOf(nets, x, noise, { ...plain, estimator });
      }) as never;
    });
  }

  /** The largest of the z-scores between two estimates, and how many coordinates there are. */
  function furthest(a: readonly number[][], b: readonly number[][]): { readonly z: number; readonly count: number } {
    const count = a[0]?.length as number;
    const zs = Array.from({ length: count }, (_, i) => {
      const [left, right] = [a, b].map((all) => meanOf(all.map((gradient) => gradient[i] as number))) as [
        ReturnType<typeof meanOf>,
        ReturnType<typeof meanOf>,
      ];
      // What does not depend on the draw agrees to rounding.
      return Math.abs(left.mean - right.mean) / Math.hypot(left.error, right.error, 1e-6);
    });
    return { z: Math.max(...zs), count };
  }

  it('they are one gradient: pathwise, score function, sticking the landing', () => {
    const pathwise = gradients('pathwise', 1);
    const score = gradients('scoreFunction', 2);
    const landing = gradients('stickingTheLanding', 3);
    // Of 2 × 56 coordinates one beyond 4.5 comes in 1 of 1000 cases by chance.
    for (const { z, count } of [furthest(pathwise, score), furthest(pathwise, landing)]) {
      expect(count).toBe(56);
      expect(z).toBeLessThan(4.5);
    }
    // The score function’s is the noisiest, as all say.
    const spread = (all: readonly number[][]) => meanOf(all.map((gradient) => gradient[0] as number)).error;
    expect(spread(score)).toBeGreaterThan(2 * spread(pathwise));
  });

  it('and a gradient without a draw, or with another weight, is another', () => {
    const pathwise = gradients('pathwise', 1);
    const nets = networks();
    const x = tf.tensor2d(binary);
    const still = gradientOf(nets, x, tf.zeros([3, 2]), plain);
    expect(furthest(pathwise, [still, still]).z).toBeGreaterThan(10);
    const heavier = gradients('pathwise', 4).map((gradient) => gradient.map((value) => 1.2 * value));
    expect(furthest(pathwise, heavier).z).toBeGreaterThan(10);
  });
});

it('has no noise left at the landing where q is the posterior: linear networks at their optimum', () => {
  const exact = toyNetworks(0.5, 0.5);
  const x = tf.fill([200, 1], 1.5) as Tensor2D;
  const noise = tf.tensor2d(noiseOf(createRandom(5), 200), [200, 1]);
  const encoder = (estimator: Estimator) => gradientOf(exact, x, noise, { ...plain, estimator }).slice(0, 3);
  for (const value of encoder('stickingTheLanding')) expect(Math.abs(value)).toBeLessThan(1e-4);
  expect(Math.max(...encoder('pathwise').map(Math.abs))).toBeGreaterThan(0.01);
});

describe('the gradient of one network alone', () => {
  const parted: [string, Partial<Architecture>, Estimator][] = [
    ['coins', {}, 'pathwise'],
    ['coins, by the score function', {}, 'scoreFunction'],
    ['coins, at the landing', {}, 'stickingTheLanding'],
    ['logistics', { likelihood: 'discretizedLogistic' }, 'pathwise'],
    ['a planar flow', { family: 'planar' }, 'pathwise'],
    ['linear networks', { network: 'linear', likelihood: 'gaussian' }, 'pathwise'],
  ];
  it.each(parted)('is its part of the gradient of both: %s', (_, changes, estimator) => {
    const networks = drawnNetworks(changes);
    const x = tf.tensor2d(imagesFor(networks));
    const noise = tf.tensor2d(noiseOf(createRandom(3), 6), [3, 2]);
    const partOf = (only?: 'encoder' | 'decoder') => {
      const { gradients } = differentiate(networks, x, noise, { ...plain, estimator, only });
      const numbers = gradients.map((gradient) => gradient && [...gradient.dataSync()]);
      tf.dispose(gradients);
      return numbers;
    };
    const names = Object.keys(networks.parameters);
    const both = partOf();
    for (const side of ['encoder', 'decoder'] as const)
      expect(partOf(side)).toEqual(
        both.map((gradient, i) => (names[i]?.startsWith('decoder/') === (side === 'decoder') ? gradient : undefined)),
      );
    tf.dispose([x, noise]);
  });
});
