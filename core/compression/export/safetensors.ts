// The weights that a compressed network stands for, in float32, for tools that know nothing of codes.
import { InputError } from '../../base/input-error.ts';
import { safetensorsOf } from '../../io/safetensors.ts';
import { type CodedNetwork, decoded } from '../coded.ts';
import { shapesOf } from '../shapes.ts';
import { type Counted, countedMetadata } from './counted.ts';

/**
 * The bytes of a .safetensors file: of each layer `name.weight`, with the shape that it has here, and `name.bias`; with what it took where that was
 * counted. Throws InputError where parts do not fit together, or two layers have one name.
 */
export function networkSafetensorsOf(network: CodedNetwork, counted?: Counted): Uint8Array<ArrayBuffer> {
  const { name, input, layers } = network;
  shapesOf(network);
  const names = layers.map((layer) => layer.name);
  const twice = names.find((each, i) => names.indexOf(each) !== i);
  if (twice !== undefined) throw new InputError('layers', 'a name for each', `${twice.slice(0, 40)} twice`);
  return safetensorsOf({
    tensors: layers.flatMap((layer) => [
      { name: `${layer.name}.weight`, shape: layer.weights.shape, values: decoded(layer.weights) },
      { name: `${layer.name}.bias`, shape: [layer.bias.length], values: layer.bias },
    ]),
    metadata: {
      ...(counted && countedMetadata(counted)),
      name,
      input: input.join(' '),
      ...Object.fromEntries(layers.map(({ name: layer, activation, pool }) => [layer, `${activation}, pool ${pool}`])),
    },
  });
}
