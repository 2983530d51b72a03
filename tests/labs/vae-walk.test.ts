// The walk through a step: its numbers are those of the step that is then taken, and looking on changes and costs nothing.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import type { ImageSet } from '../../core/data/images.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { applies } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { type Checkpoint, openRun, type Run } from '../../core/lab/run.ts';
import { layerNames } from '../../core/labs/vae/declaration/walk/layers.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { sceneOf } from '../../renderer/plot/scene-of.ts';
import { light } from '../../renderer/plot/theme.ts';
import { isProse } from './declaration-faults.ts';
import { bars, openSmall, smallValues } from './small-images.ts';

const walkNames = [...Object.keys(vae.tables), ...Object.keys(vae.grids)].filter((name) => name.startsWith('walk'));
const column = ({ tables }: Result, table: string, name: string) => Array.from(tables[table]?.[name] ?? []);
const one = (result: Result, name: string) => column(result, 'walkExample', name)[0] as number;

const weightsOf = (run: Run) =>
  readSafetensors('f', (run.checkpoint() as Checkpoint).bytes).tensors.filter(({ name }) => /^(en|de)coder\/|^flow\//.test(name));

/** How far the weights of layers whose names begin so have moved. */
const distance = (before: ReturnType<typeof weightsOf>, after: ReturnType<typeof weightsOf>, layer: string) =>
  Math.sqrt(
    before.reduce(
      (sum, { name, values }, i) =>
        name.startsWith(layer) ? sum + values.reduce((part, w, j) => part + (w - (after[i]?.values[j] as number)) ** 2, 0) : sum,
      0,
    ),
  );

describe('without a walk', () => {
  it('nothing of it is computed, and the rest is as it is with one', async () => {
    const [plain, walking] = [await openSmall(), await openSmall()];
    const without = (await plain.next(20, smallValues())).result;
    const within = (await walking.next(20, smallValues({ stage: 'sample' }))).result;
    for (const name of walkNames) {
      expect(
        Object.values(without.tables[name] ?? {}).every(({ length }) => length === 0),
        name,
      ).toBe(true);
      expect(without.grids[name]?.values.length ?? 0, name).toBe(0);
    }
    const rest = ({ scalars, tables, grids }: Result) =>
      [scalars, tables, grids].map((part) => Object.fromEntries(Object.entries(part).filter(([name]) => !walkNames.includes(name))));
    expect(rest(within)).toEqual(rest(without));
    expect(one(within, 'count')).toBe(16);
    // Nor does it change where the run goes.
    expect((await walking.next(10, smallValues())).result).toEqual((await plain.next(10, smallValues())).result);
    for (const run of [plain, walking]) run.close();
  });
});

describe('the walk', () => {
  it('shows the free energy that the step then reads off its minibatch', async () => {
    const raw = { batchSize: 1, stage: 'energy' };
    const run = await openSmall(raw);
    for (let i = 0; i < 4; i += 1) {
      const { result } = await run.next(0, smallValues(raw));
      const [accuracy, priorEnergy, entropy] = ['accuracy', 'priorEnergy', 'entropy'].map((name) => one(result, name)) as [
        number,
        number,
        number,
      ];
      expect(column(result, 'walkEnergy', 'value')).toEqual([-accuracy, priorEnergy]);
      expect(column(result, 'walkTotal', 'value')).toEqual([priorEnergy - accuracy - entropy]);
      // In the first steps every minibatch is written down.
      const { scalars } = (await run.next(1, smallValues(raw))).result;
      expect(Math.abs((scalars.elbo as number) + priorEnergy - accuracy - entropy)).toBeLessThan(1e-5 * Math.abs(scalars.elbo as number));
    }
    run.close();
  });

  it.each([
    ['dense networks', {}, ['encoder/hidden/', 'encoder/mean/', 'encoder/logVariance/', 'decoder/hidden/', 'decoder/output/']],
    [
      'a flow',
      { family: 'planar' },
      ['encoder/hidden/', 'encoder/mean/', 'encoder/logVariance/', 'flow/', 'decoder/hidden/', 'decoder/output/'],
    ],
    [
      'linear networks',
      { network: 'linear', likelihood: 'gaussian' },
      ['encoder/mean/', 'encoder/logVariance/', 'decoder/output/', 'decoder/logScale'],
    ],
    [
      'the decoder alone',
      { trained: 'decoder' },
      ['encoder/hidden/', 'encoder/mean/', 'encoder/logVariance/', 'decoder/hidden/', 'decoder/output/'],
    ],
  ])('says how far each layer will move: %s', async (_, raw, layers) => {
    const walking = smallValues({ ...raw, stage: 'update' });
    const run = await openSmall(raw);
    await run.next(5, smallValues(raw));
    const { result } = await run.next(0, walking);
    const before = weightsOf(run);
    await run.next(1, walking);
    const after = weightsOf(run);
    run.close();
    const said = column(result, 'walkUpdate', 'value');
    const moved = layers.map((layer) => distance(before, after, layer));
    expect(said.length).toBe(layers.length);
    // Weights are float32: a difference of two is off by their last digits.
    for (const [i, length] of moved.entries()) expect(Math.abs((said[i] as number) - length)).toBeLessThanOrEqual(1e-3 * length);
    expect(one(result, 'update')).toBeCloseTo(Math.hypot(...said), 10);
    expect(new Set(column(result, 'walkUpdate', 'kind').map((kind) => layerNames[kind])).has('others')).toBe(false);
  });

  it('draws the code from q with the noise it shows', async () => {
    const run = await openSmall();
    const { result } = await run.next(12, smallValues({ stage: 'sample' }));
    run.close();
    const [mean, deviation, noise, code] = ['mean', 'deviation', 'noise', 'code'].map((name) => column(result, 'walkCode', name));
    for (const [i, z] of code?.entries() ?? [])
      expect(z).toBeCloseTo((mean?.[i] as number) + (deviation?.[i] as number) * (noise?.[i] as number), 5);
    expect(code?.length).toBe(3);
  });

  it('is computed once for all stages of a step, and anew for another', async () => {
    const run = await openSmall();
    const at = async (stage: string, steps: number) => (await run.next(steps, smallValues({ stage }))).result;
    const first = await at('data', 3);
    const second = await at('gradient', 0);
    expect(second.tables.walkExample).toEqual(first.tables.walkExample);
    expect((await at('data', 1)).tables.walkExample).not.toEqual(first.tables.walkExample);
    run.close();
  });

  const points = (count: number): ImageSet => ({
    name: 'points',
    rows: 1,
    columns: 2,
    count,
    pixels: new Uint8Array(),
    points: Float32Array.from({ length: 2 * count }, (_, i) => ((i * 37) % 61) / 30 - 1),
  });
  const flat: Dataset = { name: 'points', columns: {}, images: { training: points(40), heldOut: points(10) } };

  it.each<[string, Readonly<Record<string, unknown>>, Dataset]>([
    ['coins', {}, bars],
    ['one latent', { latentDimension: 1 }, bars],
    ['thirty latents', { latentDimension: 30 }, bars],
    ['a full covariance', { family: 'fullCovariance' }, bars],
    ['an inverse autoregressive flow', { family: 'inverseAutoregressive' }, bars],
    ['convolutions', { network: 'convolutional', likelihood: 'discretizedLogistic' }, bars],
    ['linear networks', { network: 'linear', likelihood: 'gaussian' }, bars],
    ['a softmax over grey levels', { likelihood: 'categorical' }, bars],
    ['one hidden unit', { hiddenUnits: 1, activation: 'tanh' }, bars],
    ['the score function', { estimator: 'scoreFunction', inverseTemperature: 2, freeBits: 0.5 }, bars],
    ['points in the plane', { dataset: 'moons' }, flat],
  ])('tells every stage in words and in a picture, and leaves nothing behind: %s', async (_, raw, data) => {
    await openTensors();
    const run = await openRun(vae, smallValues(raw), 1, data);
    await run.next(2, smallValues(raw));
    const held = () => [tf.memory().numTensors, tf.memory().numDataBuffers, labBackend().liveBytes()];
    const before = held();
    const plot = vae.plots.network as (typeof vae.plots)[string];
    for (const stage of ['all', ...Object.keys(vae.training?.walk?.stages ?? {})]) {
      const values = smallValues({ ...raw, stage });
      const { result } = await run.next(0, values);
      expect(applies(plot.when, values)).toBe(true);
      const said = [plot.sentence(result, values), vae.training?.walk?.stages[stage]?.sentence(result, values) ?? 'All of it.'];
      for (const sentence of said) expect(isProse(sentence), sentence).toBe(true);
      const { children } = sceneOf({ plot, result, values, theme: light, width: 440, height: 240 });
      expect(JSON.stringify(children)).not.toMatch(/NaN|Infinity|null/);
    }
    expect(held()).toEqual(before);
    run.close();
  });
});
