// Compressed networks as safetensors: the very weights that they stand for.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { networkSafetensorsOf } from '../../../core/compression/export/safetensors.ts';
import { readSafetensors } from '../../../core/io/safetensors.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { codebookOf, convolutional5, sparseOf } from '../made-networks.ts';

describe('a compressed network as safetensors', () => {
  const network = convolutional5(createRandom(1), (shape, values) => sparseOf(shape, values, 0.1, (s, v) => codebookOf(s, v, 8)));

  it('has the weights and biases of each layer, to the last bit', () => {
    const { tensors, metadata } = readSafetensors('f', networkSafetensorsOf(network));
    expect(tensors.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'ip1', 'ip2'].flatMap((name) => [`${name}.weight`, `${name}.bias`]));
    network.layers.forEach(({ weights, bias }, i) => {
      expect(tensors[2 * i]?.shape).toEqual(weights.shape);
      expect(Buffer.from(tensors[2 * i]?.values.buffer as ArrayBuffer).equals(Buffer.from(decoded(weights).buffer))).toBe(true);
      expect(tensors[2 * i + 1]?.values).toEqual(bias);
    });
    expect(metadata).toMatchObject({ input: '28 28 1', conv1: 'relu, pool 2', ip2: 'linear, pool 1' });
  });

  it('is refused where two layers have one name', () => {
    const layers = network.layers.map((layer) => ({ ...layer, name: 'ip' }));
    expect(() => networkSafetensorsOf({ ...network, layers })).toThrow('layers: expected a name for each, got ip twice');
  });
});
