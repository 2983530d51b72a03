// A classifier of the user’s, once its layers are known.
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { sizeOf } from '../../../io/named-tensor.ts';
import type { TrainedClassifier } from '../trained.ts';

export interface OwnClassifier extends TrainedClassifier {
  /** What the file does not tell and was taken for granted, in one sentence. */
  readonly note?: string;
}

export interface OwnLayer extends Omit<LayerShape, 'name'> {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Layers named by their kind and number, as dense2, and the whole by its sizes, as 784-300-100-10. */
export function ownClassifierOf(input: readonly number[], layers: readonly OwnLayer[]): OwnClassifier {
  const named = layers.map((layer, i) => {
    const kind = layer.shape.length === 2 ? 'dense' : 'filters';
    const number = layers.slice(0, i + 1).filter(({ shape }) => shape.length === layer.shape.length).length;
    return { ...layer, name: `${kind}${number}` };
  });
  return {
    classifier: {
      name: [sizeOf(input), ...layers.map(({ bias }) => bias.length)].join('-'),
      input,
      layers: named.map(({ name, shape, activation, pool }) => ({ name, shape, activation, pool })),
    },
    weights: Object.fromEntries(
      named.flatMap(({ name, shape, weights, bias }) => [
        [`${name}/weights`, { shape, values: weights }] as const,
        [`${name}/bias`, { shape: [bias.length], values: bias }] as const,
      ]),
    ),
  };
}
