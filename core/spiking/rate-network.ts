// A trained network with integrate-and-fire neurons in place of its activations: what a unit says is how often it fires.
import { InputError } from '../base/input-error.ts';
import type { Layer, Layers } from './layers.ts';
import { fires, kept, type RateCoding } from './rate-coding.ts';

/** The largest value that units of a layer send, or the given share of the way to it: that which firing at each step stands for. */
export type Ceilings = readonly number[];

/**
 * Ceilings of all layers’ inputs over frames [count × inputs]: the quantile `share` of their values, 1 the largest (Diehl et al. 2015; with 0.999
 * Rueckauer et al. 2017). What lies above is sent as the ceiling.
 */
export function ceilingsOf(layers: Layers, frames: readonly ArrayLike<number>[], share: number): Ceilings {
  if (!(share > 0 && share <= 1)) throw new InputError('share', 'above 0, 1 at most', `${share}`);
  let values: readonly Float64Array[] = frames.map((frame) => Float64Array.from(frame));
  return layers.map((layer, at) => {
    const all = new Float64Array(values.length * layer.inputs);
    for (const [row, each] of values.entries()) all.set(each, row * layer.inputs);
    const ceiling = quantile(all, share);
    if (at < layers.length - 1) values = values.map((row) => through(layer, row));
    return ceiling > 0 ? ceiling : 1;
  });
}

/** The number at this share of the way up; sorts them, unless it is the largest that is asked for. */
const quantile = (numbers: Float64Array, share: number): number =>
  share === 1
    ? numbers.reduce((a, b) => Math.max(a, b), 0)
    : (numbers.sort()[Math.max(0, Math.ceil(share * numbers.length) - 1)] as number);

const through = ({ inputs, units, weights, bias }: Layer, x: Float64Array): Float64Array => {
  const sums = Float64Array.from(bias);
  for (let i = 0; i < inputs; i += 1) {
    const value = x[i] as number;
    if (value !== 0) for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) + value * (weights[i * units + j] as number);
  }
  return sums.map((sum) => Math.max(0, sum));
};

export interface RateLayer {
  /** Of the units that send to the layer, in threshold units. */
  readonly potentials: Float64Array;
  /** How often each of them fired, of all steps of the frame. */
  readonly counts: Uint32Array;
  readonly additions: () => number;
}

export interface RateNetwork {
  readonly layers: readonly RateLayer[];
  /** Logits of a frame of [inputs] numbers, each of them a constant current for all steps. Throws InputError for a frame of another size. */
  run(frame: ArrayLike<number>): Float64Array;
}

/**
 * T steps a frame, each frame by itself. A unit takes in its value over its ceiling and fires by `coding`; each spike is worth the ceiling, and adds
 * its row of weights to what listens in the same step. Additions are those of weights. Throws InputError for a ceiling that is
 * missing, and for a leak outside [0, 1).
 */
export function createRateNetwork(layers: Layers, ceilings: Ceilings, steps: number, coding: RateCoding): RateNetwork {
  if (ceilings.length !== layers.length) throw new InputError('ceilings', `${layers.length}, one a layer`, `${ceilings.length}`);
  if (!(Number.isInteger(steps) && steps >= 1)) throw new InputError('steps', 'a whole number from 1', `${steps}`);
  const keep = kept(coding);
  const work = new Float64Array(layers.length);
  const state = layers.map(({ inputs, units }, at) => ({
    potentials: new Float64Array(inputs),
    counts: new Uint32Array(inputs),
    // What this step's spikes add up to, in units of the ceiling.
    sums: new Float64Array(units),
    additions: () => work[at] as number,
  }));

  const step = (current: ArrayLike<number>, at: number): Float64Array => {
    const { units, weights } = layers[at] as Layer;
    const { potentials, counts, sums } = state[at] as (typeof state)[number];
    sums.fill(0);
    for (let i = 0; i < potentials.length; i += 1) {
      const potential = keep * (potentials[i] as number) + (current[i] as number);
      if (!fires(potential)) {
        potentials[i] = potential;
        continue;
      }
      potentials[i] = coding.reset === 'zero' ? 0 : potential - 1;
      counts[i] = (counts[i] as number) + 1;
      for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) + (weights[i * units + j] as number);
      work[at] = (work[at] as number) + units;
    }
    return sums;
  };

  return {
    layers: state,
    run(frame) {
      if (frame.length !== state[0]?.potentials.length)
        throw new InputError('frame', `${state[0]?.potentials.length} numbers`, `${frame.length}`);
      work.fill(0);
      for (const { potentials, counts } of state) {
        potentials.fill(coding.start);
        counts.fill(0);
      }
      const first = Float64Array.from(frame, (value) => value / (ceilings[0] as number));
      const logits = new Float64Array((layers.at(-1) as Layer).units);
      for (let t = 0; t < steps; t += 1) {
        let current = first;
        for (const [at, { bias }] of layers.entries()) {
          const sums = step(current, at);
          const above = at + 1 < layers.length ? (ceilings[at + 1] as number) : 1;
          current = sums.map((sum, j) => (sum * (ceilings[at] as number) + (bias[j] as number)) / above);
        }
        for (let j = 0; j < logits.length; j += 1) logits[j] = (logits[j] as number) + (current[j] as number) / steps;
      }
      return logits;
    },
  };
}
