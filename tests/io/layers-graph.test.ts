// One network is one graph, whoever wrote its JSON; another is another.
import { describe, expect, it } from 'vitest';
import { layersGraph } from '../../core/io/layers-graph.ts';

const dense = { units: 3, activation: 'relu', name: 'a' };
const layer = (config: object, inbound: unknown = [[['x', 0, 0, {}]]]) => ({
  class_name: 'Dense',
  name: 'a',
  config,
  inbound_nodes: inbound,
});
const input = { class_name: 'InputLayer', name: 'x', config: { batch_input_shape: [null, 2], name: 'x' }, inbound_nodes: [] };
const kernel = { name: 'a/kernel', shape: [2, 3], values: new Float32Array(6) };
const graph = (layers: unknown, tensors = [kernel], output = 'a') =>
  layersGraph(
    { file: 'f', className: 'Model', config: { name: 'n', layers, output_layers: [[output, 0, 0]] }, manifest: [], metadata: {} },
    tensors,
  );
const plain = graph([input, layer(dense)]);

describe('the graph of a layers model', () => {
  it.each<[string, unknown]>([
    [
      'with all defaults written out',
      [input, layer({ ...dense, use_bias: true, kernel_regularizer: null, dtype: 'float32', activity_regularizer: null })],
    ],
    [
      'with the keys in another order',
      [input, { inbound_nodes: [[['x', 0, 0, {}]]], config: { name: 'a', activation: 'relu', units: 3 }, name: 'a', class_name: 'Dense' }],
    ],
    ['with the layers in another order', [layer(dense), input]],
    [
      'begun and trained otherwise',
      [input, layer({ ...dense, trainable: false, kernel_initializer: { class_name: 'GlorotNormal', config: { seed: 3 } } })],
    ],
    ['with no arguments behind an input', [input, layer(dense, [[['x', 0, 0]]])]],
    [
      'with settings of convolutions that do nothing',
      [input, layer({ ...dense, dilation_rate: [1, 1], data_format: 'channels_last', groups: 1 })],
    ],
  ])('is the same %s', (_, layers) => {
    expect(graph(layers)).toBe(plain);
  });

  it.each<[string, string]>([
    ['another activation', graph([input, layer({ ...dense, activation: 'tanh' })])],
    ['no bias', graph([input, layer({ ...dense, use_bias: false })])],
    ['another input', graph([input, layer(dense, [[['y', 0, 0, {}]]])])],
    ['an argument behind it', graph([input, layer(dense, [[['x', 0, 0, { training: true }]]])])],
    ['holes between its rows', graph([input, layer({ ...dense, dilation_rate: [1, 2] })])],
    ['a layer more', graph([input, layer(dense), layer({ ...dense, name: 'b' })])],
    ['another shape', graph([input, layer(dense)], [{ ...kernel, shape: [3, 2] }])],
    ['another output', graph([input, layer(dense)], [kernel], 'x')],
    ['no list of layers', graph({})],
  ])('is another with %s', (_, other) => {
    expect(other).not.toBe(plain);
  });
});
