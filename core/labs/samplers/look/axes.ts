// Which part of the plane the pictures span, and who is in them.

import type { Gaussian } from '../../../inference/variational/gaussian.ts';
import { keep } from '../../../lab/keep.ts';
import { members } from '../../../lab/param.ts';
import { type SamplersValues, shortNames } from '../declaration/params.ts';
import type { Window } from '../model/plane.ts';
import type { SamplersState } from '../run/state.ts';

export type Axes = readonly [x: number, y: number];

export const NAN = Number.NaN;

/** Which coordinates of θ the picture spans. */
export const axesOf = ({ problem }: SamplersState, { axisX, axisY }: SamplersValues): Axes => {
  const d = problem.target.dimension;
  return d === 2 ? [0, 1] : [Math.min(axisX, d) - 1, Math.min(axisY, d) - 1];
};

/** Who races, in the order of the menu: the chosen sampler first. */
export const racersOf = ({ sampler, compare }: SamplersValues): string[] => [
  sampler,
  ...members(compare).filter((name) => name !== sampler),
];

const methods = Object.keys(shortNames);

/** The number of a method, that gives it its colour and its name. */
export const methodOf = (name: string): number => methods.indexOf(name);

/** What is seen of the plane: all that is above e^{−7} of the highest, or four sds about what is known. */
export function windowSeen(state: SamplersState, { temperature }: SamplersValues, [i, j]: Axes): Window {
  const { problem } = state;
  const { centre, sd } = problem.scale;
  const at = Math.min(Math.max(temperature, 0.02), 1e3);
  return keep(state.ofProblem, 'window', `${at} ${i} ${j}`, () => {
    if (problem.picture) return problem.picture.window(at);
    const side = (k: number) => {
      const reach = 4 * (sd[k] as number) * Math.sqrt(at);
      return [(centre[k] as number) - reach, (centre[k] as number) + reach] as const;
    };
    return [side(i), side(j)];
  });
}

/** q’s mean and covariance in two coordinates. */
export function inAxes({ mean, factor }: Gaussian, [i, j]: Axes) {
  const d = mean.length;
  const inner = (a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k < d; k += 1) sum += (factor[a * d + k] as number) * (factor[b * d + k] as number);
    return sum;
  };
  return { mean: [mean[i] as number, mean[j] as number] as const, a: inner(i, i), b: inner(i, j), c: inner(j, j) };
}
