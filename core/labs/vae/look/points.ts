// What is seen where points in the plane are learnt: the points, the density the networks give the plane, what codes and points decode to.

import { copiedGrid, keep } from '../../../lab/keep.ts';
import { emptyGrid, type Grid } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { decodeImages, noiseOf } from '../../../nets/evaluation.ts';
import type { VaeValues } from '../declaration/params.ts';
import type { VaeState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { codeAt, planeOf } from './plane.ts';

export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const none: Places = { x: new Float64Array(), y: new Float64Array() };

/** Pairs one after the other as columns. */
const placesOf = (pairs: ArrayLike<number>): Places => {
  const count = pairs.length / 2;
  return {
    x: Float64Array.from({ length: count }, (_, i) => pairs[2 * i] as number),
    y: Float64Array.from({ length: count }, (_, i) => pairs[2 * i + 1] as number),
  };
};

const SIDE = 72;
/** Room about the points, as a share of their extent. */
const ROOM = 0.2;

/** The part of the plane where points lie, and some room about it. */
function extentOf(points: Float32Array, axis: 0 | 1): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < points.length; at += 2) {
    low = Math.min(low, points[at] as number);
    high = Math.max(high, points[at] as number);
  }
  const room = ROOM * (high - low);
  return [low - room, high + room];
}

const centres = ([low, high]: readonly [number, number]) =>
  Float64Array.from({ length: SIDE }, (_, i) => low + ((high - low) * i) / (SIDE - 1));

/** Draws from the prior that p(x) is the mean over. */
const DRAWS = 2000;

/** p(x) = E_{p(z)}[N(x; decoded z, σ²)] over a part of the plane, by as many draws: a normal is the product of one across and one up. */
export function densityOver(
  means: Float32Array,
  variance: number,
  xDomain: readonly [number, number],
  yDomain: readonly [number, number],
): Grid {
  const [xs, ys] = [centres(xDomain), centres(yDomain)];
  const [across, up] = [new Float64Array(SIDE), new Float64Array(SIDE)];
  const sums = new Float64Array(SIDE * SIDE);
  const draws = means.length / 2;
  const scale = 1 / (2 * Math.PI * variance * draws);
  const fill = (into: Float64Array, at: Float64Array, mean: number) => {
    for (let i = 0; i < SIDE; i += 1) into[i] = exp((-0.5 * ((at[i] as number) - mean) ** 2) / variance);
  };
  for (let draw = 0; draw < draws; draw += 1) {
    fill(across, xs, means[2 * draw] as number);
    fill(up, ys, means[2 * draw + 1] as number);
    for (let row = 0; row < SIDE; row += 1) {
      const height = (up[row] as number) * scale;
      if (height < 1e-12) continue;
      for (let column = 0; column < SIDE; column += 1) {
        const at = row * SIDE + column;
        sums[at] = (sums[at] as number) + height * (across[column] as number);
      }
    }
  }
  return { columns: SIDE, rows: SIDE, xDomain, yDomain, values: Float32Array.from(sums) };
}

function densityOf(state: VaeState, points: Float32Array): Grid {
  const { networks, seed, step } = state;
  const grid = keep(state.kept, 'density', step, () => {
    const { latentDimension: k } = networks.architecture;
    const means = decodeImages(networks, noiseOf(streamOf(seed, 'fantasies'), DRAWS * k));
    const [logVariance = 0] = networks.parameters['decoder/logScale']?.dataSync() ?? [];
    const domain = (axis: 0 | 1) => keep(state.kept, `extent ${axis}`, 0, () => extentOf(points, axis));
    return densityOver(means, exp(logVariance), domain(0), domain(1));
  });
  return copiedGrid(grid);
}

/** Lines of the lattice each way, points along each, and how far they reach. */
const LINES = 13;
const STOPS = 61;
const REACH = 3;

/** What a lattice of codes decodes to: lines up and across the plane of codes, pen lifted between; one line where there is one latent. */
function latticeOf(state: VaeState, values: VaeValues): Places {
  const { aligned, axisX, axisY } = values;
  return keep(state.kept, 'lattice', `${state.step} ${aligned} ${axisX} ${axisY}`, () => {
    const plane = planeOf(state, values);
    const k = plane.origin.length;
    const along = (i: number, count: number) => -REACH + (2 * REACH * i) / (count - 1);
    const lines = k === 1 ? 1 : 2 * LINES;
    const codes = new Float32Array(lines * STOPS * k);
    for (let line = 0; line < lines; line += 1) {
      const fixed = k === 1 ? 0 : along(line % LINES, LINES);
      for (let i = 0; i < STOPS; i += 1) {
        const moving = along(i, STOPS);
        codes.set(line < LINES ? codeAt(plane, moving, fixed) : codeAt(plane, fixed, moving), (line * STOPS + i) * k);
      }
    }
    const decoded = decodeImages(state.networks, codes);
    const pairs = new Float64Array(2 * lines * (STOPS + 1)).fill(Number.NaN);
    for (let line = 0; line < lines; line += 1)
      pairs.set(decoded.subarray(2 * line * STOPS, 2 * (line + 1) * STOPS), 2 * line * (STOPS + 1));
    return placesOf(pairs);
  });
}

/** Points that are followed through their codes. */
const FOLLOWED = 150;

/** From points to what the means of their codes give back, pen lifted between. */
function waysBackOf(state: VaeState): { readonly ways: Places; readonly ends: Places } {
  return keep(state.kept, 'ways', state.step, () => {
    const { networks, judged, evaluation } = state;
    const { latentDimension: k } = networks.architecture;
    const count = Math.min(FOLLOWED, judged.length / 2);
    const back = decodeImages(networks, evaluation.codes.means.subarray(0, count * k));
    const ways = Array.from({ length: count }, (_, i) => [
      judged[2 * i],
      judged[2 * i + 1],
      back[2 * i],
      back[2 * i + 1],
      Number.NaN,
      Number.NaN,
    ]);
    return { ways: placesOf(ways.flat() as number[]), ends: placesOf(back) };
  });
}

const own = ({ x, y }: Places): Places => ({ x: x.slice(), y: y.slice() });

/** Tables and a grid of points; all empty where images are learnt. */
export function pointsOf(state: VaeState, values: VaeValues) {
  const { training, heldOut, judged, networks } = state;
  const points = training.points;
  if (!points)
    return {
      density: emptyGrid,
      tables: { points: { ...none, label: none.x }, lattice: none, ways: none, ends: none, decodedPoint: none },
    };
  const { ways, ends } = waysBackOf(state);
  const seen = placesOf(judged);
  return {
    density: densityOf(state, points),
    tables: {
      points: { ...seen, label: Float64Array.from(seen.x, (_, i) => heldOut.labels?.[i] ?? 0) },
      lattice: own(latticeOf(state, values)),
      ways: own(ways),
      ends: own(ends),
      decodedPoint: placesOf(decodeImages(networks, codeAt(planeOf(state, values), values.latentX, values.latentY))),
    },
  };
}
