// Networks as TensorFlow.js layers models, the pair of files that `tf.loadLayersModel` takes: the layers in JSON, the numbers in bytes.
import type { HostFile } from '../base/files.ts';
import { checkTensors, type NamedTensor, putFloats } from './named-tensor.ts';

// Every host has it; the language's own library does not declare it.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

export type LayerActivation = 'linear' | 'relu' | 'tanh' | 'softplus' | 'sigmoid';

/** activation(x · kernel + bias) of what `input` names, an input of the network or a layer before. */
export interface DenseLayer {
  readonly name: string;
  readonly input: string;
  readonly activation: LayerActivation;
  /** [size of the input, size of the bias] in C order. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** Dense layers in an order in which they can be run; outputs are layers by their names, in the order in which they come out. */
export interface DenseNetwork {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly size: number }[];
  readonly layers: readonly DenseLayer[];
  readonly outputs: readonly string[];
}

/** What is wrong with the names and sizes of a network. */
function faultOf({ inputs, layers, outputs }: DenseNetwork): string | undefined {
  const sizes = new Map<string, number>();
  for (const { name, size } of inputs) {
    if (!/^\w[\w.-]*$/.test(name) || sizes.has(name)) return `the name ${JSON.stringify(name.slice(0, 40))}, bad or taken`;
    if (!(Number.isSafeInteger(size) && size > 0)) return `${name} of size ${size}`;
    sizes.set(name, size);
  }
  for (const { name, input, kernel, bias } of layers) {
    const size = sizes.get(input);
    if (!/^\w[\w.-]*$/.test(name) || sizes.has(name)) return `the name ${JSON.stringify(name.slice(0, 40))}, bad or taken`;
    if (size === undefined) return `${name} after ${input}, which is not before it`;
    if (bias.length === 0 || kernel.length !== size * bias.length)
      return `${kernel.length} numbers for ${name}, which is ${size} × ${bias.length}`;
    sizes.set(name, bias.length);
  }
  if (outputs.length === 0 || inputs.length === 0) return 'no inputs or no outputs';
  const unknown = outputs.find((name) => !layers.some((layer) => layer.name === name));
  if (unknown !== undefined) return `the output ${unknown}, which is no layer`;
  // TensorFlow.js keeps only what leads to an output, and then stumbles over the numbers of the rest.
  const needed = new Set(outputs);
  for (const { name, input } of layers.toReversed()) if (needed.has(name)) needed.add(input);
  const idle = [...inputs, ...layers].find(({ name }) => !needed.has(name));
  return idle && `${idle.name}, which no output needs`;
}

const WEIGHTS = 'weights.bin';
const zeros = { class_name: 'Zeros', config: {} };

/** The two files of a layers model, which must lie side by side. */
export interface LayersFiles {
  readonly model: HostFile;
  readonly weights: HostFile;
}

/** A layer of any class that TensorFlow.js knows, fed by one before it; `config` is its own, but for its name. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly input: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** `kernel`, then `bias`, where it has them. */
  readonly weights?: readonly Omit<NamedTensor, 'name'>[];
}

/** What layers with numbers have in common: zeros, so that nobody draws numbers that the file then replaces. */
export const weighted = { use_bias: true, kernel_initializer: zeros, bias_initializer: zeros } as const;

/** `model.json` and `weights.bin` of layers in an order in which they can be run. Throws RangeError for numbers that do not fit. */
export function layersFilesOf(
  network: {
    readonly name: string;
    readonly inputs: readonly { readonly name: string; readonly size: number }[];
    readonly layers: readonly KerasLayer[];
    readonly outputs: readonly string[];
  },
  metadata?: Readonly<Record<string, string>>,
): LayersFiles {
  const { name, inputs, layers, outputs } = network;
  const tensors = layers.flatMap(({ name: layer, weights = [] }): NamedTensor[] =>
    weights.map((each, i) => ({ name: `${layer}/${i === 0 ? 'kernel' : 'bias'}`, ...each })),
  );
  checkTensors(tensors);
  const inputLayers = inputs.map(({ name: input, size }) => ({
    class_name: 'InputLayer',
    name: input,
    config: { batch_input_shape: [null, size], dtype: 'float32', sparse: false, name: input },
    inbound_nodes: [],
  }));
  const fedLayers = layers.map(({ className, name: layer, input, config }) => ({
    class_name: className,
    name: layer,
    config: { ...config, name: layer, trainable: true },
    inbound_nodes: [[[input, 0, 0, {}]]],
  }));
  const reference = (each: string) => [each, 0, 0];
  const json = {
    format: 'layers-model',
    generatedBy: 'Free Energy Lab',
    convertedBy: null,
    modelTopology: {
      class_name: 'Model',
      config: {
        name,
        layers: [...inputLayers, ...fedLayers],
        input_layers: inputs.map((each) => reference(each.name)),
        output_layers: outputs.map(reference),
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [{ paths: [WEIGHTS], weights: tensors.map((each) => ({ name: each.name, shape: each.shape, dtype: 'float32' })) }],
    ...(metadata && { userDefinedMetadata: metadata }),
  };
  const bytes = new Uint8Array(tensors.reduce((sum, { values }) => sum + 4 * values.length, 0));
  let at = 0;
  for (const { values } of tensors) {
    putFloats(bytes, at, values);
    at += 4 * values.length;
  }
  return {
    model: { name: 'model.json', bytes: new TextEncoder().encode(`${JSON.stringify(json)}\n`) },
    weights: { name: WEIGHTS, bytes },
  };
}

/** The two files, `model.json` and `weights.bin`, of dense layers. Throws RangeError for names and sizes that do not fit. */
export function layersModelOf(network: DenseNetwork, metadata?: Readonly<Record<string, string>>): LayersFiles {
  const fault = faultOf(network);
  if (fault) throw new RangeError(`expected layers that fit together, got ${fault}`);
  const layers = network.layers.map(({ name, input, activation, kernel, bias }) => ({
    className: 'Dense',
    name,
    input,
    config: { units: bias.length, activation, ...weighted },
    weights: [
      { shape: [kernel.length / bias.length, bias.length], values: kernel },
      { shape: [bias.length], values: bias },
    ],
  }));
  return layersFilesOf({ ...network, layers }, metadata);
}
