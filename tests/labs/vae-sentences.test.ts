// Every claim that the Autoencoders lab makes in words, computed anew: from what the networks give for images and codes, in float64, and by
// counting. A sentence of a shape that is not known here fails.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { readNumber } from '../../core/lab/number-text.ts';
import { applies, type Values } from '../../core/lab/param.ts';
import type { Grid, Result } from '../../core/lab/result.ts';
import type { VaeValues } from '../../core/labs/vae/declaration/params.ts';
import { engine } from '../../core/labs/vae/engine.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { imagesOf } from '../../core/labs/vae/run/batches.ts';
import { comingStep, gradientOf, init, step, type VaeState } from '../../core/labs/vae/run/state.ts';
import { streamOf } from '../../core/labs/vae/run/streams.ts';
import { logLikelihood } from '../../core/nets/likelihood.ts';
import { draw } from '../../core/nets/posterior.ts';
import { createRandom, type Random } from '../../core/prob/random.ts';
import { type Tensor2D, tf } from '../../core/tensor/index.ts';
import { presetValues } from './declaration-faults.ts';
import { bars, smallValues, vaeValues } from './small-images.ts';

interface Told {
  readonly state: VaeState;
  readonly values: VaeValues;
  readonly result: Result;
  readonly steps: number;
  /** Held-out rows as they were when last looked at. */
  readonly looked: { readonly terms: readonly Terms[]; readonly codes: ReturnType<typeof codesOf> };
  /** Means of the minibatches between the last two times that were written down; none before the first. */
  readonly learnt: Terms | undefined;
  /** As it was found when K draws were last taken. */
  readonly surveyed: { readonly at: number; readonly shared: number; readonly gain: Estimate | undefined } | undefined;
}

interface Terms {
  readonly accuracy: number;
  readonly complexity: number;
}
interface Estimate {
  readonly mean: number;
  readonly error: number;
}

const LOG_2PI = Math.log(2 * Math.PI);
const mean = (xs: ArrayLike<number>) => Array.from(xs).reduce((a, b) => a + b, 0) / xs.length;
const estimate = (xs: readonly number[]): Estimate => {
  const m = mean(xs);
  return { mean: m, error: Math.sqrt(xs.reduce((sum, x) => sum + (x - m) ** 2, 0) / (xs.length - 1) / xs.length) };
};
const normals = (random: Random, count: number) => {
  const drawn = new Float64Array(count);
  random.normals(drawn);
  return Float32Array.from(drawn);
};
const array = (tensor: { dataSync(): ArrayLike<number> }) => Float64Array.from(tensor.dataSync());

/** Σ f over one row of numbers. */
function rowSum(row: number, width: number, f: (at: number) => number): number {
  let sum = 0;
  for (let at = row * width; at < (row + 1) * width; at += 1) sum += f(at);
  return sum;
}

/** log p(x|z) of rows, by its definition for ones and zeros and for normals. */
function likelihoods({ networks }: VaeState, outputs: Tensor2D, x: Tensor2D): Float64Array {
  const { likelihood, pixels } = networks.architecture;
  if (likelihood !== 'bernoulli' && likelihood !== 'gaussian') return array(logLikelihood(networks, outputs, x));
  const [given, image] = [array(outputs), array(x)];
  const log = networks.parameters['decoder/logScale']?.dataSync()[0] ?? 0;
  const normal = (at: number) => -0.5 * (LOG_2PI + log + ((image[at] as number) - (given[at] as number)) ** 2 / Math.exp(log));
  const coin = (at: number) => -Math.log1p(Math.exp((image[at] as number) > 0.5 ? -(given[at] as number) : (given[at] as number)));
  return Float64Array.from({ length: given.length / pixels }, (_, row) => rowSum(row, pixels, likelihood === 'gaussian' ? normal : coin));
}

/** Accuracy and complexity of each row at one draw each, from a stream of noise. */
function termsAt(state: VaeState, x: Float32Array, random: Random): Terms[] {
  const { networks } = state;
  const { pixels, latentDimension: k } = networks.architecture;
  const rows = x.length / pixels;
  return tf.tidy(() => {
    const images = tf.tensor2d(x, [rows, pixels]);
    const q = networks.encode(images);
    const noise = tf.tensor2d(normals(random, rows * k), [rows, k]);
    const { z, logDensity } = draw(networks, q, noise);
    const units = networks.drawnUnits.map((count) => tf.tensor2d(normals(random, rows * count), [rows, count]));
    const accuracy = likelihoods(state, networks.decode(z, units), images);
    const [mu, logs, codes, density] = [array(q.mean), array(q.logVariance), array(z), array(logDensity)];
    const lower = q.lower ? array(q.lower) : new Float64Array();
    return Array.from(accuracy, (each, row) => {
      if (networks.flow) {
        const prior = rowSum(row, k, (at) => -0.5 * (LOG_2PI + (codes[at] as number) ** 2));
        return { accuracy: each, complexity: (density[row] as number) - prior };
      }
      const diagonal = rowSum(row, k, (at) => {
        const [m, s] = [mu[at] as number, logs[at] as number];
        return 0.5 * (m * m + Math.exp(s) - 1 - s);
      });
      const below = lower.length > 0 ? rowSum(row, (k * (k - 1)) / 2, (at) => 0.5 * (lower[at] as number) ** 2) : 0;
      return { accuracy: each, complexity: diagonal + below };
    });
  });
}

const boundOf = ({ accuracy, complexity }: Terms) => accuracy - complexity;
const heldOutOf = (state: VaeState) => termsAt(state, state.judged, streamOf(state.seed, 'heldOutCodes'));

/** Means and log variances of a normal q. */
function codesOf({ networks, judged }: VaeState) {
  const { pixels, latentDimension: k } = networks.architecture;
  const [means, logs] = tf.tidy(() => {
    const { mean: m, logVariance } = networks.encode(tf.tensor2d(judged, [judged.length / pixels, pixels]));
    return [(networks.flow?.(m).z ?? m).dataSync() as Float32Array, logVariance.dataSync() as Float32Array] as const;
  });
  return { k, means: Float64Array.from(means), logs: Float64Array.from(logs) };
}

/** E log q(z|x) − log q(z) over the rows, q(z) their mean. */
function sharedBy(state: VaeState): number {
  const { k, means, logs } = codesOf(state);
  const rows = means.length / k;
  const noise = normals(streamOf(state.seed, 'information'), rows * k);
  const z = means.map((m, at) => m + Math.exp(0.5 * (logs[at] as number)) * (noise[at] as number));
  const precisions = logs.map((s) => Math.exp(-s));
  /** log q(z of one row | x of another). */
  const log = (row: number, other: number) => {
    let sum = 0;
    for (let j = 0; j < k; j += 1) {
      const at = other * k + j;
      const off = (z[row * k + j] as number) - (means[at] as number);
      sum -= 0.5 * (LOG_2PI + (logs[at] as number) + off * off * (precisions[at] as number));
    }
    return sum;
  };
  const each = Array.from({ length: rows }, (_, row) => {
    let all = 0;
    for (let other = 0; other < rows; other += 1) all += Math.exp(log(row, other));
    return log(row, row) - Math.log(all / rows);
  });
  return mean(each);
}

/** What K draws gain over one, by draws of its own. */
function gainOf({ state, values }: Pick<Told, 'state' | 'values'>): Estimate {
  const { pixels } = state.networks.architecture;
  const images = state.judged.slice(0, 100 * pixels);
  const draws = Array.from({ length: values.importanceSamples }, (_, i) => termsAt(state, images, createRandom(7700 + i)).map(boundOf));
  const rows = (draws[0] ?? []).map((_, row) => draws.map((one) => one[row] as number));
  const { mean: gain, error } = estimate(
    rows.map((bounds) => {
      const most = Math.max(...bounds);
      return most + Math.log(mean(bounds.map((bound) => Math.exp(bound - most)))) - mean(bounds);
    }),
  );
  // The lab takes the bound of five draws each from what K draws find.
  const spread = mean(rows.map((bounds) => (bounds.length > 1 ? estimate(bounds).error * Math.sqrt(bounds.length) : 0)));
  return { mean: gain, error: Math.hypot(error, spread / Math.sqrt(5 * rows.length)) };
}

const look = (state: VaeState, values: VaeValues): Result => engine.observe(state, values) as unknown as Result;

/** Trains for some steps; with `twice`, each minibatch is gone through once more, to be told of apart from the lab’s own sums. */
async function tell(values: VaeValues, data: Dataset | undefined, steps: number, seed = 1, twice = true): Promise<Told> {
  let state = await init(values, { random: createRandom(seed), seed, data });
  let [sums, learnt]: [Terms[], Terms | undefined] = [[], undefined];
  let surveyed: Told['surveyed'];
  const survey = () => {
    if (!state.survey || surveyed?.at === state.survey.step) return;
    const shared = state.networks.architecture.family === 'meanField' ? sharedBy(state) : Number.NaN;
    surveyed = { at: state.survey.step, shared, gain: state.step > 0 ? gainOf({ state, values }) : undefined };
  };
  const seen = () => ({ terms: heldOutOf(state), codes: codesOf(state) });
  let looked = seen();
  survey();
  for (let taken = 0; taken < steps; taken += 1) {
    if (twice) {
      const { terms, gradients } = gradientOf(state, comingStep(state, values));
      tf.dispose(gradients);
      sums.push({ accuracy: terms.accuracy, complexity: terms.priorEnergy - terms.entropy });
    }
    const written = state.entries.length;
    state = step(state, values);
    if (state.entries.length === written) continue;
    const of = (f: (terms: Terms) => number) => mean(sums.map(f));
    if (twice) learnt = { accuracy: of(({ accuracy }) => accuracy), complexity: of(({ complexity }) => complexity) };
    sums = [];
    // The last look of all is not far from the end.
    if (taken + 1 >= 0.7 * steps) looked = seen();
    survey();
  }
  return { state, values, result: look(state, values), steps, looked, learnt, surveyed };
}

const numberOf = (text: string | undefined) => Number((text ?? '').replace('−', '-'));
/** A number in a sentence is the one that was computed, to its last digit or to what float32 leaves of it. */
const agrees = (text: string | undefined, value: number, rounding = 2e-3) => {
  const said = numberOf(text);
  const digit = 0.5 * 10 ** -(text?.split('.')[1]?.length ?? 0);
  expect(Math.abs(said - value), `${text} for ${value}`).toBeLessThanOrEqual(1.01 * digit + rounding + 1e-4 * Math.abs(value));
};

const column = ({ result }: Told, table: string, name: string) => Array.from(result.tables[table]?.[name] ?? []);

/** Latents whose mean varies by more than 0.01; those within rounding of it may go either way. */
function expectActive(told: Told, count: string | undefined, of: string | undefined) {
  const { k, means } = told.looked.codes;
  const variances = Array.from({ length: k }, (_, j) => {
    const own = Array.from(means).filter((_, at) => at % k === j);
    const m = mean(own);
    return mean(own.map((x) => (x - m) ** 2));
  });
  const sure = variances.filter((variance) => variance > 0.01 * 1.001).length;
  const most = variances.filter((variance) => variance > 0.01 * 0.999).length;
  expect(numberOf(count)).toBeGreaterThanOrEqual(sure);
  expect(numberOf(count)).toBeLessThanOrEqual(most);
  expect(numberOf(of)).toBe(k);
}

/** By label, the label of the code nearest to each code on the plane; labels that few have are left out. */
function neighboursBy(told: Told) {
  const [x, y, label] = ['x', 'y', 'label'].map((name) => column(told, 'codes', name)) as [number[], number[], number[]];
  const nearest = x.map((_, i) => {
    const away = (j: number) => Math.hypot((x[j] as number) - (x[i] as number), (y[j] as number) - (y[i] as number));
    const others = [...x.keys()].filter((j) => j !== i);
    return label[others.reduce((best, j) => (away(j) < away(best) ? j : best))] as number;
  });
  const rows = (one: number, other: number) => [...label.keys()].filter((i) => label[i] === one && nearest[i] === other).length;
  const size = (one: number) => label.filter((each) => each === one).length;
  const kinds = [...new Set(label)].filter((kind) => size(kind) >= 5);
  return { kinds, share: (one: number) => rows(one, one) / size(one), mixed: (a: number, b: number) => rows(a, b) + rows(b, a) };
}

function expectMixture(told: Told, said: readonly (string | undefined)[]) {
  const names = told.result.names?.codes;
  const { kinds, share, mixed } = neighboursBy(told);
  const pairs = kinds.flatMap((a) => kinds.filter((b) => b > a).map((b) => mixed(a, b)));
  // Nothing is said where there is nothing to say.
  if (said[0] === undefined) return expect(!names || kinds.length < 3 || Math.max(...pairs) === 0).toBe(true);
  const [one, other, apart] = said.map((name) => names?.indexOf(name ?? '') ?? -1) as [number, number, number];
  expect(mixed(one, other)).toBe(Math.max(...pairs));
  expect(mixed(one, other)).toBeGreaterThan(0);
  expect(share(apart)).toBe(Math.max(...kinds.map(share)));
}

/** The best that a linear model can do, by the spectrum of the images’ covariance. */
function principalOf({ state, values }: Told): number {
  const { training } = state;
  const d = training.rows * training.columns;
  const all = imagesOf(
    training,
    Uint32Array.from({ length: training.count }, (_, i) => i),
    'grey',
    createRandom(0),
  );
  const data = new Matrix(Array.from({ length: training.count }, (_, row) => Array.from(all.subarray(row * d, (row + 1) * d))));
  const centred = data.subRowVector(data.mean('column'));
  const covariance = centred.transpose().mmul(centred).div(training.count);
  const spectrum = new EigenvalueDecomposition(covariance, { assumeSymmetric: true }).realEigenvalues.toSorted((a, b) => b - a);
  const [kept, rest] = [spectrum.slice(0, values.latentDimension), spectrum.slice(values.latentDimension)];
  const logs = kept.reduce((sum, v) => sum + Math.log(v), 0) + rest.length * Math.log(mean(rest));
  return -0.5 * (d * LOG_2PI + logs + d);
}

/** The bound of linear networks over all training images: its expectation by many draws. */
function linearBy({ state }: Told): Estimate {
  const { training } = state;
  const all = imagesOf(
    training,
    Uint32Array.from({ length: training.count }, (_, i) => i),
    'grey',
    createRandom(0),
  );
  return estimate(Array.from({ length: 12 }, (_, i) => mean(termsAt(state, all, createRandom(9100 + i)).map(boundOf))));
}

/** A tile of a grid of images, row by row from the top. */
function tileOf({ values, columns, rows, tile = [columns, rows] }: Grid, at: number): number[] {
  const [wide, high] = tile;
  const [left, top] = [(at % (columns / wide)) * wide, Math.floor(at / (columns / wide)) * high];
  return Array.from(
    { length: wide * high },
    (_, i) => values[(rows - 1 - top - Math.floor(i / wide)) * columns + left + (i % wide)] as number,
  );
}

const decoded = ({ state: { networks } }: Told, code: ArrayLike<number>): number[] => {
  const { likelihood } = networks.architecture;
  return tf.tidy(() => {
    const out = array(networks.decode(tf.tensor2d(Float32Array.from(code), [1, code.length])));
    return Array.from(likelihood === 'bernoulli' ? out.map((l) => 1 / (1 + Math.exp(-l))) : out);
  });
};
const expectImage = (told: Told, found: readonly number[], code: ArrayLike<number>) => {
  if (told.state.networks.architecture.likelihood === 'categorical') return;
  decoded(told, code).forEach((pixel, i) => {
    expect(found[i]).toBeCloseTo(pixel, 3);
  });
};

/** The image nearest to the point, by number, label and place; of the codes that are drawn none is nearer. */
function expectNearest(told: Told, [image, name, x, y]: readonly (string | undefined)[]) {
  const { latentX, latentY } = told.values;
  const [xs, ys] = [column(told, 'codes', 'x'), column(told, 'codes', 'y')];
  const away = Math.min(...xs.map((at, i) => Math.hypot(at - latentX, (ys[i] as number) - latentY)));
  const row = numberOf(image);
  agrees(x, column(told, 'chosen', 'x')[0] as number);
  agrees(y, column(told, 'chosen', 'y')[0] as number);
  const own = Math.hypot((column(told, 'chosen', 'x')[0] as number) - latentX, (column(told, 'chosen', 'y')[0] as number) - latentY);
  expect(own).toBeCloseTo(away, 6);
  if (name !== undefined) expect(told.result.names?.codes?.[told.state.heldOut.labels?.[row] ?? -1]).toBe(name);
  const { k, means } = told.looked.codes;
  if (k > 2) return;
  expect(means[row * k]).toBeCloseTo(column(told, 'chosen', 'x')[0] as number, 4);
  if (k === 2) expect(means[row * k + 1]).toBeCloseTo(column(told, 'chosen', 'y')[0] as number, 4);
}

const NUMBER = '(−?[\\d.]+(?:e[−\\d]+)?)';
const shape = (text: string) => new RegExp(`^${text.replaceAll('#', NUMBER)}$`);
const ACTIVE = '(\\d+) of (\\d+) latents? active';
const NEAREST = `nearest to it is held-out (?:image|point) (\\d+)(?: \\(([^)]+)\\))?, whose code is at #, #`;
const POINT = '# across, # up';

type Check = (said: readonly (string | undefined)[], told: Told) => void;

const expectPoint = ({ values }: Told, x: string | undefined, y: string | undefined) => {
  agrees(x, values.latentX, 0);
  agrees(y, values.latentY, 0);
};

const elbo = ({ looked }: Told) => mean(looked.terms.map(boundOf));

/** What is said, and whether it is so. */
const claims: Readonly<Record<string, readonly [RegExp, Check]>> = {
  'no step': [
    shape('No step is taken yet: what the networks make of a code is random\\. Press Train\\.'),
    (_, { steps, values }) => expect([steps, values.weights]).toEqual([0, 'fresh']),
  ],
  linear: [
    shape('By formula, the bound of all training images is # nats, # below probabilistic PCA, the best that any linear model can do\\.'),
    ([bound, below], told) => {
      const best = principalOf(told);
      const { mean: own, error } = linearBy(told);
      expect(Math.abs(numberOf(bound) - own)).toBeLessThan(5 * error + 1e-3);
      expect(numberOf(below)).toBeGreaterThanOrEqual(0);
      agrees(below, best - numberOf(bound));
    },
  ],
  silent: [
    shape(
      '(Images|Points) held out are worth # nats\\. No latent is active: no mean of q varies from (?:image|point) to (?:image|point) by more than 0\\.01\\.',
    ),
    ([, bound], told) => {
      agrees(bound, elbo(told));
      expectActive(told, '0', `${told.values.latentDimension}`);
    },
  ],
  worth: [
    shape(
      `(Images|Points) held out are worth # nats, with ${ACTIVE}\\.(?: On the plane (.+) and (.+) mix most, (.+) keeps most to itself\\.)?`,
    ),
    ([what, bound, active, of, ...mixture], told) => {
      expect(what === 'Points').toBe(told.state.training.points !== undefined);
      agrees(bound, elbo(told));
      expectActive(told, active, of);
      expectMixture(told, mixture);
    },
  ],
  bound: [
    shape('The bound is # nats in training and # held out(?:; with K draws each it was # at step (\\d+))?\\.'),
    ([training, out, more, at], told) => {
      const { learnt, surveyed, state } = told;
      // Beliefs about weights are paid for in training, and by nobody else.
      const price = told.result.scalars.weightComplexity as number;
      if (learnt) agrees(training, boundOf(learnt) - price);
      agrees(out, elbo(told));
      if (more === undefined)
        return expect(surveyed === undefined || state.entries.every((entry) => entry.survey?.step !== entry.step)).toBe(true);
      const entry = state.entries.find((one) => one.step === numberOf(at));
      const bound = (entry?.heldOut.accuracy ?? 0) - ((entry?.heldOut.priorEnergy ?? 0) - (entry?.heldOut.entropy ?? 0));
      expect(entry?.survey?.step).toBe(entry?.step);
      // The last one that this run took, by other draws; those that a model brings along were taken elsewhere.
      if (surveyed?.at === entry?.step && surveyed?.gain) {
        const { mean: gain, error } = surveyed.gain;
        expect(Math.abs(numberOf(more) - bound - gain)).toBeLessThan(6 * Math.SQRT2 * error + 0.15 * gain + 0.02);
      }
      expect(numberOf(more)).toBeGreaterThan(bound - 0.2);
    },
  ],
  terms: [
    shape('In training accuracy is # nats and complexity #(?:, and beliefs about weights cost #)?\\.'),
    ([accuracy, complexity, price], { learnt, values, result }) => {
      if (learnt) agrees(accuracy, learnt.accuracy);
      if (learnt) agrees(complexity, learnt.complexity);
      expect(price !== undefined).toBe(values.decoderWeights === 'bayesian' && values.network !== 'convolutional');
      if (price !== undefined) agrees(price, result.scalars.weightComplexity as number);
    },
  ],
  back: [
    shape('Images held out, each above what its code gives back; in expectation over q the accuracy is # nats\\.'),
    ([accuracy], told) => {
      agrees(accuracy, mean(told.looked.terms.map((terms) => terms.accuracy)));
      const { k, means } = told.looked.codes;
      expectImage(told, tileOf(told.result.grids.reconstructions as Grid, 4), means.slice(0, k));
      tileOf(told.result.grids.reconstructions as Grid, 0).forEach((pixel, i) => {
        expect(pixel).toBeCloseTo(told.state.judged[i] as number, 5);
      });
    },
  ],
  ways: [
    shape('The way of (\\d+) held-out points? to where its code’s mean decodes; in expectation over q the accuracy is # nats\\.'),
    ([count, accuracy], told) => {
      expect(column(told, 'ends', 'x')).toHaveLength(numberOf(count));
      agrees(accuracy, mean(told.looked.terms.map((terms) => terms.accuracy)));
    },
  ],
  points: [
    shape('(\\d+) points held out over the density that the networks give the plane; one is worth # nats on average\\.'),
    ([count, bound], told) => {
      expect(numberOf(count)).toBe(told.state.judged.length / 2);
      agrees(bound, elbo(told));
    },
  ],
  lattice: [
    shape(`Where lines of codes lie in the plane of the points: the code at ${POINT} decodes to \\(#, #\\)\\.`),
    ([x, y, px, py], told) => {
      const { latentDimension: k, latentX, latentY } = told.values;
      expectPoint(told, x, y);
      if (k > 2) return;
      const [atX, atY] = decoded(told, k === 1 ? [latentX] : [latentX, latentY]);
      agrees(px, atX as number);
      agrees(py, atY as number);
    },
  ],
  plane: [
    shape(`(\\d+) codes? of what was held out on the plane; the point that is decoded is at ${POINT}; ${NEAREST}\\.`),
    ([count, x, y, ...nearest], told) => {
      expect(column(told, 'codes', 'x')).toHaveLength(numberOf(count));
      expectPoint(told, x, y);
      expectNearest(told, nearest);
    },
  ],
  decoded: [
    shape(`What the code at ${POINT} decodes to; ${NEAREST}\\.`),
    ([x, y, ...nearest], told) => {
      const { latentDimension: k, latentX, latentY } = told.values;
      expectPoint(told, x, y);
      expectNearest(told, nearest);
      if (k <= 2) expectImage(told, tileOf(told.result.grids.decoded as Grid, 0), k === 1 ? [latentX] : [latentX, latentY]);
    },
  ],
  'a map': [
    shape('A map of (\\d+) held-out codes?, laid out by their neighbours among all latents\\.'),
    ([count], told) => {
      expect(column(told, 'neighbours', 'x')).toHaveLength(numberOf(count));
      expect(told.values.neighbours).toBe(true);
    },
  ],
  'no map': [shape('No map is laid out yet\\.'), (_, told) => expect(column(told, 'neighbours', 'x')).toEqual([])],
  collapse: [
    shape(`${ACTIVE}; together the codes held out say # nats each beyond the prior\\.`),
    ([active, of, complexity], told) => {
      expectActive(told, active, of);
      agrees(complexity, mean(told.looked.terms.map((terms) => terms.complexity)));
    },
  ],
  information: [
    shape(`${ACTIVE}(?:; what is held out and its code share # nats)?\\.`),
    ([active, of, shared], told) => {
      expectActive(told, active, of);
      if (shared !== undefined) agrees(shared, told.surveyed?.shared ?? Number.NaN);
    },
  ],
  aggregate: [
    shape('All codes together are # nats from the prior; what is held out and its code share # nats\\.'),
    ([from, shared], told) => {
      agrees(shared, told.surveyed?.shared ?? Number.NaN);
      // What codes say is in part of their images, in part that all of them are elsewhere than the prior.
      if (told.surveyed?.at === (told.state.entries.at(-1)?.step ?? 0))
        agrees(from, mean(told.looked.terms.map((terms) => terms.complexity)) - (told.surveyed?.shared ?? Number.NaN), 4e-3);
    },
  ],
  'a density': [
    shape('The density of all held-out codes along one axis, beside the prior\\.'),
    (_, { result }) => expect(result.scalars.aggregateComplexity).toBeUndefined(),
  ],
  schedule: [
    shape('At the last step β was #\\.'),
    ([beta], { values, steps }) => {
      const { warmUp, inverseTemperature } = values;
      agrees(beta, inverseTemperature * (warmUp > 0 ? Math.min(1, steps / warmUp) : 1), 0.005 * inverseTemperature);
    },
  ],
  annealed: [
    shape(
      'Annealed chains estimate log p\\(x\\) of 25 held-out images at # ± # nats, # (above|below) the bound of the same images(?:, which is no more than log p\\(x\\) itself: there are too few temperatures)?\\. These are the networks after step (\\d+)\\.',
    ),
    ([evidence, error, off, side, at], told) => {
      const { state, steps } = told;
      const images = state.judged.slice(0, 25 * state.networks.architecture.pixels);
      const draws = Array.from({ length: 400 }, (_, i) => termsAt(state, images, createRandom(5500 + i)).map(boundOf));
      const rows = (draws[0] ?? []).map((_, row) => draws.map((one) => one[row] as number));
      const bound = mean(rows.map(mean));
      const each = rows.map((row) => {
        const most = Math.max(...row);
        return most + Math.log(mean(row.map((one) => Math.exp(one - most))));
      });
      expect(numberOf(at)).toBe(steps);
      // Few latents: as many draws find log p(x) to a tenth of a nat.
      expect(Math.abs(numberOf(evidence) - mean(each))).toBeLessThan(0.4);
      const spread = estimate(each).error;
      expect(Math.abs(numberOf(error) / spread - 1)).toBeLessThan(0.25);
      expect(Math.abs((side === 'above' ? 1 : -1) * numberOf(off) - (numberOf(evidence) - bound))).toBeLessThan(0.1);
    },
  ],
  'no chains': [shape('No chains are annealed yet\\.'), (_, { result }) => expect(result.scalars.annealedBound).toBeUndefined()],
  coding: [
    shape(
      '(One image takes|\\d+ images take) # bits a pixel, # by the bound: # bits for an image and # for its code, less # borrowed; and every pixel came back\\. These are the networks after step (\\d+)\\.',
    ),
    ([count, length, bound, image, code, borrowed, at], told) => {
      const of = (name: string) => column(told, 'coding', name);
      const pixels = told.state.networks.architecture.pixels;
      const rows = of('net').length;
      expect(count).toBe(rows === 1 ? 'One image takes' : `${rows} images take`);
      agrees(image, mean(of('likelihood')));
      agrees(code, mean(of('prior')));
      agrees(borrowed, mean(of('borrowed')));
      agrees(length, mean(of('likelihood').map((bits, i) => bits + (of('prior')[i] as number) - (of('borrowed')[i] as number))) / pixels);
      agrees(bound, mean(of('bound')) / pixels);
      expect(numberOf(at)).toBeLessThanOrEqual(told.steps);
      if (numberOf(at) !== told.steps) return;
      // The bound in bits, by other draws.
      const nats = told.looked.terms.slice(0, rows).map(boundOf);
      expect(Math.abs((numberOf(bound) * pixels * Math.LN2) / -mean(nats) - 1)).toBeLessThan(0.1);
    },
  ],
  'not coded': [shape('No images are coded yet\\.'), (_, told) => expect(column(told, 'coding', 'net')).toEqual([])],
  drawing: [
    shape('The drawing is worth # nats, accuracy # less complexity #\\.'),
    ([bound, accuracy, complexity], told) => {
      const { pixels } = told.state.networks.architecture;
      const image = tileOf(told.result.grids.drawing as Grid, 0);
      const copies = new Float32Array(64 * pixels);
      for (let i = 0; i < 64; i += 1) copies.set(image, i * pixels);
      const terms = termsAt(told.state, copies, streamOf(told.state.seed, 'drawing'));
      agrees(accuracy, mean(terms.map((each) => each.accuracy)));
      agrees(complexity, mean(terms.map((each) => each.complexity)));
      agrees(bound, mean(terms.map(boundOf)));
    },
  ],
  'not drawn': [shape('Nothing is drawn yet\\.'), (_, { values }) => expect(values.drawn).toBe('')],
  fantasies: [
    shape('Images of (\\d+) codes that were drawn from the prior\\.'),
    ([count], { result, state }) => {
      const { columns, rows } = result.grids.fantasies as Grid;
      expect((columns * rows) / state.networks.architecture.pixels).toBe(numberOf(count));
    },
  ],
  traversals: [
    shape('Images along each latent from −3 to 3, the others at 0\\.'),
    (_, told) => {
      const { complexities, variances } = told.state.evaluation;
      const weights = complexities.length > 0 ? complexities : variances;
      const first = weights.indexOf(Math.max(...weights));
      for (const [tile, at] of [
        [0, -3],
        [4, 0],
        [8, 3],
      ] as const)
        expectImage(
          told,
          tileOf(told.result.grids.traversals as Grid, tile),
          Array.from(weights.length > 0 ? { length: told.values.latentDimension } : [], (_, j) => (j === first ? at : 0)),
        );
    },
  ],
  between: [
    shape('Images on the way from example (\\d+) to example (\\d+)\\.'),
    ([a, b], told) => {
      const { k, means } = told.looked.codes;
      const last = means.length / k - 1;
      const code = (row: number) => means.slice(Math.min(row, last) * k, (Math.min(row, last) + 1) * k);
      expectImage(told, tileOf(told.result.grids.between as Grid, 0), code(numberOf(a)));
      expectImage(told, tileOf(told.result.grids.between as Grid, 8), code(numberOf(b)));
    },
  ],
};

const met = new Set<string>();

/** Checks every sentence that the lab says here. */
function expectTrue(told: Told) {
  const { result, values } = told;
  const plots = Object.entries(vae.plots).filter(([, plot]) => applies(plot.when, values as unknown as Values));
  const said = [
    ['the lab', vae.sentence(result, values as unknown as Values)],
    ...plots.map(([id, plot]) => [id, plot.sentence(result, values as unknown as Values)]),
  ] as const;
  for (const [where, sentence] of said) {
    const found = Object.entries(claims).find(([, [known]]) => known.test(sentence as string));
    if (!found) throw new Error(`${where} says what nobody checks: ${sentence}`);
    const [name, [known, check]] = found;
    met.add(name);
    check(known.exec(sentence as string)?.slice(1) ?? [], told);
  }
}

describe('every sentence is so', () => {
  it.each(Object.keys(vae.presets))('at the opening of %s', async (preset) => {
    const values = presetValues(vae, preset);
    const told = await tell(vaeValues(values), await dataFor(vae, values, undefined), vae.presets[preset]?.steps ?? 0, 1, false);
    expectTrue(told);
  });

  /** So many cases, whatever time they take. */
  const COUNT = 22;
  const random = createRandom(15);
  const pick = <T>(options: readonly T[]): T => options[random.below(options.length)] as T;
  const cases = Array.from({ length: COUNT }, (_, i) => {
    const dataset = pick(['own', 'own', 'own', 'moons', 'gaussians'] as const);
    return {
      i,
      steps: pick([0, 1, 7, 30, 50, 66]),
      raw: {
        dataset,
        network: dataset === 'own' ? pick(['dense', 'dense', 'linear', 'convolutional']) : 'dense',
        likelihood: dataset === 'own' ? pick(['bernoulli', 'bernoulli', 'gaussian', 'discretizedLogistic']) : 'gaussian',
        family: pick(['meanField', 'meanField', 'fullCovariance', 'planar', 'inverseAutoregressive']),
        decoderWeights: pick(['point', 'point', 'bayesian']),
        latentDimension: 1 + random.below(4),
        aligned: pick([true, false]),
        inverseTemperature: pick([1, 1, 0.3, 4]),
        warmUp: pick([0, 0, 40]),
        latentX: random.below(400) / 100 - 2,
        latentY: random.below(400) / 100 - 2,
        neighbours: pick([true, false, false]),
        coded: pick([0, 1, 4]),
        drawn: pick(['', '0f'.repeat(392)]),
        exampleA: random.below(40),
      },
    };
  });

  it.each(cases)('of random values, case $i', async ({ raw, steps, i }) => {
    const values = smallValues(raw);
    const data = raw.dataset === 'own' ? bars : await dataFor(vae, values, undefined);
    expectTrue(await tell(vaeValues(values), data, steps, i + 1));
  });

  it('of chains that are annealed, with enough temperatures and with too few', async () => {
    for (const annealed of [60, 1]) {
      const values = vaeValues(smallValues({ latentDimension: 2, learningRate: 1e-2, annealed: 0 }));
      const told = await tell(values, bars, 150);
      const asked = { ...values, annealed };
      const result = look(told.state, asked);
      const sentence = vae.plots.evidence?.sentence(result, asked as unknown as Values) ?? '';
      if (annealed === 60) expectTrue({ ...told, values: asked, result });
      // One temperature is too few for these: the sentence says so, and no more.
      else
        expect(sentence).toMatch(
          / below the bound of the same images, which is no more than log p\(x\) itself: there are too few temperatures\./,
        );
    }
  });

  it('and each kind of them was met', () => {
    expect(Object.keys(claims).filter((name) => !met.has(name))).toEqual([]);
  });

  it('and would not be taken for one that is not so, or that nobody knows', async () => {
    const values = vaeValues(smallValues({ latentDimension: 2 }));
    const told = await tell(values, bars, 30);
    const [known, check] = claims.worth as (typeof claims)[string];
    const said = known.exec(vae.sentence(told.result, values as unknown as Values))?.slice(1) ?? [];
    check(said, told);
    const off = readNumber(numberOf(said[1]) + 0.5);
    expect(() => check([said[0], off, ...said.slice(2)], told)).toThrow();
    expect(() => check([said[0], said[1], '0', ...said.slice(3)], told)).toThrow();
    expect(Object.values(claims).some(([each]) => each.test('All is well.'))).toBe(false);
  });
});
