// Networks as TensorFlow.js layers models, the pair of files that `tf.loadLayersModel` takes: the layers in JSON, the numbers in bytes.
import * as z from 'zod/mini';
import type { HostFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { checkTensors, floatsOf, type NamedTensor, putFloats, sizeOf } from './named-tensor.ts';

// Every host has them; the language's own library does not declare them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

const activations = ['linear', 'relu', 'tanh', 'softplus', 'sigmoid'] as const;
export type LayerActivation = (typeof activations)[number];

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

const size = z.int().check(z.positive());
const Dense = z.object({
  class_name: z.literal('Dense'),
  config: z.object({
    name: z.string(),
    units: size,
    activation: z.enum(activations),
    use_bias: z.literal(true),
    batch_input_shape: z.optional(z.tuple([z.null(), size])),
  }),
  inbound_nodes: z.optional(z.tuple([z.tuple([z.tuple([z.string(), z.literal(0), z.literal(0)], z.unknown())])])),
});
const Input = z.object({
  class_name: z.literal('InputLayer'),
  config: z.object({ name: z.string(), batch_input_shape: z.tuple([z.null(), size]) }),
});
const Reference = z.tuple([z.string(), z.literal(0), z.literal(0)]);
const Topology = z.discriminatedUnion('class_name', [
  z.object({
    class_name: z.enum(['Model', 'Functional']),
    config: z.object({
      name: z.string(),
      layers: z.array(z.discriminatedUnion('class_name', [Input, Dense])),
      input_layers: z.array(Reference),
      output_layers: z.array(Reference),
    }),
  }),
  z.object({
    class_name: z.literal('Sequential'),
    config: z.object({ name: z.string(), layers: z.array(z.discriminatedUnion('class_name', [Input, Dense])) }),
  }),
]);
const Manifest = z.tuple([
  z.object({
    paths: z.tuple([z.string()]),
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.int().check(z.nonnegative())),
        dtype: z.literal('float32'),
        quantization: z.optional(z.undefined()),
      }),
    ),
  }),
]);
const Stored = z.object({
  modelTopology: z.union([
    Topology,
    z.pipe(
      z.object({ model_config: Topology }),
      z.transform(({ model_config }) => model_config),
    ),
  ]),
  weightsManifest: Manifest,
});
type Layers = z.infer<typeof Topology>['config']['layers'];

/** A Sequential model feeds each layer to the next; its first one may say itself what goes in. */
function chained(layers: Layers) {
  const [first] = layers;
  const shape = first?.config.batch_input_shape;
  const input = first?.class_name === 'InputLayer' ? first.config.name : `${first?.config.name}_input`;
  const dense = layers.filter((layer) => layer.class_name === 'Dense');
  const inputs = shape ? [{ name: input, size: shape[1] }] : [];
  const pairs = dense.map((layer, i) => ({ layer, input: i === 0 ? input : (dense[i - 1]?.config.name as string) }));
  const last = dense.at(-1)?.config.name;
  return { inputs, pairs, outputs: last === undefined ? [] : [last] };
}

function joined(file: string, layers: Layers, inputNames: readonly string[], outputs: readonly string[]) {
  const sizes = new Map(
    layers.flatMap(({ class_name, config }) => (class_name === 'InputLayer' ? [[config.name, config.batch_input_shape[1]]] : [])),
  );
  const inputs = inputNames.map((name) => ({ name, size: sizes.get(name) ?? Number.NaN }));
  const pairs = layers.flatMap((layer) => {
    if (layer.class_name !== 'Dense') return [];
    if (!layer.inbound_nodes) throw new InputError(`${file} ${layer.config.name.slice(0, 40)}`, 'one input', 'none');
    return [{ layer, input: layer.inbound_nodes[0][0][0] }];
  });
  return { inputs, pairs, outputs };
}

/** The numbers that the manifest names, which must fill the file. */
function tensorsOf(file: string, bytes: Uint8Array, specs: z.infer<typeof Manifest>[0]['weights']): Map<string, NamedTensor> {
  const total = specs.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  if (bytes.length !== total) throw new InputError(file, `${total} bytes of numbers`, String(bytes.length));
  const tensors = new Map<string, NamedTensor>();
  let at = 0;
  for (const { name, shape } of specs) {
    if (tensors.has(name)) throw new InputError(file, 'each weight once', `${name.slice(0, 40)} again`);
    tensors.set(name, { name, shape, values: floatsOf(bytes.subarray(at, at + 4 * sizeOf(shape))) });
    at += 4 * sizeOf(shape);
  }
  return tensors;
}

/**
 * Reads a layers model of Dense layers with a bias, functional or sequential, whose float32 numbers lie in one file. Throws InputError for
 * any other: what it takes, it takes whole.
 */
export function readLayersModel(model: HostFile, weights: HostFile): DenseNetwork {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(model.bytes));
  } catch {
    throw new InputError(model.name, 'JSON', 'text that does not parse');
  }
  const parsed = Stored.safeParse(json);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.map(String).join('.');
    throw new InputError(model.name, 'a layers model of dense layers', `something else${path ? ` at ${path}` : ''}`);
  }
  const { modelTopology, weightsManifest } = parsed.data;
  const { class_name, config } = modelTopology;
  const { inputs, pairs, outputs } =
    class_name === 'Sequential'
      ? chained(config.layers)
      : joined(
          model.name,
          config.layers,
          config.input_layers.map(([name]) => name),
          config.output_layers.map(([name]) => name),
        );
  const tensors = tensorsOf(weights.name, weights.bytes, weightsManifest[0].weights);
  const tensor = (name: string, axes: number, units: number): Float32Array => {
    const { shape, values } = tensors.get(name) ?? {};
    if (!values || shape?.length !== axes || shape.at(-1) !== units) {
      const wanted = `weights ${name.slice(0, 60)} of ${axes === 1 ? '' : 'inputs × '}${units}`;
      throw new InputError(model.name, wanted, shape ? shape.join(' × ') || 'a single number' : 'none');
    }
    tensors.delete(name);
    return values;
  };
  const layers = pairs.map(({ layer: { config: dense }, input }): DenseLayer => {
    const { name, units, activation } = dense;
    return { name, input, activation, kernel: tensor(`${name}/kernel`, 2, units), bias: tensor(`${name}/bias`, 1, units) };
  });
  const network: DenseNetwork = { name: config.name, inputs, layers, outputs };
  const fault = faultOf(network);
  if (fault) throw new InputError(model.name, 'layers that fit together', fault);
  const [left] = tensors.keys();
  if (left !== undefined) throw new InputError(model.name, 'a layer for all weights', `${left.slice(0, 60)} besides`);
  return network;
}
