// Where the chains stand, where they came from, and what was kept of them.

import type { Traits } from '../../../inference/mcmc/kernel.ts';
import { column } from '../../../lab/result.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { SamplersState } from '../run/state.ts';
import type { Track } from '../run/track.ts';
import type { Axes } from './axes.ts';

/** Chains of which a trail is drawn. */
const TRAILS = 64;

/** Steps of all trails together: fewer where each goes far. Each has a few at least. */
const trailLength = (chains: number, { hamiltonian }: Traits) => Math.max(3, Math.ceil((hamiltonian ? 16 : 60) / chains)) + 1;

export function trailsOf({ trail, problem, main }: SamplersState, { chains }: SamplersValues, [i, j]: Axes) {
  const d = problem.target.dimension;
  const count = Math.min(TRAILS, chains);
  const seen = trail.slice(-trailLength(count, main.kernel.traits));
  // A row without a place lifts the pen between chains.
  const length = seen.length + 1;
  const of = (axis: number) => column(count * length, (at) => seen[at % length]?.[Math.floor(at / length) * d + axis] ?? Number.NaN);
  return { x: of(i), y: of(j) };
}

export function nowOf({ main, problem }: SamplersState, { chains }: SamplersValues, [i, j]: Axes) {
  const d = problem.target.dimension;
  const count = Math.min(1024, chains);
  const of = (axis: number) => column(count, (c) => main.state.positions[c * d + axis] as number);
  return { x: of(i), y: of(j) };
}

/** Kept draws that are shown. */
const SHOWN = 4000;

export function drawsOf({ draws: { positions, chains, count, dimension } }: Track, [i, j]: Axes, most: number) {
  const total = count * chains;
  const taken = Math.min(most, total);
  const at = (k: number) => Math.floor((k * total) / taken) * dimension;
  return { x: column(taken, (k) => positions[at(k) + i] as number), y: column(taken, (k) => positions[at(k) + j] as number) };
}

export const shownDraws = ({ main }: SamplersState, axes: Axes) => drawsOf(main, axes, SHOWN);

/** Chains of which a trace is drawn, and its points. */
const TRACED = 4;
const POINTS = 400;

export function traceOf({ main: { draws } }: SamplersState, [i]: Axes) {
  const { positions, chains, dimension, steps, count } = draws;
  const tracedChains = Math.min(TRACED, chains);
  const points = Math.min(POINTS, count);
  const first = count - points;
  const at = (k: number) => first + (k % Math.max(1, points));
  const length = tracedChains * points;
  return {
    step: column(length, (k) => steps[at(k)] as number),
    value: column(length, (k) => positions[(at(k) * chains + Math.floor(k / points)) * dimension + i] as number),
    chain: column(length, (k) => Math.floor(k / points)),
  };
}
