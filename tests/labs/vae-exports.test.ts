// What the VAE lab hands out, opened by others: ONNX Runtime, TensorFlow.js, readers of safetensors, CSV, NumPy files and PNG.

import { csvParseRows } from 'd3-dsv';
import { decode as decodePng } from 'fast-png';
import { unzipSync } from 'fflate';
import { load } from 'npyjs';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../core/base/files.ts';
import { readNumbers } from '../../core/data/numbers.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import type { ExportedFile, Start } from '../../core/lab/lab.ts';
import type { Grid } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { engine } from '../../core/labs/vae/engine.ts';
import { readModel } from '../../core/labs/vae/files/read-model.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { init, step, type VaeState } from '../../core/labs/vae/run/state.ts';
import { meanImages } from '../../core/nets/likelihood.ts';
import { weightsOf } from '../../core/nets/parameters.ts';
import { createRandom } from '../../core/prob/random.ts';
import { type Tensor, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { bars, smallValues, vaeValues } from './small-images.ts';

ort.env.wasm.numThreads = 1;

const ROWS = 6;
const start = (data = bars): Start => ({ random: createRandom(1), seed: 1, data });

async function trained(raw: Readonly<Record<string, unknown>> = {}, steps = 20) {
  const values = vaeValues(smallValues(raw));
  let state = await init(values, start());
  for (let i = 0; i < steps; i += 1) state = step(state, values);
  return { state, values };
}

const fileNamed = (files: readonly ExportedFile[], name: string) => files.find((file) => file.name === name) as ExportedFile;

/** What the lab's own networks give for some images and some codes. */
function outputsOf({ networks, judged }: VaeState) {
  const { pixels, latentDimension: k } = networks.architecture;
  const x = judged.slice(0, ROWS * pixels);
  const z = Float32Array.from({ length: ROWS * k }, (_, i) => Math.sin(3 * i));
  const q = networks.encode(tf.tensor2d(x, [ROWS, pixels]));
  const image = meanImages(networks, networks.decode(tf.tensor2d(z, [ROWS, k]) as Tensor2D));
  const numbers = (tensor: Tensor) => tensor.dataSync() as Float32Array;
  return {
    x,
    z,
    encoded: {
      mean: numbers(q.mean),
      log_variance: numbers(q.logVariance),
      ...(q.lower && { lower: numbers(q.lower) }),
    } as Record<string, Float32Array>,
    image: numbers(image),
  };
}

function agree(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-4) {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i += 1) expect(Math.abs((got[i] as number) - (expected[i] as number))).toBeLessThan(tolerance);
}

const kinds: [string, Readonly<Record<string, unknown>>][] = [
  ['coins', {}],
  ['coins, softplus and a full covariance', { family: 'fullCovariance', activation: 'softplus' }],
  ['normals by tanh', { activation: 'tanh', likelihood: 'gaussian' }],
  ['a softmax over levels', { likelihood: 'categorical', activation: 'softplus' }],
  ['linear networks', { network: 'linear', likelihood: 'gaussian' }],
  ['convolutions', { network: 'convolutional' }],
  ['an autoregressive flow', { family: 'inverseAutoregressive' }],
  [
    'convolutions, tanh and a full covariance',
    { network: 'convolutional', family: 'fullCovariance', activation: 'tanh', likelihood: 'gaussian' },
  ],
];

describe.each(kinds)('networks of %s', (_, raw) => {
  let state: VaeState;
  let values: Awaited<ReturnType<typeof trained>>['values'];
  beforeAll(async () => {
    ({ state, values } = await trained(raw));
  });

  it('are run by ONNX Runtime with the outputs that they have here', async () => {
    const { x, z, encoded, image } = outputsOf(state);
    const files = engine.exports.onnx(state, values);
    const encoder = await ort.InferenceSession.create(fileNamed(files, 'encoder.onnx').bytes);
    const decoder = await ort.InferenceSession.create(fileNamed(files, 'decoder.onnx').bytes);
    expect([...encoder.outputNames]).toEqual(Object.keys(encoded));
    const outputs = await encoder.run({ x: new ort.Tensor('float32', x, [ROWS, x.length / ROWS]) });
    for (const [name, expected] of Object.entries(encoded)) agree(outputs[name]?.data as Float32Array, expected);
    const decoded = await decoder.run({ z: new ort.Tensor('float32', z, [ROWS, z.length / ROWS]) });
    agree(decoded.image?.data as Float32Array, image);
    // Control: other images, other codes.
    const other = await encoder.run({ x: new ort.Tensor('float32', x.toReversed(), [ROWS, x.length / ROWS]) });
    expect(() => agree(other.mean?.data as Float32Array, encoded.mean as Float32Array)).toThrow();
  });

  it('are loaded by TensorFlow.js as layers models with the same outputs', async () => {
    const { loadLayersModel, io } = await import('@tensorflow/tfjs');
    const files = engine.exports.layers(state, values);
    const opened = async (network: string) => {
      const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(fileNamed(files, `${network}/model.json`).bytes));
      const [group] = weightsManifest;
      const weightData = fileNamed(files, `${network}/${group.paths[0]}`).bytes.buffer;
      return loadLayersModel(io.fromMemory({ modelTopology, weightSpecs: group.weights, weightData }));
    };
    const { x, z, encoded, image } = outputsOf(state);
    const predicted = async (network: string, input: Float32Array): Promise<Float32Array[]> => {
      const out = (await opened(network)).predict(tf.tensor2d(input, [ROWS, input.length / ROWS]) as never);
      return [out].flat().map((tensor) => tensor.dataSync() as Float32Array);
    };
    const got = await predicted('encoder', x);
    expect(got.length).toBe(Object.keys(encoded).length);
    Object.values(encoded).forEach((expected, i) => void agree(got[i] as Float32Array, expected));
    agree((await predicted('decoder', z))[0] as Float32Array, image);
  });

  it('come back to the last bit after TensorFlow.js has loaded and saved them, as its downloads are called', async () => {
    const { loadLayersModel, io } = await import('@tensorflow/tfjs');
    const files = engine.exports.layers(state, values);
    const saved: NamedFile[] = [];
    for (const network of ['encoder', 'decoder']) {
      const json = JSON.parse(new TextDecoder().decode(fileNamed(files, `${network}/model.json`).bytes));
      const weightData = fileNamed(files, `${network}/weights.bin`).bytes.buffer;
      const given = { ...json, weightSpecs: json.weightsManifest[0].weights, weightData };
      const model = await loadLayersModel(io.fromMemory(given));
      await model.save(
        io.withSaveHandler(async ({ weightSpecs, weightData: data, ...rest }) => {
          const weightsManifest = [{ paths: [`./${network}.weights.bin`], weights: weightSpecs }];
          saved.push({ name: `${network}.json`, bytes: new TextEncoder().encode(JSON.stringify({ ...rest, weightsManifest })) });
          saved.push({ name: `${network}.weights.bin`, bytes: new Uint8Array(data as ArrayBuffer) });
          return { modelArtifactsInfo: {} as never };
        }),
      );
    }
    const { tensors } = readSafetensors('model', readModel(saved));
    expect(Object.fromEntries(tensors.map(({ name, ...weights }) => [name, weights]))).toEqual(weightsOf(state.networks.parameters));
  });

  it('are read back from safetensors to the last bit, and open the lab where they were', async () => {
    const { bytes } = fileNamed(engine.exports.safetensors(state, values), 'model.safetensors');
    const { tensors, metadata } = readSafetensors('model', bytes);
    expect(Object.fromEntries(tensors.map(({ name, ...weights }) => [name, weights]))).toEqual(weightsOf(state.networks.parameters));
    expect(JSON.parse(metadata.architecture as string)).toEqual(state.networks.architecture);
    const again = await init({ ...values, weights: 'digits2d' }, start({ ...bars, model: bytes }));
    expect(again.evaluation).toEqual(state.evaluation);
    expect(outputsOf(again)).toEqual(outputsOf(state));
  });
});

describe('codes and images', () => {
  it('are in a CSV that opens again, a row an image', async () => {
    const { state } = await trained();
    const [file] = engine.exports.csv(state);
    const { columns } = readNumbers('codes.csv', file?.bytes as Uint8Array);
    const { means, logVariances } = state.evaluation.codes;
    expect(Object.keys(columns)).toEqual([
      'image',
      'label',
      ...[1, 2, 3].map((j) => `mean_${j}`),
      ...[1, 2, 3].map((j) => `log_variance_${j}`),
    ]);
    expect([...(columns.image ?? [])]).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect([...(columns.label ?? [])]).toEqual([...(bars.images?.heldOut.labels ?? [])]);
    for (let row = 0; row < 24; row += 1) {
      for (let j = 0; j < 3; j += 1) {
        expect(columns[`mean_${j + 1}`]?.[row]).toBe(means[3 * row + j]);
        expect(columns[`log_variance_${j + 1}`]?.[row]).toBe(logVariances[3 * row + j]);
      }
    }
  });

  it('are named in the picture as the data name them, or by their numbers', async () => {
    const { state, values } = await trained();
    expect(engine.observe(state, values).names?.codes).toEqual(['0', '1']);
    const heldOut = { ...state.heldOut, classes: ['across', 'down'] };
    expect(engine.observe({ ...state, heldOut }, values).names?.codes).toEqual(['across', 'down']);
  });

  it('say in the CSV what classes are called, where they have names, commas and all', async () => {
    const { state } = await trained();
    const heldOut = { ...state.heldOut, labels: Uint8Array.of(1, 0, 2), classes: ['cat', 'dog, wet'] };
    const text = new TextDecoder().decode(engine.exports.csv({ ...state, heldOut })[0]?.bytes);
    const rows = csvParseRows(text).map((cells) => cells.slice(0, 3));
    expect(rows.slice(0, 5)).toEqual([
      ['image', 'label', 'class'],
      ['0', '1', 'dog, wet'],
      ['1', '0', 'cat'],
      ['2', '2', ''],
      ['3', '', ''],
    ]);
  });

  it('are in a NumPy archive with their shapes', async () => {
    const { state } = await trained();
    const [file] = engine.exports.npz(state);
    const members = unzipSync(file?.bytes as Uint8Array);
    const read = async (name: string) => {
      const bytes = members[`${name}.npy`] as Uint8Array<ArrayBuffer>;
      return load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    };
    const { means, logVariances } = state.evaluation.codes;
    const mean = await read('mean');
    expect([mean.shape, [...(mean.data as Float64Array)]]).toEqual([[24, 3], [...means]]);
    expect([...((await read('log_variance')).data as Float64Array)]).toEqual([...logVariances]);
    expect((await read('label')).shape).toEqual([24]);
  });

  it('are in a PNG that is the sheet, the right way up', async () => {
    const values = smallValues({ latentDimension: 2 });
    const run = await openRun(vae, values, 1, bars);
    const { result } = await run.next(20, values);
    const png = decodePng(fileNamed(await run.export('sheet', values), 'sheet.png').bytes);
    const sheet = result.grids.sheet as Grid;
    expect([png.width, png.height, png.channels, png.depth]).toEqual([75, 75, 1, 8]);
    // Rows of a grid go up, those of a file down.
    for (let row = 0; row < 75; row += 1) {
      for (let column = 0; column < 75; column += 1) {
        const level = sheet.values[(74 - row) * 75 + column] as number;
        expect(Math.abs((png.data[row * 75 + column] as number) - 255 * level)).toBeLessThanOrEqual(0.5 + 1e-4);
      }
    }
    run.close();
  });

  it('come with a model card that says what was done', async () => {
    const { state, values } = await trained({}, 7);
    const card = new TextDecoder().decode(fileNamed(engine.exports.onnx(state, values), 'model-card.md').bytes);
    expect(card).toContain('in 7 steps (seed 1)');
    expect(card).toContain('60 to learn from and 24 held out, 5 × 5');
    expect(card).not.toMatch(/NaN|undefined|\[object/);
  });
});
