// The Samplers lab: drawing from a posterior, why it works, when it fails, what it costs; and a normal fitted to the same posterior.
import { defineLab } from '../../lab/lab.ts';
import { boundIdentity, energyRow, evidenceRow } from '../free-energy.ts';
import { adopt } from './declaration/adopt.ts';
import { certificates } from './declaration/certificates.ts';
import { equations } from './declaration/equations.ts';
import { MAP_COLUMNS, mapDomain, mapRows } from './declaration/map-rows.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';
import { MOST_ROWS } from './model/regression.ts';

export const samplers = defineLab({
  version: 1,
  params,
  play: 'Sample',
  speed: 100,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'logEvidence' },
    terms: [
      { scalar: 'elbo', sign: 1 },
      { scalar: 'gap', sign: 1 },
    ],
    // Evidence and gap are quadratures.
    tolerance: 1e-6,
  },
  ledger: {
    total: 'freeEnergy',
    rows: [energyRow, { ...evidenceRow, tolerance: 1e-6 }],
  },
  readouts: [
    { scalar: 'dataPasses' },
    { scalar: 'divergences', trusted: { atMost: 0 } },
    { scalar: 'splitRhat', trusted: { atMost: 1.01 } },
    { scalar: 'effectiveSampleSize', trusted: { atLeast: 400 } },
    { scalar: 'autocorrelationTime' },
    { scalar: 'tailEffectiveSampleSize', trusted: { atLeast: 400 } },
    { scalar: 'energyInformation', trusted: { atLeast: 0.3 } },
    { scalar: 'meanError' },
    { scalar: 'varianceError' },
    { scalar: 'shareEstimate', standardError: 'shareStandardError', exact: 'shareExact' },
    { scalar: 'acceptanceRate' },
  ],
  plots,
  layout: {
    main: ['plane', 'multiples'],
    side: ['step', 'parts', 'marginalX', 'marginalY'],
    row: [
      ['trace', 'autocorrelation', 'schedule', 'phases'],
      ['racePasses', 'race', 'divergence', 'stein'],
      ['mapVariance', 'mapMean', 'sweep'],
    ],
  },
  sweep: { over: 'stepSize', steps: 1000 },
  map: {
    over: 'stepSize',
    count: MAP_COLUMNS,
    domain: mapDomain,
    rows: mapRows,
  },
  identities: [
    boundIdentity,
    {
      name: 'gap ≥ 0',
      tex: '\\mathrm{KL}[q\\,\\|\\,p]\\ge 0',
      of: ['gap', 'energy'],
      residual: (s) => Math.min(0, s.gap),
      tolerance: 1e-6,
    },
    {
      name: 'log P(X) is known to 1e−10',
      tex: '|\\delta\\log P(X)|\\le 10^{-10}',
      of: ['evidenceError', 'logEvidence'],
      residual: (s) => s.evidenceError,
      tolerance: 1e-10,
    },
    {
      name: 'a step is drift plus noise',
      tex: "\\theta'=\\theta+\\tfrac{\\varepsilon}{2}\\hat g+\\sqrt{\\varepsilon}\\,\\xi",
      of: ['stepResidual'],
      residual: (s) => s.stepResidual,
      tolerance: 1e-9,
    },
  ],
  certificates,
  data: {
    param: 'target',
    most: MOST_ROWS,
    sets: {
      mixture: { file: 'welling-teh.csv', source: 'drawn from the model of Welling and Teh 2011 at θ = (0, 1)' },
      iris: { file: 'iris-petals.csv', source: 'Anderson 1935; Fisher 1936' },
      penguins: { file: 'penguins-sex.csv', source: 'Gorman, Williams and Fraser 2014' },
      faithful: { file: 'faithful.csv', source: 'Azzalini and Bowman 1990' },
      concrete: { file: 'concrete.csv', source: 'Yeh 1998' },
    },
    // All columns but the last explain it.
    uses: (_, count) => [{ role: 'explained', at: count - 1 }],
  },
  adopt,
  exports: {
    csv: { label: 'Draws as CSV' },
    npz: { label: 'Draws for NumPy (.npz)' },
    arviz: { label: 'Draws for ArviZ (InferenceData JSON)' },
  },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
