// Beliefs about a Θ on the line as curves: how far the axis goes, where the curves are looked at, and which explanations the posterior holds.

import { keep } from '../../../lab/keep.ts';
import { emptyColumn } from '../../../lab/result.ts';
import type { Parameters } from '../../../prob/family.ts';
import type { BoundValues } from '../declaration/params.ts';
import type { BoundState } from '../run/state.ts';

type Interval = readonly [low: number, high: number];
type Curve = (x: number) => number;

/** A hump of a log density: where it is highest, and how far from there it has lost half a nat. */
interface Peak {
  readonly at: number;
  readonly reach: number;
}

/** Mean and standard deviation of a q on the line. */
export function momentsOf({ model }: BoundValues, q: Parameters): [mean: number, sd: number] {
  const [a, b] = q as [number, number];
  if (model === 'coin') return [a / (a + b), Math.sqrt((a * b) / (a + b + 1)) / (a + b)];
  if (model === 'poisson') return [a / b, Math.sqrt(a) / b];
  return [a, b];
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** argmax f between two points, by golden sections. */
function highest(f: Curve, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 48; i += 1) {
    const reach = GOLDEN * (high - low);
    if (f(high - reach) >= f(low + reach)) high = low + reach;
    else low = high - reach;
  }
  return (low + high) / 2;
}

/** The humps of a log density on an interval. A logarithm bends where the density itself is long flat, so that a look at few points finds them. */
function peaksOf(log: Curve, [low, high]: Interval): readonly Peak[] {
  const count = 160;
  const step = (high - low) / count;
  const x = Array.from({ length: count }, (_, i) => low + (i + 0.5) * step);
  const heights = x.map(log);
  return x.flatMap((here, i) => {
    const [before, at, after] = [heights[i - 1], heights[i], heights[i + 1]] as (number | undefined)[];
    if (before === undefined || at === undefined || after === undefined || !(at >= before && at > after)) return [];
    const peak = highest(log, here - step, here + step);
    let reach = step / 1e4;
    while (reach < high - low && log(peak + reach) > log(peak) - 0.5 && log(peak - reach) > log(peak) - 0.5) reach *= 1.3;
    return [{ at: peak, reach }];
  });
}

/** Of a curve’s height, what a straight line between two of its points may be away from it. */
const STRAIGHT = 0.004;

/** Points, those given among them, between which straight lines follow the curves; no two are nearer than `nearest`. */
function bends(curves: readonly Curve[], given: readonly number[], nearest: number): number[] {
  const look = (x: number) => ({ x, ys: curves.map((curve) => curve(x)) });
  const first = [...new Set(given)].sort((a, b) => a - b).map(look);
  const tops = curves.map((_, k) => first.reduce((top, { ys }) => Math.max(top, Number.isFinite(ys[k]) ? (ys[k] as number) : 0), 0));
  const between = (a: ReturnType<typeof look>, b: ReturnType<typeof look>): number[] => {
    if (b.x - a.x < 2 * nearest) return [];
    const middle = look((a.x + b.x) / 2);
    // Far from 0 there may be no number between.
    if (!(middle.x > a.x && middle.x < b.x)) return [];
    const straight = middle.ys.every(
      (y, k) => Math.abs(y - ((a.ys[k] as number) + (b.ys[k] as number)) / 2) <= STRAIGHT * (tops[k] as number),
    );
    return straight ? [] : [...between(a, middle), middle.x, ...between(middle, b)];
  };
  return first.flatMap((here, i) => {
    const next = first[i + 1];
    return next ? [here.x, ...between(here, next)] : [here.x];
  });
}

/** Points about a hump, and evenly over the whole. */
const about = ({ at, reach }: Peak, [low, high]: Interval): number[] =>
  Array.from({ length: 25 }, (_, i) => at + ((i - 12) / 2.4) * reach).filter((x) => x > low && x < high);

const evenly = ([low, high]: Interval, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + ((i + 0.5) / count) * (high - low));

/** ∫ of a curve given at points, by the trapezoidal rule, up to each of them. */
function sums(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const total = new Float64Array(x.length);
  for (let i = 1; i < x.length; i += 1) {
    const height = ((y[i] as number) + (y[i - 1] as number)) / 2;
    total[i] = (total[i - 1] as number) + height * ((x[i] as number) - (x[i - 1] as number));
  }
  return total;
}

/** Posterior mass that may lie beyond either end of what is shown. */
const TAIL = 1e-4;

/** How many sds of q are shown to each side. */
const Q_REACH = 3.5;

/** The window holds at most so many times the width in which posterior and q lie: prior tails may leave it. */
const WIDE = 2.2;

/** What does not depend on q: the humps of prior, likelihood and posterior, and where the posterior’s mass is. */
const humpsOf = (state: BoundState) =>
  keep(state.kept, 'humps', '', () => {
    const { model } = state;
    const wide = model.window[0] as Interval;
    const prior = (x: number) => model.logPrior([x]);
    const likelihood = (x: number) => model.logLikelihood([x]);
    const joint = (x: number) => prior(x) + likelihood(x);
    const posterior = peaksOf(joint, wide);
    const density = (x: number) => Math.exp(joint(x) - model.logEvidence.value);
    const x = bends([density], [...evenly(wide, 64), ...posterior.flatMap((peak) => about(peak, wide))], (wide[1] - wide[0]) / 1e5);
    const total = sums(x, x.map(density));
    const all = total.at(-1) as number;
    const from = Math.max(0, total.findIndex((mass) => mass > TAIL * all) - 1);
    const to = Math.min(
      x.length - 1,
      total.findIndex((mass) => mass > (1 - TAIL) * all),
    );
    const mass: Interval = [x[from] as number, x[to < 0 ? x.length - 1 : to] as number];
    // Looked at from near, what seemed one hump may be two.
    const near = peaksOf(joint, mass);
    const humps = [...posterior, ...near, ...peaksOf(prior, wide), ...peaksOf(likelihood, wide)];
    return { posterior: near.length > 0 ? near : posterior, humps, mass, joint };
  });

/** Where Θ may be, whatever the window. */
const supportOf = ({ model }: BoundValues): Interval =>
  model === 'coin' ? [0, 1] : model === 'poisson' ? [0, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * The part of the line that is shown: the mass of the posterior, q where it began and where it is, and as much around them, prior and
 * likelihood, as leaves them their share.
 */
function windowOf(state: BoundState, values: BoundValues): Interval {
  const { mass } = humpsOf(state);
  const [least, most] = supportOf(values);
  const [from, to] = state.model.window[0] as Interval;
  const momentsOfQ = [state.trail[0]?.q ?? state.q, state.q].map((q) => momentsOf(values, q));
  const low = Math.max(least, Math.min(mass[0], ...momentsOfQ.map(([m, sd]) => m - Q_REACH * sd)));
  const high = Math.min(most, Math.max(mass[1], ...momentsOfQ.map(([m, sd]) => m + Q_REACH * sd)));
  // A little air beyond, then what the whole window has to each side, as far as there is room.
  const width = high - low;
  const [left, right] = [Math.max(0, low - from), Math.max(0, to - high)];
  const share = Math.min(1, ((WIDE - 1) * width) / Math.max(left + right, 1e-300));
  const air = 0.03 * width;
  return [Math.max(least, low - Math.max(air, left * share)), Math.min(most, high + Math.max(air, right * share))];
}

/** That part, out to the next sixteenths: while q is moved a little it stays what it was. */
export function coarseWindowOf(state: BoundState, values: BoundValues): Interval {
  const [low, high] = windowOf(state, values);
  const [least, most] = supportOf(values);
  const step = 2 ** Math.ceil(Math.log2((high - low) / 16));
  return [Math.max(least, step * Math.floor(low / step)), Math.min(most, step * Math.ceil(high / step))];
}

const noCurves = { theta: emptyColumn, prior: emptyColumn, likelihood: emptyColumn, posterior: emptyColumn, q: emptyColumn };

const finite = (y: number) => (Number.isFinite(y) ? y : Number.NaN);

/** Prior, likelihood (scaled to area 1 in the window), posterior and q, at points where they bend. */
export function beliefsOf(state: BoundState, values: BoundValues): typeof noCurves {
  const { model, q } = state;
  if (model.space !== 'line') return noCurves;
  const window = windowOf(state, values);
  const nearest = (window[1] - window[0]) / 4000;
  const logEvidence = model.logEvidence.value;
  const { posterior: peaks, humps } = humpsOf(state);
  const likelihoodTop = Math.max(
    ...[...humps.map(({ at }) => at), ...evenly(window, 64)].map((x) => model.logLikelihood([x])).filter(Number.isFinite),
  );
  const prior = (x: number) => Math.exp(model.logPrior([x]));
  const likelihood = (x: number) => Math.exp(model.logLikelihood([x]) - likelihoodTop);
  // So far from 0 that neighbours are further apart than it is wide, it has no height.
  const posterior = (x: number) => finite(Math.exp(model.logPrior([x]) + model.logLikelihood([x]) - logEvidence));
  const curve = (x: number) => Math.exp(model.family.logDensity(q, [x]));
  const fixed = keep(state.kept, 'curves', window.join(' '), () => {
    const given = [...evenly(window, 64), ...humps.flatMap((hump) => about(hump, window)), ...peaks.map(({ at }) => at)];
    const x = bends(
      [prior, likelihood, posterior],
      given.filter((at) => at > window[0] && at < window[1]),
      nearest,
    );
    return { x, prior: x.map(prior), likelihood: x.map(likelihood), posterior: x.map(posterior) };
  });
  const [mean, sd] = momentsOf(values, q);
  const own = bends([curve], [...evenly(window, 24), ...about({ at: mean, reach: sd }, window)], Math.min(nearest, sd / 50));
  const rows = new Map(fixed.x.map((x, i) => [x, [fixed.prior[i], fixed.likelihood[i], fixed.posterior[i]] as number[]]));
  for (const x of own) if (!rows.has(x)) rows.set(x, [prior(x), likelihood(x), posterior(x)]);
  const theta = Float64Array.from(rows.keys()).sort();
  const column = (k: number) => theta.map((x) => (rows.get(x) as number[])[k] as number);
  const scaled = column(1);
  const area = (sums(theta, scaled).at(-1) as number) || 1;
  return { theta, prior: column(0), likelihood: scaled.map((y) => y / area), posterior: column(2), q: theta.map(curve) };
}

/** Posterior mass below which a hump is no explanation. */
const SLIGHT = 0.01;

/** Of the lower of two humps, how high the ground between them may lie that they are two. */
const APART = 0.8;

/** The humps that are explanations of their own, and the lowest places between them. */
function partedHumps({ posterior, joint }: ReturnType<typeof humpsOf>): {
  readonly tops: readonly number[];
  readonly saddles: readonly number[];
} {
  const tops: number[] = [];
  const saddles: number[] = [];
  for (const { at } of posterior) {
    const before = tops.at(-1);
    if (before === undefined) {
      tops.push(at);
      continue;
    }
    const saddle = highest((x) => -joint(x), before, at);
    const apart = Math.exp(joint(saddle) - Math.min(joint(before), joint(at))) <= APART;
    if (apart) {
      saddles.push(saddle);
      tops.push(at);
    } else if (joint(at) > joint(before)) tops[tops.length - 1] = at;
  }
  return { tops, saddles };
}

/**
 * The explanations that the posterior holds: each hump with the mass of posterior and q on its side of the saddles, and how much of the two
 * is the same there, ∫ min(q, P(Θ|X)); by the trapezoidal rule on the curves, to about 0.003.
 */
export function explanationsOf(
  state: BoundState,
  { theta, posterior, q }: Pick<ReturnType<typeof beliefsOf>, 'theta' | 'posterior' | 'q'>,
) {
  if (state.model.space !== 'line') return { at: emptyColumn, posterior: emptyColumn, q: emptyColumn, shared: emptyColumn };
  const { tops, saddles } = partedHumps(humpsOf(state));
  const shared = q.map((y, i) => Math.min(y, posterior[i] as number));
  const [inPosterior, inQ, inBoth] = [posterior, q, shared].map((y) => sums(theta, y)) as [Float64Array, Float64Array, Float64Array];
  const upTo = (total: Float64Array, x: number) => {
    const next = theta.findIndex((at) => at >= x);
    if (next <= 0) return next < 0 ? (total.at(-1) as number) : 0;
    const share = (x - (theta[next - 1] as number)) / ((theta[next] as number) - (theta[next - 1] as number));
    return (total[next - 1] as number) + share * ((total[next] as number) - (total[next - 1] as number));
  };
  const between = (total: Float64Array, k: number) =>
    upTo(total, saddles[k] ?? Number.POSITIVE_INFINITY) - upTo(total, saddles[k - 1] ?? Number.NEGATIVE_INFINITY);
  const found = tops
    .map((at, k) => ({ at, posterior: between(inPosterior, k), q: between(inQ, k), shared: between(inBoth, k) }))
    .filter(({ posterior: mass }) => mass >= SLIGHT);
  const column = (name: 'at' | 'posterior' | 'q' | 'shared') => Float64Array.from(found, (row) => row[name]);
  return { at: column('at'), posterior: column('posterior'), q: column('q'), shared: column('shared') };
}
