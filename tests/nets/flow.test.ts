// Flows: their determinants against differences and areas, their densities by draws, and what they are where they move nothing.
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { evaluate, noiseOf } from '../../core/nets/evaluation.ts';
import type { Architecture, Networks } from '../../core/nets/networks.ts';
import { differentiate } from '../../core/nets/objective.ts';
import { parametersOf, type Weights, weightsOf } from '../../core/nets/parameters.ts';
import { draw } from '../../core/nets/posterior.ts';
import { networksOf } from '../../core/nets/vae.ts';
import { createRandom } from '../../core/prob/random.ts';
import { openTensors, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { drawnNetworks, meanOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

type Family = 'planar' | 'inverseAutoregressive';
const families: Family[] = ['planar', 'inverseAutoregressive'];
const flowing = (family: Family, k: number, seed = 5): Networks => drawnNetworks({ family, latentDimension: k }, seed);

const movedBy = (networks: Networks, rows: readonly (readonly number[])[]) => {
  const k = rows[0]?.length as number;
  return tf.tidy(() => {
    const { z, logDeterminant } = (networks.flow as NonNullable<Networks['flow']>)(tf.tensor2d(rows.flat(), [rows.length, k]));
    return { z: z.arraySync() as number[][], logs: [...logDeterminant.dataSync()] } as never;
  }) as unknown as { readonly z: number[][]; readonly logs: number[] };
};

/** By elimination with the largest pivot of a column. */
function determinant(matrix: number[][]): number {
  const m = matrix.map((row) => [...row]);
  let product = 1;
  for (let i = 0; i < m.length; i += 1) {
    const pivot = m.reduce((best, row, r) => (r >= i && Math.abs(row[i] as number) > Math.abs(m[best]?.[i] as number) ? r : best), i);
    if (pivot !== i) [m[i], m[pivot], product] = [m[pivot] as number[], m[i] as number[], -product];
    const row = m[i] as number[];
    product *= row[i] as number;
    for (const other of m.slice(i + 1)) {
      const share = (other[i] as number) / (row[i] as number);
      for (let j = i; j < m.length; j += 1) other[j] = (other[j] as number) - share * (row[j] as number);
    }
  }
  return product;
}

describe.each(families)('a flow of the family %s', (family) => {
  it.each([1, 2, 3, 5])('has the determinant of its Jacobian by differences: %i latents', (k) => {
    const changes: number[] = [];
    for (const seed of [5, 6, 7]) {
      const networks = flowing(family, k, seed);
      const point = [...noiseOf(createRandom(seed + 10), k)];
      const h = 5e-3;
      const moved = (i: number, by: number) => point.map((value, j) => (i === j ? value + by : value));
      const rows = point.flatMap((_, i) => [moved(i, h), moved(i, -h)]);
      const { z, logs } = movedBy(networks, [point, ...rows]);
      const jacobian = point.map((_, i) => point.map((__, j) => ((z[1 + 2 * i]?.[j] as number) - (z[2 + 2 * i]?.[j] as number)) / (2 * h)));
      const exact = determinant(jacobian);
      // Never turned over, so it can be inverted.
      expect(exact).toBeGreaterThan(0);
      expect(Math.abs((logs[0] as number) - Math.log(exact))).toBeLessThan(5e-3);
      const elsewhere = movedBy(networks, [point.map((value) => value + 1)]).logs[0] as number;
      changes.push(Math.abs((logs[0] as number) - elsewhere));
    }
    // Control: at another point it is another, beyond what differences miss. One latent is moved by an affine map.
    if (k > 1) expect(Math.max(...changes)).toBeGreaterThan(5e-2);
  });

  it('gives a density that integrates to 1 over the areas that it moves', () => {
    const networks = flowing(family, 2);
    const [side, reach] = [121, 6];
    const step = (2 * reach) / (side - 1);
    const at = (i: number) => -reach + i * step;
    const corners = Array.from({ length: side * side }, (_, i) => [at(i % side), at(Math.floor(i / side))]);
    const middles = corners.map(([x, y]) => [(x as number) + step / 2, (y as number) + step / 2]);
    const { z } = movedBy(networks, corners);
    const { logs } = movedBy(networks, middles);
    const integral = (sign: number) => {
      let sum = 0;
      for (let row = 0; row + 1 < side; row += 1) {
        for (let column = 0; column + 1 < side; column += 1) {
          const i = row * side + column;
          const [a, b, c, d] = [z[i], z[i + 1], z[i + side + 1], z[i + side]] as [number[], number[], number[], number[]];
          // A quadrangle’s area, by its diagonals.
          const [p, q] = [
            [(c[0] as number) - (a[0] as number), (c[1] as number) - (a[1] as number)],
            [(d[0] as number) - (b[0] as number), (d[1] as number) - (b[1] as number)],
          ] as [[number, number], [number, number]];
          const area = 0.5 * (p[0] * q[1] - p[1] * q[0]);
          const [x, y] = middles[i] as [number, number];
          sum += area * Math.exp(-0.5 * (x * x + y * y) - sign * (logs[i] as number) - Math.log(2 * Math.PI));
        }
      }
      return sum;
    };
    expect(Math.abs(integral(1) - 1)).toBeLessThan(2e-3);
    // Controls: the determinant the other way round, and none.
    expect(Math.abs(integral(-1) - 1)).toBeGreaterThan(0.02);
    expect(Math.abs(integral(0) - 1)).toBeGreaterThan(0.02);
  });

  it('is a mean field where it moves nothing', () => {
    const networks = flowing(family, 2);
    const still = Object.entries(weightsOf(networks.parameters)).map(([name, weights]): [string, Weights] => {
      if (name.endsWith('gate/bias')) return [name, { ...weights, values: weights.values.map(() => 40) }];
      return [
        name,
        name.startsWith('flow/') && !/^flow\/\d\/(weights|bias)$/.test(name)
          ? { ...weights, values: weights.values.map(() => 0) }
          : weights,
      ];
    });
    const parameters = parametersOf(Object.fromEntries(still));
    const flow = networksOf(networks.architecture, parameters);
    const plain = networksOf({ ...networks.architecture, family: 'meanField' } as Architecture, parameters);
    const x = Float32Array.from({ length: 3000 * 4 }, (_, i) => ((i * 7) % 11 > 5 ? 1 : 0));
    const [a, b] = [evaluate(flow, x, createRandom(3)), evaluate(plain, x, createRandom(3))];
    expect(a.accuracy).toBeCloseTo(b.accuracy, 4);
    a.codes.means.forEach((mean, i) => {
      expect(mean).toBeCloseTo(b.codes.means[i] as number, 4);
    });
    // By draws in place of a formula: log q has variance k/2 about −H.
    expect(Math.abs(a.entropy - b.entropy) / Math.sqrt(1 / 3000)).toBeLessThan(4);
    const other = evaluate(networks, x, createRandom(3));
    expect(Math.abs(other.entropy - b.entropy) / Math.sqrt(1 / 3000)).toBeGreaterThan(6);
  });

  it('tells the density of its draws: over it any other is 1 on average', () => {
    // E[p(z)/q(z)] = 1 under q, here for a normal p at the middle of the draws, so narrow that they cover its ends.
    const networks = flowing(family, 2);
    const rows = 20_000;
    const q = { mean: tf.zeros([rows, 2]) as Tensor2D, logVariance: tf.zeros([rows, 2]) as Tensor2D };
    const { z, logDensity } = draw(networks, q, tf.tensor2d(noiseOf(createRandom(8), 2 * rows), [rows, 2]));
    const [places, densities] = [z.dataSync(), logDensity.dataSync()];
    const along = (j: number) => Array.from({ length: rows }, (_, i) => places[2 * i + j] as number);
    const middle = [0, 1].map((j) => meanOf(along(j)).mean);
    const narrow = middle.map((mean, j) => 0.3 * Math.sqrt(meanOf(along(j).map((z) => (z - mean) ** 2)).mean));
    const logPeak = narrow.reduce((sum, sd) => sum - 0.5 * Math.log(2 * Math.PI) - Math.log(sd), 0);
    const ratios = (shift: number) =>
      Array.from({ length: rows }, (_, i) => {
        const away = narrow.reduce((sum, sd, j) => sum + (((places[2 * i + j] as number) - (middle[j] as number)) / sd) ** 2, 0);
        return Math.exp(logPeak - away / 2 - (densities[i] as number) + shift);
      });
    const { mean, error } = meanOf(ratios(0));
    expect(Math.abs(mean - 1) / error).toBeLessThan(4);
    const off = meanOf(ratios(0.3));
    expect(Math.abs(off.mean - 1) / off.error).toBeGreaterThan(4);
  });

  it('takes the pathwise gradient alone', () => {
    const networks = flowing(family, 2);
    const [x, noise] = [tf.zeros([3, 4]) as Tensor2D, tf.zeros([3, 2]) as Tensor2D];
    for (const estimator of ['scoreFunction', 'stickingTheLanding'] as const)
      expect(() => differentiate(networks, x, noise, { estimator, inverseTemperature: 1, freeBits: 0, examples: 3 })).toThrow(InputError);
  });
});
