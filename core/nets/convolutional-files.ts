// A convolutional autoencoder’s two networks for whoever else runs them: as ONNX, and as TensorFlow.js layers models.
import { operators } from '../io/dense-onnx.ts';
import { type KerasLayer, type LayerActivation, type LayersFiles, layersFilesOf, weighted } from '../io/layers-model.ts';
import { transposed } from '../io/named-tensor.ts';
import { type OnnxInitializer, type OnnxNode, onnxOf } from '../io/onnx.ts';
import { CHANNELS, flatSize, SIDE, sidesOf } from './convolutional.ts';
import { type Architecture, lowerEntries } from './networks.ts';
import type { Weights } from './parameters.ts';

type WeightsByName = Readonly<Record<string, Weights>>;

/** `encoder` takes `x` and gives `mean` and `log_variance` (and `lower`); `decoder` takes `z` and gives `image`. */
interface Pair<T> {
  readonly encoder: T;
  readonly decoder: T;
}

const headsOf = ({ family, latentDimension: k }: Architecture) => [
  ['mean', 'encoder/mean'] as const,
  ['log_variance', 'encoder/logVariance'] as const,
  ...(family === 'fullCovariance' && lowerEntries(k) > 0 ? [['lower', 'encoder/lower'] as const] : []),
];

const outputOf = ({ likelihood }: Architecture): LayerActivation => (likelihood === 'bernoulli' ? 'sigmoid' : 'linear');

/** Zeros about a side of so many pixels, before and after, that a convolution with stride 2 adds as TensorFlow pads `same`. */
function padsOf(side: number): readonly [before: number, after: number] {
  const total = Math.max(0, (Math.ceil(side / 2) - 1) * 2 + SIDE - side);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/**
 * The bytes of two ONNX files. ONNX has channels before rows and columns: filters are turned, and so are the dense layers between, so that
 * inputs and outputs stay [batch, pixels] row by row.
 */
export function convolutionalOnnx(
  a: Architecture,
  weights: WeightsByName,
  metadata: Readonly<Record<string, string>>,
): Pair<Uint8Array<ArrayBuffer>> {
  const [whole, middle, [height, width]] = sidesOf(a.rows, a.columns);
  const { pixels, latentDimension: k, activation } = a;
  const flat = flatSize(a.rows, a.columns);
  const named = (name: string) => weights[name] as Weights;
  const parameters = (layer: string, kernel: Weights, bias: Weights): readonly OnnxInitializer[] => [
    { name: `${layer}_kernel`, ...kernel },
    { name: `${layer}_bias`, ...bias },
  ];
  const layer = (op: string, name: string, input: string, f: LayerActivation, attributes?: OnnxNode['attributes']): readonly OnnxNode[] => {
    const sum = f === 'linear' ? name : `${name}_sum`;
    const node = { op, inputs: [input, `${name}_kernel`, `${name}_bias`], outputs: [sum], ...(attributes && { attributes }) };
    return f === 'linear' ? [node] : [node, { op: operators[f], inputs: [sum], outputs: [name] }];
  };
  // From the larger size to the smaller, or back: the same zeros, and no other padding is needed.
  const strided = ([rows, columns]: readonly [number, number]): NonNullable<OnnxNode['attributes']> => {
    const [[top, bottom], [left, right]] = [padsOf(rows), padsOf(columns)];
    return { strides: { ints: [2, 2] }, pads: { ints: [top, left, bottom, right] } };
  };
  const reshaped = (input: string, output: string): OnnxNode => ({ op: 'Reshape', inputs: [input, `${output}_shape`], outputs: [output] });
  const shape = (output: string, ...sides: number[]): OnnxInitializer => ({
    name: `${output}_shape`,
    shape: [sides.length],
    values: BigInt64Array.from(sides, BigInt),
  });
  const channelsFirst = ({ shape: [, units = 0], values }: Weights): Weights => {
    const turned = transposed({ shape: [height, width, CHANNELS[1], units], values }, [2, 0, 1, 3]);
    return { shape: [flat, units], values: turned.values };
  };
  const hidden = named('decoder/hidden/weights');
  const spread = transposed({ shape: [k, height, width, CHANNELS[1]], values: hidden.values }, [0, 3, 1, 2]);
  const spreadBias = transposed({ shape: [height, width, CHANNELS[1]], values: named('decoder/hidden/bias').values }, [2, 0, 1]);
  const heads = headsOf(a);
  const filter = (name: string) => transposed(named(`${name}/weights`), [3, 2, 0, 1]);
  return {
    encoder: onnxOf({
      name: 'encoder',
      metadata,
      inputs: [{ name: 'x', shape: ['batch', pixels] }],
      outputs: heads.map(([name, from]) => ({ name, shape: ['batch', named(`${from}/bias`).values.length] })),
      nodes: [
        reshaped('x', 'images'),
        ...layer('Conv', 'convolution1', 'images', activation, strided(whole)),
        ...layer('Conv', 'convolution2', 'convolution1', activation, strided(middle)),
        { op: 'Flatten', inputs: ['convolution2'], outputs: ['features'] },
        ...heads.flatMap(([name]) => layer('Gemm', name, 'features', 'linear')),
      ],
      initializers: [
        shape('images', -1, 1, ...whole),
        ...['convolution1', 'convolution2'].flatMap((name) => parameters(name, filter(`encoder/${name}`), named(`encoder/${name}/bias`))),
        ...heads.flatMap(([name, from]) => parameters(name, channelsFirst(named(`${from}/weights`)), named(`${from}/bias`))),
      ],
    }),
    decoder: onnxOf({
      name: 'decoder',
      metadata,
      inputs: [{ name: 'z', shape: ['batch', k] }],
      outputs: [{ name: 'image', shape: ['batch', pixels] }],
      nodes: [
        ...layer('Gemm', 'hidden', 'z', activation),
        reshaped('hidden', 'features'),
        ...layer('ConvTranspose', 'convolution1', 'features', activation, strided(middle)),
        ...layer('ConvTranspose', 'output', 'convolution1', outputOf(a), strided(whole)),
        { op: 'Flatten', inputs: ['output'], outputs: ['image'] },
      ],
      initializers: [
        ...parameters('hidden', { shape: [k, flat], values: spread.values }, { shape: [flat], values: spreadBias.values }),
        shape('features', -1, CHANNELS[1], height, width),
        // Of a transposed convolution inputs come first in ONNX, and last in TensorFlow: the same turn.
        ...parameters('convolution1', filter('decoder/convolution1'), named('decoder/convolution1/bias')),
        ...parameters('output', filter('decoder/output'), named('decoder/output/bias')),
      ],
    }),
  };
}

/** The files of two layers models, each fed and read [batch, size] as above. */
export function convolutionalLayers(
  a: Architecture,
  weights: WeightsByName,
  metadata?: Readonly<Record<string, string>>,
): Pair<LayersFiles> {
  const sides = sidesOf(a.rows, a.columns);
  const named = (name: string) => weights[name] as Weights;
  const of = (name: string) => [named(`${name}/weights`), named(`${name}/bias`)];
  const convolution = (className: string, name: string, from: string, input: string, filters: number, activation: LayerActivation) => ({
    className,
    name,
    input,
    config: {
      filters,
      kernel_size: [SIDE, SIDE],
      strides: [2, 2],
      padding: 'same',
      data_format: 'channels_last',
      activation,
      ...weighted,
    },
    weights: of(from),
  });
  const dense = (name: string, from: string, input: string, activation: LayerActivation): KerasLayer => ({
    className: 'Dense',
    name,
    input,
    config: { units: named(`${from}/bias`).values.length, activation, ...weighted },
    weights: of(from),
  });
  const reshape = (name: string, input: string, shape: readonly number[]): KerasLayer => ({
    className: 'Reshape',
    name,
    input,
    config: { target_shape: shape },
  });
  // Keras always doubles: where a side is odd, the first line of what it makes is one too many.
  const cropped = (name: string, input: string, at: 0 | 1): KerasLayer => ({
    className: 'Cropping2D',
    name,
    input,
    config: { cropping: sides[at].map((side) => [side % 2, 0]), data_format: 'channels_last' },
  });
  const flatten = (name: string, input: string): KerasLayer => ({ className: 'Flatten', name, input, config: {} });
  const heads = headsOf(a);
  const encoder = {
    name: 'encoder',
    inputs: [{ name: 'x', size: a.pixels }],
    layers: [
      reshape('images', 'x', [a.rows, a.columns, 1]),
      convolution('Conv2D', 'convolution1', 'encoder/convolution1', 'images', CHANNELS[0], a.activation),
      convolution('Conv2D', 'convolution2', 'encoder/convolution2', 'convolution1', CHANNELS[1], a.activation),
      flatten('features', 'convolution2'),
      ...heads.map(([name, from]) => dense(name, from, 'features', 'linear')),
    ],
    outputs: heads.map(([name]) => name),
  };
  const decoder = {
    name: 'decoder',
    inputs: [{ name: 'z', size: a.latentDimension }],
    layers: [
      dense('hidden', 'decoder/hidden', 'z', a.activation),
      reshape('features', 'hidden', [...sides[2], CHANNELS[1]]),
      convolution('Conv2DTranspose', 'convolution1', 'decoder/convolution1', 'features', CHANNELS[0], a.activation),
      cropped('cropped1', 'convolution1', 1),
      convolution('Conv2DTranspose', 'output', 'decoder/output', 'cropped1', 1, outputOf(a)),
      cropped('cropped', 'output', 0),
      flatten('image', 'cropped'),
    ],
    outputs: ['image'],
  };
  return { encoder: layersFilesOf(encoder, metadata), decoder: layersFilesOf(decoder, metadata) };
}
