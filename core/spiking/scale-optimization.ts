// Scales that trade what a rounded network gets wrong against the additions it takes: descent, step by step or to its end.
import { exp, log } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';
import { shuffled } from '../prob/shuffle.ts';
import type { Layers } from './layers.ts';
import { probabilitiesOf, scaleSlopes } from './scale-slopes.ts';

export interface ScaleDescent {
  /** Of each layer; each step overwrites them. */
  readonly scales: Float64Array;
  /** Down the mean of error + λ · additions over frames, whose probabilities are `targets`. */
  step(frames: readonly ArrayLike<number>[], targets: readonly Float64Array[], lambda: number, learningRate: number): void;
}

/** Descent on κ = log k from these scales by Adam (Kingma and Ba 2015), since the slopes of error and additions are of other sizes at each price. */
export function createScaleDescent(layers: Layers, from: readonly number[]): ScaleDescent {
  const kappa = Float64Array.from(from, log);
  const scales = Float64Array.from(from);
  const [first, second] = [new Float64Array(layers.length), new Float64Array(layers.length)];
  // 0.9 and 0.999 to the power of the step, multiplied up: every host rounds that alike.
  let [fresh, slow] = [1, 1];
  return {
    scales,
    step(frames, targets, lambda, learningRate) {
      const mean = new Float64Array(layers.length);
      for (const [at, frame] of frames.entries()) {
        const { slopes } = scaleSlopes(layers, kappa, frame, targets[at] as Float64Array, lambda);
        for (let k = 0; k < mean.length; k += 1) mean[k] = (mean[k] as number) + (slopes[k] as number) / frames.length;
      }
      fresh *= 0.9;
      slow *= 0.999;
      for (let k = 0; k < mean.length; k += 1) {
        const slope = mean[k] as number;
        first[k] = 0.9 * (first[k] as number) + 0.1 * slope;
        second[k] = 0.999 * (second[k] as number) + 0.001 * slope * slope;
        const size = Math.sqrt((second[k] as number) / (1 - slow));
        kappa[k] = (kappa[k] as number) - (learningRate * (first[k] as number)) / (1 - fresh) / (size + 1e-12);
        scales[k] = exp(kappa[k] as number);
      }
    },
  };
}

export interface ScaleSettings {
  /** What an addition counts for, in nats. */
  readonly lambda: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

/**
 * Scales by descent over minibatches of frames, beginning with these, its rate falling linearly to 0. The same generator and frames, the same bits.
 */
export function optimizedScales(
  layers: Layers,
  frames: readonly ArrayLike<number>[],
  scales: readonly number[],
  { lambda, learningRate, epochs, batchSize }: ScaleSettings,
  random: Random,
): readonly number[] {
  const targets = frames.map((frame) => probabilitiesOf(layers, frame));
  const descent = createScaleDescent(layers, scales);
  const steps = epochs * Math.floor(frames.length / batchSize);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const order = Array.from(shuffled(frames.length, random));
    for (let from = 0; from + batchSize <= order.length; from += batchSize) {
      const places = order.slice(from, from + batchSize);
      const [some, theirs] = [places.map((at) => frames[at] as ArrayLike<number>), places.map((at) => targets[at] as Float64Array)];
      descent.step(some, theirs, lambda, learningRate * (1 - step / steps));
      step += 1;
    }
  }
  return Array.from(descent.scales);
}
