// A trained classifier as one file of safetensors: what ships, and what a run keeps of the user’s own.
import { InputError } from '../../base/input-error.ts';
import { networkSafetensorsOf } from '../../compression/export/safetensors.ts';
import type { LayerShape } from '../../compression/ledger/networks.ts';
import { shapesOf } from '../../compression/shapes.ts';
import { readSafetensors, type Safetensors } from '../../io/safetensors.ts';
import type { Classifier, WeightsByName } from './classifier.ts';
import { codedFloats, readLayers } from './read-out.ts';

export interface TrainedClassifier {
  readonly classifier: Classifier;
  readonly weights: WeightsByName;
}

/** The file, as the same numbers are handed out to other tools. Throws InputError where its parts do not fit together. */
export const trainedBytes = ({ classifier, weights }: TrainedClassifier): Uint8Array<ArrayBuffer> =>
  networkSafetensorsOf(readLayers(classifier, weights, ({ shape }, values) => codedFloats(shape, values)));

/** `relu, pool 2`, as the file says what follows a layer; undefined for other words. */
function behind(words: string | undefined): Pick<LayerShape, 'activation' | 'pool'> | undefined {
  const [, activation, pool] = /^(linear|relu), pool (\d{1,3})$/.exec(words ?? '') ?? [];
  return activation === undefined ? undefined : { activation: activation as LayerShape['activation'], pool: Number(pool) };
}

/** Whether a file says of every layer what follows it. */
export const isTrained = ({ tensors, metadata }: Safetensors): boolean =>
  /^\d+( \d+ \d+)?$/.test(metadata.input ?? '') &&
  tensors.every(({ name }) => behind(metadata[name.replace(/\.(weight|bias)$/, '')]) !== undefined);

function layersIn(file: string, { tensors, metadata }: Safetensors) {
  return tensors.flatMap(({ name, shape, values }, i) => {
    const layer = /^(.*)\.weight$/.exec(name)?.[1];
    if (layer === undefined) return [];
    const bias = tensors[i + 1];
    const follows = behind(metadata[layer]);
    if (!follows || bias?.name !== `${layer}.bias`)
      throw new InputError(file, `${layer.slice(0, 40)}.bias behind its weights, and what follows the layer`, 'none');
    if (![...values, ...bias.values].every(Number.isFinite)) throw new InputError(file, 'finite weights', 'others');
    return [{ name: layer, weights: { kind: 'float32' as const, shape, values }, bias: bias.values, ...follows }];
  });
}

/** A classifier and its weights from such a file, which is named `file`. Throws InputError. */
export function trainedIn(file: string, bytes: Uint8Array): TrainedClassifier {
  const read = readSafetensors(file, bytes);
  if (!isTrained(read)) throw new InputError(file, 'a classifier that this lab wrote', 'one whose layers nothing is said of');
  const { name = file, input = '' } = read.metadata;
  const network = { name, input: input.split(' ').map(Number), layers: layersIn(file, read) };
  shapesOf(network);
  return {
    classifier: {
      name,
      input: network.input,
      layers: network.layers.map(({ weights, bias: _, ...layer }) => ({ ...layer, shape: weights.shape })),
    },
    weights: Object.fromEntries(
      network.layers.flatMap(({ name: layer, weights, bias }) => [
        [`${layer}/weights`, { shape: weights.shape, values: weights.values }],
        [`${layer}/bias`, { shape: [bias.length], values: bias }],
      ]),
    ),
  };
}
