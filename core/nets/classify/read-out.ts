// A network as a file would keep it, from the numbers of its layers.

import type { Coded, CodedNetwork, Floats } from '../../compression/coded.ts';
import type { LayerShape } from '../../compression/ledger/networks.ts';
import type { Weights } from '../parameters.ts';
import type { Classifier, WeightsByName } from './classifier.ts';
import { type PlainLayer, shrunk } from './shrink.ts';

/** The numbers of a layer’s parameter. */
export const valuesOf = (weights: WeightsByName, layer: LayerShape, kind: string): Float32Array =>
  (weights[`${layer.name}/${kind}`] as Weights).values;

const countNonZero = (values: Float32Array): number => {
  let count = 0;
  for (let at = 0; at < values.length; at += 1) if (values[at] !== 0) count += 1;
  return count;
};

/** Float32 numbers; where a fifth or more of them are 0 only the others, with their places. */
export function codedFloats(shape: readonly number[], values: Float32Array): Coded {
  const count = countNonZero(values);
  if (count > 0.8 * values.length) return { kind: 'float32', shape, values };
  const kept = new Uint32Array(count);
  const few: Floats = { kind: 'float32', shape: [count], values: new Float32Array(count) };
  // Loops: this follows a hand on the threshold, weight by weight.
  let found = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] === 0) continue;
    kept[found] = at;
    few.values[found] = values[at] as number;
    found += 1;
  }
  return { kind: 'sparse', shape, kept, values: few };
}

/** Layers with these weights and their own biases, each coded in its way. */
export const readLayers = (
  classifier: Classifier,
  weights: WeightsByName,
  code: (layer: LayerShape, values: Float32Array) => Coded,
): CodedNetwork => ({
  ...classifier,
  layers: classifier.layers.map((layer) => ({
    name: layer.name,
    activation: layer.activation,
    pool: layer.pool,
    weights: code(layer, valuesOf(weights, layer, 'weights')),
    bias: valuesOf(weights, layer, 'bias').slice(),
  })),
});

/** Weights many of which are 0, without the units that go with them. */
export function readSparse(classifier: Classifier, weights: WeightsByName, weightsOf: (layer: LayerShape) => Float32Array): CodedNetwork {
  const layers = classifier.layers.map(
    (layer): PlainLayer => ({ shape: layer.shape, weights: weightsOf(layer), bias: valuesOf(weights, layer, 'bias').slice() }),
  );
  const small = shrunk(classifier, layers);
  return {
    ...classifier,
    layers: classifier.layers.map(({ name, activation, pool }, at) => {
      const { shape, weights: values, bias } = small[at] as PlainLayer;
      return { name, activation, pool, weights: codedFloats(shape, values), bias };
    }),
  };
}
