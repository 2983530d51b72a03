// A density over the plane as numbers on a lattice of cells: its evidence, moments, marginals and shares, for any temperature.
import type { Evaluate } from '../../../inference/tempered/plane.ts';
import { exp, log } from '../../../math/elementary.ts';

export type { Evaluate };

export type Window = readonly [x: readonly [number, number], y: readonly [number, number]];

/** Cells with log p at their middles: sums over them are the midpoint rule, exact to rounding for a smooth density that dies out inside. */
export interface Plane {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly logDensities: Float64Array;
}

/** Cells along each side: multiples of 40, so that shares of 20 × 20 and 40 × 40 boxes are whole cells. */
const CELLS = 160;

/** What is left out lies below e^{−DEEP} of the highest. */
const DEEP = 42;

const middles = ([low, high]: readonly [number, number], count: number) =>
  Float64Array.from({ length: count }, (_, i) => low + ((i + 0.5) * (high - low)) / count);

const highest = (numbers: Float64Array) => numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** The box around every cell of at least e^{−drop} of the highest, a cell wider; `cut` tells whether it reached the edge. */
function boxAbove(evaluate: Evaluate, [x, y]: Window, drop: number, count: number): { window: Window; cut: boolean } {
  const [xs, ys] = [middles(x, count), middles(y, count)];
  const logDensities = evaluate(xs, ys);
  const least = highest(logDensities) - drop;
  let [left, right, bottom, top] = [count, -1, count, -1];
  for (let j = 0, at = 0; j < count; j += 1) {
    for (let i = 0; i < count; i += 1, at += 1) {
      if ((logDensities[at] as number) < least) continue;
      [left, right, bottom, top] = [Math.min(left, i), Math.max(right, i), Math.min(bottom, j), Math.max(top, j)];
    }
  }
  const side = ([low, high]: readonly [number, number], from: number, to: number) => {
    const width = (high - low) / count;
    return [low + (from - 1) * width, low + (to + 2) * width] as const;
  };
  return {
    window: [side(x, left, right), side(y, bottom, top)],
    cut: left === 0 || bottom === 0 || right === count - 1 || top === count - 1,
  };
}

const widened = ([low, high]: readonly [number, number]) => [low - (high - low) / 2, high + (high - low) / 2] as const;

/** Where the density is above e^{−drop} of its highest, found from a box that is widened and narrowed. */
export function windowAbove(evaluate: Evaluate, box: Window, drop: number): Window {
  let found = boxAbove(evaluate, box, drop, 60);
  for (let round = 0; round < 12 && found.cut; round += 1)
    found = boxAbove(evaluate, [widened(found.window[0]), widened(found.window[1])], drop, 60);
  const width = ([low, high]: readonly [number, number]) => high - low;
  for (let round = 0; ; round += 1) {
    const { window } = boxAbove(evaluate, found.window, drop, 60);
    const narrowed = window.some((side, axis) => width(side) < width(found.window[axis] as readonly [number, number]) / 2);
    found = { window, cut: false };
    if (round >= 1 && (!narrowed || round >= 40)) return window;
  }
}

/** The lattice of a density, over all of it that counts at temperatures up to `hottest`. */
export function planeOf(evaluate: Evaluate, box: Window, hottest = 1): Plane {
  const [x, y] = windowAbove(evaluate, box, DEEP * hottest);
  const [xs, ys] = [middles(x, CELLS), middles(y, CELLS)];
  return { xs, ys, logDensities: evaluate(xs, ys) };
}

/** Width and height of a cell. */
const cellOf = ({ xs, ys }: Plane) => [(xs[1] as number) - (xs[0] as number), (ys[1] as number) - (ys[0] as number)] as const;

export const windowOf = (plane: Plane): Window => {
  const [dx, dy] = cellOf(plane);
  const { xs, ys } = plane;
  return [
    [(xs[0] as number) - dx / 2, (xs.at(-1) as number) + dx / 2],
    [(ys[0] as number) - dy / 2, (ys.at(-1) as number) + dy / 2],
  ];
};

/** log ∫∫ p dx dy. */
export function logEvidenceOf(plane: Plane): number {
  const most = highest(plane.logDensities);
  const [dx, dy] = cellOf(plane);
  return most + log(plane.logDensities.reduce((sum, l) => sum + exp(l - most), 0) * dx * dy);
}

/** Each cell’s share of p^{1/T}. */
export function sharesOf({ logDensities }: Plane, temperature: number): Float64Array {
  const most = highest(logDensities);
  const weights = logDensities.map((l) => exp((l - most) / temperature));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

export interface Moments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly covariance: number;
  /** Densities of each coordinate alone, at xs and ys. */
  readonly marginals: readonly [Float64Array, Float64Array];
}

/** Means, variances, covariance and marginal densities from shares of cells. */
export function momentsOfShares(plane: Plane, shares: Float64Array): Moments {
  const { xs, ys } = plane;
  const [dx, dy] = cellOf(plane);
  const columns = new Float64Array(xs.length);
  const rows = new Float64Array(ys.length);
  shares.forEach((share, at) => {
    const [i, j] = [at % xs.length, Math.floor(at / xs.length)];
    columns[i] = (columns[i] as number) + share;
    rows[j] = (rows[j] as number) + share;
  });
  const mean = (weights: Float64Array, at: Float64Array) => weights.reduce((sum, w, i) => sum + w * (at[i] as number), 0);
  const [mx, my] = [mean(columns, xs), mean(rows, ys)];
  const variance = (weights: Float64Array, at: Float64Array, m: number) =>
    weights.reduce((sum, w, i) => sum + w * ((at[i] as number) - m) ** 2, 0);
  let covariance = 0;
  shares.forEach((share, at) => {
    covariance += share * ((xs[at % xs.length] as number) - mx) * ((ys[Math.floor(at / xs.length)] as number) - my);
  });
  return {
    means: Float64Array.of(mx, my),
    variances: Float64Array.of(variance(columns, xs, mx), variance(rows, ys, my)),
    covariance,
    marginals: [columns.map((share) => share / dx), rows.map((share) => share / dy)],
  };
}

/** Shares of `side` × `side` boxes over the lattice’s window; `side` divides the lattice. */
export function boxShares({ xs }: Plane, shares: Float64Array, side: number): Float64Array {
  const boxes = new Float64Array(side * side);
  const per = xs.length / side;
  shares.forEach((share, at) => {
    const box = Math.floor(Math.floor(at / xs.length) / per) * side + Math.floor((at % xs.length) / per);
    boxes[box] = (boxes[box] as number) + share;
  });
  return boxes;
}

/** The weight of draws in the same boxes, as shares of all; what lies outside the window, or nowhere, is in none. */
export function drawnShares(
  plane: Plane,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  side: number,
): Float64Array {
  const [[left, right], [bottom, top]] = windowOf(plane);
  const boxes = new Float64Array(side * side);
  let total = 0;
  for (let k = 0; k < x.length; k += 1) {
    const weight = weights[k] as number;
    total += weight;
    const i = Math.floor((((x[k] as number) - left) / (right - left)) * side);
    const j = Math.floor((((y[k] as number) - bottom) / (top - bottom)) * side);
    if (i >= 0 && i < side && j >= 0 && j < side) boxes[j * side + i] = (boxes[j * side + i] as number) + weight;
  }
  return boxes.map((box) => box / total);
}

/** What of the draws lies in none of the boxes: one more box, in which the truth has nothing to speak of. */
const outsideOf = (drawn: Float64Array) => Math.max(0, 1 - drawn.reduce((a, b) => a + b, 0));

/** ½ Σ |p − q| over boxes, and what of q lies in none of them. */
export const totalVariation = (truth: Float64Array, drawn: Float64Array): number =>
  (truth.reduce((sum, p, box) => sum + Math.abs(p - (drawn[box] as number)), 0) + outsideOf(drawn)) / 2;

/** Σ q log(q/p) in nats of drawn shares against the truth’s; what the truth calls impossible, all outside among it, counts as e^{−42}. */
export function drawnDivergence(truth: Float64Array, drawn: Float64Array): number {
  const term = (q: number, p: number) => (q > 0 ? q * log(q / Math.max(p, exp(-DEEP))) : 0);
  return drawn.reduce((sum, q, box) => sum + term(q, truth[box] as number), term(outsideOf(drawn), 0));
}
