// The Gradient estimators lab's pictures.
import { estimatorNames } from '../../../inference/estimators/estimators.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { withinRange } from '../../../lab/param.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { continuous, dimensional, discrete, type EstimatorsValues, estimatorHues, linear, params, scored, shortNames } from './params.ts';
import {
  arrowsSentence,
  baselineSentence,
  batchSentence,
  levelsSentence,
  raceSentence,
  relaxationSentence,
  signalSentence,
  varianceSentence,
} from './sentences.ts';
import { drawnEstimators, shownEstimators } from './shown.ts';

type EstimatorsPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

/** Every estimator in its own colour; named, where the axis does not name it. */
const byEstimator = { by: 'estimator', hues: estimatorNames.map((name) => estimatorHues[name]) } as const;
const named = { ...byEstimator, names: estimatorNames.map((name) => shortNames[name]) } as const;
const rows = (values: EstimatorsValues) => shownEstimators(values).map((name) => shortNames[name]);

const curve = (table: 'widthCurve' | 'dimensionCurve', y: 'variance' | 'signal') =>
  ({ mark: 'line', table, x: 'x', y, ...named, width: 1.5 }) as const;

const measured = (table: 'widthPoints' | 'dimensionPoints') =>
  ({ mark: 'dot', table, x: 'x', y: 'variance', ...byEstimator, radius: 3 }) as const;

/** A point on the axis that is dragged along a curve's axis. */
const here = <const P extends 'qSd' | 'probability' | 'dimension' | 'samples' | 'batchSize' | 'gumbelTemperature'>(
  param: P,
  x: 'width' | 'dimension' | 'samples' | 'batch' | 'temperature',
  y: 'variance' | 'ofSamples' | 'signal' | 'ofTemperature' | 'ofBatch',
  name: string,
) =>
  ({
    mark: 'handle',
    table: 'here',
    x,
    y,
    // The width and the probability are q's, the rest is not.
    hue: param === 'qSd' || param === 'probability' ? 'entropy' : 'ink',
    name,
    moves: 'x',
    fetched: true,
    params: [param],
    drag: (to: { readonly x: number }) => ({ [param]: withinRange(params[param], to.x) }) as Partial<EstimatorsValues>,
  }) as const;

const race = (x: 'step' | 'milliseconds', title: string, tab: string, label: string): EstimatorsPlot => ({
  title,
  tab,
  caption: 'free energy, nats; band: five seeds',
  x: { label, ...(x === 'step' && { scale: 'log', steps: true }), grid: true },
  y: { grid: true },
  marks: [
    { mark: 'area', table: 'race', x, y: 'most', from: 'least', ...byEstimator },
    { mark: 'line', table: 'race', x, y: 'freeEnergy', ...named, width: 1.75 },
    { mark: 'rule', table: 'finish', y: 'freeEnergy', hue: 'gap', dash: 'dotted', label: 'least' },
  ],
  sentence: raceSentence,
});

const widthOf = (discreteOnes: boolean, y: 'variance' | 'signal', title: string, tab: string): EstimatorsPlot => ({
  title,
  tab,
  caption: y === 'variance' ? 'lines exact, dots measured' : 'of one draw: |mean| / sd',
  when: discreteOnes ? discrete : continuous,
  x: discreteOnes ? { label: 'probability of a one', grid: true } : { label: 'width of q, σ', scale: 'log', grid: true },
  y: { scale: 'log', grid: true },
  marks: [
    curve('widthCurve', y),
    ...(y === 'variance' ? [measured('widthPoints')] : []),
    here(discreteOnes ? 'probability' : 'qSd', 'width', y, discreteOnes ? 'probability' : 'width of q'),
  ],
  sentence: y === 'variance' ? varianceSentence : signalSentence,
});

/** Who else is shown, but reads no single draws, or comes after the first few. */
const undrawn = (values: EstimatorsValues) => {
  const left = shownEstimators(values).filter((name) => !drawnEstimators(values).includes(name));
  return left.length === 0 ? '' : `; not drawn: ${left.map((name) => shortNames[name]).join(', ')}`;
};

const downhill = { mark: 'arrow', x: 'x', y: 'y', toX: 'toX', toY: 'toY' } as const;

export const plots = {
  arrows: {
    title: 'What each draw says',
    tab: 'Draws',
    caption: (values) => `arrows go downhill, all to one scale${undrawn(values)}`,
    when: continuous,
    x: { label: 'θ₁' },
    y: { bare: true, include: [-1.5, 1.1] },
    marks: [
      { mark: 'area', table: 'density', x: 'theta', y: 'density', hue: 'entropy' },
      { mark: 'line', table: 'density', x: 'theta', y: 'density', hue: 'entropy', width: 1.5, label: 'q' },
      { mark: 'line', table: 'density', x: 'theta', y: 'energy', hue: 'energy', dash: 'dotted', label: 'f' },
      { ...downhill, table: 'arrows', ...byEstimator },
      { mark: 'dot', table: 'arrows', x: 'x', y: 'y', ...named, radius: 2.5 },
      { ...downhill, table: 'truthArrow', hues: ['gap'], names: ['the truth'] },
      {
        mark: 'handle',
        table: 'onQ',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: (row) => (row === 0 ? 'mean of q' : 'width of q'),
        moves: 'x',
        params: ['qMean', 'qSd'],
        drag: ({ x, row }, { qMean }) =>
          row === 0 ? { qMean: withinRange(params.qMean, x) } : { qSd: withinRange(params.qSd, Math.abs(x - qMean)) },
      },
    ],
    sentence: arrowsSentence,
  },
  levels: {
    title: 'What each value says',
    tab: 'Values',
    caption: (values) => `of one coordinate${undrawn(values)}`,
    when: discrete,
    x: {
      label: 'θ',
      categories: ({ problem, categories }) =>
        problem === 'categorical' ? Array.from({ length: categories }, (_, k) => `level ${k + 1}`) : ['0', '1'],
    },
    y: { include: 0, grid: true },
    marks: [
      {
        mark: 'box',
        table: 'levels',
        x: 'left',
        y: 'zero',
        toX: 'right',
        toY: 'probability',
        hues: ['entropy'],
        by: 'kind',
        names: ['probability'],
      },
      { mark: 'box', table: 'levelsSay', x: 'left', y: 'zero', toX: 'right', toY: 'says', ...named },
    ],
    sentence: levelsSentence,
  },
  estimates: {
    title: 'Estimates about the truth',
    tab: 'Estimates',
    caption: ({ samples }) => (samples === 1 ? 'from one draw each' : `each from ${samples} draws`),
    x: { label: 'estimate of the gradient', grid: true },
    y: { categories: rows },
    marks: [
      { mark: 'rule', table: 'truth', x: 'gradient', hue: 'gap', label: 'true gradient' },
      { mark: 'line', table: 'estimates', x: 'gradient', y: 'row', ...byEstimator, width: 1.5 },
    ],
    sentence: varianceSentence,
  },
  variances: {
    title: 'Variance of one draw',
    tab: 'Variance',
    caption: 'ring exact, dot measured',
    x: { scale: 'log', grid: true },
    y: { categories: rows },
    marks: [
      { mark: 'dot', table: 'now', x: 'exact', y: 'row', hue: 'soft', radius: 6 },
      { mark: 'dot', table: 'now', x: 'variance', y: 'row', ...byEstimator, radius: 3.5 },
    ],
    sentence: varianceSentence,
  },
  samples: {
    title: 'Variance against draws',
    tab: 'Draws S',
    caption: 'slope −1: lines exact, dots measured',
    x: { label: 'draws S', scale: 'log', grid: true, include: 0.7 },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'samplesCurve', x: 'x', y: 'variance', ...named, width: 1.5 },
      { mark: 'dot', table: 'samplesPoints', x: 'x', y: 'variance', ...byEstimator, radius: 3 },
      here('samples', 'samples', 'ofSamples', 'draws of an estimate'),
    ],
    sentence: varianceSentence,
  },
  width: widthOf(false, 'variance', 'Variance against the width of q', 'Width'),
  probability: widthOf(true, 'variance', 'Variance against the probability', 'Probability'),
  signal: widthOf(false, 'signal', 'Signal to noise against the width of q', 'Signal'),
  signalProbability: widthOf(true, 'signal', 'Signal to noise against the probability', 'Signal to noise'),
  dimension: {
    title: 'Variance against dimensions',
    tab: 'Dimensions',
    caption: 'lines exact, dots measured',
    when: dimensional,
    // Room at the left for a handle at 1.
    x: { label: 'dimensions D', scale: 'log', grid: true, include: 0.6 },
    y: { scale: 'log', grid: true },
    marks: [curve('dimensionCurve', 'variance'), measured('dimensionPoints'), here('dimension', 'dimension', 'variance', 'dimensions')],
    sentence: varianceSentence,
  },
  baseline: {
    title: 'Variance against the baseline',
    tab: 'Baseline',
    caption: 'of one draw, exact',
    when: scored,
    x: { label: 'baseline b', grid: true },
    y: { include: 0, grid: true },
    marks: [
      {
        mark: 'line',
        table: 'baselineCurve',
        x: 'baseline',
        y: 'variance',
        hue: estimatorHues.constantBaseline,
      },
      { mark: 'dot', table: 'baselinePoints', x: 'baseline', y: 'variance', ...named, radius: 4 },
      {
        mark: 'handle',
        table: 'baselineNow',
        x: 'baseline',
        y: 'variance',
        hue: estimatorHues.constantBaseline,
        name: 'baseline',
        label: shortNames.constantBaseline,
        moves: 'x',
        fetched: true,
        params: ['baseline'],
        drag: ({ x }) => ({ baseline: withinRange(params.baseline, x) }),
      },
    ],
    sentence: baselineSentence,
  },
  batch: {
    title: 'Variance against the batch',
    tab: 'Batch',
    caption: 'dotted: the covariance of two examples',
    when: linear,
    x: { label: 'batch M', scale: 'log', grid: true, include: 0.7 },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'batchParts', x: 'batch', y: 'single', hue: 'soft', dash: 'dashed', label: '1/M' },
      { mark: 'line', table: 'batchParts', x: 'batch', y: 'shared', hue: 'soft', dash: 'dotted', label: 'covariance' },
      { mark: 'line', table: 'batchCurve', x: 'batch', y: 'variance', ...named, width: 1.5 },
      { mark: 'dot', table: 'batchPoints', x: 'batch', y: 'variance', ...byEstimator, radius: 3 },
      here('batchSize', 'batch', 'ofBatch', 'batch'),
    ],
    sentence: batchSentence,
  },
  temperature: {
    title: 'Relaxation: bias against variance',
    tab: 'Relaxation',
    caption: 'dotted: bias',
    when: { problem: ['bernoulli'] },
    x: { label: 'relaxation λ', scale: 'log', grid: true },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'temperatureCurve', x: 'temperature', y: 'variance', ...named, width: 1.5 },
      { mark: 'line', table: 'temperatureCurve', x: 'temperature', y: 'bias', ...byEstimator, dash: 'dotted', width: 2 },
      here('gumbelTemperature', 'temperature', 'ofTemperature', 'relaxation'),
    ],
    sentence: relaxationSentence,
  },
  race: race('step', 'The race, by steps', 'By steps', 'steps'),
  raceTime: race('milliseconds', 'The race, by the clock', 'By the clock', 'milliseconds of a run'),
} as const satisfies Readonly<Record<string, EstimatorsPlot>>;
