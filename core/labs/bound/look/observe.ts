// What is seen of a state: the terms, the curves, the landscape of F over q, the path over temperature, the trail.

import { copiedGrid, keep } from '../../../lab/keep.ts';
import { column, emptyColumn, emptyGrid, type Grid } from '../../../lab/result.ts';
import { spaced } from '../../../lab/sweep.ts';
import { meanOf } from '../../../math/mean.ts';
import type { Family, Parameters } from '../../../prob/family.ts';
import type { Random } from '../../../prob/random.ts';
import type { BoundValues } from '../declaration/params.ts';
import type { Model } from '../model/model.ts';
import { namesOfQ } from '../run/model-of.ts';
import { type BoundState, bayesOf, COLDEST, done, lowestAt, type Stop, trailAt } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { beliefsOf, coarseWindowOf, explanationsOf, momentsOf } from './beliefs.ts';
import { regressionsOf } from './regressions.ts';

const LATTICE = 64;

/** The two parameters of q that the landscape spans: both on the line, the widths in the plane. */
const spanned = ({ space }: Model): readonly [number, number] => (space === 'plane' ? [1, 3] : [0, 1]);

/** The terms of the bound at q, and an estimate of the bound from samples of q. */
function scalarsOf(state: BoundState, values: BoundValues) {
  const { model, q, seed } = state;
  const now = state.trail.at(-1) as Stop;
  const { accuracy, complexity, energy, entropy } = now;
  const { temperature, samples } = values;
  const estimate = estimateBound(model, q, samples, seed);
  return {
    logEvidence: model.logEvidence.value,
    accuracy,
    complexity,
    gap: model.gap(q),
    energy,
    entropy,
    elbo: accuracy - complexity,
    rise: state.rise,
    freeEnergy: energy - temperature * entropy,
    heat: temperature === 1 ? 0 : (1 - temperature) * entropy,
    evidenceError: model.logEvidence.error,
    ...(model.logEvidenceOfCounts !== undefined && { logEvidenceOfCounts: model.logEvidenceOfCounts }),
    ...(model.predictive && { predictiveMean: model.predictive.mean, predictiveVariance: model.predictive.variance }),
    ...(model.effectiveParameters !== undefined && { effectiveParameters: model.effectiveParameters }),
    ...estimate,
  };
}

function drawn(family: Family, q: Parameters, random: Random) {
  if (family.drawn) return family.drawn(q, random);
  const point = family.draw(q, random);
  return { point, logDensity: family.logDensity(q, point) };
}

/** Mean and standard error of log P(X, Θ) − log q(Θ) over draws from q: an unbiased estimate of the bound. */
export function estimateBound(model: Model, q: Parameters, samples: number, seed: number) {
  const random = streamOf(seed, 'estimate');
  const weights = Float64Array.from({ length: samples }, () => {
    const { point, logDensity } = drawn(model.family, q, random);
    return model.logPrior(point) + model.logLikelihood(point) - logDensity;
  });
  const mean = meanOf(weights);
  // In units of the farthest, whose square may be no number; of states the sum over all says more than draws do.
  const farthest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight - mean)), 0) || 1;
  const scatter = weights.reduce((sum, weight) => sum + ((weight - mean) / farthest) ** 2, 0);
  const known = model.space === 'states';
  const sd = known ? sdOfWeights(model, q) : farthest * Math.sqrt(scatter / (samples - 1));
  return { elboEstimate: mean, elboStandardError: sd / Math.sqrt(samples), ...(!known && { draws: samples }) };
}

/** Standard deviation of log P(X, Θ) − log q(Θ) under a q over states. */
function sdOfWeights(model: Model, q: Parameters): number {
  const weights = q.map((p, i) => model.logPrior([i]) + model.logLikelihood([i]) - Math.log(p));
  const expect = (f: (i: number) => number) => q.reduce((sum, p, i) => (p > 0 ? sum + p * f(i) : sum), 0);
  const mean = expect((i) => weights[i] as number);
  return Math.sqrt(expect((i) => ((weights[i] as number) - mean) ** 2));
}

function statesOf({ model, q }: BoundState) {
  if (model.space !== 'states')
    return { state: emptyColumn, prior: emptyColumn, likelihood: emptyColumn, posterior: emptyColumn, q: emptyColumn };
  const count = q.length;
  const logJoint = (i: number) => model.logPrior([i]) + model.logLikelihood([i]);
  // Evidences as shares of the highest: alone they are too small for a picture.
  const highest = model.regressions ? Math.max(...q.map((_, i) => model.logLikelihood([i]))) : 0;
  return {
    state: column(count, (i) => i),
    prior: column(count, (i) => Math.exp(model.logPrior([i]))),
    likelihood: column(count, (i) => Math.exp(model.logLikelihood([i]) - highest)),
    posterior: column(count, (i) => Math.exp(logJoint(i) - model.logEvidence.value)),
    q: Float64Array.from(q),
  };
}

/** The points by which q is held: mean and width on the line; centre and widths in the plane; each state's probability. */
function handlesOf({ model, q }: BoundState, values: BoundValues) {
  if (model.space === 'states') return { x: column(q.length, (i) => i), y: Float64Array.from(q) };
  if (model.space === 'plane') {
    const [m1, s1, m2, s2] = q as [number, number, number, number];
    return { x: Float64Array.of(m1, m1 + s1, m1), y: Float64Array.of(m2, m2, m2 + s2) };
  }
  const [mean, sd] = momentsOf(values, q);
  const density = (x: number) => Math.exp(model.family.logDensity(q, [x]));
  return { x: Float64Array.of(mean, mean + sd), y: Float64Array.of(density(mean), density(mean + sd)) };
}

/** q at one and at two standard deviations. */
function ellipseOf({ model, q }: BoundState) {
  if (model.space !== 'plane') return { x: emptyColumn, y: emptyColumn };
  const [m1, s1, m2, s2] = q as [number, number, number, number];
  const turns = 65;
  const ring = (radius: number, f: (angle: number) => number) =>
    Array.from({ length: turns }, (_, i) => radius * f((2 * Math.PI * i) / (turns - 1)));
  const both = (m: number, s: number, f: (angle: number) => number) =>
    Float64Array.of(...ring(s, f), Number.NaN, ...ring(2 * s, f)).map((x) => m + x);
  return { x: both(m1, s1, Math.cos), y: both(m2, s2, Math.sin) };
}

function lattice(model: Model, density: (point: readonly number[]) => number): Grid {
  const [xDomain, yDomain] = model.window as readonly [readonly [number, number], readonly [number, number]];
  const values = new Float32Array(LATTICE * LATTICE);
  for (let j = 0, at = 0; j < LATTICE; j += 1) {
    const y = yDomain[0] + ((yDomain[1] - yDomain[0]) * j) / (LATTICE - 1);
    for (let i = 0; i < LATTICE; i += 1, at += 1) values[at] = density([xDomain[0] + ((xDomain[1] - xDomain[0]) * i) / (LATTICE - 1), y]);
  }
  return { columns: LATTICE, rows: LATTICE, xDomain, yDomain, values };
}

/** Densities over the plane, highest 1: they are read by their contours. */
function densitiesOf(state: BoundState) {
  const { model } = state;
  if (model.space !== 'plane') return { posterior: emptyGrid, prior: emptyGrid, likelihood: emptyGrid };
  const made = keep(state.kept, 'densities', '', () => {
    const prior = lattice(model, model.logPrior);
    const likelihood = lattice(model, model.logLikelihood);
    const posterior = { ...prior, values: prior.values.map((x, i) => x + (likelihood.values[i] as number)) };
    const relative = (grid: Grid): Grid => {
      const highest = grid.values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      return { ...grid, values: grid.values.map((x) => Math.exp(x - highest)) };
    };
    return { prior: relative(prior), likelihood: relative(likelihood), posterior: relative(posterior) };
  });
  return { posterior: copiedGrid(made.posterior), prior: copiedGrid(made.prior), likelihood: copiedGrid(made.likelihood) };
}

/** Which two parameters of q the landscape spans, whether its axes are logarithms, and how far it reaches. */
function landscapeOf(state: BoundState, values: BoundValues) {
  const { model, q } = state;
  const [first, second] = spanned(model);
  const { statistics } = bayesOf(state);
  const around = (k: number): [number, number] => {
    const centre = model.posterior?.[k];
    if (centre !== undefined) return [Math.max(1e-2, centre / 12), Math.min(1e4, centre * 12)];
    const axis = Math.floor(k / 2);
    const [low, high] = model.space === 'line' ? coarseWindowOf(state, values) : (model.window[axis] as readonly [number, number]);
    if (k % 2 === 0) return [low, high];
    const sd = Math.sqrt(statistics[2 * axis + 1] as number);
    return model.space === 'plane' ? [sd / 8, sd * 4] : [Math.min((high - low) / 80, sd / 6), (high - low) / 4];
  };
  const holding = ([low, high]: [number, number], at: number, log: boolean): [number, number] =>
    log ? [Math.min(low, at / 1.2), Math.max(high, at * 1.2)] : [Math.min(low, at), Math.max(high, at)];
  const logX = model.space === 'plane' || model.posterior !== undefined;
  const xDomain = holding(around(first), q[first] as number, logX);
  const yDomain = holding(around(second), q[second] as number, true);
  return { indices: [first, second] as const, logX, xDomain, yDomain };
}

function landscape(state: BoundState, values: BoundValues): Grid {
  const { model, q } = state;
  if (model.space === 'states') return emptyGrid;
  const { indices, logX, xDomain, yDomain } = landscapeOf(state, values);
  // On the line F over (mean, sd) does not depend on where q is; in the plane the centre matters.
  const rest = model.space === 'plane' ? [q[0], q[2]] : [];
  const key = [values.temperature, ...xDomain, ...yDomain, ...rest].join(' ');
  return copiedGrid(
    keep(state.kept, 'landscape', key, () => {
      const energy = model.roughEnergy ?? ((at: Parameters) => model.priorEnergy(at) - model.accuracy(at));
      const side = model.roughEnergy ? 36 : 64;
      const xs = spaced(...xDomain, side, logX ? 'log' : 'linear');
      const ys = spaced(...yDomain, side, 'log');
      const cells = new Float32Array(side * side);
      const at = [...q];
      ys.forEach((y, j) => {
        xs.forEach((x, i) => {
          at[indices[0]] = x;
          at[indices[1]] = y;
          // What is more than the picture’s numbers hold has no height in it.
          const height = Math.fround(energy(at) - values.temperature * model.family.entropy(at));
          cells[j * side + i] = Number.isFinite(height) ? height : Number.NaN;
        });
      });
      return { columns: side, rows: side, xDomain, yDomain, values: cells };
    }),
  );
}

/** F over the probability of the first state, the others keeping their proportions. */
function sliceOf(state: BoundState, values: BoundValues) {
  const { model, q } = state;
  if (model.space !== 'states') return { p: emptyColumn, energy: emptyColumn, cold: emptyColumn, freeEnergy: emptyColumn };
  const [first, ...others] = q as [number, ...number[]];
  const rest = 1 - first;
  const at = (p: number) => [p, ...others.map((other) => (rest > 0 ? (other / rest) * (1 - p) : (1 - p) / others.length))];
  const p = column(121, (i) => (i + 0.5) / 121);
  const energy = p.map((x) => model.priorEnergy(at(x)) - model.accuracy(at(x)));
  const cold = p.map((x) => -values.temperature * model.family.entropy(at(x)));
  return { p, energy, cold, freeEnergy: energy.map((e, i) => e + (cold[i] as number)) };
}

/** Energy and entropy of Q_T from cold to hot: 1/T evenly spaced in log. */
function pathOf(state: BoundState) {
  const made = keep(state.kept, 'path', '', () => {
    const temperature = spaced(0.2, 5, 25, 'log');
    const { improperUpTo = 0, improperFrom = Number.POSITIVE_INFINITY, path, tempered: at } = state.model;
    // Where there is no Q_T its curve has no point.
    const none = { energy: Number.NaN, entropy: Number.NaN };
    const tempered = path?.(temperature) ?? temperature.map((t) => (t > improperUpTo && t < improperFrom ? at(t) : none));
    return { temperature, energy: tempered.map((t) => t.energy), entropy: tempered.map((t) => t.entropy) };
  });
  return {
    temperature: Float64Array.from(made.temperature),
    energy: Float64Array.from(made.energy),
    entropy: Float64Array.from(made.entropy),
  };
}

/** The line of equal F through q, entropy = (energy − F) / T, as far as the path's own box goes. */
function levelOf(
  path: { energy: Float64Array; entropy: Float64Array },
  { energy, entropy, freeEnergy }: { energy: number; entropy: number; freeEnergy: number },
  temperature: number,
) {
  const extent = (xs: Float64Array, here: number) => {
    const finite = [...xs, here].filter(Number.isFinite);
    return [Math.min(...finite), Math.max(...finite)] as const;
  };
  const [left, right] = extent(path.energy, energy);
  const [bottom, top] = extent(path.entropy, entropy);
  if (temperature < COLDEST) return { energy: Float64Array.of(energy, energy), entropy: Float64Array.of(bottom, top) };
  const from = Math.max(left, freeEnergy + temperature * bottom);
  const to = Math.min(right, freeEnergy + temperature * top);
  const ends = Float64Array.of(from, to);
  return { energy: ends, entropy: ends.map((x) => (x - freeEnergy) / temperature) };
}

const Q_COLUMNS = [
  'qMean',
  'qSd',
  'qMean2',
  'qSd2',
  'qA',
  'qB',
  'qShape',
  'qRate',
  'q1',
  'q2',
  'q3',
  'q4',
  'q5',
  'q6',
  'qDegree0',
  'qDegree1',
  'qDegree2',
  'qDegree3',
] as const;

function trailOf(state: BoundState, values: BoundValues) {
  const { model } = state;
  const trail = trailAt(state, values.temperature);
  const names: readonly string[] = namesOfQ(values);
  const of = (f: (stop: Stop) => number) => Float64Array.from(trail, f);
  const [first, second] = spanned(model);
  const parameters = Object.fromEntries(Q_COLUMNS.map((name) => [name, of(({ q }) => q[names.indexOf(name)] ?? Number.NaN)])) as Record<
    (typeof Q_COLUMNS)[number],
    Float64Array
  >;
  return {
    step: of((stop) => stop.step),
    energy: of((stop) => stop.energy),
    entropy: of((stop) => stop.entropy),
    accuracy: of((stop) => stop.accuracy),
    complexity: of((stop) => stop.complexity),
    freeEnergy: of((stop) => stop.freeEnergy),
    lowest: of((stop) => stop.lowest),
    excess: of((stop) => stop.freeEnergy - stop.lowest),
    temperature: of((stop) => stop.temperature),
    x: of(({ q }) => q[first] as number),
    y: of(({ q }) => q[second] as number),
    ...parameters,
  };
}

/** Three ways in which signed terms add up to log P(X): each row starts where the one above it ends. */
function termsOf({ accuracy, complexity, gap, energy, entropy, elbo, logEvidence }: ReturnType<typeof scalarsOf>) {
  const groupings = [
    [accuracy, -complexity, gap],
    [-energy, entropy, gap],
    [elbo, gap],
  ];
  let row = 0;
  const rows = groupings.flatMap((terms) => {
    let sum = 0;
    const group = terms.map((value) => {
      const from = sum;
      sum += value;
      return { row: row++, from, to: sum, value };
    });
    // An emptyGrid row between one sum and the next.
    row += 1;
    return group;
  });
  rows.push({ row, from: 0, to: logEvidence, value: logEvidence });
  return {
    row: Float64Array.from(rows, (each) => each.row),
    from: Float64Array.from(rows, ({ from }) => from),
    to: Float64Array.from(rows, ({ to }) => to),
    value: Float64Array.from(rows, ({ value }) => value),
  };
}

/** q beside the posterior in each coordinate; on the line and in the plane. */
function standingOf(state: BoundState, values: BoundValues) {
  const { model, q } = state;
  if (model.space === 'states') return { mean: emptyColumn, sd: emptyColumn, posteriorMean: emptyColumn, posteriorSd: emptyColumn };
  const { statistics } = bayesOf(state);
  const exact = model.posterior ? momentsOf(values, model.posterior) : statistics.map((x, i) => (i % 2 === 0 ? x : Math.sqrt(x)));
  const own = model.space === 'line' ? momentsOf(values, q) : q;
  const every = (from: readonly number[], part: 0 | 1) => Float64Array.from(from.filter((_, i) => i % 2 === part));
  return { mean: every(own, 0), sd: every(own, 1), posteriorMean: every(exact, 0), posteriorSd: every(exact, 1) };
}

/** How the posterior leans in the plane, from its lattice; 0 elsewhere. */
function correlationOf(state: BoundState): number {
  if (state.model.space !== 'plane') return 0;
  return keep(state.kept, 'correlation', '', () => {
    const { columns, values } = densitiesOf(state).posterior;
    let [mass, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
    values.forEach((w, at) => {
      const [i, j] = [at % columns, Math.floor(at / columns)];
      mass += w;
      x += w * i;
      y += w * j;
      xx += w * i * i;
      yy += w * j * j;
      xy += w * i * j;
    });
    const [mx, my] = [x / mass, y / mass];
    return (xy / mass - mx * my) / Math.sqrt((xx / mass - mx * mx) * (yy / mass - my * my));
  });
}

/** Prior mass within the curves, by the trapezoidal rule; 1 where there are none. */
function shownOfPrior({ theta, prior }: ReturnType<typeof beliefsOf>): number {
  let inside = 0;
  for (let i = 1; i < theta.length; i += 1)
    inside += (((prior[i] as number) + (prior[i - 1] as number)) / 2) * ((theta[i] as number) - (theta[i - 1] as number));
  return theta.length === 0 ? 1 : Math.min(1, inside);
}

export function observe(state: BoundState, values: BoundValues) {
  const { model, q } = state;
  const scalars = scalarsOf(state, values);
  const { temperature } = values;
  const bayes = bayesOf(state);
  const [first, second] = spanned(model);
  const path = pathOf(state);
  const beliefs = beliefsOf(state, values);
  return {
    scalars,
    tables: {
      beliefs,
      explanations: explanationsOf(state, beliefs),
      standing: standingOf(state, values),
      states: statesOf(state),
      handles: handlesOf(state, values),
      ellipse: ellipseOf(state),
      trail: trailOf(state, values),
      terms: termsOf(scalars),
      slice: sliceOf(state, values),
      ...regressionsOf(state),
      path,
      here: {
        x: Float64Array.of(q[first] as number),
        y: Float64Array.of(model.space === 'states' ? scalars.freeEnergy : (q[second] as number)),
        energy: Float64Array.of(scalars.energy),
        entropy: Float64Array.of(scalars.entropy),
        rests: Float64Array.of(done(state, values) ? 1 : 0),
      },
      exact: {
        energy: Float64Array.of(bayes.energy),
        entropy: Float64Array.of(bayes.entropy),
        logEvidence: Float64Array.of(scalars.logEvidence),
        lowest: Float64Array.of(lowestAt(state, temperature)),
        correlation: Float64Array.of(correlationOf(state)),
        priorShown: Float64Array.of(shownOfPrior(beliefs)),
      },
      level: levelOf(path, scalars, temperature),
    },
    grids: { landscape: landscape(state, values), ...densitiesOf(state) },
  };
}
