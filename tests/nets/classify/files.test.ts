// The user's own classifiers: each format read with the logits that its writer gives, and files that are refused, in one line.
import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../core/base/files.ts';
import { InputError } from '../../../core/base/input-error.ts';
import type { CodedNetwork } from '../../../core/compression/coded.ts';
import { networkOnnxOf } from '../../../core/compression/export/onnx.ts';
import { dense, type LayerShape } from '../../../core/compression/ledger/networks.ts';
import { createRunner } from '../../../core/compression/run/network-runner.ts';
import { type NamedTensor, sizeOf, transposed } from '../../../core/io/named-tensor.ts';
import { type OnnxFile, type OnnxNode, onnxOf } from '../../../core/io/onnx.ts';
import { safetensorsOf } from '../../../core/io/safetensors.ts';
import type { Classifier, WeightsByName } from '../../../core/nets/classify/classifier.ts';
import { readClassifier } from '../../../core/nets/classify/files/read-classifier.ts';
import { readLayers } from '../../../core/nets/classify/read-out.ts';
import { trainedBytes } from '../../../core/nets/classify/trained.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { gridOf, networkOf } from '../../compression/made-networks.ts';
import { drawnWeights } from './small.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const layer = (name: string, shape: readonly number[], activation: LayerShape['activation'], pool = 1): LayerShape => ({
  name,
  shape,
  activation,
  pool,
});
const denseNet: Classifier = { name: '6-7-5-3', input: [6], layers: dense(6, 7, 5, 3) };
/** Sides and channels all different, so that none is taken for another. */
const lenet: Classifier = {
  name: '144-3-4-5-3',
  input: [9, 8, 2],
  layers: [
    layer('filters1', [2, 2, 2, 3], 'linear', 2),
    layer('filters2', [2, 2, 3, 4], 'relu'),
    layer('dense1', [24, 5], 'relu'),
    layer('dense2', [5, 3], 'linear'),
  ],
};

const network = (classifier: Classifier, weights: WeightsByName) =>
  readLayers(classifier, weights, ({ shape }, values) => ({ kind: 'float32', shape, values })) as CodedNetwork;
const logits = (classifier: Classifier, weights: WeightsByName, x: Float32Array) => createRunner(network(classifier, weights)).run(x);
const random = createRandom(2);
const inputs = (size: number) => Array.from({ length: 3 }, () => Float32Array.from({ length: size }, () => random.normal()));

const of = (name: string, bytes: Uint8Array): NamedFile => ({ name, bytes });
const read = (...files: NamedFile[]) => readClassifier(files);
const safetensors = (tensors: readonly NamedTensor[], metadata = {}) => of('m.safetensors', safetensorsOf({ tensors, metadata }));
const weightOf = (weights: WeightsByName, name: string) => weights[name] as { shape: readonly number[]; values: Float32Array };

/** Relative to the largest logit. */
function expectNear(got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-5) {
  expect(got.length).toBe(wanted.length);
  const size = Math.max(...Array.from(wanted, Math.abs));
  Array.from(wanted).forEach((value, i) => {
    expect(Math.abs((got[i] as number) - value)).toBeLessThan(tolerance * size);
  });
}

describe.each([denseNet, lenet])('a classifier $name that this lab handed out', (classifier) => {
  const weights = drawnWeights(classifier);
  const files = { safetensors: trainedBytes({ classifier, weights }), onnx: networkOnnxOf(network(classifier, weights)) };
  it.each(Object.entries(files))('comes back from %s, also zipped, with every weight', (ending, bytes) => {
    const zip = of('m.zip', zipSync({ [`m.${ending}`]: bytes, '__MACOSX/m.onnx': Uint8Array.of(1) }));
    for (const found of [read(of(`m.${ending}`, bytes)), read(zip)]) expect(found).toEqual({ classifier, weights });
  });
});

/** As PyTorch has it: weights [units, inputs], tensors by their names. */
function stateDict(classifier: Classifier, weights: WeightsByName, names: readonly string[]): NamedTensor[] {
  return classifier.layers
    .flatMap(({ name: ours }, i) => [
      { name: `${names[i]}.weight`, ...transposed(weightOf(weights, `${ours}/weights`), [1, 0]) },
      { name: `${names[i]}.bias`, ...weightOf(weights, `${ours}/bias`) },
    ])
    .toSorted((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
}

describe('a PyTorch state dict in safetensors', () => {
  const square: Classifier = { name: '4-4-4-4', input: [4], layers: dense(4, 4, 4, 4) };
  it.each([
    ['numbers in names', denseNet, ['fc1', 'fc2', 'fc3']],
    ['numbers above 9, where every layer fits behind every other', square, ['net.0', 'net.2', 'net.10']],
    ['shapes', denseNet, ['input', 'hidden', 'a.output']],
    ['shapes against names', denseNet, ['fc3', 'fc2', 'fc1']],
  ])('is put in order by %s, with ReLUs between, which is said', (_, classifier, names) => {
    const weights = drawnWeights(classifier);
    const { note, ...found } = read(safetensors(stateDict(classifier, weights, names), { format: 'pt' }));
    expect(found).toEqual({ classifier, weights });
    expect(note).toMatch(/ReLU/);
  });

  it('may lack biases, which are 0, and have one layer', () => {
    const { classifier, weights, note } = read(safetensors([{ name: 'weight', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }]));
    expect(logits(classifier, weights, Float32Array.of(1, 10, 100))).toEqual(Float32Array.of(321, 654));
    expect(note).toBeUndefined();
  });
});

const ones = (name: string, ...shape: number[]): NamedTensor => ({ name, shape, values: new Float32Array(sizeOf(shape)).fill(1) });

/** A graph in the way of PyTorch, or of TensorFlow’s converter: channels last outside, products and sums apart. */
function onnxGraph(weights: WeightsByName, way: 'PyTorch' | 'TensorFlow', changes: Partial<OnnxFile> = {}): OnnxFile {
  const filters = (i: number) => ({ name: `c${i}`, ...transposed(weightOf(weights, `filters${i}/weights`), [3, 2, 0, 1]) });
  const bias = (name: string, ours: string) => ({ name, ...weightOf(weights, `${ours}/bias`) });
  const matrix = (i: number) => ({ name: `w${i}`, ...weightOf(weights, `dense${i}/weights`) });
  const torch = way === 'PyTorch';
  // PyTorch flattens channels first: its rows of weights are in that order.
  const image = { shape: [3, 2, 4, 5], values: matrix(1).values };
  const first = transposed({ shape: [24, 5], values: transposed(image, [2, 0, 1, 3]).values }, [1, 0]);
  const node = (op: string, from: string | string[], to: string, attributes: OnnxNode['attributes'] = {}): OnnxNode => ({
    op,
    inputs: [from].flat(),
    outputs: [to],
    attributes,
  });
  const two = { ints: [2, 2] };
  const body = (from: string): OnnxNode[] => [
    node('Conv', [from, 'c1', 'b1'], 'a', { kernel_shape: two, pads: { ints: [0, 0, 0, 0] }, group: { int: 1 } }),
    node('MaxPool', 'a', 'b', { kernel_shape: two, strides: two, ceil_mode: { int: 0 } }),
    node('Conv', ['b', 'c2', 'b2'], 'c', { strides: { ints: [1, 1] }, dilations: { ints: [1, 1] } }),
  ];
  const gemm = { transB: { int: 1 }, alpha: { float: 1 }, beta: { float: 1 } };
  return {
    name: 'main_graph',
    inputs: [{ name: 'x', shape: torch ? ['N', 2, 9, 8] : ['N', 9, 8, 2] }],
    outputs: [{ name: 'y', shape: ['N', 3] }],
    initializers: [
      ...[filters(1), filters(2), bias('b1', 'filters1'), bias('b2', 'filters2'), bias('b3', 'dense1'), bias('b4', 'dense2')],
      ...(torch
        ? [
            { name: 'w1', ...first },
            { name: 'w2', ...transposed(matrix(2), [1, 0]) },
          ]
        : [matrix(1), matrix(2)]),
      ...(torch ? [] : [{ name: 'row', shape: [2], values: BigInt64Array.of(-1n, 24n) }]),
    ],
    nodes: torch
      ? [
          ...body('x'),
          node('Relu', 'c', 'd'),
          node('Flatten', 'd', 'e'),
          node('Dropout', 'e', 'e2'),
          node('Gemm', ['e2', 'w1', 'b3'], 'f', gemm),
          node('Relu', 'f', 'g'),
          node('Gemm', ['g', 'w2', 'b4'], 'y', gemm),
        ]
      : [
          node('Transpose', 'x', 'x2', { perm: { ints: [0, 3, 1, 2] } }),
          ...body('x2'),
          node('Transpose', 'c', 'd', { perm: { ints: [0, 2, 3, 1] } }),
          node('Relu', 'd', 'd2'),
          node('Reshape', ['d2', 'row'], 'e'),
          node('MatMul', ['e', 'w1'], 'f'),
          node('Add', ['b3', 'f'], 'f2'),
          node('Relu', 'f2', 'g'),
          node('MatMul', ['g', 'w2'], 'h'),
          node('Add', ['h', 'b4'], 'y'),
        ],
    ...changes,
  };
}

describe('a classifier in ONNX', () => {
  const weights = drawnWeights(lenet);
  it.each(['PyTorch', 'TensorFlow'] as const)('in the way of %s has the logits of ONNX Runtime', async (way) => {
    const graph = onnxGraph(weights, way);
    const session = await ort.InferenceSession.create(onnxOf(graph));
    const found = read(of('m.onnx', onnxOf(graph)));
    expect(found).toEqual({ classifier: lenet, weights });
    for (const x of inputs(144)) {
      const [shape, values] =
        way === 'PyTorch' ? [[1, 2, 9, 8], transposed({ shape: [9, 8, 2], values: x }, [2, 0, 1]).values] : [[1, 9, 8, 2], x];
      const { y } = await session.run({ x: new ort.Tensor('float32', values, shape) });
      expectNear(logits(found.classifier, found.weights, x), y?.data as Float32Array);
    }
  });

  it('is taken without the softmax at its end', () => {
    const graph = onnxGraph(weights, 'PyTorch');
    const nodes: OnnxNode[] = [...graph.nodes, { op: 'LogSoftmax', inputs: ['y'], outputs: ['p'], attributes: { axis: { int: 1 } } }];
    const ended = { ...graph, nodes, outputs: [{ name: 'p', shape: ['N', 3] }] };
    expect(read(of('m.onnx', onnxOf(ended)))).toEqual({ classifier: lenet, weights });
  });
});

/** What TensorFlow.js itself writes of a model, its numbers in two files. */
async function saved(model: tf.LayersModel): Promise<[model: NamedFile, ...numbers: NamedFile[]]> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (each) => {
      artifacts = each;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = artifacts as tf.io.ModelArtifacts;
  const json = { modelTopology, weightsManifest: [{ paths: ['1.bin', '2.bin'], weights: weightSpecs }] };
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  return [of('model.json', new TextEncoder().encode(JSON.stringify(json))), of('1.bin', bytes.slice(0, 30)), of('2.bin', bytes.slice(30))];
}

const drawn = (seed: number) => ({
  kernelInitializer: tf.initializers.randomNormal({ stddev: 0.4, seed }),
  biasInitializer: tf.initializers.randomNormal({ stddev: 0.4, seed: seed + 1 }),
});

describe('a classifier of TensorFlow.js', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('has its predictions, sequential with filters', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [9, 8, 2], filters: 3, kernelSize: 2, activation: 'relu', ...drawn(1) }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.conv2d({ filters: 4, kernelSize: [2, 2], useBias: false, ...drawn(3) }),
        tf.layers.reLU(),
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 5, ...drawn(5) }),
        tf.layers.activation({ activation: 'relu' }),
        tf.layers.dense({ units: 3, activation: 'softmax', ...drawn(7) }),
      ],
    });
    const { classifier, weights } = read(...(await saved(model)));
    expect(classifier.layers.map(({ activation, pool }) => [activation, pool])).toEqual([
      ['relu', 2],
      ['relu', 1],
      ['relu', 1],
      ['linear', 1],
    ]);
    for (const x of inputs(144)) {
      const wanted = (model.predict(tf.tensor4d(x, [1, 9, 8, 2])) as tf.Tensor).dataSync();
      const powers = logits(classifier, weights, x).map(Math.exp);
      expectNear(
        powers.map((each) => each / powers.reduce((a, b) => a + b)),
        wanted,
      );
    }
  });

  it('has its predictions, functional, from rows', async () => {
    const input = tf.input({ shape: [144] });
    const images = tf.layers.reshape({ targetShape: [9, 8, 2] }).apply(input);
    const made = tf.layers.conv2d({ filters: 2, kernelSize: 3, ...drawn(1) }).apply(images);
    const flat = tf.layers.flatten().apply(made);
    const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 4, ...drawn(3) }).apply(flat) as tf.SymbolicTensor });
    const { classifier, weights } = read(...(await saved(model)));
    expect(classifier.input).toEqual([9, 8, 2]);
    for (const x of inputs(144))
      expectNear(logits(classifier, weights, x), (model.predict(tf.tensor2d(x, [1, 144])) as tf.Tensor).dataSync());
  });
});

describe('files that are no classifier of ours', () => {
  const weights = drawnWeights(lenet);
  const graph = onnxGraph(weights, 'PyTorch');
  const onnx = (changes: Partial<OnnxFile>) => of('m.onnx', onnxOf({ ...graph, ...changes }));
  /** The same graph with one node changed. */
  const at = (op: string, change: Partial<OnnxNode>) => {
    const i = graph.nodes.findIndex((node) => node.op === op);
    return onnx({ nodes: graph.nodes.map((node, j) => (i === j ? { ...node, ...change } : node)) });
  };
  const attributes = (op: string, more: OnnxNode['attributes']) =>
    at(op, { attributes: { ...graph.nodes.find((node) => node.op === op)?.attributes, ...more } });
  const layers = (...given: object[]) =>
    of(
      'model.json',
      new TextEncoder().encode(
        JSON.stringify({
          modelTopology: { class_name: 'Sequential', config: { name: 'n', layers: given } },
          weightsManifest: [
            {
              paths: ['w.bin'],
              weights: [ones('d/kernel', 2, 1), ones('d/bias', 1)].map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
            },
          ],
        }),
      ),
    );
  const numbers = of('w.bin', new Uint8Array(12));
  const denseLayer = (config: object = {}) => ({
    class_name: 'Dense',
    config: { name: 'd', units: 1, batch_input_shape: [null, 2], ...config },
  });
  const half = '{"fc.weight":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}';
  const [first] = graph.nodes as [OnnxNode];
  it.each<[string, NamedFile[], string | RegExp]>([
    ['another operator', [at('Relu', { op: 'LSTM' })], /^m\.onnx: expected a chain of Gemm, MatMul, .*, got LSTM$/],
    ['an operator named as what all objects have', [at('Relu', { op: 'constructor' })], /, got constructor$/],
    ['strides', [attributes('Conv', { strides: { ints: [2, 2] } })], /, got Conv with strides 2$/],
    ['padding', [attributes('Conv', { pads: { ints: [1, 1, 1, 1] } })], /, got Conv with pads 1$/],
    ['groups', [attributes('Conv', { group: { int: 2 } })], /, got Conv with group 2$/],
    ['squares that overlap', [attributes('MaxPool', { strides: { ints: [1, 1] } })], /, got MaxPool with strides 1$/],
    ['a factor', [attributes('Gemm', { alpha: { float: 0.5 } })], /, got Gemm with alpha 0.5$/],
    ['a branch', [at('Relu', { inputs: ['a'] })], /, got Relu beside the chain$/],
    ['weights that are computed', [at('Conv', { inputs: ['x', 'x'] })], /, got Conv of numbers that are computed$/],
    ['outputs on the way', [onnx({ outputs: [{ name: 'g', shape: ['N', 5] }] })], /, got outputs elsewhere than at the end$/],
    [
      'rows and columns exchanged',
      [
        onnx({
          nodes: [
            { op: 'Transpose', inputs: ['x'], outputs: ['t'], attributes: { perm: { ints: [0, 1, 3, 2] } } },
            { ...first, inputs: ['t', 'c1', 'b1'] },
            ...graph.nodes.slice(1),
          ],
        }),
      ],
      'm.onnx: expected images for filters as they were, got their numbers in another order',
    ],
    [
      'channels and rows exchanged between filters',
      [
        onnx({
          nodes: graph.nodes.flatMap((node) =>
            node.outputs[0] === 'c'
              ? [
                  { op: 'Transpose', inputs: ['b'], outputs: ['t'], attributes: { perm: { ints: [0, 1, 3, 2] } } },
                  { ...node, inputs: ['t', 'c2', 'b2'] },
                ]
              : node,
          ),
        }),
      ],
      'm.onnx: expected images for filters as they were, got their numbers in another order',
    ],
    [
      'no dense layer',
      [onnx({ nodes: graph.nodes.slice(0, 2), outputs: [{ name: 'b', shape: ['N', 3, 4, 3] }] })],
      'm.onnx: expected a dense layer at the end, got filters',
    ],
    [
      'codes of weights',
      [of('m.onnx', networkOnnxOf(networkOf(random, [4], [['w', [4, 3]]], (shape, values) => gridOf(shape, values, 8, true))))],
      'm.onnx 1_w_weights_codes: expected float32 or int64 numbers, got int8',
    ],
    [
      'images of any size',
      [onnx({ inputs: [{ name: 'x', shape: ['N', 2, 'h', 'w'] }] })],
      'm.onnx: expected an input of a batch of examples whose sizes are told, got N × 2 × h × w',
    ],
    [
      'images of another size',
      [onnx({ inputs: [{ name: 'x', shape: ['N', 2, 9, 10] }] })],
      'm.onnx: expected weights of 36 inputs for layer 3, got 24 × 5',
    ],
    [
      'images of gigabytes',
      [onnx({ inputs: [{ name: 'x', shape: ['N', 2, 65536, 65536] }] })],
      'm.onnx: expected 1 to 131072 numbers between layers, got 2 × 65536 × 65536',
    ],
    [
      'a weight that is no number',
      [safetensors([{ ...ones('fc.weight', 2, 2), values: Float32Array.of(1, Number.NaN, 0, 0) }])],
      'm.safetensors: expected finite weights, got NaN',
    ],
    [
      'an infinite bias',
      [safetensors([ones('fc.weight', 1, 2), { ...ones('fc.bias', 1), values: Float32Array.of(Number.NEGATIVE_INFINITY) }])],
      'm.safetensors: expected finite weights, got -Infinity',
    ],
    [
      'few weights that come again and again',
      [
        onnx({
          inputs: [{ name: 'x', shape: ['N', 1024] }],
          initializers: [ones('w', 1024, 1024)],
          nodes: Array.from({ length: 5 }, (_, i) => ({ op: 'MatMul', inputs: [i === 0 ? 'x' : `y${i}`, 'w'], outputs: [`y${i + 1}`] })),
          outputs: [{ name: 'y5', shape: ['N', 1024] }],
        }),
      ],
      'm.onnx: expected at most 4194304 weights, got more',
    ],
    ['too many bytes', [of('m.onnx', new Uint8Array(5 * 2 ** 22 + 1))], 'm.onnx: expected at most 4194304 weights, got a file of 21 MB'],
    [
      'filters in a state dict',
      [safetensors([ones('conv1.weight', 3, 1, 5, 5), ones('fc.weight', 2, 2)])],
      'm.safetensors: expected dense layers alone, since a state dict tells neither images nor pooling (ONNX does: torch.onnx.export), got filters conv1',
    ],
    [
      'layers in no order',
      [safetensors([ones('a.weight', 2, 2), ones('b.weight', 2, 2)])],
      'm.safetensors: expected dense layers whose shapes or numbered names tell their order, got a, b',
    ],
    [
      'other tensors',
      [safetensors([ones('bn.running_mean', 2)])],
      'm.safetensors: expected weights and biases of layers, got bn.running_mean of 2',
    ],
    [
      'a bias of another length',
      [safetensors([ones('a.weight', 2, 2), ones('a.bias', 3)])],
      'm.safetensors: expected a bias of 2 for layer 1, got 3',
    ],
    [
      'words about other layers',
      [safetensors([ones('constructor.weight', 2, 2)], { input: '2' })],
      'm.safetensors: expected a classifier that this lab wrote, got one whose layers nothing is said of',
    ],
    [
      'half precision',
      [of('m.safetensors', new TextEncoder().encode(`${String.fromCharCode(half.length)}${'\0'.repeat(7)}${half}\0\0`))],
      'm.safetensors fc.weight: expected numbers of type F32, got "F16"',
    ],
    [
      'a recurrent layer',
      [layers({ class_name: 'LSTM', config: { name: 'l' } }), numbers],
      /^model\.json: expected a chain of Dense, Conv2D, .*, got LSTM$/,
    ],
    ['another activation', [layers(denseLayer({ activation: 'tanh' })), numbers], /, got activation tanh$/],
    [
      'a layer behind the softmax',
      [layers(denseLayer({ activation: 'softmax' }), { class_name: 'ReLU', config: { name: 'r' } }), numbers],
      'model.json: expected a softmax at the end, got a ReLU behind it',
    ],
    [
      'weights of no layer',
      [layers(denseLayer({ use_bias: false })), numbers],
      'model.json: expected a layer for all weights, got d/bias besides',
    ],
    ['no numbers', [layers(denseLayer())], 'model.json: expected w.bin beside it, got none'],
    ['two models', [onnx({}), safetensors([])], 'classifier: expected one of safetensors, ONNX or TensorFlow.js, got several'],
    ['another file', [of('a.txt', numbers.bytes)], 'classifier: expected one of safetensors, ONNX or TensorFlow.js, got a.txt'],
  ])('are refused with %s', (_, files, message) => {
    expect(() => read(...files)).toThrow(InputError);
    expect(() => read(...files)).toThrow(message);
  });

  it('are refused as the user’s, or read, wherever bytes are changed', () => {
    const small: Classifier = {
      name: 's',
      input: [3, 3, 1],
      layers: [layer('filters1', [2, 2, 1, 1], 'relu', 2), layer('dense1', [1, 2], 'linear')],
    };
    const written = network(small, drawnWeights(small));
    const onnxBytes = networkOnnxOf(written);
    const zip = of('m.zip', zipSync({ 'm.onnx': onnxBytes }, { level: 0 }));
    const given = [
      [of('m.safetensors', trainedBytes({ classifier: small, weights: drawnWeights(small) }))],
      [of('m.onnx', onnxBytes)],
      [zip],
      [layers(denseLayer()), numbers],
    ] as [NamedFile, ...NamedFile[]][];
    const chance = createRandom(4);
    let refused = 0;
    for (const [file, ...others] of given) {
      expect(() => read(file, ...others)).not.toThrow();
      for (let round = 0; round < 200; round += 1) {
        const bytes = file.bytes.slice(0, round % 8 === 0 ? chance.below(file.bytes.length) : undefined);
        for (let k = 0; k <= round % 3 && bytes.length > 0; k += 1) bytes[chance.below(bytes.length)] = chance.below(256);
        try {
          read({ ...file, bytes }, ...others);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message.split('\n').length, (error as Error).message).toBe(1);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(300);
  });
});
