// The Bound lab: Bayes' rule, and what an approximation of it costs.
import { defineLab } from '../../lab/lab.ts';
import { boundIdentity, energyRow, evidenceRow } from '../free-energy.ts';
import { adopt, rolesOf } from './declaration/adopt.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

const closed = { tolerance: 1e-10 };

export const bound = defineLab({
  version: 1,
  params,
  play: 'Descend',
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'logEvidence' },
    terms: [
      { scalar: 'accuracy', sign: 1 },
      { scalar: 'complexity', sign: -1 },
      { scalar: 'gap', sign: 1 },
    ],
  },
  ledger: {
    total: 'freeEnergy',
    rows: [
      energyRow,
      {
        terms: [
          { scalar: 'complexity', sign: 1 },
          { scalar: 'accuracy', sign: -1 },
          { scalar: 'heat', sign: 1, quiet: true },
        ],
      },
      evidenceRow,
    ],
  },
  readouts: [
    { scalar: 'logEvidenceOfCounts' },
    { scalar: 'predictiveMean' },
    { scalar: 'predictiveVariance' },
    { scalar: 'effectiveParameters' },
  ],
  plots,
  layout: {
    main: ['beliefs', 'states', 'plane'],
    side: ['landscape', 'betas', 'gammas', 'widths', 'slice', 'fits', 'costs', 'effective'],
    row: [['terms'], ['energyEntropy'], ['descent', 'excess', 'sweep']],
  },
  sweep: { over: 'qMean' },
  identities: [
    boundIdentity,
    {
      name: 'gap ≥ 0',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]\\ge 0',
      of: ['gap', 'logEvidence', 'accuracy'],
      residual: (s) => Math.min(0, s.gap),
      ...closed,
    },
    {
      name: 'F never rises on the way down KL(q‖p)',
      tex: 'F(q_{t+1})\\le F(q_t)',
      of: ['rise', 'freeEnergy'],
      residual: (s) => s.rise,
      ...closed,
    },
    {
      name: 'log P(X) is known to 1e−10',
      tex: '|\\delta\\log P(X)|\\le 10^{-10}',
      of: ['evidenceError', 'logEvidence'],
      residual: (s) => s.evidenceError,
      ...closed,
    },
  ],
  certificates: {
    bound: {
      estimate: 'elboEstimate',
      standardError: 'elboStandardError',
      exact: 'elbo',
      draws: 'draws',
      test: 'The mean of log P(X, Θ) − log q(Θ) over draws of Θ from q, against accuracy less complexity.',
    },
  },
  data: {
    param: 'dataset',
    sets: {
      galaxies: { file: 'galaxies.csv', source: 'Postman, Huchra and Geller 1986; Roeder 1990' },
      faithful: { file: 'faithful.csv', source: 'Azzalini and Bowman 1990' },
      horseKicks: { file: 'horse-kicks.csv', source: 'Bortkiewicz 1898' },
      iris: { file: 'iris-petals.csv', source: 'Anderson 1935; Fisher 1936' },
    },
    uses: ({ model }) => rolesOf(model).map((role, at) => ({ role, at })),
  },
  adopt,
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
