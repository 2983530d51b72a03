// How the VAE lab lays out images and codes: mosaics, sizes, planes, and which images a step takes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../core/data/images.ts';
import { mosaic, resampled } from '../../core/labs/mosaic.ts';
import { codeAt, type Plane, placeOf, planeOf } from '../../core/labs/vae/look/plane.ts';
import { createBatches, imagesOf } from '../../core/labs/vae/run/batches.ts';
import type { VaeState } from '../../core/labs/vae/run/state.ts';
import { createRandom } from '../../core/prob/random.ts';
import { smallValues, vaeValues } from './small-images.ts';

describe('a mosaic', () => {
  // Two images of 2 rows and 3 columns, each number saying where it stands: image, row, column.
  const images = Float32Array.of(0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112, 200, 201, 202, 210, 211, 212);
  const size = { rows: 2, columns: 3 };

  it('puts tiles from the top left, and rows of pixels from the bottom up', () => {
    const { columns, rows, values } = mosaic(images, size, 2);
    expect([columns, rows]).toEqual([6, 4]);
    const none = Number.NaN;
    expect([...values]).toEqual(
      [
        [210, 211, 212, none, none, none],
        [200, 201, 202, none, none, none],
        [10, 11, 12, 110, 111, 112],
        [0, 1, 2, 100, 101, 102],
      ].flat(),
    );
  });

  it('has the middles of its tiles where they are said to be', () => {
    const { columns, rows, xDomain, yDomain } = mosaic(new Float32Array(15 * 15 * 6), size, 15, { x: [-3, 3], y: [-3, 3] });
    const pixel = (domain: readonly [number, number], count: number, i: number) => domain[0] + ((domain[1] - domain[0]) * i) / (count - 1);
    for (const tile of [0, 4, 14]) {
      const middle = -3 + (6 * tile) / 14;
      expect(pixel(xDomain, columns, 3 * tile + 1)).toBeCloseTo(middle, 12);
      expect((pixel(yDomain, rows, 2 * tile) + pixel(yDomain, rows, 2 * tile + 1)) / 2).toBeCloseTo(middle, 12);
    }
  });

  it('of one image is one tile wide', () => {
    const { xDomain } = mosaic(images.slice(0, 6), size, 1);
    expect(xDomain[1] - xDomain[0]).toBeCloseTo(2 / 3, 12);
  });
});

describe('another size', () => {
  const image = (rows: number, columns: number) =>
    fc
      .array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => Float32Array.from(values));
  const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

  it('that divides the old one keeps the mean, and takes the means of blocks', () => {
    fc.assert(
      fc.property(image(8, 12), (from) => {
        const to = resampled(from, { rows: 8, columns: 12 }, { rows: 4, columns: 4 });
        expect(to.length).toBe(16);
        expect(mean(to)).toBeCloseTo(mean(from), 5);
        const block = [0, 1].flatMap((r) => [0, 1, 2].map((c) => from[(2 + r) * 12 + 3 + c] as number));
        expect(to[1 * 4 + 1]).toBeCloseTo(block.reduce((a, b) => a + b, 0) / 6, 5);
      }),
    );
  });

  it('that is larger by a whole factor repeats pixels, and comes back', () => {
    fc.assert(
      fc.property(image(3, 2), (from) => {
        const [small, large] = [
          { rows: 3, columns: 2 },
          { rows: 9, columns: 8 },
        ];
        const to = resampled(from, small, large);
        expect(to[0]).toBe(from[0]);
        expect(to.at(-1)).toBe(from.at(-1));
        resampled(to, large, small).forEach((value, i) => {
          expect(value).toBeCloseTo(from[i] as number, 6);
        });
      }),
    );
  });

  it('stays within what was there, whatever the sizes', () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(side, side, side, side, (rows, columns, toRows, toColumns) => {
        const from = Float32Array.from({ length: rows * columns }, (_, i) => 0.2 + 0.6 * ((i * 7) % 2));
        const to = resampled(from, { rows, columns }, { rows: toRows, columns: toColumns });
        expect(to.length).toBe(toRows * toColumns);
        expect(to.every((value) => value >= 0.2 - 1e-6 && value <= 0.8 + 1e-6)).toBe(true);
      }),
    );
  });
});

describe('the plane of codes', () => {
  const ROWS = 400;
  /** Codes of five latents that vary by 2 and 1 along two known directions, and hardly else; `a` and `b` are these. */
  const [a, b] = [
    [0.6, 0, 0.8, 0, 0],
    [0, 1, 0, 0, 0],
  ];
  const centre = [1, -2, 0.5, 3, 0];
  const random = createRandom(3);
  const means = Float32Array.from({ length: ROWS * 5 });
  for (let row = 0; row < ROWS; row += 1) {
    const [s, t] = [2 * random.normal(), random.normal()];
    for (let j = 0; j < 5; j += 1)
      means[5 * row + j] = (centre[j] as number) + s * (a?.[j] as number) + t * (b?.[j] as number) + 0.01 * random.normal();
  }
  const stateOf = (k: number) =>
    ({
      networks: { architecture: { latentDimension: k } },
      evaluation: { codes: { means, logVariances: new Float32Array(means.length) } },
      kept: new Map(),
    }) as unknown as VaeState;
  const of = (k: number, raw: Readonly<Record<string, unknown>> = {}): Plane =>
    planeOf(stateOf(k), vaeValues(smallValues({ latentDimension: k, ...raw })));
  const dot = (u: ArrayLike<number>, v: ArrayLike<number>) => Array.from(u).reduce((sum, each, i) => sum + each * (v[i] as number), 0);

  it('is that of two latents, never of one twice', () => {
    expect([...of(5, { axisX: 2, axisY: 4 }).across]).toEqual([0, 1, 0, 0, 0]);
    expect([...of(5, { axisX: 2, axisY: 4 }).up]).toEqual([0, 0, 0, 1, 0]);
    expect([...of(5, { axisX: 5, axisY: 5 }).up]).toEqual([1, 0, 0, 0, 0]);
    expect([...of(5, { axisX: 100, axisY: 1 }).across]).toEqual([0, 0, 0, 0, 1]);
    expect([...of(2, { axisX: 2, axisY: 1 }).across]).toEqual([1, 0]);
    expect([...of(1).up]).toEqual([0]);
  });

  it('or of the two directions in which codes vary most, through their middle', () => {
    const { origin, across, up } = of(5, { aligned: true });
    expect(Math.abs(dot(across, a as number[]))).toBeGreaterThan(0.995);
    expect(Math.abs(dot(up, b as number[]))).toBeGreaterThan(0.995);
    expect([dot(across, across), dot(up, up)]).toEqual([expect.closeTo(1, 10), expect.closeTo(1, 10)]);
    expect(dot(across, up)).toBeCloseTo(0, 10);
    // 2/√400 and 1/√400 are the standard errors.
    centre.forEach((c, j) => {
      expect(Math.abs((origin[j] as number) - c)).toBeLessThan(0.4);
    });
  });

  it('has a code for each of its points, which lies where it was asked for', () => {
    for (const plane of [of(5, { aligned: true }), of(5, { axisX: 3, axisY: 1 }), of(2)]) {
      const [x, y] = placeOf(plane, codeAt(plane, 1.25, -0.75), 0);
      expect(x).toBeCloseTo(1.25, 5);
      expect(y).toBeCloseTo(-0.75, 5);
    }
  });
});

describe('the images of a step', () => {
  const set: ImageSet = {
    name: 'levels',
    rows: 1,
    columns: 4,
    count: 50,
    pixels: Uint8Array.from({ length: 200 }, (_, i) => [0, 64, 128, 255][i % 4] as number),
  };

  it('are all of the set once in each epoch, in an order that each epoch changes', () => {
    const batches = createBatches(set, 7);
    const epoch = (n: number) => Array.from({ length: batches.perEpoch(10) }, (_, at) => [...batches.of(n, at, 10)]).flat();
    const first = epoch(0);
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(epoch(1)).not.toEqual(first);
    expect(epoch(0)).toEqual(first);
    // A batch is known without those before it.
    expect([...createBatches(set, 7).of(0, 3, 10)]).toEqual(first.slice(30, 40));
    expect([...createBatches(set, 8).of(0, 0, 10)]).not.toEqual(first.slice(0, 10));
    expect(batches.perEpoch(1000)).toBe(1);
  });

  it('are grey, cut at one half, or drawn with a level as the probability of a one', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => i % 50);
    const of = (levels: Parameters<typeof imagesOf>[2], seed: number) => imagesOf(set, rows, levels, createRandom(seed));
    expect([...of('grey', 1).subarray(0, 4)]).toEqual([...Float32Array.of(0, 64 / 255, 128 / 255, 1)]);
    expect([...of('static', 1).subarray(0, 4)]).toEqual([0, 0, 1, 1]);
    const drawn = of('dynamic', 1);
    [0, 64 / 255, 128 / 255, 1].forEach((p, column) => {
      const ones = rows.reduce((sum, _, row) => sum + (drawn[4 * row + column] as number), 0);
      if (p === 0 || p === 1) expect(ones).toBe(p * rows.length);
      else {
        const error = Math.sqrt(rows.length * p * (1 - p));
        expect(Math.abs(ones - rows.length * p) / error).toBeLessThan(4);
        expect(Math.abs(ones - rows.length * 0.4) / error).toBeGreaterThan(10);
      }
    });
    expect(of('dynamic', 2)).not.toEqual(drawn);
    // More images begin with the same ones.
    expect(imagesOf(set, rows.slice(0, 9), 'dynamic', createRandom(1))).toEqual(drawn.slice(0, 36));
  });
});
