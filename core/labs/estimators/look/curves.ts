// One-draw variance as something else changes: exact along the way, and measured at some points of it.
import { estimatorsOf } from '../../../inference/estimators/estimators.ts';
import { optimalBaselineOf, scoreMoments } from '../../../inference/estimators/score-function.ts';
import { type EstimatorsValues, params } from '../declaration/params.ts';
import { categoryOf } from '../declaration/shown.ts';
import { measureVariance } from '../model/measured.ts';
import { isDiscrete, problemOf } from '../run/problem-of.ts';
import { affordable, type EstimatorsState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';

/** Rows for a table, by column. */
export type Columns<K extends string> = { readonly [C in K]: Float64Array };

export function columnsOf<const K extends string>(names: readonly K[], rows: readonly (readonly number[])[]): Columns<K> {
  return Object.fromEntries(names.map((name, at) => [name, Float64Array.from(rows, (row) => row[at] as number)])) as Columns<K>;
}

/** From `from` to `to`, evenly, or evenly in the logarithm. */
function along(from: number, to: number, count: number, log: boolean): number[] {
  return Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    return log ? from * (to / from) ** share : from + (to - from) * share;
  });
}

interface Sweep {
  readonly at: readonly number[];
  readonly valuesAt: (x: number) => EstimatorsValues;
}

const VARIANCE = ['x', 'variance', 'signal', 'estimator'] as const;
type VarianceRows = Columns<(typeof VARIANCE)[number]>;

/** Exact, a row a point and estimator; a gap between estimators, and where nothing is known. */
function exactAlong(state: EstimatorsState, { at, valuesAt }: Sweep): VarianceRows {
  const known = at.map((x) => ({ x, exact: problemOf(valuesAt(x), state.examples).exact, estimators: estimatorsOf(valuesAt(x)) }));
  const rows = state.estimators.flatMap(({ name }) =>
    known.map(({ x, exact, estimators }) => {
      const moments = estimators[name].moments(exact);
      const variance = moments?.variance ?? Number.NaN;
      return [x, variance, Math.abs(moments?.mean ?? Number.NaN) / Math.sqrt(variance), categoryOf(name)];
    }),
  );
  return columnsOf(VARIANCE, rows);
}

const POINTS = ['x', 'variance', 'estimator'] as const;
type PointRows = Columns<(typeof POINTS)[number]>;

/** Numbers drawn for a point. */
export const DRAWN = 4096;

function measuredAlong(state: EstimatorsState, { at, valuesAt }: Sweep, purpose: 'alongWidth' | 'alongDimension'): PointRows {
  const rows = at.flatMap((x, i) => {
    const values = valuesAt(x);
    const problem = problemOf(values, state.examples);
    const estimators = estimatorsOf(values);
    return state.estimators.map(({ name }) => {
      const estimator = estimators[name];
      const count = affordable(DRAWN, 64, name, estimator, problem, values, state.examples);
      return [x, measureVariance(estimator, problem, streamOf(state.seed, purpose, name, i), count), categoryOf(name)];
    });
  });
  return columnsOf(POINTS, rows);
}

const none: { exact: VarianceRows; measured: PointRows } = { exact: columnsOf(VARIANCE, []), measured: columnsOf(POINTS, []) };

/** Variance against the number of draws S: exactly V/S, and as means of draws had it. */
export function bySamples(state: EstimatorsState): { exact: PointRows; measured: PointRows } {
  const { estimators, problem } = state;
  const lines = estimators.flatMap(({ name, estimator }) => {
    const moments = estimator.moments(problem.exact);
    const from = estimator.group;
    return moments ? [from, 512].map((samples) => [samples, moments.variance / samples, categoryOf(name)]) : [];
  });
  const points = estimators.flatMap(({ name, measured }) =>
    measured.bySamples.map(({ samples, variance }) => [samples, variance, categoryOf(name)]),
  );
  return { exact: columnsOf(POINTS, lines), measured: columnsOf(POINTS, points) };
}

/** Along the width of q, or along the probability of a one. */
export function byWidth(state: EstimatorsState, values: EstimatorsValues): { exact: VarianceRows; measured: PointRows } {
  const { problem } = values;
  if (isDiscrete(problem)) {
    const valuesAt = (probability: number) => ({ ...values, probability });
    return {
      exact: exactAlong(state, { at: along(0.02, 0.98, 17, false), valuesAt }),
      measured: measuredAlong(state, { at: [0.1, 0.3, 0.5, 0.7, 0.9], valuesAt }, 'alongWidth'),
    };
  }
  const [low = 0.05, high = 5] = params.qSd.slider ?? [];
  const valuesAt = (qSd: number) => ({ ...values, qSd });
  const dear = problem === 'logistic';
  return {
    exact: exactAlong(state, { at: along(low, dear ? 1.5 : high, dear ? 7 : 33, true), valuesAt }),
    measured: measuredAlong(state, { at: along(2 * low, dear ? 1.2 : high / 2, state.examples ? 3 : 5, true), valuesAt }, 'alongWidth'),
  };
}

const DIMENSIONS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377];

export function byDimension(state: EstimatorsState, values: EstimatorsValues): { exact: VarianceRows; measured: PointRows } {
  if (state.examples || values.problem === 'categorical') return none;
  const valuesAt = (dimension: number) => ({ ...values, dimension });
  return {
    exact: exactAlong(state, { at: DIMENSIONS, valuesAt }),
    measured: measuredAlong(state, { at: [1, 4, 16, 64, 256], valuesAt }, 'alongDimension'),
  };
}

/** V(b) = E[f²s²] − 2b E[f s²] + b² E[s²] − g², about its least. */
export function byBaseline({ problem }: EstimatorsState, { baseline }: EstimatorsValues) {
  const { score } = problem.exact;
  if (!score) return columnsOf(['baseline', 'variance'], []);
  const best = optimalBaselineOf(score);
  const reach = Math.max(1.5 * Math.abs(baseline - best), Math.abs(best), 1);
  return columnsOf(
    ['baseline', 'variance'],
    along(best - reach, best + reach, 41, false).map((b) => [b, scoreMoments(score, b).variance]),
  );
}

/** Along the relaxation's temperature: variance, and what it is off by. */
export function byTemperature(state: EstimatorsState, values: EstimatorsValues) {
  const names = ['temperature', 'variance', 'bias', 'estimator'] as const;
  if (values.problem !== 'bernoulli') return columnsOf(names, []);
  const relaxed = state.estimators.filter(({ name }) => name === 'gumbelSoftmax' || name === 'rebar');
  const [low = 0.1, high = 5] = params.gumbelTemperature.slider ?? [];
  const at = relaxed.length > 0 ? along(low, high, 17, true) : [];
  const known = at.map((gumbelTemperature) => ({ gumbelTemperature, exact: problemOf({ ...values, gumbelTemperature }, undefined).exact }));
  return columnsOf(
    names,
    relaxed.flatMap(({ name, estimator }) =>
      known.map(({ gumbelTemperature, exact }) => {
        const moments = estimator.moments(exact);
        const bias = Math.abs((moments?.mean ?? Number.NaN) - exact.gradient);
        return [gumbelTemperature, moments?.variance ?? Number.NaN, bias < 1e-9 ? Number.NaN : bias, categoryOf(name)];
      }),
    ),
  );
}
