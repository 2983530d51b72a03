// log p(x) by annealed chains, where linear networks know it in closed form.
import { determinant, inverse, Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { annealed, schedule } from '../../core/nets/annealed.ts';
import type { Networks } from '../../core/nets/networks.ts';
import { createRandom } from '../../core/prob/random.ts';
import { labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { drawnNetworks, meanOf, zOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

/** log N(x; b, WᵀW + σ²) of linear networks. */
function evidenceOf({ parameters, architecture }: Networks, x: readonly number[]): number {
  const numbers = (name: string) => Array.from(parameters[name]?.dataSync() ?? []);
  const { latentDimension: k, pixels } = architecture;
  const w = Matrix.from1DArray(k, pixels, numbers('decoder/output/weights'));
  const covariance = w
    .transpose()
    .mmul(w)
    .add(Matrix.eye(pixels).mul(Math.exp(numbers('decoder/logScale')[0] as number)));
  const off = Matrix.columnVector(x.map((each, i) => each - (numbers('decoder/output/bias')[i] as number)));
  return (
    -0.5 *
    (pixels * Math.log(2 * Math.PI) + Math.log(determinant(covariance)) + off.transpose().mmul(inverse(covariance)).mmul(off).get(0, 0))
  );
}

const x = [0.9, -0.4, 0.3, 1.2];
const other = [0.9, -0.4, 0.3, 0.9];
const CHAINS = 800;

/** Log weights of as many chains, each by itself, less a number. */
function weights(networks: Networks, steps: number, less: number, image = x, seed = 3): Float64Array {
  const images = Float32Array.from({ length: CHAINS * 4 }, (_, i) => image[i % 4] as number);
  return annealed(networks, images, { steps, count: 1 }, createRandom(seed)).map((log) => log - less);
}

describe('of linear networks', () => {
  const networks = () => drawnNetworks({ network: 'linear', likelihood: 'gaussian' });

  it('weighs p(x) on average, for few steps and many', () => {
    const nets = networks();
    const evidence = evidenceOf(nets, x);
    for (const steps of [8, 25]) {
      const ratios = weights(nets, steps, evidence).map(Math.exp);
      expect(Math.abs(zOf(ratios, 1))).toBeLessThan(4);
      // Control: the chains of another image weigh another number.
      expect(Math.abs(zOf(weights(nets, steps, evidence, other).map(Math.exp), 1))).toBeGreaterThan(4);
    }
  });

  it('stays below log p(x) in expectation, and comes up to it with more steps', () => {
    const nets = networks();
    const evidence = evidenceOf(nets, x);
    const gaps = [1, 5, 30].map((steps) => meanOf(weights(nets, steps, evidence)));
    for (const { mean, error } of gaps) expect(mean).toBeLessThan(4 * error);
    gaps.slice(1).forEach(({ mean, error }, i) => {
      expect(mean - (gaps[i]?.mean as number)).toBeGreaterThan(4 * error);
    });
    // One step is importance sampling from the prior, far off; thirty are near.
    expect(gaps[0]?.mean).toBeLessThan(-0.5);
    expect(gaps[2]?.mean).toBeGreaterThan(0.1 * (gaps[0]?.mean as number));
  });

  it('takes the mean of the weights of several chains of an image, and leaves no tensor behind', () => {
    const nets = networks();
    const held = () => [tf.memory().numTensors, labBackend().liveBytes()];
    const images = Float32Array.from([...x, ...other]);
    // What is known of the weights is kept beside them from their first use on.
    annealed(nets, images, { steps: 2, count: 1 }, createRandom(5));
    const before = held();
    const bounds = annealed(nets, images, { steps: 10, count: 300 }, createRandom(5));
    expect(held()).toEqual(before);
    expect(Math.abs((bounds[0] as number) - evidenceOf(nets, x))).toBeLessThan(0.1);
    expect(Math.abs((bounds[1] as number) - evidenceOf(nets, other))).toBeLessThan(0.1);
    expect(annealed(nets, images, { steps: 10, count: 300 }, createRandom(5))).toEqual(bounds);
  });
});

it('goes from the prior to the posterior by steps that are small at both ends', () => {
  const betas = schedule(20);
  expect([betas.length, betas[0], betas[10], betas[20]]).toEqual([21, 0, expect.closeTo(0.5, 12), 1]);
  const steps = Array.from(betas.slice(1), (beta, i) => beta - (betas[i] as number));
  expect(Math.min(...steps)).toBeGreaterThan(0);
  expect(Math.max(...steps)).toBe(Math.max(steps[9] as number, steps[10] as number));
});
