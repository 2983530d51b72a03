// A few draws of q, each with the step that it would have its mean or width take: once by the score, once by the slope of f.
import { createRandom } from '../../prob/random.ts';
import { columnsOf } from './curves.ts';
import type { EstimatorsValues } from './params.ts';
import { energyOf, isDiscrete, isSeparable } from './problem-of.ts';
import type { EstimatorsState } from './state.ts';

const DRAWS = 12;
/** Standard deviations of q to each side. */
const REACH = 4;
/** The longest arrow's share of the picture. */
const LONGEST = 0.4;

/** Where the lanes of the arrows lie, the density's peak being 1. */
const PATH = [-0.12, -0.62] as const;
const SCORE = [-0.76, -1.26] as const;
const TRUTH = -1.42;

const ARROW = ['x', 'y', 'toX', 'toY'] as const;

/** A number at each draw: what it says of the derivative. */
function pushes({ problem }: EstimatorsState, x: Float64Array, rows: 'slopes' | 'scores'): Float64Array {
  const out = new Float64Array(DRAWS);
  problem[rows]?.(x, DRAWS, 1, out);
  if (rows === 'slopes') return out;
  const f = new Float64Array(DRAWS);
  problem.values(x, DRAWS, f);
  return out.map((s, i) => s * (f[i] as number));
}

const empty = {
  density: columnsOf(['theta', 'density', 'energy'], []),
  path: columnsOf(ARROW, []),
  score: columnsOf(ARROW, []),
  truth: columnsOf(ARROW, []),
};

export function arrowsOf(state: EstimatorsState, values: EstimatorsValues) {
  if (isDiscrete(values.problem)) return empty;
  const { problem, seed } = state;
  const { qMean, qSd } = values;
  const x = new Float64Array(DRAWS * problem.dimension);
  problem.draw(DRAWS, createRandom(seed), x);
  const first = Float64Array.from({ length: DRAWS }, (_, i) => x[i * problem.dimension] as number);
  const slopes = pushes(state, x, 'slopes');
  const scores = problem.exact.score ? pushes(state, x, 'scores') : new Float64Array();
  const truth = problem.exact.gradient;
  const most = Math.max(Math.abs(truth), ...slopes.map(Math.abs), ...scores.map(Math.abs)) || 1;
  const scale = (LONGEST * 2 * REACH * qSd) / most;
  const order = [...first.keys()].toSorted((a, b) => (first[a] as number) - (first[b] as number));
  const lanes = (pushed: Float64Array, [top, bottom]: readonly [number, number]) =>
    columnsOf(
      ARROW,
      order.slice(0, pushed.length).map((draw, lane) => {
        const y = top + ((bottom - top) * lane) / (DRAWS - 1);
        const at = first[draw] as number;
        return [at, y, at - scale * (pushed[draw] as number), y];
      }),
    );
  return {
    density: densityOf(values),
    path: lanes(slopes, PATH),
    score: lanes(scores, SCORE),
    truth: columnsOf(ARROW, [[qMean, TRUTH, qMean - scale * truth, TRUTH]]),
  };
}

/** q of the first coordinate, its peak at 1, and f along it, its largest at 1. */
function densityOf(values: EstimatorsValues) {
  const { problem, qMean, qSd } = values;
  const theta = Float64Array.from({ length: 161 }, (_, i) => qMean + REACH * qSd * (i / 80 - 1));
  const energy = new Float64Array(theta.length).fill(Number.NaN);
  if (isSeparable(problem)) {
    energyOf(problem, values).values(theta, energy, theta.length);
    const low = Math.min(...energy);
    const span = Math.max(...energy) - low || 1;
    energy.forEach((f, i) => {
      energy[i] = (f - low) / span;
    });
  }
  return { theta, density: theta.map((t) => Math.exp(-0.5 * ((t - qMean) / qSd) ** 2)), energy };
}

/** Each value that θ can have: how probable it is, and what it says of the derivative. */
export function levelsOf(values: EstimatorsValues) {
  const names = ['level', 'probability', 'says'] as const;
  if (!isDiscrete(values.problem)) return columnsOf(names, []);
  const coin = values.problem === 'bernoulli';
  const count = coin ? 2 : values.categories;
  const { probability: p, target } = values;
  const rows = Array.from({ length: count }, (_, level) => {
    const own = coin ? (level === 1 ? p : 1 - p) : level === 0 ? p : (1 - p) / (count - 1);
    const f = (level / (count - 1) - target) ** 2;
    const score = coin ? (level === 1 ? 1 / p : -1 / (1 - p)) : (level === 0 ? 1 : 0) - p;
    return [level, own, f * score];
  });
  return columnsOf(names, rows);
}
