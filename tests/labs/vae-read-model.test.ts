// Models that the lab handed out, opened again: in each format the same outputs, and anything else refused in one line.
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../core/base/files.ts';
import { InputError } from '../../core/base/input-error.ts';
import { denseOnnxOf } from '../../core/io/dense-onnx.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import type { ExportedFile } from '../../core/lab/lab.ts';
import { adopt } from '../../core/labs/vae/declaration/adopt.ts';
import type { VaeValues } from '../../core/labs/vae/declaration/params.ts';
import { engine } from '../../core/labs/vae/engine.ts';
import { readModel } from '../../core/labs/vae/files/read-model.ts';
import { init, step, type VaeState } from '../../core/labs/vae/run/state.ts';
import { modelIn } from '../../core/labs/vae/run/trained-model.ts';
import { weightsOf } from '../../core/nets/parameters.ts';
import { createRandom } from '../../core/prob/random.ts';
import { tf } from '../../core/tensor/index.ts';
import { bars, smallValues, vaeValues } from './small-images.ts';

const start = (data = bars) => ({ random: createRandom(1), seed: 1, data });

async function trained(raw: Readonly<Record<string, unknown>> = {}, steps = 12) {
  const values = vaeValues(smallValues(raw));
  let state = await init(values, start());
  for (let i = 0; i < steps; i += 1) state = step(state, values);
  return { state, values };
}

const formats = ['onnx', 'layers', 'safetensors'] as const;
const zip = (files: readonly NamedFile[]): NamedFile[] => [
  { name: 'vae.zip', bytes: zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]))) },
];

/** What both networks give for some images and codes. */
function outputsOf({ networks, judged }: VaeState): readonly Float32Array[] {
  const { pixels, latentDimension: k } = networks.architecture;
  const q = networks.encode(tf.tensor2d(judged.slice(0, 6 * pixels), [6, pixels]));
  const z = tf.tensor2d(
    Float32Array.from({ length: 6 * k }, (_, i) => Math.sin(3 * i)),
    [6, k],
  );
  return [...Object.values(q), networks.decode(z)].map((tensor) => tensor.dataSync() as Float32Array);
}

const kinds: [string, Readonly<Record<string, unknown>>][] = [
  ['dense', {}],
  ['dense, of a full covariance and normal pixels', { family: 'fullCovariance', likelihood: 'gaussian', activation: 'softplus' }],
  ['linear', { network: 'linear', likelihood: 'gaussian' }],
  ['dense, with a softmax over levels', { likelihood: 'categorical' }],
  ['convolutional', { network: 'convolutional' }],
  ['convolutional, of a full covariance', { network: 'convolutional', family: 'fullCovariance', activation: 'tanh' }],
  ['dense, with beliefs about weights', { decoderWeights: 'bayesian' }],
  ['dense, with an autoregressive flow', { family: 'inverseAutoregressive', likelihood: 'discretizedLogistic' }],
];

it.each(['encoder/hidden/weights', 'decoder/output/bias'])(
  'a model whose %s has a number that is none is refused in one line',
  async (name) => {
    const { state, values } = await trained({ network: 'dense' }, 1);
    const stored = readSafetensors('m', engine.exports.safetensors(state, values)[0]?.bytes as Uint8Array);
    (stored.tensors.find((tensor) => tensor.name === name)?.values as Float32Array)[1] = Number.NaN;
    const { architecture } = state.networks;
    expect(() => modelIn(stored, architecture)).toThrow(`weights: expected ${name} of finite numbers, got others`);
  },
);

describe.each(kinds)('a model that is %s', (_, raw) => {
  let state: VaeState;
  let values: VaeValues;
  beforeAll(async () => {
    ({ state, values } = await trained(raw));
  });

  it.each(formats)('comes back from %s with its architecture, every parameter and its outputs', async (format) => {
    const model = readModel(zip(engine.exports[format](state, values)));
    const own = { ...bars, model };
    const again = vaeValues(smallValues({ weights: 'own' }));
    const opened = await init({ ...again, ...adopt(again, own) }, start(own));
    expect(opened.networks.architecture).toEqual(state.networks.architecture);
    expect(weightsOf(opened.networks.parameters)).toEqual(weightsOf(state.networks.parameters));
    expect(outputsOf(opened)).toEqual(outputsOf(state));
    // Control: one step further on it is another model.
    expect(outputsOf(step(opened, values))).not.toEqual(outputsOf(state));
  });

  it('brings along in safetensors how it learnt, and goes on from there', async () => {
    const own = { ...bars, model: readModel(zip(engine.exports.safetensors(state, values))) };
    const again = vaeValues(smallValues({ weights: 'own' }));
    const opened = await init({ ...again, ...adopt(again, own) }, start(own));
    expect(opened.entries).toEqual(state.entries);
    expect([opened.step, opened.before]).toEqual([0, 12]);
    let further = opened;
    for (let i = 0; i < 12; i += 1) further = step(further, again);
    const steps = further.entries.map((entry) => entry.step);
    expect(steps.slice(0, state.entries.length)).toEqual(state.entries.map((entry) => entry.step));
    expect(steps.at(-1)).toBe(24);
  });
});

describe('files of a model', () => {
  let files: Record<(typeof formats)[number], readonly ExportedFile[]>;
  let others: typeof files;
  const all = async (raw: Readonly<Record<string, unknown>>) => {
    const { state, values } = await trained(raw);
    return Object.fromEntries(formats.map((format) => [format, engine.exports[format](state, values)])) as typeof files;
  };
  beforeAll(async () => {
    files = await all({ likelihood: 'gaussian' });
    others = await all({ hiddenUnits: 9, likelihood: 'gaussian' });
  });
  const bytesOf = (given: readonly NamedFile[]) => {
    const { tensors, metadata } = readSafetensors('m', readModel(given));
    return [tensors, metadata.architecture];
  };

  it('are told by what they hold: as a zip, as files under other names, in a folder among others', () => {
    const { onnx, layers, safetensors } = files;
    const expected = bytesOf(safetensors);
    const renamed = onnx.map((file, i) => ({ ...file, name: i < 2 ? `download (${2 - i}).onnx` : file.name }));
    const inFolder = layers.map((file) => ({ ...file, name: `out/${file.name}` }));
    const beside = { name: 'out/vae.json', bytes: new TextEncoder().encode('{"format":"free-energy-lab/session"}') };
    for (const given of [onnx, layers, zip(onnx), zip(layers), zip(safetensors), renamed, [...inFolder, beside]])
      expect(bytesOf(given)).toEqual(expected);
  });

  it('of which one is missing, double, of another model or not a model at all are refused, and say so', () => {
    const { onnx, layers } = files;
    const [encoder, decoder] = onnx as [ExportedFile, ExportedFile];
    expect(() => readModel([encoder])).toThrow(
      'model: expected encoder and decoder, both files or the zip of them, got encoder.onnx alone',
    );
    expect(() => readModel([encoder, encoder, decoder])).toThrow('got 2 of the encoder');
    expect(() => readModel([encoder, others.onnx[1] as ExportedFile])).toThrow(
      'decoder.onnx: expected the decoder of encoder.onnx, got that of another model',
    );
    expect(() => readModel([layers[0], layers[2], layers[3]] as ExportedFile[])).toThrow(
      'encoder/model.json: expected weights.bin beside it, got none',
    );
    expect(() => readModel([{ name: 'a.txt', bytes: Uint8Array.of(1) }])).toThrow(
      'model: expected one of ONNX, TensorFlow.js or safetensors',
    );
    expect(() => readModel([])).toThrow('got no files');
  });

  it('of other makers are refused, by their architecture or by their layers', () => {
    const layer = { input: 'x', activation: 'relu', kernel: new Float32Array(6), bias: new Float32Array(3) } as const;
    const foreign = (name: string, metadata = {}) => ({
      name: `${name}.onnx`,
      bytes: denseOnnxOf({ name, inputs: [{ name: 'x', size: 2 }], layers: [{ name: 'y', ...layer }], outputs: ['y'] }, metadata),
    });
    expect(() => readModel([foreign('net')])).toThrow(InputError);
    expect(() => readModel([foreign('encoder'), foreign('decoder')])).toThrow(
      'encoder.onnx: expected a model that this lab wrote, got one without an architecture among its metadata',
    );
    const { architecture } = readSafetensors('m', readModel(files.onnx)).metadata as { architecture: string };
    const claims = (changes: object) => {
      const metadata = { architecture: JSON.stringify({ ...JSON.parse(architecture), ...changes }) };
      return () => readModel([foreign('encoder', metadata), foreign('decoder', metadata)]);
    };
    expect(claims({})).toThrow('encoder.onnx: expected a model that this lab wrote, got layers of another kind or shape');
    expect(claims({ hiddenUnits: 1e9 })).toThrow('encoder.onnx: expected hiddenUnits of whole number 1 to 2000');
    expect(claims({ network: 'transformer' })).toThrow('encoder.onnx: expected network of one of');
    expect(claims({ rows: 4000, columns: 4000, hiddenUnits: 2000 })).toThrow(
      'encoder.onnx: expected hiddenUnits of at most 1 for images of 4000 × 4000 pixels',
    );
    expect(claims({ rows: -1 })).toThrow(InputError);
  });

  it.each(formats)('in %s that are cut off or changed are refused as the user’s or read as numbers, and nothing else happens', (format) => {
    const given = files[format].filter(({ name }) => !name.endsWith('.md'));
    const random = createRandom(3);
    let refused = 0;
    let rounds = 0;
    const tried = (changed: readonly NamedFile[]) => {
      rounds += 1;
      try {
        readModel(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as Error).message).not.toMatch(/\n/);
        refused += 1;
      }
    };
    given.forEach((file, at) => {
      const put = (bytes: Uint8Array) => tried(given.map((each, i) => (i === at ? { ...each, bytes } : each)));
      for (let i = 0; i < 8; i += 1) put(file.bytes.slice(0, random.below(file.bytes.length - 1)));
      expect(refused, file.name).toBe(rounds);
      for (let i = 0; i < 12; i += 1) {
        const bytes = file.bytes.slice();
        for (let j = 0; j < 3; j += 1) bytes[random.below(bytes.length)] = random.below(256);
        put(bytes);
        // Changes to numbers are numbers: those are not asked about here.
        refused = rounds;
      }
    });
  });
});
