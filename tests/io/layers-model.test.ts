// Layers models: loaded by plain TensorFlow.js with the outputs of the definition, its own files read back, and files that are others'.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostFile } from '../../core/base/files.ts';
import { InputError } from '../../core/base/input-error.ts';
import { type DenseNetwork, layersModelOf, readLayersModel } from '../../core/io/layers-model.ts';
import { createRandom } from '../../core/prob/random.ts';

const random = createRandom(11);
const normals = (length: number) => {
  const out = new Float64Array(length);
  random.normals(out);
  return Float32Array.from(out);
};
const layer = (name: string, input: string, inputs: number, units: number, activation: DenseNetwork['layers'][number]['activation']) => ({
  name,
  input,
  activation,
  kernel: normals(inputs * units),
  bias: normals(units),
});

/** An encoder with two heads, and every activation somewhere. */
const encoder: DenseNetwork = {
  name: 'encoder',
  inputs: [{ name: 'x', size: 6 }],
  layers: [
    layer('hidden', 'x', 6, 5, 'relu'),
    layer('hidden2', 'hidden', 5, 4, 'tanh'),
    layer('mean', 'hidden2', 4, 2, 'linear'),
    layer('logVariance', 'hidden2', 4, 2, 'softplus'),
    layer('class', 'hidden', 5, 3, 'sigmoid'),
  ],
  outputs: ['mean', 'logVariance', 'class'],
};

const apply = {
  linear: (a: number) => a,
  relu: (a: number) => Math.max(0, a),
  tanh: Math.tanh,
  softplus: (a: number) => Math.log1p(Math.exp(a)),
  sigmoid: (a: number) => 1 / (1 + Math.exp(-a)),
};

/** The network by its definition, for one row. */
function run({ inputs, layers, outputs }: DenseNetwork, x: readonly number[]): number[][] {
  const values = new Map([[inputs[0]?.name as string, [...x]]]);
  for (const { name, input, activation, kernel, bias } of layers) {
    const from = values.get(input) as number[];
    const sum = (unit: number) =>
      from.reduce((all, each, i) => all + each * (kernel[i * bias.length + unit] as number), bias[unit] as number);
    values.set(
      name,
      Array.from(bias, (_, unit) => apply[activation](sum(unit))),
    );
  }
  return outputs.map((name) => values.get(name) as number[]);
}

interface Json {
  modelTopology: { class_name: string; config: { layers: { config: Record<string, unknown>; inbound_nodes: unknown }[] } };
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}
const jsonOf = ({ bytes }: HostFile): Json => JSON.parse(new TextDecoder().decode(bytes));
const file = (json: unknown): HostFile => ({ name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });

function load({ model, weights }: { model: HostFile; weights: HostFile }): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = jsonOf(model);
  const [group] = weightsManifest;
  expect(group?.paths).toEqual([weights.name]);
  return tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: group?.weights as tf.io.WeightsManifestEntry[], weightData: weights.bytes.buffer }),
  );
}

/** What TensorFlow.js itself writes of a model. */
async function saved(model: tf.LayersModel): Promise<{ model: HostFile; weights: HostFile }> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (each) => {
      artifacts = each;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = artifacts as tf.io.ModelArtifacts;
  const json = { modelTopology, weightsManifest: [{ paths: ['w.bin'], weights: weightSpecs }] };
  return { model: file(json), weights: { name: 'w.bin', bytes: new Uint8Array(weightData as ArrayBuffer) } };
}

const rows = Array.from({ length: 4 }, () => [...normals(6)]);
function agree(outputs: tf.Tensor[], network: DenseNetwork) {
  const got = outputs.map((output) => output.arraySync() as number[][]);
  rows.forEach((row, r) => {
    run(network, row).forEach((output, o) => {
      expect(got[o]?.[r]?.length).toBe(output.length);
      output.forEach((value, i) => {
        expect(Math.abs((got[o]?.[r]?.[i] as number) - value)).toBeLessThan(1e-5);
      });
    });
  });
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a layers model', () => {
  it('is loaded by TensorFlow.js with the outputs of its definition', async () => {
    const model = await load(layersModelOf(encoder));
    expect(model.outputNames).toEqual(encoder.outputs);
    agree(model.predict(tf.tensor2d(rows)) as tf.Tensor[], encoder);
  });

  it('is loaded with one output, too, and with two inputs', async () => {
    const one = { ...encoder, layers: encoder.layers.filter(({ name }) => name === 'hidden' || name === 'class'), outputs: ['class'] };
    agree([(await load(layersModelOf(one))).predict(tf.tensor2d(rows)) as tf.Tensor], one);
    const two: DenseNetwork = {
      name: 'two',
      inputs: [
        { name: 'x', size: 6 },
        { name: 'y', size: 3 },
      ],
      layers: [...encoder.layers, layer('other', 'y', 3, 1, 'relu')],
      outputs: ['other', ...encoder.outputs],
    };
    const model = await load(layersModelOf(two));
    const [, ...encoded] = model.predict([tf.tensor2d(rows), tf.ones([4, 3])]) as tf.Tensor[];
    agree(encoded, encoder);
    const { model: json, weights } = layersModelOf(two);
    expect(readLayersModel(json, weights)).toEqual(two);
  });

  it('comes back as it was, to the last bit', () => {
    const { model, weights } = layersModelOf(encoder);
    expect(readLayersModel(model, weights)).toEqual(encoder);
  });

  it('that TensorFlow.js wrote of its own is read, functional or sequential', async () => {
    const input = tf.input({ shape: [6], name: 'x' });
    const hidden = tf.layers.dense({ units: 5, activation: 'tanh', name: 'h', biasInitializer: 'glorotUniform' as never }).apply(input);
    const heads = ['a', 'b'].map((name) => tf.layers.dense({ units: 2, name }).apply(hidden) as tf.SymbolicTensor);
    const functional = tf.model({ inputs: input, outputs: heads });
    const read = await saved(functional);
    agree(functional.predict(tf.tensor2d(rows)) as tf.Tensor[], readLayersModel(read.model, read.weights));

    const sequential = tf.sequential({
      layers: [
        tf.layers.dense({ units: 5, activation: 'relu', inputShape: [6] }),
        tf.layers.dense({ units: 3, activation: 'sigmoid', biasInitializer: 'ones' }),
      ],
    });
    const chain = await saved(sequential);
    agree([sequential.predict(tf.tensor2d(rows)) as tf.Tensor], readLayersModel(chain.model, chain.weights));
  });

  it('may hold its topology as Keras has it, in model_config', () => {
    const { model, weights } = layersModelOf(encoder);
    const { modelTopology, weightsManifest } = jsonOf(model);
    const keras = file({ modelTopology: { keras_version: '2.15', model_config: modelTopology }, weightsManifest });
    expect(readLayersModel(keras, weights)).toEqual(encoder);
  });

  const [hidden] = encoder.layers as [DenseNetwork['layers'][number]];
  it.each([
    ['a name twice', { layers: [hidden, hidden] }, 'the name "hidden", bad or taken'],
    ['a name with a slash', { layers: [{ ...hidden, name: 'a/b' }] }, 'the name "a/b", bad or taken'],
    ['layers out of order', { layers: encoder.layers.toReversed() }, 'class after hidden, which is not before it'],
    ['numbers that do not fit', { layers: [{ ...hidden, bias: new Float32Array(7) }] }, '30 numbers for hidden, which is 6 × 7'],
    ['an output that is no layer', { outputs: ['x'] }, 'the output x, which is no layer'],
    ['a layer that leads nowhere', { outputs: ['mean', 'class'] }, 'logVariance, which no output needs'],
    ['an input that leads nowhere', { inputs: [...encoder.inputs, { name: 'y', size: 1 }] }, 'y, which no output needs'],
    ['no outputs', { outputs: [] }, 'no inputs or no outputs'],
    ['an input without a size', { inputs: [{ name: 'x', size: 0 }] }, 'x of size 0'],
  ] as [string, Partial<DenseNetwork>, string][])('is not written with %s', (_, change, message) => {
    expect(() => layersModelOf({ ...encoder, ...change })).toThrow(RangeError);
    expect(() => layersModelOf({ ...encoder, ...change })).toThrow(message);
  });

  const { model, weights } = layersModelOf(encoder);
  const changed = (change: (json: Json) => unknown) => {
    const json = jsonOf(model);
    change(json);
    return file(json);
  };
  it.each([
    [
      'text that is no JSON',
      { ...model, bytes: model.bytes.subarray(5) },
      weights,
      'model.json: expected JSON, got text that does not parse',
    ],
    ['other JSON', file({ a: 1 }), weights, 'model.json: expected a layers model of dense layers, got something else at modelTopology'],
    [
      'another kind of layer',
      changed((json) => Object.assign(json.modelTopology.config.layers[1] ?? {}, { class_name: 'Conv2D' })),
      weights,
      'something else at modelTopology',
    ],
    [
      'another activation',
      changed((json) => Object.assign(json.modelTopology.config.layers[1]?.config ?? {}, { activation: 'selu' })),
      weights,
      'something else at modelTopology',
    ],
    [
      'a layer without a bias',
      changed((json) => Object.assign(json.modelTopology.config.layers[1]?.config ?? {}, { use_bias: false })),
      weights,
      'something else at modelTopology',
    ],
    [
      'two inputs of one layer',
      changed((json) =>
        Object.assign(json.modelTopology.config.layers[1] ?? {}, {
          inbound_nodes: [
            [
              ['x', 0, 0, {}],
              ['x', 0, 0, {}],
            ],
          ],
        }),
      ),
      weights,
      'something else at modelTopology',
    ],
    [
      'an input that is not there',
      changed((json) => Object.assign(json.modelTopology.config.layers[1] ?? {}, { inbound_nodes: [[['q', 0, 0, {}]]] })),
      weights,
      'model.json: expected layers that fit together, got hidden after q, which is not before it',
    ],
    [
      'other units',
      changed((json) => Object.assign(json.modelTopology.config.layers[1]?.config ?? {}, { units: 9 })),
      weights,
      'model.json: expected weights hidden/kernel of inputs × 9, got 6 × 5',
    ],
    [
      'a kernel turned round',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { shape: [5, 6] })),
      weights,
      'model.json: expected weights hidden/kernel of inputs × 5, got 5 × 6',
    ],
    ['a layer taken out', changed((json) => json.modelTopology.config.layers.splice(1, 1)), weights, InputError],
    [
      'quantized numbers',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { quantization: { dtype: 'uint8' } })),
      weights,
      'something else at weightsManifest.0.weights.0.quantization',
    ],
    [
      'whole numbers',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { dtype: 'int32' })),
      weights,
      'something else at weightsManifest.0.weights.0.dtype',
    ],
    [
      'several files of numbers',
      changed((json) => json.weightsManifest[0]?.paths.push('more.bin')),
      weights,
      'something else at weightsManifest.0.paths',
    ],
    [
      'missing weights',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { name: 'other/kernel' })),
      weights,
      'model.json: expected weights hidden/kernel of inputs × 5, got none',
    ],
    [
      'a weight twice',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { name: 'mean/bias' })),
      weights,
      'weights.bin: expected each weight once, got mean/bias again',
    ],
    ['too few numbers', model, { ...weights, bytes: weights.bytes.subarray(4) }, /^weights.bin: expected \d+ bytes of numbers, got \d+$/],
    [
      'numbers of 4 GB',
      changed((json) => Object.assign(json.weightsManifest[0]?.weights[0] ?? {}, { shape: [32768, 32768] })),
      weights,
      /^weights.bin: expected \d+ bytes of numbers/,
    ],
  ])('is not read from %s', (_, json, numbers, message) => {
    expect(() => readLayersModel(json, numbers)).toThrow(InputError);
    expect(() => readLayersModel(json, numbers)).toThrow(message);
  });

  it('refuses weights that no layer takes', () => {
    const without = changed((json) => {
      json.modelTopology.config.layers.splice(5, 1);
      (json.modelTopology.config as unknown as { output_layers: unknown[] }).output_layers.pop();
    });
    expect(() => readLayersModel(without, weights)).toThrow('model.json: expected a layer for all weights, got class/kernel besides');
  });

  it('ends in one line for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (topology, manifest) => {
        expect(() => readLayersModel(file({ modelTopology: topology, weightsManifest: manifest }), weights)).toThrow(InputError);
      }),
    );
  });
});
