// What the kept draws say: diagnostics, distances from the truth, estimates with their errors. Slow ones as of the last rung of a ladder.
import {
  autocorrelations,
  autocorrelationTime,
  bulkEffectiveSampleSize,
  meanStandardError,
  tailEffectiveSampleSize,
} from '../../../inference/mcmc/diagnostics/effective-sample-size.ts';
import { energyInformation } from '../../../inference/mcmc/diagnostics/energy-information.ts';
import { halves, pooled } from '../../../inference/mcmc/diagnostics/halves.ts';
import { momentsOf, splitRhat } from '../../../inference/mcmc/diagnostics/split-rhat.ts';
import { steinDiscrepancy } from '../../../inference/mcmc/diagnostics/stein-discrepancy.ts';
import { keep } from '../../../lab/keep.ts';
import { AGREED, WORTH } from '../declaration/certificates.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { boxShares, drawnDivergence, drawnShares, sharesOf, totalVariation, windowOf } from '../model/plane.ts';
import { COLDEST } from '../model/problem.ts';
import { shareAbove } from '../model/share-above.ts';
import { coordinateOf, type Draws, rungBelow } from '../run/draws.ts';
import type { SamplersState } from '../run/state.ts';
import { drawnMoments, errorsOf } from '../run/track.ts';

/** What tells one set of kept draws from another. */
const drawsKey = ({ steps, stride }: Draws, count: number) => `${steps[0]} ${stride} ${count}`;

export interface Coordinate {
  readonly mean: number;
  readonly sd: number;
  readonly ess: number;
  readonly rhat: number;
}

/** Bulk ESS, R-hat and moments of each coordinate, of the draws up to the rung. */
export function coordinatesOf(state: SamplersState): readonly Coordinate[] {
  const { draws } = state.main;
  const count = rungBelow(draws.count);
  return keep(state.kept, 'coordinates', drawsKey(draws, count), () =>
    Array.from({ length: count < 4 ? 0 : draws.dimension }, (_, i): Coordinate => {
      const chains = coordinateOf(draws, i, count);
      const { mean, variance } = momentsOf(pooled(chains));
      return { mean, sd: Math.sqrt(variance), ess: bulkEffectiveSampleSize(chains), rhat: splitRhat(chains) };
    }),
  );
}

const finite = (numbers: readonly number[]) => (numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : undefined);

/** A scalar that is left out while it is no number. */
export const known = <K extends string>(name: K, value: number | undefined): { [N in K]?: number } =>
  value !== undefined && Number.isFinite(value) ? ({ [name]: value } as { [N in K]?: number }) : {};

function diagnosticsOf(state: SamplersState) {
  const { draws, energies, divergences, kernel, acceptance, accepted } = state.main;
  const { hamiltonian } = kernel.traits;
  const coordinates = coordinatesOf(state);
  const ess = finite(coordinates.map((one) => one.ess));
  const rhat = finite(coordinates.map((one) => one.rhat));
  const count = rungBelow(draws.count);
  const tail = keep(state.kept, 'tail', drawsKey(draws, count), () =>
    count < 4 ? [] : Array.from({ length: draws.dimension }, (_, i) => tailEffectiveSampleSize(coordinateOf(draws, i, count))),
  );
  return {
    ...known('effectiveSampleSize', ess && Math.min(...ess)),
    ...known('autocorrelationTime', ess && autocorrelationTime(count * draws.chains, Math.min(...ess))),
    ...known('splitRhat', rhat && Math.max(...rhat)),
    ...known('tailEffectiveSampleSize', finite(tail) && Math.min(...tail)),
    ...(accepted > 0 && known('acceptanceRate', acceptance / accepted)),
    ...(hamiltonian && { divergences }),
    ...(hamiltonian && energies.length > 100 && known('energyInformation', energyInformation(Float64Array.from(energies)))),
  };
}

/** Draws at most looked at in pairs. */
const PAIRED = 256;

/** Up to `most` of the first `count` draws of all chains, evenly, with their coordinates. */
function thinned({ positions, chains, dimension }: Draws, count: number, most: number): Float64Array {
  const total = count * chains;
  const taken = Math.min(most, total);
  const points = new Float64Array(taken * dimension);
  for (let k = 0; k < taken; k += 1) {
    const at = Math.floor((k * total) / taken) * dimension;
    points.set(positions.subarray(at, at + dimension), k * dimension);
  }
  return points;
}

export interface Quality {
  readonly draws: number;
  readonly divergence: number;
  readonly variation: number;
  readonly stein: number;
}

/** Distances from the truth of the first `count` draws. */
function qualityAt(state: SamplersState, { temperature }: SamplersValues, count: number): Quality {
  const { problem, main } = state;
  const { draws } = main;
  const { target } = problem;
  const points = thinned(draws, count, PAIRED);
  const gradients = new Float64Array(points.length);
  target.logDensityGradients(points, gradients, new Float64Array(points.length / target.dimension));
  const stein =
    temperature > 0
      ? steinDiscrepancy(
          points,
          gradients.map((g) => g / temperature),
          target.dimension,
        )
      : Number.NaN;
  const offered = count * draws.stride;
  if (!problem.plane || temperature < COLDEST) return { draws: offered, divergence: Number.NaN, variation: Number.NaN, stein };
  const plane = problem.plane(temperature);
  const side = 20;
  const truth = keep(state.ofProblem, 'shares', plane, () => boxShares(plane, sharesOf(plane, temperature), side));
  const total = count * draws.chains;
  const [x, y, weights] = [0, 1, 2].map(() => new Float64Array(total)) as [Float64Array, Float64Array, Float64Array];
  for (let k = 0; k < total; k += 1) {
    x[k] = draws.positions[2 * k] as number;
    y[k] = draws.positions[2 * k + 1] as number;
    weights[k] = state.values.weighted ? (draws.stepSizes[Math.floor(k / draws.chains)] as number) : 1;
  }
  const drawn = drawnShares(plane, x, y, weights, side);
  return { draws: offered, divergence: drawnDivergence(truth, drawn), variation: totalVariation(truth, drawn), stein };
}

/** How good the draws were as they became more, half as many again each time. */
export function qualities(state: SamplersState, values: SamplersValues): readonly Quality[] {
  const { draws } = state.main;
  const most = rungBelow(draws.count);
  if (most < 2) return [];
  const rungs = [most];
  for (let count = Math.floor(most / 1.5); count >= 4; count = Math.floor(count / 1.5)) rungs.unshift(count);
  return keep(state.kept, 'qualities', `${drawsKey(draws, most)} ${values.temperature}`, () =>
    rungs.map((count) => qualityAt(state, values, count)),
  );
}

/** The mean of f over the kept draws of a coordinate, weighted, and its standard error. */
function estimatorOf({ main: { draws }, values: { weighted } }: SamplersState, axis: number) {
  const count = rungBelow(draws.count);
  const chains = coordinateOf(draws, axis, count);
  const weights = weighted ? draws.stepSizes.slice(0, count) : new Float64Array(count).fill(1);
  const meanWeight = weights.reduce((a, b) => a + b, 0) / count;
  return (f: (x: number) => number) => {
    let sum = 0;
    for (const chain of chains) sum += chain.reduce((total, x, i) => total + (weights[i] as number) * f(x), 0);
    const value = sum / (chains.length * count * meanWeight);
    const off = chains.map((chain) => chain.map((x, i) => ((weights[i] as number) / meanWeight) * (f(x) - value)));
    return { value, error: meanStandardError(off) };
  };
}

/** Whether the chains agree in a coordinate and their draws are worth enough for a standard error. */
const isWorth = (one: Coordinate | undefined): boolean => one !== undefined && one.ess >= WORTH && one.rhat < AGREED;

/** Mean and variance of a coordinate from the kept draws, weighted, with standard errors, beside what they must be. */
function estimatesOf(state: SamplersState, values: SamplersValues, axis: number) {
  const truth = state.problem.truth(values.temperature);
  if (!truth || state.problem.tailed || !isWorth(coordinatesOf(state)[axis])) return {};
  const { draws } = state.main;
  const exact = { mean: truth.means[axis] as number, variance: truth.variances[axis] as number };
  return keep(state.kept, 'estimates', `${drawsKey(draws, rungBelow(draws.count))} ${axis} ${values.temperature}`, () => {
    const estimate = estimatorOf(state, axis);
    const mean = estimate((x) => x);
    const variance = estimate((x) => (x - exact.mean) ** 2);
    const own = (of: Float64Array | undefined) => of?.[axis] ?? 0;
    return {
      meanEstimate: mean.value,
      meanStandardError: Math.hypot(mean.error, own(truth.errors?.means)),
      meanExact: exact.mean,
      varianceEstimate: variance.value,
      varianceStandardError: Math.hypot(variance.error, own(truth.errors?.variances)),
      varianceExact: exact.variance,
    };
  });
}

/** P(θ₂ > 0) of the two modes from the kept draws, weighted, beside the integral: how the modes share what is believed. */
function shareOf(state: SamplersState, { target, temperature }: SamplersValues) {
  const { picture, plane } = state.problem;
  if (target !== 'mixture' || !picture || !plane || temperature < COLDEST) return {};
  const lattice = plane(temperature);
  const exact = keep(state.ofProblem, 'share above', lattice, () => shareAbove(picture.evaluate, windowOf(lattice), temperature));
  if (!isWorth(coordinatesOf(state)[1])) return { shareExact: exact };
  const { draws } = state.main;
  const { value, error } = keep(state.kept, 'share', `${drawsKey(draws, rungBelow(draws.count))} ${temperature}`, () =>
    estimatorOf(state, 1)((x) => (x > 0 ? 1 : 0)),
  );
  return { shareExact: exact, ...(Number.isFinite(error) && { shareEstimate: value, shareStandardError: error }) };
}

/** All scalars that are read off the draws. */
export function readingsOf(state: SamplersState, values: SamplersValues, axis: number) {
  const { main, problem } = state;
  const truth = problem.truth(values.temperature);
  const errors = truth && main.moments.weight > 0 ? errorsOf(drawnMoments(main), truth) : undefined;
  const quality = qualities(state, values).at(-1);
  return {
    ...diagnosticsOf(state),
    ...known('meanError', errors?.meanError),
    ...known('varianceError', errors?.varianceError),
    ...known('divergenceFromTruth', quality?.divergence),
    ...known('totalVariation', quality?.variation),
    ...known('steinDiscrepancy', quality?.stein),
    ...estimatesOf(state, values, axis),
    ...shareOf(state, values),
  };
}

/** Correlation of kept draws `lag` apart, of one coordinate. */
export function correlogramOf(state: SamplersState, axis: number): { lag: Float64Array; rho: Float64Array } {
  const { draws } = state.main;
  const count = rungBelow(draws.count);
  const made = keep(state.kept, 'correlogram', `${drawsKey(draws, count)} ${axis}`, () => {
    if (count < 16) return { lag: new Float64Array(), rho: new Float64Array() };
    const rho = autocorrelations(halves(coordinateOf(draws, axis, count)));
    const lag = Float64Array.from({ length: Math.min(100, Math.floor(count / 4)) }, (_, i) => i);
    return { lag, rho: lag.map(rho) };
  });
  return { lag: made.lag.slice(), rho: made.rho.slice() };
}
