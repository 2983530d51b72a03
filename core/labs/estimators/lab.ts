// The Gradient estimators lab: one gradient, estimated in many ways.

import { defineLab } from '../../lab/lab.ts';
import { certificates } from './declaration/certificates.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

export const estimators = defineLab({
  version: 1,
  params,
  play: 'Race',
  speed: 60,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'freeEnergy' },
    terms: [
      { scalar: 'energy', sign: 1 },
      { scalar: 'entropy', sign: -1 },
    ],
  },
  ledger: {
    total: 'freeEnergy',
    rows: [
      {
        terms: [
          { scalar: 'energy', sign: 1 },
          { scalar: 'entropy', sign: -1 },
        ],
      },
    ],
  },
  readouts: [
    { scalar: 'trueGradient' },
    { scalar: 'varianceRatio' },
    { scalar: 'bestBaseline' },
    ...(['pathwise', 'localPathwise', 'scoreFunction'] as const).map((name) => ({
      scalar: `${name}Variance` as const,
      standardError: `${name}VarianceError` as const,
      exact: `${name}VarianceExact` as const,
    })),
  ],
  plots,
  layout: {
    main: ['arrows', 'levels'],
    side: ['estimates', 'variances'],
    row: [
      ['race', 'raceTime'],
      ['batch', 'temperature', 'width', 'probability', 'dimension'],
      ['samples', 'signal', 'signalProbability', 'baseline'],
    ],
  },
  identities: [
    {
      name: 'unbiased estimators expect the gradient',
      tex: '\\mathbb{E}[\\hat g]=\\nabla_\\phi\\mathbb{E}_q[f]',
      of: ['expectationResidual'],
      residual: (s) => s.expectationResidual,
      tolerance: 1e-7,
    },
    {
      name: 'pathwise variance, in closed form',
      tex: 'f=\\theta^2:\\ \\operatorname{Var}=4\\sigma^2',
      of: ['pathwiseVarianceExact', 'closedPathwise'],
      residual: (s) => s.pathwiseVarianceExact - s.closedPathwise,
      tolerance: 1e-9,
    },
    {
      name: 'score function variance, in closed form',
      tex: 'f=\\theta^2:\\ \\operatorname{Var}=\\mu^4/\\sigma^2+14\\mu^2+15\\sigma^2',
      of: ['scoreFunctionVarianceExact', 'closedScoreFunction'],
      residual: (s) => s.scoreFunctionVarianceExact - s.closedScoreFunction,
      tolerance: 1e-9,
    },
    {
      name: 'no constant beats the best one',
      tex: '\\operatorname{Var}(b^*)\\le\\operatorname{Var}(b)',
      of: ['optimalBaselineVarianceExact', 'scoreFunctionVarianceExact'],
      residual: (s) => Math.min(0, s.scoreFunctionVarianceExact - s.optimalBaselineVarianceExact),
      tolerance: 1e-9,
    },
  ],
  certificates,
  data: {
    param: 'problem',
    sets: {
      logistic: { file: 'iris-petals.csv', source: 'Anderson 1935; Fisher 1936' },
      layer: {
        file: 'mnist-train-10000-images-idx3-ubyte.gz',
        source: 'LeCun, Cortes and Burges; the first 500 digits',
        images: {
          training: 'mnist',
          files: ['mnist-train-10000-images-idx3-ubyte.gz', 'mnist-train-10000-labels-idx1-ubyte.gz'],
        },
      },
    },
  },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
