// An autoencoder’s two networks as files of others’ formats, and its parameters found again in such files.
import { base64Of, bytesOfBase64 } from '../base/base64.ts';
import { exactJson } from '../base/exact-json.ts';
import { InputError } from '../base/input-error.ts';
import { denseOnnxOf } from '../io/dense-onnx.ts';
import { type LayersFiles, layersModelOf } from '../io/layers-model.ts';
import { readSafetensors, safetensorsOf } from '../io/safetensors.ts';
import { createRandom } from '../prob/random.ts';
import { categoricalLayers, categoricalOnnx } from './categorical-files.ts';
import { convolutionalLayers, convolutionalOnnx } from './convolutional-files.ts';
import { denseNetworksOf } from './dense-networks.ts';
import type { Architecture } from './networks.ts';
import type { Weights } from './parameters.ts';
import { initialWeights } from './vae.ts';

type WeightsByName = Readonly<Record<string, Weights>>;
type Words = Readonly<Record<string, string>>;

export const networkNames = ['encoder', 'decoder'] as const;
export type NetworkName = (typeof networkNames)[number];

/** Both networks as ONNX. */
export function onnxFiles(
  a: Architecture,
  weights: WeightsByName,
  metadata?: Words,
): Readonly<Record<NetworkName, Uint8Array<ArrayBuffer>>> {
  if (a.network === 'convolutional') return convolutionalOnnx(a, weights, metadata ?? {});
  const { encoder, decoder } = denseNetworksOf(a, weights);
  return {
    encoder: denseOnnxOf(encoder, metadata),
    decoder: a.likelihood === 'categorical' ? categoricalOnnx(a, weights, metadata) : denseOnnxOf(decoder, metadata),
  };
}

/** Both networks as TensorFlow.js layers models. */
export function layersFiles(a: Architecture, weights: WeightsByName, metadata?: Words): Readonly<Record<NetworkName, LayersFiles>> {
  if (a.network === 'convolutional') return convolutionalLayers(a, weights, metadata);
  const { encoder, decoder } = denseNetworksOf(a, weights);
  return {
    encoder: layersModelOf(encoder, metadata),
    decoder: a.likelihood === 'categorical' ? categoricalLayers(a, weights, metadata) : layersModelOf(decoder, metadata),
  };
}

/** Spreads and flows are no layers of a network: they go along as words. */
const isLayer = (name: string) => /^(encoder|decoder)\/.+\/(weights|bias)$/.test(name);

/** What a file says of its model besides the network: all that opens it again. */
export function metadataOf(architecture: Architecture, weights: WeightsByName): Words {
  const tensors = Object.entries(weights).flatMap(([name, each]) => (isLayer(name) ? [] : [{ name, ...each }]));
  return {
    architecture: exactJson(architecture),
    ...(tensors.length > 0 && { besides: base64Of(safetensorsOf({ tensors, metadata: {} })) }),
  };
}

/** Up to here float32 numbers count one by one. */
const MOST_NUMBERS = 2 ** 24;

/** Numbers of the widest layers at least, told from the architecture alone. */
function leastNumbers({ network, pixels, rows, columns, hiddenUnits, latentDimension: k, family }: Architecture): number {
  const features = network === 'dense' ? hiddenUnits : 2 * Math.ceil(rows / 4) * Math.ceil(columns / 4);
  const heads = k + (family === 'fullCovariance' ? (k * (k - 1)) / 2 : 0);
  return network === 'linear' ? pixels * k : features * (heads + (network === 'dense' ? pixels : 0));
}

/**
 * Parameters whose numbers are counted from 1, one after the other: a file made of them says where each number of such a file belongs.
 * Throws InputError for an architecture of more than `MOST_NUMBERS`.
 */
export function countedWeights(file: string, architecture: Architecture): WeightsByName {
  const refuse = () => new InputError(file, `a network of at most ${MOST_NUMBERS} numbers`, 'a larger one');
  if (leastNumbers(architecture) > MOST_NUMBERS) throw refuse();
  let count = 0;
  const counted = Object.entries(initialWeights(architecture, createRandom(0))).map(([name, { shape, values }]) => {
    const numbers = isLayer(name) ? values.map((_, i) => count + i + 1) : values;
    if (isLayer(name)) count += values.length;
    return [name, { shape, values: numbers }] as const;
  });
  if (count > MOST_NUMBERS) throw refuse();
  return Object.fromEntries(counted);
}

/** The numbers of a file that stand where the other has those counted. */
export interface Found {
  readonly file: string;
  readonly counted: Float32Array;
  readonly values: Float32Array;
}

/** Parameters as they were when files were made of them. Throws InputError for numbers that no parameter stands for, and for missing ones. */
export function weightsFound(file: string, counted: WeightsByName, found: readonly Found[], { besides }: Words): WeightsByName {
  const total = Object.entries(counted).reduce((sum, [name, { values }]) => sum + (isLayer(name) ? values.length : 0), 0);
  const numbers = new Float32Array(total);
  for (const { file: from, counted: places, values } of found) {
    places.forEach((place, i) => {
      // What is no whole number is the same in every such file: a constant of the format.
      if (place > 0 && Number.isInteger(place)) numbers[place - 1] = values[i] as number;
      else if (values[i] !== place) throw new InputError(from, 'a model that this lab wrote', 'numbers that it has no place for');
    });
  }
  const others = new Map(besidesIn(file, besides).map(({ name, ...weights }) => [name, weights]));
  let at = 0;
  return Object.fromEntries(
    Object.entries(counted).map(
      ([
        name,
        {
          shape,
          values: { length },
        },
      ]) => {
        if (isLayer(name)) {
          at += length;
          return [name, { shape, values: numbers.slice(at - length, at) }];
        }
        const other = others.get(name);
        if (other?.shape.join() !== shape.join())
          throw new InputError(file, `${name} among its metadata`, other ? other.shape.join(' × ') : 'none');
        return [name, other as Weights];
      },
    ),
  );
}

function besidesIn(file: string, besides: string | undefined) {
  if (besides === undefined) return [];
  let bytes: Uint8Array;
  try {
    bytes = bytesOfBase64(besides);
  } catch {
    throw new InputError(file, 'further parameters as base64', 'other text');
  }
  return readSafetensors(file, bytes).tensors;
}
