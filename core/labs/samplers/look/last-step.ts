// The last step, taken apart.
import { column, emptyColumn } from '../../../lab/result.ts';
import { spaced } from '../../../lab/sweep.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { SamplersState } from '../run/state.ts';
import { stepSizeNow } from '../run/track.ts';
import { type Axes, NAN } from './axes.ts';
import { minibatchVariance } from './noise.ts';

/** Minibatch noise and injected noise of a step as variances of a coordinate on average, over step sizes about the crossing. */
export function phasesOf(state: SamplersState, values: SamplersValues, { minibatch }: Parts) {
  const { main } = state;
  const variance = minibatchVariance(state, values);
  const { temperature } = values;
  const now = stepSizeNow(main, values);
  const crossing = variance > 0 && temperature > 0 ? (4 * temperature) / variance : now;
  const stepSize = Float64Array.from(spaced(Math.min(now, crossing) / 100, Math.max(now, crossing) * 100, 41, 'log'));
  const orNone = (f: (e: number) => number) => stepSize.map((e) => (f(e) > 0 ? f(e) : NAN));
  const measured = minibatch ? minibatch.reduce((sum, m) => sum + m * m, 0) / minibatch.length : NAN;
  return {
    phases: { stepSize, minibatch: orNone((e) => (e * e * variance) / 4), injected: orNone((e) => e * temperature) },
    phaseNow: {
      stepSize: Float64Array.of(now),
      minibatch: Float64Array.of(measured > 0 ? measured : NAN),
      injected: Float64Array.of(now * temperature > 0 && !main.kernel.traits.noiseless ? now * temperature : NAN),
    },
  };
}

export interface Parts {
  /** What the exact gradient would have moved, what the minibatch added to it, what was injected, what momentum carried; a number a coordinate. */
  readonly gradient?: Float64Array;
  readonly minibatch?: Float64Array;
  readonly injected?: Float64Array;
  readonly carried?: Float64Array;
}

/** The last step of the first chain, taken apart; nothing of a sampler that proposes. */
export function partsOfStep({ main, problem }: SamplersState): Parts {
  const { info, before, state, kernel } = main;
  if (!info?.drift || !info.noise) return {};
  const d = problem.target.dimension;
  const first = (of: Float64Array) => of.slice(0, d);
  const exact = new Float64Array(d);
  problem.target.logDensityGradients(first(before), exact, new Float64Array(1));
  const [drift, injected] = [first(info.drift), first(info.noise)];
  const { gradientFactor, momentum } = kernel.traits;
  // Where each coordinate has a factor of its own, what it was is read off the drift.
  const gradient = gradientFactor === undefined ? drift : exact.map((g) => gradientFactor * info.stepSize * g);
  const carried = momentum
    ? first(state.positions).map((x, i) => x - (before[i] as number) - (drift[i] as number) - (injected[i] as number))
    : undefined;
  return { gradient, minibatch: drift.map((m, i) => m - (gradient[i] as number)), injected, ...(carried && { carried }) };
}

const finite = (x: number) => (Number.isFinite(x) ? x : NAN);

/** Arrows from where the first chain stood to where it went, part by part: momentum, gradient, minibatch, injected noise; or its move. */
export function movesOf({ main }: SamplersState, { gradient, minibatch, injected, carried }: Parts, [i, j]: Axes) {
  const start: [number, number] = [main.before[i] as number, main.before[j] as number];
  const rows: [number, number, number, number][] = [];
  let at = start;
  for (const part of [carried, gradient, minibatch, injected]) {
    if (!part || part.every((m) => m === 0)) {
      rows.push([NAN, NAN, NAN, NAN]);
      continue;
    }
    const to: [number, number] = [at[0] + (part[i] as number), at[1] + (part[j] as number)];
    rows.push([...at, ...to]);
    at = to;
  }
  const proposals = main.info?.proposals;
  rows.push(proposals ? [...start, finite(proposals[i] as number), finite(proposals[j] as number)] : [NAN, NAN, NAN, NAN]);
  const of = (k: number) => Float64Array.from(rows, (row) => row[k] as number);
  return { x: of(0), y: of(1), toX: of(2), toY: of(3) };
}

/** The parts of the last step along the coordinate across, each bar beginning where the last one ended, and their sum. */
export function barsOf({ gradient, minibatch, injected, carried }: Parts, [i]: Axes) {
  if (!gradient) return { row: emptyColumn, from: emptyColumn, to: emptyColumn, value: emptyColumn };
  let sum = 0;
  const rows = [carried, gradient, minibatch, injected].map((part, row) => {
    const value = part?.[i] ?? 0;
    const from = sum;
    sum += value;
    return { row, from, to: sum, value };
  });
  rows.push({ row: 4, from: 0, to: sum, value: sum });
  const of = (f: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, f);
  return { row: of((r) => r.row), from: of((r) => r.from), to: of((r) => r.to), value: of((r) => r.value) };
}

/** The glide of HMC or NUTS from the first chain’s last step, as far as it stayed among the numbers. */
export function pathOf({ main, problem }: SamplersState, [i, j]: Axes) {
  const d = problem.target.dimension;
  const path = main.info?.path ?? emptyColumn;
  const of = (axis: number) => column(path.length / d, (k) => finite(path[k * d + axis] as number));
  return { x: of(i), y: of(j) };
}
