// How a network that was read out does on examples: its logits, and what they get wrong.
import { type CodedNetwork, decoded } from '../../compression/coded.ts';
import { exp, log } from '../../math/elementary.ts';
import { mapped, type Tensor, tf } from '../../tensor/index.ts';
import type { Classifier } from './classifier.ts';
import type { Examples } from './examples.ts';
import { layerValues, through } from './passing.ts';

/** Rows at a time. */
const CHUNK = 500;

const signs = (x: Tensor): Tensor => mapped([x], x.shape, (values) => values.map((value) => (value >= 0 ? 1 : -1)));

const asClassifier = ({ name, input, layers }: CodedNetwork): Classifier => ({
  name,
  input,
  layers: layers.map((layer) => ({ ...layer, shape: layer.weights.shape, activation: layer.activation === 'relu' ? 'relu' : 'linear' })),
});

/** Inputs [rows × size] to logits [rows × classes], row by row. */
export function logitsOf(network: CodedNetwork, inputs: Float32Array): Float32Array {
  const size = network.input.reduce((product, side) => product * side, 1);
  const rows = inputs.length / size;
  const classifier = asClassifier(network);
  const chunks: Float32Array[] = [];
  tf.tidy(() => {
    const weights = network.layers.map((layer) => tf.tensor(decoded(layer.weights), [...layer.weights.shape]));
    const biases = network.layers.map(({ bias }) => tf.tensor1d(bias));
    for (let from = 0; from < rows; from += CHUNK) {
      const count = Math.min(CHUNK, rows - from);
      tf.tidy(() => {
        const x = tf.tensor2d(inputs.subarray(from * size, (from + count) * size), [count, size]);
        const logits = through(classifier, x, (layer, values, at) => {
          const found = layerValues(layer, values, weights[at] as Tensor, biases[at] as (typeof biases)[number], layer.activation);
          return network.layers[at]?.activation === 'sign' ? signs(found) : found;
        });
        chunks.push(logits.dataSync() as Float32Array);
      });
    }
  });
  const out = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** log of the probabilities that logits [rows × classes] stand for. */
export function logProbabilitiesOf(logits: ArrayLike<number>, classes: number): Float64Array {
  const out = Float64Array.from(logits);
  for (let from = 0; from < out.length; from += classes) {
    const row = out.subarray(from, from + classes);
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const total = most + log(row.reduce((sum, each) => sum + exp(each - most), 0));
    for (let i = 0; i < classes; i += 1) row[i] = (row[i] as number) - total;
  }
  return out;
}

/** log of the mean probabilities of several networks, each given by its logits. */
export function ensembleLogProbabilities(members: readonly ArrayLike<number>[], classes: number): Float64Array {
  const all = members.map((logits) => logProbabilitiesOf(logits, classes));
  return (all[0] as Float64Array).map((_, at) => log(all.reduce((sum, each) => sum + exp(each[at] as number), 0) / all.length));
}

export interface Verdict {
  /** The share of examples whose likeliest class is another. */
  readonly error: number;
  /** Mean of −log p(class), in nats. */
  readonly crossEntropy: number;
}

/** What log probabilities [rows × classes] say of labels; of classes that are equally likely the first is taken. */
export function verdictOf(logProbabilitiesOfRows: Float64Array, labels: Uint8Array): Verdict {
  const classes = logProbabilitiesOfRows.length / labels.length;
  let [wrong, nats] = [0, 0];
  labels.forEach((label, row) => {
    const each = logProbabilitiesOfRows.subarray(row * classes, (row + 1) * classes);
    if (each.indexOf(each.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)) !== label) wrong += 1;
    nats -= each[label] as number;
  });
  return { error: wrong / labels.length, crossEntropy: nats / labels.length };
}

/** A network on examples. */
export const judge = (network: CodedNetwork, { inputs, labels }: Examples): Verdict =>
  verdictOf(logProbabilitiesOf(logitsOf(network, inputs), network.layers.at(-1)?.bias.length as number), labels);
