// What the Gradient estimators lab yields.
import { type EstimatorName, estimatorNames } from '../../../inference/estimators/estimators.ts';
import type { Known, ScalarSpec } from '../../../lab/lab.ts';
import { shortNames } from './params.ts';

const suffixes = [
  'Mean',
  'MeanError',
  'Bias',
  'Variance',
  'VarianceError',
  'VarianceDraws',
  'VarianceExact',
  'SignalToNoise',
  'FreeEnergy',
] as const;
type Suffix = (typeof suffixes)[number];

const descriptions: Readonly<Record<Suffix, readonly [label: string, known: Known, help: string]>> = {
  Mean: ['mean', 'measured', 'The mean of all its estimates so far.'],
  MeanError: ['standard error of the mean', 'estimated', 'How far chance moves that mean: by the exact variance, where it is known.'],
  Bias: ['bias', 'measured', 'That mean less the true gradient.'],
  Variance: [
    'variance',
    'measured',
    'Of its estimate from one draw, over all it has given so far; of estimates from several draws, times their number.',
  ],
  VarianceError: ['standard error of the variance', 'estimated', 'How far chance moves the measured variance.'],
  VarianceDraws: [
    'draws behind that error',
    'estimated',
    'Normal draws that would tell it as well, a thousand standing for more: few where rare estimates are large.',
  ],
  VarianceExact: ['variance', 'exact', 'The same by formula, sum or quadrature.'],
  SignalToNoise: ['signal to noise', 'measured', 'Size of the mean over the standard deviation of one draw.'],
  FreeEnergy: ['F in the race', 'exact', 'Free energy where its five runs stand, their mean.'],
};

export type EstimatorScalars = { readonly [K in `${EstimatorName}${Suffix}`]?: number };

const ofEach = Object.fromEntries(
  estimatorNames.flatMap((name) =>
    suffixes.map((suffix) => [
      `${name}${suffix}`,
      {
        label: `${shortNames[name]}: ${descriptions[suffix][0]}`,
        known: descriptions[suffix][1],
        help: descriptions[suffix][2],
        optional: true,
      },
    ]),
  ),
) as { readonly [K in `${EstimatorName}${Suffix}`]: ScalarSpec & { readonly optional: true } };

export const scalars = {
  energy: {
    label: 'energy',
    tex: '\\mathbb{E}_q[f]',
    unit: 'nat',
    hue: 'energy',
    known: 'exact',
    help: 'E_q[f(θ)]; for data, −log P(X, Θ) expected under q.',
  },
  entropy: { label: 'entropy', tex: 'H(q)', unit: 'nat', hue: 'entropy', known: 'exact', help: 'How spread out q is.' },
  freeEnergy: {
    label: 'free energy',
    tex: 'F',
    unit: 'nat',
    hue: 'ink',
    known: 'exact',
    help: 'Energy less entropy, at q: what the race goes down.',
  },
  trueGradient: {
    label: 'true gradient',
    tex: '\\nabla_\\phi',
    hue: 'gap',
    known: 'exact',
    help: 'The derivative of E_q[f], by formula, sum or quadrature.',
  },
  varianceRatio: {
    label: 'score / pathwise',
    known: 'exact',
    optional: true,
    help: 'Variance of the score function over that of the pathwise estimator, of one draw each.',
  },
  bestBaseline: {
    label: 'best baseline',
    tex: 'b^*',
    known: 'exact',
    optional: true,
    help: 'The constant of least variance, E[f s²]/E[s²].',
  },
  expectationResidual: {
    label: 'largest bias',
    known: 'exact',
    help: 'Of those that should have none: how far the exact expectation lies from the gradient, by another way of integrating.',
  },
  closedPathwise: {
    label: 'pathwise, closed form',
    known: 'exact',
    optional: true,
    help: 'For powers of θ: the variance of one draw as a polynomial.',
  },
  closedScoreFunction: { label: 'score function, closed form', known: 'exact', optional: true, help: 'The same for the score function.' },
  ...ofEach,
} as const;

const estimator = { label: 'estimator' };
const variance = { label: 'variance of one draw' };
const arrow = { x: { label: 'θ' }, y: { label: 'lane' }, toX: { label: 'θ after' }, toY: { label: 'lane after' } };
const place = {
  level: { label: 'level' },
  left: { label: 'left edge' },
  right: { label: 'right edge' },
  zero: { label: 'foot' },
};
const curve = { x: { label: 'at' }, variance, signal: { label: 'signal to noise' }, estimator };
const points = { x: { label: 'at' }, variance, estimator };

const ofSamples = { x: { label: 'draws S' }, variance: { label: 'variance of S draws' }, estimator };

export const tables = {
  density: { theta: { label: 'θ' }, density: { label: 'q, highest 1' }, energy: { label: 'f, from 0 to 1' } },
  arrows: { ...arrow, estimator },
  truthArrow: arrow,
  onQ: { x: { label: 'θ' }, y: { label: 'q, highest 1' } },
  levels: { ...place, kind: { label: 'kind' }, probability: { label: 'probability' } },
  levelsSay: { ...place, says: { label: 'what it says of the derivative' }, estimator },
  estimates: { gradient: { label: 'estimate of the gradient' }, row: { label: 'row' }, estimator },
  truth: { gradient: { label: 'true gradient' } },
  now: {
    row: { label: 'row' },
    variance,
    exact: { label: 'exact' },
    expected: { label: 'exact mean' },
    signal: { label: 'signal to noise' },
    estimator,
  },
  samplesCurve: ofSamples,
  samplesPoints: ofSamples,
  widthCurve: curve,
  widthPoints: points,
  dimensionCurve: curve,
  dimensionPoints: points,
  baselineCurve: { baseline: { label: 'b' }, variance },
  baselinePoints: { baseline: { label: 'b' }, variance, estimator },
  baselineNow: { baseline: { label: 'b' }, variance },
  batchCurve: { batch: { label: 'batch M' }, variance, estimator },
  batchPoints: { batch: { label: 'batch M' }, variance, estimator },
  batchParts: { batch: { label: 'batch M' }, single: { label: 'of single examples' }, shared: { label: 'covariance' } },
  temperatureCurve: { temperature: { label: 'λ' }, variance, bias: { label: 'bias' }, estimator },
  here: {
    width: { label: 'width' },
    dimension: { label: 'dimensions' },
    samples: { label: 'draws' },
    batch: { label: 'batch' },
    temperature: { label: 'λ' },
    variance: { label: 'variance of one draw' },
    signal: { label: 'signal to noise' },
    ofSamples: { label: 'variance of S draws' },
    ofTemperature: { label: 'variance at λ' },
    ofBatch: { label: 'variance at M' },
  },
  race: {
    step: { label: 'step' },
    milliseconds: { label: 'milliseconds' },
    freeEnergy: { label: 'F', unit: 'nat' },
    least: { label: 'least F', unit: 'nat' },
    most: { label: 'most F', unit: 'nat' },
    estimator,
  },
  finish: { freeEnergy: { label: 'least possible F', unit: 'nat' } },
} as const;

export const grids = {} as const;
