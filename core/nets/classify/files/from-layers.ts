// A classifier as a TensorFlow.js layers model: Sequential, or a functional one that is a chain.
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { numbersBeside, type StoredLayers, tensorsOf } from '../../../io/layers-files.ts';
import type { Weights } from '../../parameters.ts';
import { type Chain, createChain } from './chain.ts';
import { MOST_WEIGHTS } from './limits.ts';
import type { OwnClassifier } from './own-classifier.ts';
import { type Allowed, inWords, otherSetting, sideOf } from './settings.ts';

const STEPS = 'Dense, Conv2D, ReLU, MaxPooling2D, Flatten, Reshape and Dropout, perhaps a softmax at the end';

interface Layer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound: unknown;
}

interface Step {
  readonly chain: Chain;
  readonly config: Layer['config'];
  readonly weights: (kind: 'kernel' | 'bias') => Weights;
  /** Refuses other settings of the layer. */
  readonly check: (allowed: Allowed) => void;
  readonly fault: (got: string) => InputError;
}

function activation({ chain, config: { activation: given }, fault }: Step): void {
  if (given === 'relu') chain.relu();
  else if (given === 'softmax') chain.softmax();
  else if (given !== 'linear' && given !== undefined && given !== null) throw fault(`activation ${inWords(given)}`);
}

const biasOf = ({ config, weights }: Step) => (config.use_bias === false ? undefined : weights('bias').values);

function dense(step: Step): void {
  step.chain.dense(step.weights('kernel'), biasOf(step));
  activation(step);
}

const channelsLast = { data_format: ['channels_last', null] };
const plain = { ...channelsLast, padding: ['valid'], dilation_rate: [1], groups: [1] };

function convolution(step: Step): void {
  step.check({ ...plain, strides: [1] });
  step.chain.filters(step.weights('kernel'), biasOf(step), 'channelsLast');
  activation(step);
}

function pooling({ chain, config, check, fault }: Step): void {
  const side = sideOf(config.pool_size ?? 2);
  if (side === undefined) throw fault('MaxPooling2D of no squares');
  check({ ...plain, strides: [side] });
  chain.pool(side, 'channelsLast');
}

function flattening({ chain, check }: Step): void {
  check(channelsLast);
  chain.reshape([-1]);
}

function reshaping({ chain, config: { target_shape: shape }, fault }: Step): void {
  if (!Array.isArray(shape)) throw fault('Reshape without a shape');
  chain.reshape(shape.map((side) => (typeof side === 'number' ? side : -1)));
}

function rectifying({ chain, check }: Step): void {
  check({ max_value: [null], negative_slope: [0, null], threshold: [0, null] });
  chain.relu();
}

function softmax({ chain, check }: Step): void {
  check({ axis: [-1, 1] });
  chain.softmax();
}

const nothing = () => undefined;
const classes = new Map<string, (step: Step) => void>([
  ['InputLayer', nothing],
  ['Dense', dense],
  ['Conv2D', convolution],
  ['MaxPooling2D', pooling],
  ['Flatten', flattening],
  ['Reshape', reshaping],
  ['Dropout', nothing],
  ['Activation', activation],
  ['ReLU', rectifying],
  ['Softmax', softmax],
]);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The layers that a model lists. */
function layersOf({ file, config }: StoredLayers): readonly Layer[] {
  const { layers } = config;
  if (!Array.isArray(layers)) throw new InputError(file, 'a list of layers', inWords(layers));
  return layers.map((layer: unknown) => {
    const { class_name: className, config: own, inbound_nodes: inbound } = isRecord(layer) ? layer : {};
    if (typeof className !== 'string' || !isRecord(own) || typeof own.name !== 'string')
      throw new InputError(file, 'layers with a class, a name and a config', 'one without');
    return { className, name: own.name, config: own, inbound };
  });
}

/** The name in [[[name, 0, 0, …]]] or [[name, 0, 0]], where no other is beside it. */
function onlyName(value: unknown): string | undefined {
  let inner = value;
  for (let depth = 0; depth < 3 && Array.isArray(inner); depth += 1) {
    if (typeof inner[0] === 'string') return inner[0];
    if (inner.length !== 1) return undefined;
    inner = inner[0];
  }
  return undefined;
}

/** Whether each layer takes what the one before it gives. */
function isChain({ className, config }: StoredLayers, layers: readonly Layer[]): boolean {
  if (className === 'Sequential') return true;
  const follows = layers.every(({ inbound }, i) => i === 0 || onlyName(inbound) === layers[i - 1]?.name);
  return follows && onlyName(config.input_layers) === layers[0]?.name && onlyName(config.output_layers) === layers.at(-1)?.name;
}

/** Sizes of an example: what the first layer says goes in. */
function inputOf(file: string, first: Layer | undefined): readonly number[] {
  const shape = first?.config.batch_input_shape ?? first?.config.batch_shape;
  const [, ...sizes] = Array.isArray(shape) ? (shape as unknown[]) : [];
  if (sizes.length === 0 || sizes.some((size) => typeof size !== 'number'))
    throw new InputError(file, 'an input whose sizes are told', sizes.map(inWords).join(' × ').slice(0, 80) || 'none');
  return sizes as number[];
}

/** Reads the classifier of a layers model whose numbers lie among `files`. Throws InputError for any that is not a chain of those layers. */
export function classifierInLayers(stored: StoredLayers, files: readonly NamedFile[]): OwnClassifier {
  const { file, className } = stored;
  const fault = (got: string) => new InputError(file, `a chain of ${STEPS}`, got);
  if (!['Sequential', 'Model', 'Functional'].includes(className)) throw fault(inWords(className));
  const layers = layersOf(stored);
  const unknown = layers.find((layer) => !classes.has(layer.className));
  if (unknown) throw fault(inWords(unknown.className));
  if (!isChain(stored, layers)) throw fault('layers that part or meet');
  const chain = createChain(file, inputOf(file, layers[0]));
  const numbers = numbersBeside(stored, files);
  if (numbers.length > 2 * MOST_WEIGHTS) throw new InputError(file, `at most ${MOST_WEIGHTS} weights`, 'more');
  const tensors = tensorsOf(stored, numbers);
  // Some writers put the model’s name before that of the layer.
  const names = new Map(Array.from(tensors.keys(), (name) => [name.split('/').slice(-2).join('/'), name]));
  if (names.size !== tensors.size) throw new InputError(file, 'each weight once', 'some twice');
  for (const { className: kind, name, config } of layers) {
    classes.get(kind)?.({
      chain,
      config,
      weights(which) {
        const tensor = tensors.get(names.get(`${name}/${which}`) ?? '');
        if (!tensor) throw new InputError(file, `weights ${name.slice(0, 40)}/${which}`, 'none');
        names.delete(`${name}/${which}`);
        return tensor;
      },
      fault,
      check(allowed) {
        const other = otherSetting(config, allowed);
        if (other !== undefined) throw fault(`${kind} with ${other}`);
      },
    });
  }
  const [left] = names.keys();
  if (left !== undefined) throw new InputError(file, 'a layer for all weights', `${left.slice(0, 60)} besides`);
  return chain.finish();
}
