// One coordinate at a time: truth, draws, fitted normals.

import { keep } from '../../../lab/keep.ts';
import { column } from '../../../lab/result.ts';
import { logNormalDensity } from '../../../prob/normal.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { momentsOfShares, sharesOf } from '../model/plane.ts';
import { COLDEST } from '../model/problem.ts';
import type { Fit, SamplersState } from '../run/state.ts';
import { type Axes, inAxes, windowSeen } from './axes.ts';

/** Bins of a histogram of draws. */
const BINS = 40;

export function marginalOf(state: SamplersState, values: SamplersValues, axes: Axes, which: 0 | 1) {
  const { problem, main, fits } = state;
  const axis = axes[which];
  const [low, high] = windowSeen(state, values, axes)[which];
  const count = 4 * BINS;
  const theta = column(count, (k) => low + ((k + 0.5) * (high - low)) / count);
  const { temperature } = values;
  const normal = (mean: number, sd: number) => theta.map((x) => Math.exp(logNormalDensity(x, mean, sd)));
  let truth = new Float64Array(count).fill(Number.NaN);
  if (problem.plane && temperature >= COLDEST) {
    const plane = problem.plane(temperature);
    const { marginals } = keep(state.ofProblem, 'marginals', plane, () => momentsOfShares(plane, sharesOf(plane, temperature)));
    const at = which === 0 ? plane.xs : plane.ys;
    const step = (at[1] as number) - (at[0] as number);
    const densities = marginals[which];
    truth = theta.map((x) => {
      const place = (x - (at[0] as number)) / step;
      const below = Math.floor(place);
      const [from, to] = [densities[below] ?? 0, densities[below + 1] ?? 0];
      return from + (place - below) * (to - from);
    });
  } else if (problem.normal && temperature > 0) {
    truth = normal(problem.scale.centre[axis] as number, (problem.scale.sd[axis] as number) * Math.sqrt(temperature));
  }
  const { positions, chains, dimension, stepSizes, count: drawsPerChain } = main.draws;
  const bins = new Float64Array(BINS);
  let total = 0;
  for (let k = 0; k < drawsPerChain * chains; k += 1) {
    const weight = values.weighted ? (stepSizes[Math.floor(k / chains)] as number) : 1;
    total += weight;
    const bin = Math.floor((((positions[k * dimension + axis] as number) - low) / (high - low)) * BINS);
    if (bin >= 0 && bin < BINS) bins[bin] = (bins[bin] as number) + weight;
  }
  const width = (high - low) / BINS;
  const ofFit = ({ q }: Fit) => {
    const { mean, a, c } = inAxes(q, axes);
    return normal(mean[which], Math.sqrt(which === 0 ? a : c));
  };
  return {
    theta,
    truth,
    drawn: theta.map((_, k) => (total > 0 ? (bins[Math.floor(k / 4)] as number) / total / width : Number.NaN)),
    meanField: ofFit(fits[0]),
    fullCovariance: ofFit(fits[1]),
  };
}
