// The picture of Neal and Hinton: F over a coordinate of q and one of θ, the path, and the move that comes next.
import type { Mixture } from '../../../inference/em/mixture.ts';
import { believedSums } from '../../../inference/em/variational.ts';
import { emptyGrid } from '../../../lab/result.ts';
import { believes, type EmValues } from '../declaration/params.ts';
import { meanAt, spreadOf } from '../model/problem.ts';
import { surfaceOf, surfaceOfDirections } from '../model/surface.ts';
import { descentOf } from '../run/descent.ts';
import { copied, type EmLabState, type Stop } from '../run/state.ts';

/** Cells of the surface along either coordinate. */
const SIDE = 36;

/** Which coordinates of q and of θ the staircase is over. */
function coordinatesOf(state: EmLabState, values: EmValues) {
  const { problem } = state;
  const count = state.em.mixture.weights.length;
  const axis =
    problem.kind === 'digits' ? Math.min(values.pixel, problem.dimension) - 1 : values.along === 'up' && problem.dimension === 2 ? 1 : 0;
  const datum = Math.min(values.datum, problem.size) - 1;
  const component = Math.min(values.of, count) - 1;
  return problem.kind === 'directions'
    ? { axis, datum: 0, component: 0, place: axis }
    : { axis, datum, component, place: datum * count + component };
}

/** From the lowest of the numbers to the highest and beyond, within what is allowed. */
function spanOf(numbers: readonly number[], reach: number, [least, most]: readonly [number, number]): readonly [number, number] {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const more = Math.max(0.6 * (high - low), reach);
  return [Math.max(least, low - more), Math.min(most, high + more)];
}

const ANYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const PROBABLE = [0.01, 0.99] as const;

export function stairsOf(state: EmLabState, values: EmValues) {
  const { problem, em, trail } = state;
  const { axis, datum, component, place } = coordinatesOf(state, values);
  const descent = descentOf(problem, values);
  const recent = trail.filter((stop) => stop.responsibilities);
  const qOf = ({ responsibilities }: { readonly responsibilities: Float64Array | undefined }) => responsibilities?.[place] as number;
  const meanOf = ({ mixture }: { readonly mixture: Mixture }) => meanAt(problem, mixture.theta, component, axis);
  const path = { q: Float64Array.from(recent, qOf), mean: Float64Array.from(recent, meanOf) };
  const here = recent.at(-1) as Stop;
  // What the next move would do, tried on copies.
  const ahead = descent.next(copied(em));
  const [toQ, toMean] = [qOf(ahead), meanOf(ahead)];
  const probable = problem.kind === 'coins' || problem.kind === 'digits';
  const reach = probable ? 0.05 : 0.3 * Math.sqrt(spreadOf(problem.data, problem.dimension, axis).variance);
  const mean = spanOf([...path.mean, toMean], reach, probable ? PROBABLE : ANYWHERE);
  const at = { mixture: em.mixture, responsibilities: em.responsibilities, datum, component, axis, temperature: descent.temperature(em) };
  const fine = { mean, columns: SIDE, rows: SIDE };
  const q =
    problem.kind === 'directions'
      ? spanOf([...path.q, toQ], 0.3 / Math.sqrt(spreadOf(problem.data, 2, axis).variance), ANYWHERE)
      : ([0, 1] as const);
  const cells =
    problem.kind === 'directions'
      ? surfaceOfDirections(problem, at, { ...fine, q })
      : surfaceOf(problem, { ...at, believed: believes(values) ? believedSums(problem.model, em) : undefined }, { ...fine, q });
  const surface =
    (problem.kind === 'directions' || state.em.mixture.weights.length > 1) && cells.values.every(Number.isFinite)
      ? { columns: SIDE, rows: SIDE, xDomain: q, yDomain: mean, values: cells.values }
      : emptyGrid;
  const now = { q: qOf(here), mean: meanOf(here) };
  return {
    stairs: path,
    here: { q: Float64Array.of(now.q), mean: Float64Array.of(now.mean) },
    coming: {
      q: Float64Array.of(now.q),
      mean: Float64Array.of(now.mean),
      toQ: Float64Array.of(toQ),
      toMean: Float64Array.of(toMean),
    },
    surface,
  };
}
