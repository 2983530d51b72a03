// Layers as a file tells them, one step after the other, made a classifier of ours: whatever order it keeps numbers in.
import { sizeOf, transposed } from '../../../io/named-tensor.ts';
import type { Weights } from '../../parameters.ts';
import { limitsOf, sides } from './limits.ts';
import { type OwnClassifier, type OwnLayer, ownClassifierOf } from './own-classifier.ts';
import { agree, inOrder, type Layout, laidOut, type Places } from './places.ts';

/** Takes steps in the order in which they are run; each throws InputError where it does not fit. */
export interface Chain {
  /** Of the numbers that the last step gave, in the file’s order. */
  readonly shape: readonly number[];
  /** Weights [inputs, units]. */
  readonly dense: (weights: Weights, bias?: Float32Array) => void;
  /** Filters [side, side, inputs, outputs], moved by 1 without padding. */
  readonly filters: (weights: Weights, bias: Float32Array | undefined, layout: Layout) => void;
  /** Adds a bias [units] or [channels, 1, 1], right behind the layer. */
  readonly add: (bias: Weights) => void;
  readonly relu: () => void;
  /** The largest of each square; it and a ReLU may come in either order, which gives the same. */
  readonly pool: (side: number, layout: Layout) => void;
  readonly transpose: (axes: readonly number[]) => void;
  /** One size may be −1, which is what is left. */
  readonly reshape: (shape: readonly number[]) => void;
  /** A softmax, behind which nothing follows: logits are what goes in. */
  readonly softmax: () => void;
  readonly finish: () => OwnClassifier;
}

/**
 * Begins with what goes in, without the axis of the batch. Images are taken by the classifier with rows before columns before channels, rows of
 * numbers in the file’s order.
 */
export function createChain(file: string, input: readonly number[]): Chain {
  const { fault, between, finite, ...limits } = limitsOf(file);
  between(input);
  const layers: OwnLayer[] = [];
  /** What goes into the first layer and what the last one gives, in our order. */
  let taken: readonly number[] = [];
  let given: readonly number[] = [];
  let laid = inOrder(input);
  let done = false;
  let fresh = false;

  const step = (what: string): void => {
    limits.step();
    if (done) throw fault('a softmax at the end', `${what} behind it`);
    fresh = false;
  };
  const put = (shape: readonly number[], values: Float32Array, bias: Float32Array | undefined, next: Places) => {
    const units = shape.at(-1) as number;
    if (bias && bias.length !== units) throw fault(`a bias of ${units} for layer ${layers.length + 1}`, String(bias.length));
    const own = bias ? finite(bias).slice() : new Float32Array(units);
    layers.push({ shape, weights: finite(values), bias: own, activation: 'linear', pool: 1 });
    laid = next;
    fresh = true;
  };
  /** The image that is reached, in our order. */
  const imageAt = (layout: Layout, what: string): readonly number[] => {
    const [first = 0, second = 0, third = 0] = laid.shape;
    const image = layout === 'channelsLast' ? laid.shape : [second, third, first];
    if (laid.shape.length !== 3) throw fault(`images for ${what}`, `${sides(laid.shape)} numbers`);
    const upright =
      layers.length === 0
        ? agree(laid, inOrder(laid.shape)) || agree(laid, laidOut(image, layout))
        : given.join() === image.join() && agree(laid, laidOut(given, layout));
    if (!upright) throw fault(`images for ${what} as they were`, 'their numbers in another order');
    return image;
  };
  const lastLayer = (what: string): OwnLayer => {
    const last = layers.at(-1);
    if (!last) throw fault(`a layer before ${what}`, 'none');
    return last;
  };
  const change = (what: string, changes: Partial<OwnLayer>) => {
    layers[layers.length - 1] = { ...lastLayer(what), ...changes };
  };

  return {
    get shape() {
      return laid.shape;
    },
    dense(weights, bias) {
      step('a dense layer');
      limits.weights(weights.shape, 2);
      const { shape, values } = weights;
      const [inputs, units] = shape as [number, number];
      if (laid.shape.length !== 1 || laid.shape[0] !== inputs)
        throw fault(`weights of ${sides(laid.shape)} inputs for layer ${layers.length + 1}`, sides(shape));
      between([units]);
      const ours = new Float32Array(values.length);
      laid.values.forEach((place, i) => {
        ours.set(values.subarray(i * units, (i + 1) * units), place * units);
      });
      if (layers.length === 0) taken = [inputs];
      given = [units];
      put(shape, ours, bias, inOrder(given));
    },
    filters(weights, bias, layout) {
      step('filters');
      limits.weights(weights.shape, 4);
      const [side, other, inputs, outputs] = weights.shape as [number, number, number, number];
      const image = imageAt(layout, 'filters');
      const [rows, columns, channels] = image as [number, number, number];
      const sums = [rows - side + 1, columns - side + 1, outputs];
      if (side !== other || inputs !== channels || Math.min(...sums) < 1)
        throw fault(`square filters within ${sides(image)} numbers`, sides(weights.shape));
      between(sums);
      if (layers.length === 0) taken = image;
      given = sums;
      put(weights.shape, weights.values.slice(), bias, laidOut(given, layout));
    },
    add({ shape, values }) {
      const behind = fresh;
      step('a bias');
      const { bias, shape: weights } = lastLayer('a bias');
      if (!behind || values.length !== bias.length || shape.at(weights.length === 2 ? -1 : -3) !== bias.length)
        throw fault('a bias right behind its layer, one number for each unit', `${sides(shape)} numbers`);
      values.forEach((value, at) => {
        bias[at] = (bias[at] as number) + value;
      });
      finite(bias);
    },
    relu() {
      step('a ReLU');
      change('a ReLU', { activation: 'relu' });
    },
    pool(side, layout) {
      step('pooling');
      const last = lastLayer('pooling');
      const [rows, columns, channels] = imageAt(layout, 'pooling') as [number, number, number];
      given = [Math.floor(rows / side), Math.floor(columns / side), channels];
      if (!(Number.isSafeInteger(side) && side >= 1 && Math.min(...given) >= 1))
        throw fault(`squares within ${rows} × ${columns}`, String(side));
      change('pooling', { pool: last.pool * side });
      laid = laidOut(given, layout);
    },
    transpose(axes) {
      step('a turn');
      if (axes.toSorted((a, b) => a - b).join() !== [...laid.shape.keys()].join())
        throw fault(`the ${laid.shape.length} axes of an example in another order`, axes.join(', '));
      laid = transposed(laid, axes);
    },
    reshape(wanted) {
      step('another shape');
      const size = sizeOf(laid.shape);
      const rest = sizeOf(wanted.filter((side) => side !== -1));
      const shape = wanted.map((side) => (side === -1 ? size / rest : side));
      between(shape);
      if (sizeOf(shape) !== size) throw fault(`a shape of ${size} numbers`, sides(wanted));
      laid = { ...laid, shape };
    },
    softmax() {
      step('a softmax');
      if (laid.shape.length !== 1) throw fault('a softmax over classes', `one over ${sides(laid.shape)}`);
      done = true;
    },
    finish() {
      const last = layers.at(-1);
      if (last?.shape.length !== 2) throw fault('a dense layer at the end', last ? 'filters' : 'no layers');
      if (!agree(laid, inOrder(given))) throw fault('logits in a row at the end', 'them in another order');
      return ownClassifierOf(taken, layers);
    },
  };
}
