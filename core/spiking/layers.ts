// Dense layers as spikes go through them: a row of weights for each unit that can send.
import { InputError } from '../base/input-error.ts';
import type { Safetensors } from '../io/safetensors.ts';

export interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** [inputs × units]: a spike of an input adds its row. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** ReLUs between layers; the last gives logits. */
export type Layers = readonly Layer[];

/** 2^−40. */
const GRAIN = 2 ** -40;

/**
 * Weights as multiples of 2^−40, which float32 numbers of 2^−17 and more are already. Sums of such numbers are exact in float64 as long as they
 * stay below 2^13, so no order of additions and subtractions can differ from another in a single bit.
 */
export const onGrain = (weights: Float32Array): Float32Array => weights.map((weight) => Math.round(weight / GRAIN) * GRAIN);

/** The layers of a file with `dense1.weight` [inputs, units], `dense1.bias`, `dense2.weight` and so on. Throws InputError for another. */
export function layersOf(file: string, { tensors }: Safetensors): Layers {
  const named = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const layers: Layer[] = [];
  for (;;) {
    const name = `dense${layers.length + 1}`;
    const weight = named.get(`${name}.weight`);
    if (!weight) break;
    const [inputs = 0, units = 0] = weight.shape;
    const bias = named.get(`${name}.bias`)?.values;
    if (weight.shape.length !== 2) throw new InputError(file, `${name}.weight of [inputs, units]`, weight.shape.join(' × '));
    if (bias?.length !== units) throw new InputError(file, `${name}.bias of ${units} numbers`, bias ? `${bias.length}` : 'none');
    const before = layers.at(-1)?.units ?? inputs;
    if (inputs !== before) throw new InputError(file, `${name}.weight of ${before} inputs`, `${inputs}`);
    layers.push({ inputs, units, weights: onGrain(weight.values), bias });
  }
  if (layers.length === 0) throw new InputError(file, 'dense1.weight and more', 'a file without it');
  return layers;
}

/** Multiply–accumulates of one frame through all of it. */
export const denseWork = (layers: Layers): number => layers.reduce((sum, { inputs, units }) => sum + inputs * units, 0);
