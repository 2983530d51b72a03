// A few draws of q, each with the step that it would have its mean or width take, to each estimator that reads draws.
import type { EstimatorsValues } from '../declaration/params.ts';
import { categoryOf, drawnEstimators } from '../declaration/shown.ts';
import { type Draw, saysOf } from '../model/says.ts';
import { energyOf, isDiscrete, isSeparable } from '../run/problem-of.ts';
import type { EstimatorsState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { columnsOf } from './curves.ts';

/** Draws of a lane, and of all lanes together. */
const DRAWS = 12;
const ALL = 24;
/** Standard deviations of q to each side. */
const REACH = 4;
/** The longest arrow's share of the picture. */
const LONGEST = 0.4;

/** Between which heights the lanes of the arrows lie, the density's peak being 1; and how far apart. */
const [TOP, BOTTOM, APART] = [-0.12, -1.26, 0.14];
const TRUTH = -1.42;

const ARROW = ['x', 'y', 'toX', 'toY'] as const;
const ARROWS = [...ARROW, 'estimator'] as const;

const nothing = {
  density: columnsOf(['theta', 'density', 'energy'], []),
  arrows: columnsOf(ARROWS, []),
  truth: columnsOf(ARROW, []),
};

/** The first coordinate of the same few draws at every look, and all that is read off them, from the left. */
function drawsOf({ problem, seed }: EstimatorsState): { readonly x: number; readonly draw: Draw }[] {
  const { dimension } = problem;
  const x = new Float64Array(DRAWS * dimension);
  problem.draw(DRAWS, streamOf(seed, 'arrows'), x);
  const column = (fill: ((out: Float64Array) => void) | undefined) => {
    const out = new Float64Array(DRAWS).fill(Number.NaN);
    fill?.(out);
    return out;
  };
  const { slopes, mirror, own, tangent } = problem;
  const scored = problem.exact.score !== undefined;
  const f = column(scored ? (out) => problem.values(x, DRAWS, out) : undefined);
  const scores = column(scored ? (out) => problem.scores(x, DRAWS, 1, out) : undefined);
  const terms = column(own && ((out) => own(x, DRAWS, 1, out)));
  const known = column(undefined);
  const rest = column(tangent && ((out) => tangent(x, DRAWS, 1, out, known)));
  const slope = column(slopes && ((out) => slopes(x, DRAWS, 1, out)));
  const other = new Float64Array(x.length);
  const mirrored = column(
    slopes &&
      mirror &&
      ((out) => {
        mirror(x, DRAWS, other);
        slopes(other, DRAWS, 1, out);
      }),
  );
  const at = (of: Float64Array, draw: number) => of[draw] as number;
  return Array.from({ length: DRAWS }, (_, i) => ({
    x: at(x, i * dimension),
    draw: {
      f: at(f, i),
      rest: at(rest, i),
      known: at(known, i),
      own: at(terms, i),
      score: at(scores, i),
      slope: at(slope, i),
      mirrored: at(mirrored, i),
      straight: Number.NaN,
    },
  })).toSorted((a, b) => a.x - b.x);
}

export function arrowsOf(state: EstimatorsState, values: EstimatorsValues) {
  if (isDiscrete(values.problem)) return nothing;
  const { exact } = state.problem;
  const { qMean, qSd, baseline } = values;
  const names = drawnEstimators(values);
  const each = Math.min(DRAWS, Math.floor(ALL / Math.max(1, names.length)));
  // Where there is room for fewer, they are taken evenly.
  const draws = drawsOf(state).filter((_, i) => Math.floor(((i + 1) * each) / DRAWS) > Math.floor((i * each) / DRAWS));
  const pushes = names.map((name) => draws.map(({ draw }) => saysOf(name, draw, exact, baseline)));
  const tails = [
    ...names.flatMap((_, lane) => draws.map(({ x }, i) => [x, pushes[lane]?.[i] as number] as const)),
    [qMean, exact.gradient] as const,
  ];
  const most = Math.max(...tails.map(([, push]) => Math.abs(push))) || 1;
  // None leaves the picture.
  const room = ([x, push]: (typeof tails)[number]) =>
    push === 0 ? Number.POSITIVE_INFINITY : (REACH * qSd + Math.sign(push) * (x - qMean)) / Math.abs(push);
  const scale = Math.min((LONGEST * 2 * REACH * qSd) / most, ...tails.map(room));
  const high = (TOP - BOTTOM + APART) / Math.max(1, names.length);
  const rows = names.flatMap((name, lane) =>
    draws.map(({ x }, i) => {
      const y = TOP - lane * high - ((high - APART) * i) / Math.max(1, draws.length - 1);
      return [x, y, x - scale * (pushes[lane]?.[i] as number), y, categoryOf(name)];
    }),
  );
  return {
    density: densityOf(values),
    arrows: columnsOf(ARROWS, rows),
    truth: columnsOf(ARROW, [[qMean, TRUTH, qMean - scale * exact.gradient, TRUTH]]),
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
