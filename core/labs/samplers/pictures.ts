// The tables and the grid behind the pictures.
import { type Gaussian, gaussianEntropy } from '../../inference/variational/gaussian.ts';
import { keep } from '../../lab/keep.ts';
import { members } from '../../lab/param.ts';
import type { Grid } from '../../lab/result.ts';
import { spaced } from '../../lab/sweep.ts';
import { logNormalDensity } from '../../prob/normal.ts';
import { mapRowAt } from './map-rows.ts';
import { crossoverOf, minibatchVariance } from './noise.ts';
import { type SamplersValues, shortNames } from './params.ts';
import { momentsOfShares, sharesOf, type Window } from './plane.ts';
import { COLDEST } from './problem.ts';
import { coordinatesOf, qualities } from './readings.ts';
import type { Fit, SamplersState } from './state.ts';
import { stepSizeOf } from './step-size.ts';
import type { Track } from './track.ts';

export type Axes = readonly [x: number, y: number];

const none = new Float64Array();
const column = (length: number, f: (i: number) => number) => Float64Array.from({ length }, (_, i) => f(i));

/** Which coordinates of θ the picture spans. */
export const axesOf = ({ problem }: SamplersState, { axisX, axisY }: SamplersValues): Axes => {
  const d = problem.target.dimension;
  return d === 2 ? [0, 1] : [Math.min(axisX, d) - 1, Math.min(axisY, d) - 1];
};

/** Who races, in the order of the menu: the chosen sampler first. */
const racersOf = ({ sampler, compare }: SamplersValues): string[] => [sampler, ...members(compare).filter((name) => name !== sampler)];

/** What is seen of the plane: all that is above e^{−9} of the highest, or five sds about what is known. */
function windowSeen(state: SamplersState, { temperature }: SamplersValues, [i, j]: Axes): Window {
  const { problem } = state;
  const { centre, sd } = problem.scale;
  const at = Math.min(Math.max(temperature, 0.02), 1e3);
  return keep(state, 'window', `${at} ${i} ${j}`, () => {
    if (problem.picture) return problem.picture.window(at);
    const side = (k: number) => {
      const reach = 5 * (sd[k] as number) * Math.sqrt(at);
      return [(centre[k] as number) - reach, (centre[k] as number) + reach] as const;
    };
    return [side(i), side(j)];
  });
}

const LATTICE = 72;
const emptyGrid: Grid = { columns: 0, rows: 0, xDomain: [0, 1], yDomain: [0, 1], values: new Float32Array() };

/** p^{1/T} over the plane, highest 1: of the whole target, or where it is normal its margin in two coordinates. */
export function targetGrid(state: SamplersState, values: SamplersValues, [i, j]: Axes): Grid {
  const { problem } = state;
  const temperature = Math.max(0.02, values.temperature);
  const made = keep(state, 'grid', `${temperature} ${i} ${j}`, (): Grid => {
    const [xDomain, yDomain] = windowSeen(state, values, [i, j]);
    const [xs, ys] = [xDomain, yDomain].map((domain) => Float64Array.from(spaced(...domain, LATTICE, 'linear'))) as [
      Float64Array,
      Float64Array,
    ];
    let heights: Float64Array;
    if (problem.picture) heights = problem.picture.evaluate(xs, ys);
    else if (problem.normal && i !== j) {
      const { covariance } = problem.normal;
      const d = problem.target.dimension;
      const [a, b, c] = [covariance[i * d + i] as number, covariance[i * d + j] as number, covariance[j * d + j] as number];
      const determinant = a * c - b * b;
      const [mx, my] = [problem.scale.centre[i] as number, problem.scale.centre[j] as number];
      heights = column(LATTICE * LATTICE, (at) => {
        const [u, v] = [(xs[at % LATTICE] as number) - mx, (ys[Math.floor(at / LATTICE)] as number) - my];
        return -0.5 * ((c * u * u - 2 * b * u * v + a * v * v) / determinant);
      });
    } else return emptyGrid;
    const most = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const relative = Float32Array.from(heights, (height) => Math.exp((height - most) / temperature));
    return { columns: LATTICE, rows: LATTICE, xDomain, yDomain, values: relative };
  });
  return { ...made, values: made.values.slice() };
}

/** Chains of which a trail is drawn. */
const TRAILS = 64;

/** Steps of a trail: fewer where there are many chains, or where each step goes far. */
const trailLength = (chains: number, name: string) => Math.ceil((name === 'hmc' || name === 'nuts' ? 10 : 60) / Math.sqrt(chains)) + 1;

export function trailsOf({ trail, problem, main }: SamplersState, { chains }: SamplersValues, [i, j]: Axes) {
  const d = problem.target.dimension;
  const count = Math.min(TRAILS, chains);
  const seen = trail.slice(-trailLength(count, main.name));
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

function drawsOf({ draws: { positions, chains, count, dimension } }: Track, [i, j]: Axes, most: number) {
  const total = count * chains;
  const taken = Math.min(most, total);
  const at = (k: number) => Math.floor((k * total) / taken) * dimension;
  return { x: column(taken, (k) => positions[at(k) + i] as number), y: column(taken, (k) => positions[at(k) + j] as number) };
}

export const shownDraws = ({ main }: SamplersState, axes: Axes) => drawsOf(main, axes, SHOWN);

/** q’s mean and covariance in two coordinates. */
function inAxes({ mean, factor }: Gaussian, [i, j]: Axes) {
  const d = mean.length;
  const inner = (a: number, b: number) => {
    let sum = 0;
    for (let k = 0; k < d; k += 1) sum += (factor[a * d + k] as number) * (factor[b * d + k] as number);
    return sum;
  };
  return { mean: [mean[i] as number, mean[j] as number] as const, a: inner(i, i), b: inner(i, j), c: inner(j, j) };
}

const TURNS = 65;

/** q at one and at two sds, the pen lifted after each. */
function ringsOf(q: Gaussian, axes: Axes): { x: number[]; y: number[] } {
  const { mean, a, b, c } = inAxes(q, axes);
  const l11 = Math.sqrt(a);
  const l21 = b / l11;
  const l22 = Math.sqrt(Math.max(0, c - l21 * l21));
  const [x, y]: [number[], number[]] = [[], []];
  for (const radius of [1, 2]) {
    for (let k = 0; k < TURNS; k += 1) {
      const angle = (2 * Math.PI * k) / (TURNS - 1);
      x.push(mean[0] + radius * l11 * Math.cos(angle));
      y.push(mean[1] + radius * (l21 * Math.cos(angle) + l22 * Math.sin(angle)));
    }
    x.push(Number.NaN);
    y.push(Number.NaN);
  }
  return { x, y };
}

function together(rows: readonly { readonly x: ArrayLike<number>; readonly y: ArrayLike<number>; readonly kind: number }[]) {
  return {
    x: Float64Array.from(rows.flatMap(({ x }) => [...Array.from(x)])),
    y: Float64Array.from(rows.flatMap(({ y }) => [...Array.from(y)])),
    kind: Float64Array.from(rows.flatMap(({ x, kind }) => Array.from(x, () => kind))),
  };
}

/** q of a family, as rings. */
export function ellipseOf({ q }: Fit, axes: Axes) {
  const { x, y } = ringsOf(q, axes);
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

export function cloudsOf({ main, rivals }: SamplersState, values: SamplersValues, axes: Axes) {
  const racers = racersOf(values);
  const { x, y, kind } = together([main, ...rivals].map((track) => ({ ...drawsOf(track, axes, 500), kind: racers.indexOf(track.name) })));
  return { x, y, sampler: kind };
}

export function outlinesOf({ fits }: SamplersState, values: SamplersValues, axes: Axes) {
  const racers = racersOf(values);
  const shown = fits.filter(({ family }) => racers.includes(family));
  const { x, y, kind } = together(shown.map(({ q, family }) => ({ ...ringsOf(q, axes), kind: racers.indexOf(family) })));
  return { x, y, sampler: kind };
}

/** Bins of a histogram of draws. */
const BINS = 40;

export function marginalOf(state: SamplersState, values: SamplersValues, axes: Axes, which: 0 | 1) {
  const { problem, main, fits } = state;
  const axis = axes[which];
  const [low, high] = windowSeen(state, values, axes)[which];
  const count = 4 * BINS;
  const theta = column(count, (k) => low + ((k + 0.5) * (high - low)) / count);
  const { temperature } = values;
  const normal = (mean: number, sd: number) => theta.map((x) => Math.exp(logNormalDensity(x, mean, sd)));
  let truth = new Float64Array(count).fill(Number.NaN);
  if (problem.plane && temperature >= COLDEST) {
    const plane = problem.plane(temperature);
    const { marginals } = keep(state, 'marginals', plane, () => momentsOfShares(plane, sharesOf(plane, temperature)));
    const at = which === 0 ? plane.xs : plane.ys;
    const step = (at[1] as number) - (at[0] as number);
    const densities = marginals[which];
    truth = theta.map((x) => {
      const place = (x - (at[0] as number)) / step;
      const below = Math.floor(place);
      const [from, to] = [densities[below] ?? 0, densities[below + 1] ?? 0];
      return from + (place - below) * (to - from);
    });
  } else if (problem.normal && temperature > 0) {
    truth = normal(problem.scale.centre[axis] as number, (problem.scale.sd[axis] as number) * Math.sqrt(temperature));
  }
  const { positions, chains, dimension, stepSizes, count: kept } = main.draws;
  const bins = new Float64Array(BINS);
  let total = 0;
  for (let k = 0; k < kept * chains; k += 1) {
    const weight = values.weighted ? (stepSizes[Math.floor(k / chains)] as number) : 1;
    total += weight;
    const bin = Math.floor((((positions[k * dimension + axis] as number) - low) / (high - low)) * BINS);
    if (bin >= 0 && bin < BINS) bins[bin] = (bins[bin] as number) + weight;
  }
  const width = (high - low) / BINS;
  const ofFit = ({ q }: Fit) => {
    const { mean, a, c } = inAxes(q, axes);
    return normal(mean[which], Math.sqrt(which === 0 ? a : c));
  };
  return {
    theta,
    truth,
    drawn: theta.map((_, k) => (total > 0 ? (bins[Math.floor(k / 4)] as number) / total / width : Number.NaN)),
    meanField: ofFit(fits[0]),
    fullCovariance: ofFit(fits[1]),
  };
}

/** Chains of which a trace is drawn, and its points. */
const TRACED = 4;
const POINTS = 400;

export function traceOf({ main: { draws } }: SamplersState, [i]: Axes) {
  const { positions, chains, dimension, steps, count } = draws;
  const shown = Math.min(TRACED, chains);
  const points = Math.min(POINTS, count);
  const first = count - points;
  const at = (k: number) => first + (k % Math.max(1, points));
  const length = shown * points;
  return {
    step: column(length, (k) => steps[at(k)] as number),
    value: column(length, (k) => positions[(at(k) * chains + Math.floor(k / points)) * dimension + i] as number),
    chain: column(length, (k) => Math.floor(k / points)),
  };
}

/** Minibatch noise and injected noise of a step as variances of a coordinate on average, over step sizes about the crossing. */
export function phasesOf(state: SamplersState, values: SamplersValues, { minibatch }: Parts) {
  const { main } = state;
  const variance = minibatchVariance(state, values);
  const { temperature } = values;
  const now = main.info?.stepSize ?? values.stepSize;
  const crossing = variance > 0 && temperature > 0 ? (4 * temperature) / variance : now;
  const stepSize = Float64Array.from(spaced(Math.min(now, crossing) / 100, Math.max(now, crossing) * 100, 41, 'log'));
  const orNone = (f: (e: number) => number) => stepSize.map((e) => (f(e) > 0 ? f(e) : Number.NaN));
  const measured = minibatch ? minibatch.reduce((sum, m) => sum + m * m, 0) / minibatch.length : Number.NaN;
  return {
    phases: { stepSize, minibatch: orNone((e) => (e * e * variance) / 4), injected: orNone((e) => e * temperature) },
    phaseNow: {
      stepSize: Float64Array.of(now),
      minibatch: Float64Array.of(measured > 0 ? measured : Number.NaN),
      injected: Float64Array.of(now * temperature > 0 && main.name !== 'sgd' ? now * temperature : Number.NaN),
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
  const { info, before, state, name } = main;
  if (!info?.drift || !info.noise) return {};
  const d = problem.target.dimension;
  const first = (of: Float64Array) => of.slice(0, d);
  const exact = new Float64Array(d);
  problem.target.logDensityGradients(first(before), exact, new Float64Array(1));
  const [drift, injected] = [first(info.drift), first(info.noise)];
  // A preconditioned or a Hamiltonian step scales gradients by more than ε/2: what it was is read off its own drift.
  const factor = name === 'sghmc' ? info.stepSize : info.stepSize / 2;
  const gradient = name === 'preconditionedSgld' ? drift : exact.map((g) => factor * g);
  const carried =
    name === 'sghmc'
      ? first(state.positions).map((x, i) => x - (before[i] as number) - (drift[i] as number) - (injected[i] as number))
      : undefined;
  return { gradient, minibatch: drift.map((m, i) => m - (gradient[i] as number)), injected, ...(carried && { carried }) };
}

const NAN = Number.NaN;

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
  rows.push(proposals ? [...start, proposals[i] as number, proposals[j] as number] : [NAN, NAN, NAN, NAN]);
  const of = (k: number) => Float64Array.from(rows, (row) => row[k] as number);
  return { x: of(0), y: of(1), toX: of(2), toY: of(3) };
}

/** The parts of the last step along the coordinate across, each bar beginning where the last one ended, and their sum. */
export function barsOf({ gradient, minibatch, injected, carried }: Parts, [i]: Axes) {
  if (!gradient) return { row: none, from: none, to: none, value: none };
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

/** The glide of HMC or NUTS from the first chain’s last step. */
export function pathOf({ main, problem }: SamplersState, [i, j]: Axes) {
  const d = problem.target.dimension;
  const path = main.info?.path ?? none;
  const of = (axis: number) => column(path.length / d, (k) => path[k * d + axis] as number);
  return { x: of(i), y: of(j) };
}

const order = Object.keys(shortNames);

/** Errors of all that race against their cost. */
export function raceOf({ main, rivals, fits }: SamplersState, values: SamplersValues) {
  const racers = racersOf(values);
  const lanes = [
    ...[main, ...rivals].map(({ name, milestones }) => ({ name: name as string, milestones })),
    ...fits.filter(({ family }) => racers.includes(family)).map(({ family, milestones }) => ({ name: family as string, milestones })),
  ];
  const rows = lanes.flatMap(({ name, milestones }) => milestones.map((milestone) => ({ kind: order.indexOf(name), ...milestone })));
  const error = (row: (typeof rows)[number]) => (values.errorOf === 'mean' ? row.meanError : row.varianceError);
  const positive = (x: number) => (x > 0 ? x : Number.NaN);
  return {
    sampler: Float64Array.from(rows, ({ kind }) => kind),
    gradients: Float64Array.from(rows, ({ gradientEvaluations }) => positive(gradientEvaluations)),
    passes: Float64Array.from(rows, ({ dataPasses }) => positive(dataPasses)),
    error: Float64Array.from(rows, (row) => positive(error(row))),
  };
}

export function qualityTable(state: SamplersState, values: SamplersValues) {
  const rows = qualities(state, values);
  const positive = (x: number) => (x > 0 ? x : Number.NaN);
  return {
    draws: Float64Array.from(rows, ({ draws }) => draws),
    divergence: Float64Array.from(rows, ({ divergence }) => positive(divergence)),
    stein: Float64Array.from(rows, ({ stein }) => positive(stein)),
  };
}

export function coordinateTable(state: SamplersState, { temperature }: SamplersValues) {
  const rows = coordinatesOf(state);
  const truth = state.problem.truth(temperature);
  return {
    coordinate: column(rows.length, (i) => i + 1),
    mean: Float64Array.from(rows, ({ mean }) => mean),
    sd: Float64Array.from(rows, ({ sd }) => sd),
    exactMean: column(rows.length, (i) => truth?.means[i] ?? NAN),
    exactSd: column(rows.length, (i) => Math.sqrt(truth?.variances[i] ?? NAN)),
    ess: Float64Array.from(rows, ({ ess }) => ess),
    rhat: Float64Array.from(rows, ({ rhat }) => rhat),
  };
}

export function scheduleOf({ schedule }: SamplersState) {
  return { step: Float64Array.from(schedule, ({ step }) => step), stepSize: Float64Array.from(schedule, ({ stepSize }) => stepSize) };
}

/** Bound and gap of each fitted normal; worked out anew when it moved. */
export function fitTable(state: SamplersState) {
  const { problem, fits } = state;
  const rows = fits.map(({ family, q }) =>
    keep(state, `fit ${family}`, q, () => {
      const energy = -problem.expectations.logDensity(q);
      const entropy = gaussianEntropy(q);
      return { energy, entropy, elbo: entropy - energy, gap: problem.gap?.(q) };
    }),
  );
  return rows as [(typeof rows)[number], (typeof rows)[number]];
}

export const mapTables = (state: SamplersState, values: SamplersValues) => {
  return {
    mapHere: { stepSize: Float64Array.of(stepSizeOf(values.sampler, values, 0)), row: Float64Array.of(mapRowAt(values)) },
    crossover: crossoverOf(state, values),
  };
};
