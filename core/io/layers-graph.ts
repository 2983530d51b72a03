// What a layers model computes, as one text: the same for whoever wrote it, in whatever order and with however many defaults.
import { exactJson } from '../base/exact-json.ts';
import type { StoredLayers } from './layers-files.ts';
import type { NamedTensor } from './named-tensor.ts';

/** How a layer is begun and trained says nothing of what it computes. */
const ASIDE = /_(initializer|regularizer|constraint)$|^trainable$/;

/** What TensorFlow.js takes where nothing is said; null is nothing. */
const defaults: Readonly<Record<string, unknown>> = {
  activation: 'linear',
  data_format: 'channels_last',
  dilation_rate: 1,
  dtype: 'float32',
  groups: 1,
  ragged: false,
  sparse: false,
  use_bias: true,
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a setting says no more than its absence. */
function isIdle(name: string, value: unknown): boolean {
  if (value === null || ASIDE.test(name)) return true;
  return Object.hasOwn(defaults, name) && [value].flat().every((each) => each === defaults[name]);
}

/** Settings in the order of their names, those that are idle left out; and no empty list of arguments behind a layer’s input. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isRecord(each) || Object.keys(each).length > 0).map(plain);
  if (!isRecord(value)) return value;
  const told = Object.entries(value).filter(([name, each]) => !isIdle(name, each));
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each)]));
}

/** Layers in the order of their names and how they are fed, then the names and shapes of the weights. */
export function layersGraph({ config }: StoredLayers, tensors: readonly NamedTensor[]): string {
  const { layers, ...rest } = config;
  const nameOf = (layer: unknown) => (isRecord(layer) ? String(layer.name) : '');
  const sorted = Array.isArray(layers) ? layers.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) : layers;
  return exactJson([plain({ ...rest, layers: sorted }), tensors.map(({ name, shape }) => [name, shape])]);
}
