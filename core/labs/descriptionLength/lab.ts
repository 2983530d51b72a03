// Description length: what a belief about a weight costs to send.
import { OWN } from '../../data/dataset.ts';
import { defineLab } from '../../lab/lab.ts';
import { adopt, MOST_ROWS } from './declaration/adopt.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { exported, params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

export const descriptionLength = defineLab({
  version: 1,
  params,
  play: 'Go on',
  speed: 20,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'descriptionLength' },
    terms: [
      { scalar: 'dataBits', sign: 1 },
      { scalar: 'weightBits', sign: 1 },
    ],
  },
  ledger: {
    total: 'descriptionLength',
    rows: [
      {
        terms: [
          { scalar: 'energy', sign: 1 },
          { scalar: 'entropy', sign: -1 },
        ],
      },
      {
        terms: [
          { scalar: 'spent', sign: 1 },
          { scalar: 'bitsBack', sign: -1 },
        ],
      },
    ],
  },
  plots,
  layout: {
    main: ['cost', 'curve', 'fit', 'confusion', 'eruptions', 'sheet', 'weights'],
    side: ['envelope', 'precision'],
    row: [['codes'], ['course', 'trade']],
  },
  identities: [
    {
      name: 'what was borrowed comes back, bit for bit',
      tex: '\\text{bits before}=\\text{bits after}',
      of: ['strayBits'],
      residual: (s) => s.strayBits,
      tolerance: 1e-10,
    },
    {
      name: 'no belief costs less than the evidence',
      tex: 'F\\ge-\\log P(D)',
      of: ['descriptionLength', 'evidenceBits'],
      residual: (s) => Math.min(0, s.descriptionLength - s.evidenceBits),
      tolerance: 1e-10,
    },
    {
      name: 'Ĝ ≥ KL',
      tex: '\\hat G\\ge\\mathrm{KL}[Q\\,\\|\\,\\textstyle\\sum_i\\pi_iP_i]',
      of: ['slack', 'weightBits'],
      residual: (s) => Math.min(0, s.slack),
      tolerance: 1e-10,
    },
  ],
  certificates: {
    coded: {
      estimate: 'measured',
      standardError: 'measuredError',
      exact: 'descriptionLength',
      draws: 'messages',
      test: 'Messages are coded and counted, and their mean set against the free energy in bits.',
    },
    sampled: {
      estimate: 'sampledBits',
      standardError: 'sampledError',
      exact: 'dataBits',
      test: 'Networks are drawn from the belief, and the mean of their misfits set against its exact expectation, by equations 10–12.',
    },
  },
  readouts: [
    { scalar: 'sampledBits', standardError: 'sampledError', exact: 'dataBits' },
    { scalar: 'measured', standardError: 'measuredError', exact: 'descriptionLength' },
    { scalar: 'heldOutError' },
    { scalar: 'mistaken' },
  ],
  sweep: { over: 'hidden', steps: 500 },
  data: {
    param: 'subject',
    most: MOST_ROWS,
    sets: {
      concrete: { file: 'concrete.csv', source: 'Yeh 1998' },
      eruptions: { file: 'faithful.csv', source: 'Azzalini and Bowman 1990', columns: ['eruptions'] },
      classes: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998, by way of scikit-learn',
        images: { training: 'digits', files: ['digits.csv.gz'] },
      },
      digits: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998, by way of scikit-learn',
        images: { training: 'digits', files: ['digits.csv.gz'] },
      },
    },
    reader: async () => (await import('./files/envelope-file.ts')).readEnvelope,
    uses: (values, count) => (values.subject === OWN && values.by !== 'factors' && count > 1 ? [{ role: 'target', at: count - 1 }] : []),
  },
  exports: { envelope: { label: 'Envelope (.envelope)', when: exported } },
  adopt,
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
