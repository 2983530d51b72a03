// Points in the plane as what the VAE lab learns: where they come from, how they are taken, the density learnt of them.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { densityOver } from '../../core/labs/vae/look/points.ts';
import { imagesOf } from '../../core/labs/vae/run/batches.ts';
import { createRandom } from '../../core/prob/random.ts';

const valuesOf = (raw: Readonly<Record<string, unknown>>) =>
  parseValues(vae.params, initialValues(vae.params), { dataset: 'moons', hiddenUnits: 32, learningRate: 1e-2, ...raw });

const opened = async (raw: Readonly<Record<string, unknown>> = {}) => {
  const values = valuesOf(raw);
  return { values, run: await openRun(vae, values, 1, await dataFor(vae, values, undefined)) };
};

describe('points', () => {
  it.each(['moons', 'pinwheel', 'gaussians'])('are drawn and not read, a fifth of them held out, none twice: %s', async (dataset) => {
    const images = (await dataFor(vae, valuesOf({ dataset }), undefined))?.images;
    expect([images?.training.count, images?.heldOut.count]).toEqual([2000, 500]);
    const all = [images?.training, images?.heldOut].flatMap((set) => {
      const { points = new Float32Array(), count } = set ?? { count: 0 };
      return Array.from({ length: count }, (_, i) => `${points[2 * i]} ${points[2 * i + 1]}`);
    });
    expect(new Set(all).size).toBe(2500);
    expect((await dataFor(vae, valuesOf({ dataset }), undefined))?.images).toEqual(images);
    // As they are, whatever would become of grey levels.
    const { training } = images as NonNullable<typeof images>;
    for (const levels of ['grey', 'static', 'dynamic'] as const)
      expect(imagesOf(training, [3, 1], levels, createRandom(1))).toEqual(
        Float32Array.from([6, 7, 2, 3], (at) => training.points?.[at] as number),
      );
  });

  it('have a normal likelihood, whatever images had, and no convolutions', async () => {
    const { run, values } = await opened({ likelihood: 'bernoulli', hiddenUnits: 5 });
    const other = await opened({ likelihood: 'gaussian', hiddenUnits: 5 });
    expect((await run.next(3, values)).result.scalars).toEqual((await other.run.next(3, other.values)).result.scalars);
    run.close();
    other.run.close();
    await expect(opened({ network: 'convolutional' })).rejects.toThrow(InputError);
    expect(vae.adopt?.(valuesOf({ network: 'convolutional' }), (await dataFor(vae, valuesOf({}), undefined)) as never)).toEqual({
      network: 'dense',
    });
  });

  it('and images of another size or of the user’s begin with random weights where a trained model does not go with them', async () => {
    const trained = (more: Parameters<typeof valuesOf>[0]) => valuesOf({ weights: 'digits2d', ...more });
    const adopted = async (dataset: 'moons' | 'digits' | 'mnist') =>
      vae.adopt?.(trained({ dataset }), (await dataFor(vae, valuesOf({ dataset }), undefined)) as never);
    expect(await adopted('moons')).toEqual({ weights: 'fresh' });
    expect(await adopted('digits')).toEqual({ weights: 'fresh' });
    expect(await adopted('mnist')).toMatchObject({ latentDimension: 2, hiddenUnits: 400 });
    const own = (await dataFor(vae, valuesOf({ dataset: 'mnist' }), undefined)) as never;
    expect(vae.adopt?.(trained({ dataset: 'own' }), own)).toEqual({ weights: 'fresh' });
  });

  it('are learnt better than by any normal of the plane', async () => {
    const { run, values } = await opened({ dataset: 'gaussians' });
    const { result } = await run.next(400, values);
    run.close();
    const { x, y } = result.tables.points as { x: Float64Array; y: Float64Array };
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    const [mx, my] = [mean(x), mean(y)];
    const [xx, yy, xy] = [
      mean(x.map((a) => (a - mx) ** 2)),
      mean(y.map((b) => (b - my) ** 2)),
      mean(x.map((a, i) => (a - mx) * ((y[i] as number) - my))),
    ];
    const normal = -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(xx * yy - xy * xy) + 2);
    expect(result.scalars.heldOutElbo as number).toBeGreaterThan(normal + 0.1);
    // The picture agrees: its density is one in all, and larger at the points than over the plane.
    const { values: density, columns, xDomain, yDomain } = result.grids.density as NonNullable<typeof result.grids.density>;
    const cell = ((xDomain[1] - xDomain[0]) / (columns - 1)) * ((yDomain[1] - yDomain[0]) / (columns - 1));
    expect(Math.abs(density.reduce((a, b) => a + b, 0) * cell - 1)).toBeLessThan(0.05);
    const at = (i: number) => {
      const place = (value: number, [low, high]: readonly [number, number]) => Math.round(((value - low) / (high - low)) * (columns - 1));
      return density[place(y[i] as number, yDomain) * columns + place(x[i] as number, xDomain)] as number;
    };
    // Mean log p at the points is no less than their bound, up to the width of a cell and the draws.
    const logs = Array.from(x.keys(), (i) => Math.log(at(i)));
    expect(mean(logs)).toBeGreaterThan((result.scalars.heldOutElbo as number) - 0.2);
    expect(mean(logs)).toBeLessThan((result.scalars.heldOutElbo as number) + 0.7);
  });

  it('have the code that is dragged on the lattice, and no picture of images', async () => {
    const { run, values } = await opened({ latentDimension: 1, latentX: 0, hiddenUnits: 5 });
    const { tables, grids } = (await run.next(5, values)).result;
    run.close();
    const { x, y } = tables.lattice as { x: Float64Array; y: Float64Array };
    expect(x.length).toBe(62);
    expect([x[30], y[30]]).toEqual([tables.decodedPoint?.x?.[0], tables.decodedPoint?.y?.[0]]);
    expect([x[61], y[61]]).toEqual([Number.NaN, Number.NaN]);
    expect(grids.density?.columns).toBe(72);
  });
});

it('is the density of normals about what is decoded', () => {
  const { values, columns, rows } = densityOver(Float32Array.of(0.5, -1, -0.5, 1), 0.3, [-2, 2], [-3, 3]);
  const place = (i: number, low: number, high: number) => low + ((high - low) * i) / (columns - 1);
  const normal = (a: number, b: number) => Math.exp(-(a * a + b * b) / 0.6) / (2 * Math.PI * 0.3);
  for (const [column, row] of [
    [3, 60],
    [36, 36],
    [70, 1],
  ] as const) {
    const [x, y] = [place(column, -2, 2), place(row, -3, 3)];
    const exact = 0.5 * (normal(x - 0.5, y + 1) + normal(x + 0.5, y - 1));
    expect(values[row * columns + column]).toBeCloseTo(exact, 6);
  }
  expect(rows).toBe(columns);
});
