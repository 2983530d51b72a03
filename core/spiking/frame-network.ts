// A network that takes in frame after frame, driven by what its units say: work is done where there is a message, and counted as it is done.
import { InputError } from '../base/input-error.ts';
import type { Layer, Layers } from './layers.ts';
import type { Coding } from './senders.ts';

/** One layer between frames. Its arrays are its own: each frame overwrites what the last one left. */
export interface LayerState {
  /** What comes in, [inputs]. */
  readonly values: Float64Array;
  /** What was said of it, [inputs]. */
  readonly messages: Float64Array;
  /** What is owed, [inputs], where something is rounded. */
  readonly residuals: Float64Array | undefined;
  /** Σ code · weight / scale + bias, [units]: the membrane potentials. */
  readonly potentials: Float64Array;
  /** Of the last frame, biases and decoding left out. */
  readonly additions: () => number;
  readonly multiplyAccumulates: () => number;
  /** Of weights that were read, a row once for each message, 4 bytes a weight. */
  readonly weightBytes: () => number;
}

export interface FrameNetwork {
  readonly layers: readonly LayerState[];
  /** The logits of a frame of [inputs] numbers, after those before it. Throws InputError for a frame of another size. */
  run(frame: ArrayLike<number>): Float64Array;
}

/** Adds `times` times a row of weights, by that many additions or subtractions of each; gives how many they were. */
function addTimes(sums: Float64Array, weights: Float32Array, from: number, units: number, times: number): number {
  for (let left = Math.abs(times); left > 0; left -= 1) {
    if (times > 0) for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) + (weights[from + j] as number);
    else for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) - (weights[from + j] as number);
  }
  return Math.abs(times) * units;
}

function addProduct(sums: Float64Array, weights: Float32Array, from: number, units: number, factor: number): number {
  for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) + factor * (weights[from + j] as number);
  return units;
}

function createLayer({ inputs, units, weights, bias }: Layer, coding: Coding, scale: () => number) {
  const { whole, sparse, keep, gain } = coding;
  const sender = coding.createSender(inputs, scale);
  const [values, messages] = [new Float64Array(inputs), new Float64Array(inputs)];
  const [sums, potentials] = [new Float64Array(units), new Float64Array(units)];
  const weigh = whole ? addTimes : addProduct;
  let [work, rows] = [0, 0];
  const state: LayerState = {
    values,
    messages,
    residuals: sender.residuals,
    potentials,
    additions: () => (whole ? work : 0),
    multiplyAccumulates: () => (whole ? 0 : work),
    weightBytes: () => 4 * units * rows,
  };
  const run = () => {
    sender.send(values, messages);
    if (keep !== 1) for (let j = 0; j < units; j += 1) sums[j] = keep * (sums[j] as number);
    [work, rows] = [0, 0];
    for (let i = 0; i < inputs; i += 1) {
      const message = messages[i] as number;
      if (message === 0 && sparse) continue;
      work += weigh(sums, weights, i * units, units, message);
      rows += 1;
    }
    // Sums are kept as they come, so that whole messages leave them exact; scale and gain come after.
    const divisor = (whole ? scale() : 1) / gain;
    for (let j = 0; j < units; j += 1) potentials[j] = (sums[j] as number) / divisor + (bias[j] as number);
  };
  return { state, run };
}

/**
 * Units that send by `coding`, those of layer ℓ with the scale k_ℓ, as `scales` has it at each frame. With the codings `rounding` and `sigmaDelta`
 * and weights on one grain (see `layersOf`) potentials are the same to the last bit. Where a coding keeps sums that fade, they fade as they were sent.
 * Throws InputError unless there is a scale above 0 for each layer.
 */
export function createFrameNetwork(layers: Layers, coding: Coding, scales: ArrayLike<number>): FrameNetwork {
  if (scales.length !== layers.length) throw new InputError('scales', `${layers.length}, one a layer`, `${scales.length}`);
  const bad = Array.from(scales).find((scale) => !(scale > 0 && Number.isFinite(scale)));
  if (bad !== undefined) throw new InputError('scales', 'numbers above 0', `${bad}`);
  const all = layers.map((layer, at) => createLayer(layer, coding, () => scales[at] as number));
  return {
    layers: all.map(({ state }) => state),
    run(frame) {
      const [first] = all;
      if (frame.length !== first?.state.values.length)
        throw new InputError('frame', `${first?.state.values.length} numbers`, `${frame.length}`);
      first.state.values.set(frame);
      let potentials = first.state.potentials;
      for (const [at, { state, run }] of all.entries()) {
        if (at > 0) for (let i = 0; i < state.values.length; i += 1) state.values[i] = Math.max(0, potentials[i] as number);
        run();
        potentials = state.potentials;
      }
      return potentials.slice();
    },
  };
}

/** Over all layers, of the last frame. */
export const workOf = ({ layers }: FrameNetwork): { readonly additions: number; readonly multiplyAccumulates: number } => ({
  additions: layers.reduce((sum, layer) => sum + layer.additions(), 0),
  multiplyAccumulates: layers.reduce((sum, layer) => sum + layer.multiplyAccumulates(), 0),
});
