// The No-U-Turn sampler: Hamiltonian glides that double, forwards or backwards, until they turn back on themselves (Hoffman and Gelman
// 2014), a point of the whole trajectory drawn by its weight (Betancourt 2017).
import { exp, log } from '../../math/elementary.ts';
import type { Random } from '../../prob/random.ts';
import { mean } from './decision.ts';
import { tune, tunedStepSize } from './dual-averaging.ts';
import { beginGradientState, type GradientState } from './gradient-state.ts';
import { COLDEST, DIVERGED } from './hmc.ts';
import type { Kernel } from './kernel.ts';
import type { Target } from './target.ts';

/** Trajectories of up to 2^10 leapfrog steps. */
const DEEPEST = 10;

/** A point of phase space. */
interface Point {
  readonly theta: Float64Array;
  readonly momentum: Float64Array;
  readonly gradient: Float64Array;
  readonly logDensity: number;
}

/** A stretch of trajectory in the order of time. */
interface Stretch {
  readonly first: Point;
  readonly last: Point;
  /** The point drawn from it. */
  readonly drawn: Point;
  /** Log of Σ e^{−(H − H₀)/T}. */
  readonly logWeight: number;
  /** Sum of momenta. */
  readonly sum: Float64Array;
  /** It turns back on itself, or diverged: it is not to be used, nor gone on with. */
  readonly ends: boolean;
}

/** What is counted on the way. */
interface Tally {
  steps: number;
  acceptance: number;
  divergent: boolean;
  /** Every point that was visited, in the order of time. */
  readonly path: Float64Array[];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

const added = (a: Float64Array, b: Float64Array) => a.map((x, i) => x + (b[i] as number));

const logAdded = (a: number, b: number) => {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + log(exp(a - most) + exp(b - most));
};

/** Whether the ends still move apart, as seen along the summed momentum. */
const apart = (first: Float64Array, last: Float64Array, sum: Float64Array) => dot(first, sum) > 0 && dot(last, sum) > 0;

function leap(target: Target, { theta, momentum, gradient }: Point, stepSize: number): Point {
  const half = momentum.map((r, i) => r + (stepSize / 2) * (gradient[i] as number));
  const at = theta.map((x, i) => x + stepSize * (half[i] as number));
  const slope = new Float64Array(theta.length);
  const out = new Float64Array(1);
  target.logDensityGradients(at, slope, out);
  for (let i = 0; i < half.length; i += 1) half[i] = (half[i] as number) + (stepSize / 2) * (slope[i] as number);
  return { theta: at, momentum: half, gradient: slope, logDensity: out[0] as number };
}

const energyOf = ({ momentum, logDensity }: Point) => dot(momentum, momentum) / 2 - logDensity;

/** Two stretches, `a` before `b` in time; the point is `b`’s with probability `share`. */
function joined(a: Stretch, b: Stretch, drawn: Point, logWeight: number): Stretch {
  const sum = added(a.sum, b.sum);
  const turned =
    !apart(a.first.momentum, b.last.momentum, sum) ||
    // Across the seam: a whole turn may hide between two halves that do not turn.
    !apart(a.first.momentum, b.first.momentum, added(a.sum, b.first.momentum)) ||
    !apart(a.last.momentum, b.last.momentum, added(a.last.momentum, b.sum));
  return { first: a.first, last: b.last, drawn, logWeight, sum, ends: turned };
}

/** One trajectory from `start`: the point drawn from it. */
function trajectory(target: Target, start: Point, stepSize: number, temperature: number, { uniform }: Random) {
  const level = energyOf(start);
  const tally: Tally = { steps: 0, acceptance: 0, divergent: false, path: [start.theta] };

  const single = (from: Point, direction: 1 | -1): Stretch => {
    const point = leap(target, from, direction * stepSize);
    const error = (energyOf(point) - level) / temperature;
    const lost = !(error <= DIVERGED);
    tally.steps += 1;
    if (direction === 1) tally.path.push(point.theta);
    else tally.path.unshift(point.theta);
    tally.acceptance += Number.isNaN(error) ? 0 : Math.min(1, exp(-error));
    if (lost) tally.divergent = true;
    return {
      first: point,
      last: point,
      drawn: point,
      logWeight: Number.isNaN(error) ? Number.NEGATIVE_INFINITY : -error,
      sum: point.momentum,
      ends: lost,
    };
  };

  /** 2^depth leaps from the end of what is there. */
  const grow = (from: Point, direction: 1 | -1, depth: number): Stretch => {
    if (depth === 0) return single(from, direction);
    const near = grow(from, direction, depth - 1);
    if (near.ends) return near;
    const far = grow(direction === 1 ? near.last : near.first, direction, depth - 1);
    if (far.ends) return far;
    const logWeight = logAdded(near.logWeight, far.logWeight);
    const drawn = log(uniform()) < far.logWeight - logWeight ? far.drawn : near.drawn;
    return direction === 1 ? joined(near, far, drawn, logWeight) : joined(far, near, drawn, logWeight);
  };

  let whole: Stretch = { first: start, last: start, drawn: start, logWeight: 0, sum: start.momentum, ends: false };
  for (let depth = 0; depth < DEEPEST && !whole.ends; depth += 1) {
    const direction = uniform() < 0.5 ? 1 : -1;
    const next = grow(direction === 1 ? whole.last : whole.first, direction, depth);
    if (next.ends) break;
    // The newer half is preferred: it lies further away.
    const drawn = log(uniform()) < next.logWeight - whole.logWeight ? next.drawn : whole.drawn;
    const logWeight = logAdded(whole.logWeight, next.logWeight);
    whole = direction === 1 ? joined(whole, next, drawn, logWeight) : joined(next, whole, drawn, logWeight);
  }
  return { drawn: whole.drawn, level, ...tally };
}

/** Unbiased for p^{1/T} at any step size; dual averaging of the mean acceptance along trajectories finds a good one. */
export const nuts: Kernel<GradientState> = {
  traits: {
    title: 'NUTS: no U-turns',
    shortName: 'NUTS',
    hue: 12,
    step: 'sd',
    decreasing: false,
    reads: [],
    hamiltonian: true,
    refuses: false,
    targetAcceptance: 0.8,
  },
  init: beginGradientState,
  step(target, { positions, logDensities, gradients, tuning }, settings, random) {
    const temperature = Math.max(COLDEST, settings.temperature);
    const { adapt } = settings;
    const { dimension: d } = target;
    const count = logDensities.length;
    const stepSize = tunedStepSize(tuning, settings);
    const momenta = new Float64Array(positions.length);
    random.normals(momenta);
    const next = { positions: positions.slice(), logDensities: logDensities.slice(), gradients: gradients.slice() };
    const acceptance = new Float64Array(count);
    const accepted = new Uint8Array(count);
    const divergent = new Uint8Array(count);
    const energies = new Float64Array(count);
    let path = new Float64Array();
    let steps = 0;
    for (let k = 0; k < count; k += 1) {
      const of = (all: Float64Array) => all.slice(k * d, (k + 1) * d);
      const momentum = of(momenta).map((r) => Math.sqrt(temperature) * r);
      const start = { theta: of(positions), momentum, gradient: of(gradients), logDensity: logDensities[k] as number };
      const found = trajectory(target, start, stepSize, temperature, random);
      next.positions.set(found.drawn.theta, k * d);
      next.gradients.set(found.drawn.gradient, k * d);
      next.logDensities[k] = found.drawn.logDensity;
      acceptance[k] = found.acceptance / found.steps;
      accepted[k] = found.drawn === start ? 0 : 1;
      divergent[k] = found.divergent ? 1 : 0;
      energies[k] = found.level;
      steps += found.steps;
      if (k === 0) path = Float64Array.from(found.path.flatMap((theta) => [...theta]));
    }
    return {
      state: { ...next, tuning: adapt === undefined ? tuning : tune(tuning, mean(acceptance), adapt) },
      info: {
        gradientEvaluations: steps / count,
        dataPasses: steps / count,
        stepSize,
        proposals: next.positions,
        acceptance,
        accepted,
        divergent,
        energies,
        path,
      },
    };
  },
};
