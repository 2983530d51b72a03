// Layers models: loaded by plain TensorFlow.js with the outputs of the definition, and their numbers read back.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostFile } from '../../core/base/files.ts';
import { numbersBeside, type StoredLayers, storedLayers, tensorsOf } from '../../core/io/layers-files.ts';
import { type DenseNetwork, layersModelOf } from '../../core/io/layers-model.ts';
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
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}
const jsonOf = ({ bytes }: HostFile): Json => JSON.parse(new TextDecoder().decode(bytes));

function load({ model, weights }: { model: HostFile; weights: HostFile }): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = jsonOf(model);
  const [group] = weightsManifest;
  expect(group?.paths).toEqual([weights.name]);
  return tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: group?.weights as tf.io.WeightsManifestEntry[], weightData: weights.bytes.buffer }),
  );
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
  });

  it('comes back as it was, to the last bit', () => {
    const { model, weights } = layersModelOf(encoder, { seed: '7' });
    const stored = storedLayers(model) as StoredLayers;
    expect([stored.className, stored.config.name, stored.metadata]).toEqual(['Model', 'encoder', { seed: '7' }]);
    const tensors = tensorsOf(stored, numbersBeside(stored, [weights]));
    expect([...tensors.keys()]).toEqual(encoder.layers.flatMap(({ name }) => [`${name}/kernel`, `${name}/bias`]));
    for (const { name, kernel, bias } of encoder.layers) {
      expect(tensors.get(`${name}/kernel`)).toMatchObject({ shape: [kernel.length / bias.length, bias.length], values: kernel });
      expect(tensors.get(`${name}/bias`)).toMatchObject({ shape: [bias.length], values: bias });
    }
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
});
