// Expectation–maximization: two half-steps, and one thing that falls.
import { defineLab } from '../../lab/lab.ts';
import { energyRow, evidenceRow } from '../free-energy.ts';
import { adopt, MOST_ROWS } from './declaration/adopt.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

const closed = { tolerance: 1e-10 };

export const em = defineLab({
  version: 1,
  params,
  play: 'Descend',
  speed: 4,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'logLikelihood' },
    terms: [
      { scalar: 'energy', sign: -1 },
      { scalar: 'entropy', sign: 1 },
      { scalar: 'gap', sign: 1 },
      { scalar: 'priorEnergy', sign: 1, quiet: true },
    ],
  },
  headlines: [
    {
      when: { model: ['plane', 'line', 'coins', 'digits'], variant: ['variational'] },
      left: { scalar: 'logEvidence' },
      terms: [
        { scalar: 'energy', sign: -1 },
        { scalar: 'entropy', sign: 1 },
        { scalar: 'complexity', sign: -1 },
        { scalar: 'gap', sign: 1 },
      ],
    },
  ],
  ledger: {
    total: 'freeEnergy',
    rows: [
      { terms: [...energyRow.terms, { scalar: 'complexity', sign: 1, quiet: true }] },
      {
        terms: [
          { scalar: 'gap', sign: 1 },
          { scalar: 'logLikelihood', sign: -1 },
          { scalar: 'priorEnergy', sign: 1, quiet: true },
          { scalar: 'heat', sign: 1, quiet: true },
        ],
      },
      evidenceRow,
    ],
  },
  plots,
  layout: {
    main: ['plane', 'line', 'coins', 'images', 'direction', 'restarts'],
    side: ['stairs', 'slopes'],
    row: [['race', 'raceTime', 'choice'], ['terms'], ['entropy', 'shares']],
  },
  identities: [
    {
      name: 'F never rises at a move that promises it',
      tex: 'F(q_{t+1},\\theta_{t+1})\\le F(q_t,\\theta_t)',
      of: ['rise', 'freeEnergy'],
      residual: (s) => s.rise,
      ...closed,
    },
    {
      name: 'an exact E-step closes the gap',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(Z\\mid X,\\theta)]=0',
      of: ['openedGap', 'logLikelihood'],
      residual: (s) => s.openedGap,
      ...closed,
    },
    {
      name: 'gap ≥ 0',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(Z\\mid X,\\theta)]\\ge 0',
      of: ['gap', 'logLikelihood'],
      residual: (s) => Math.min(0, s.gap),
      ...closed,
    },
    {
      name: 'responsibilities sum to 1',
      tex: '\\sum_k q_i(k)=1',
      of: ['strayShare'],
      residual: (s) => s.strayShare,
      ...closed,
    },
    {
      name: 'running sums are those of q',
      tex: 's=\\sum_i\\mathbb{E}_{q_i}[t(x_i,z_i)]',
      of: ['strayStatistics'],
      residual: (s) => s.strayStatistics,
      ...closed,
    },
  ],
  data: {
    param: 'dataset',
    most: MOST_ROWS,
    implied: [{ when: { model: ['digits'] }, set: 'digits' }],
    sets: {
      faithful: { file: 'faithful.csv', source: 'Azzalini and Bowman 1990' },
      galaxies: { file: 'galaxies.csv', source: 'Postman, Huchra and Geller 1986; Roeder 1990' },
      penguins: {
        file: 'penguins-sex.csv',
        source: 'Gorman, Williams and Fraser 2014',
        columns: ['bill_length_mm', 'bill_depth_mm'],
      },
      digits: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998, black and white; four fifths of them',
        images: { training: 'digits', files: ['digits.csv.gz'] },
      },
    },
    uses: ({ model }, count) =>
      model === 'coins' || model === 'digits'
        ? []
        : model === 'line' || count < 2
          ? [{ role: 'x', at: 0 }]
          : [
              { role: 'x', at: 0 },
              { role: 'y', at: 1 },
            ],
  },
  adopt,
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
