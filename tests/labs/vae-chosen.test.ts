// The image nearest to the point: which it is, where its q lies on the plane, and what each of its pixels costs; and which labels mix.
import { describe, expect, it } from 'vitest';
import type { Table } from '../../core/lab/result.ts';
import { chosenOf } from '../../core/labs/vae/look/chosen.ts';
import { type Plane, placeOf, planeOf } from '../../core/labs/vae/look/plane.ts';
import { mingling } from '../../core/labs/vae/model/mingling.ts';
import { init, type VaeState } from '../../core/labs/vae/run/state.ts';
import { evaluate, noiseOf } from '../../core/nets/evaluation.ts';
import { logLikelihood } from '../../core/nets/likelihood.ts';
import { draw } from '../../core/nets/posterior.ts';
import { createRandom } from '../../core/prob/random.ts';
import { type Tensor2D, tf } from '../../core/tensor/index.ts';
import { drawnNetworks } from '../nets/small-networks.ts';
import { bars, smallValues, vaeValues } from './small-images.ts';

const POINT = { latentX: 0.3, latentY: -0.2 };
const DRAWS = 20_000;

/** With weights so large that every entry of q matters. */
async function opened(raw: Readonly<Record<string, unknown>>) {
  const values = vaeValues(smallValues({ ...POINT, activation: 'tanh', ...raw }));
  const first = await init(values, { random: createRandom(1), seed: 1, data: bars });
  const networks = drawnNetworks(first.networks.architecture);
  const state = { ...first, networks, evaluation: { ...first.evaluation, ...evaluate(networks, first.judged, createRandom(2)) } };
  const plane = planeOf(state, values);
  return { state, values, plane, chosen: chosenOf(state, values, plane) };
}

/** Draws of q of one image as they lie on the plane. */
function drawn({ networks, judged }: VaeState, plane: Plane, row: number) {
  const { pixels, latentDimension: k } = networks.architecture;
  const z = tf.tidy(() => {
    const q = networks.encode(tf.tensor2d(judged.slice(row * pixels, (row + 1) * pixels), [1, pixels]));
    const many = (t: Tensor2D) => tf.tile<Tensor2D>(t, [DRAWS, 1]);
    const all = { mean: many(q.mean), logVariance: many(q.logVariance), ...(q.lower && { lower: many(q.lower) }) };
    return draw(networks, all, tf.tensor2d(noiseOf(createRandom(1000 + row), DRAWS * k), [DRAWS, k])).z.dataSync();
  });
  return Array.from({ length: DRAWS }, (_, i) => placeOf(plane, z, i));
}

/** By the crossings of a ray with the edges. */
function holds({ x = new Float64Array(), y = new Float64Array() }: Table, [px, py]: readonly [number, number], larger = 1): boolean {
  const middle = (v: Float64Array) => v.slice(1).reduce((sum, each) => sum + each, 0) / (v.length - 1);
  const [mx, my] = [middle(x), middle(y)];
  const corner = (i: number) => [mx + larger * ((x[i] as number) - mx), my + larger * ((y[i] as number) - my)] as const;
  let inside = false;
  for (let i = 1; i < x.length; i += 1) {
    const [[ax, ay], [bx, by]] = [corner(i - 1), corner(i)];
    if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** What a polygon of 64 corners on the ellipse of two standard deviations holds of a normal: the mean of 1 − exp(−r²/2) over its edge. */
const SHARE = (() => {
  let sum = 0;
  for (let i = 0; i < 1000; i += 1)
    sum += 1 - Math.exp(-((2 * Math.cos(Math.PI / 64)) ** 2) / Math.cos(((i - 499.5) / 1000) * (Math.PI / 32)) ** 2 / 2);
  return sum / 1000;
})();

describe('the outline of q', () => {
  const families = [
    ['a product of two', { latentDimension: 2 }],
    ['a full covariance of two', { latentDimension: 2, family: 'fullCovariance' }],
    ['a full covariance of four, on two of them', { latentDimension: 4, family: 'fullCovariance', axisX: 2, axisY: 4 }],
    ['a product of four, on a plane that lies askew', { latentDimension: 4, aligned: true }],
    ['two that a flow moves', { latentDimension: 2, family: 'planar' }],
  ] as const;

  it.each(families)('holds as much of its draws as two standard deviations hold: %s', async (_, raw) => {
    const { state, plane, chosen } = await opened(raw);
    const places = drawn(state, plane, chosen.table.image[0] as number);
    const zOf = (larger: number) => {
      const share = places.filter((place) => holds(chosen.outline, place, larger)).length / DRAWS;
      return (share - SHARE) / Math.sqrt((SHARE * (1 - SHARE)) / DRAWS);
    };
    expect(Math.abs(zOf(1))).toBeLessThan(4);
    // Controls: a tenth larger or smaller it is not.
    expect(zOf(1.1)).toBeGreaterThan(8);
    expect(zOf(0.9)).toBeLessThan(-8);
  });

  it('is none where a flow moves more latents than two', async () => {
    const { chosen } = await opened({ latentDimension: 3, family: 'planar' });
    expect([chosen.outline.x.length, chosen.outline.y.length]).toEqual([0, 0]);
  });
});

describe('the nearest image', () => {
  it('is the one whose code lies nearest on the plane, in its pixels and with its label', async () => {
    const { state, plane, chosen } = await opened({ latentDimension: 3 });
    const { means } = state.evaluation.codes;
    const away = Array.from({ length: 24 }, (_, row) => {
      const [x, y] = placeOf(plane, means, row);
      return Math.hypot(x - POINT.latentX, y - POINT.latentY);
    });
    const row = away.indexOf(Math.min(...away));
    expect(chosen.table.image[0]).toBe(row);
    expect(chosen.table.label[0]).toBe(bars.images?.heldOut.labels?.[row]);
    const image = state.judged.slice(row * 25, (row + 1) * 25);
    const upright = Array.from({ length: 5 }, (_, r) => [...image.slice((4 - r) * 5, (5 - r) * 5)]).flat();
    expect([...chosen.grids.nearest.values]).toEqual(upright);
  });

  it.each(['bernoulli', 'gaussian'])('costs, pixel by pixel, as much as all of it does under %s', async (likelihood) => {
    const { state, chosen } = await opened({ likelihood });
    const { networks, judged, evaluation } = state;
    const row = chosen.table.image[0] as number;
    const [whole] = tf.tidy(() => {
      const code = tf.tensor2d(evaluation.codes.means.slice(row * 3, (row + 1) * 3), [1, 3]);
      return logLikelihood(networks, networks.decode(code), tf.tensor2d(judged.slice(row * 25, (row + 1) * 25), [1, 25])).dataSync();
    });
    const sum = chosen.grids.cost.values.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum + (whole as number))).toBeLessThan(1e-3);
  });

  it('says nothing pixel by pixel where its likelihood is asked otherwise', async () => {
    expect((await opened({ likelihood: 'categorical' })).chosen.grids.cost.values).toHaveLength(0);
  });
});

describe('labels on a plane', () => {
  /** Ten codes of each label about its middle. */
  const around = (middles: readonly (readonly [number, number])[], width: number) => {
    const random = createRandom(3);
    const rows = middles.flatMap(([x, y], label) =>
      Array.from({ length: 10 }, () => ({ x: x + width * random.normal(), y: y + width * random.normal(), label })),
    );
    return [rows.map(({ x }) => x), rows.map(({ y }) => y), rows.map(({ label }) => label)] as const;
  };

  it('mix where their codes lie among each other, and keep to themselves where they lie alone', () => {
    const middles = [
      [0, 0],
      [9, 9],
      [0.3, 0],
      [-9, 5],
      [-8, 5],
    ] as const;
    expect(mingling(...around(middles, 0.5))).toEqual({ together: [0, 2], apart: 1 });
  });

  it('are not spoken of where none mix, or where there are two', () => {
    expect(
      mingling(
        ...around(
          [
            [0, 0],
            [50, 0],
            [0, 50],
          ],
          0.5,
        ),
      ),
    ).toBeUndefined();
    expect(
      mingling(
        ...around(
          [
            [0, 0],
            [0, 0],
          ],
          1,
        ),
      ),
    ).toBeUndefined();
  });
});
