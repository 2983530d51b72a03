// What the Samplers lab yields.
import { kernelNames, traits } from '../../../inference/mcmc/kernels.ts';

const x = { label: 'across' };
const y = { label: 'up' };
const method = { label: 'method, in the order of the menu' };
const racer = { label: 'racer, the chosen sampler first' };

/** What tuning aims at. */
const targets = kernelNames.flatMap((name) => {
  const { shortName, targetAcceptance } = traits[name];
  return targetAcceptance === undefined ? [] : [`${shortName} ${targetAcceptance}`];
});

export const scalars = {
  logEvidence: {
    label: 'log evidence',
    tex: '\\log P(X)',
    unit: 'nat',
    hue: 'ink',
    optional: true,
    known: 'exact',
    help: 'The logarithm of the integral of the target; unknown where no formula or quadrature reaches it.',
  },
  evidenceError: {
    label: 'error of log P(X)',
    unit: 'nat',
    hue: 'soft',
    optional: true,
    known: 'exact',
    help: 'Estimated error of the quadrature; 0 where log P(X) is a closed form.',
  },
  elbo: {
    label: 'bound',
    tex: '\\mathcal{L}(q)',
    unit: 'nat',
    hue: 'ink',
    known: 'exact',
    help: 'What the fitted normal q guarantees of log P(X).',
  },
  gap: {
    label: 'gap',
    tex: '\\mathrm{KL}[q\\,\\|\\,p]',
    unit: 'nat',
    hue: 'gap',
    optional: true,
    known: 'exact',
    help: 'KL of q from the target: the price of a normal.',
  },
  energy: {
    label: 'energy',
    tex: '\\mathbb{E}_q[-\\log P(X,\\Theta)]',
    unit: 'nat',
    hue: 'energy',
    known: 'exact',
    help: 'Expected −log of the target under q.',
  },
  entropy: { label: 'entropy', tex: 'H(q)', unit: 'nat', hue: 'entropy', known: 'exact', help: 'How spread out q is.' },
  freeEnergy: {
    label: 'free energy',
    tex: 'F',
    unit: 'nat',
    hue: 'ink',
    known: 'exact',
    help: 'Energy less temperature times entropy: what the fit lowers.',
  },
  heat: {
    label: '(1 − T) · entropy',
    tex: '(1-T)\\,H(q)',
    unit: 'nat',
    hue: 'entropy',
    known: 'exact',
    help: 'What a temperature other than 1 adds.',
  },
  logDensity: {
    label: 'log density',
    tex: '\\log p(\\theta)',
    unit: 'nat',
    hue: 'energy',
    known: 'exact',
    help: 'Of the first chain, where it stands.',
  },
  stepSizeNow: { label: 'step size now', tex: '\\varepsilon_t', help: 'ε of the last step, tuned or on its schedule.' },
  acceptanceRate: {
    label: 'acceptance',
    optional: true,
    known: 'measured',
    help: `Mean probability of acceptance since burn-in. Target acceptance: ${targets.join(', ')}.`,
  },
  effectiveSampleSize: {
    label: 'ESS',
    optional: true,
    known: 'estimated',
    help: 'Bulk effective sample size, of the coordinate where it is smallest: independent draws that the kept ones are worth.',
  },
  autocorrelationTime: {
    label: 'IACT',
    tex: '\\tau',
    optional: true,
    known: 'estimated',
    help: 'Integrated autocorrelation time, 1 + 2 Σ ρ: the kept draws of all chains over their bulk ESS, so that one draw in τ is as good as independent. In kept draws, of the coordinate where it is largest.',
  },
  tailEffectiveSampleSize: { label: 'tail ESS', optional: true, known: 'estimated', help: 'The same for the 5 % and the 95 % quantile.' },
  splitRhat: {
    label: 'R-hat',
    tex: '\\hat R',
    optional: true,
    known: 'estimated',
    help: 'Rank-normalized, split, of the coordinate where it is largest: how much the chains disagree. It judges mixing, not the bias of a step size.',
  },
  energyInformation: {
    label: 'E-BFMI',
    optional: true,
    known: 'estimated',
    help: 'Whether momentum refreshes carry a Hamiltonian sampler through its energies.',
  },
  divergences: { label: 'divergences', optional: true, known: 'counted', help: 'Trajectories whose energy error passed 1000.' },
  meanError: {
    label: 'error of mean',
    optional: true,
    known: 'measured',
    help: 'Root mean square over coordinates, in sds of the target.',
  },
  varianceError: {
    label: 'error of variance',
    optional: true,
    known: 'measured',
    help: 'Root mean square over coordinates of variance/truth − 1.',
  },
  divergenceFromTruth: {
    label: 'KL to truth',
    unit: 'nat',
    optional: true,
    known: 'estimated',
    help: 'KL of the draws’ shares of 20 × 20 boxes from the target’s; about boxes/(2 · ESS) for perfect draws.',
  },
  totalVariation: { label: 'total variation', optional: true, known: 'estimated', help: 'Half the summed difference of those shares.' },
  steinDiscrepancy: {
    label: 'Stein discrepancy',
    optional: true,
    known: 'measured',
    help: 'Kernel Stein discrepancy of at most 256 draws: needs the gradient only, and sees bias that R-hat cannot.',
  },
  gradientEvaluations: {
    label: 'gradients',
    known: 'counted',
    help: 'Gradients asked for by each chain, a minibatch’s being one; for the random walk, densities.',
  },
  dataPasses: { label: 'passes', known: 'counted', help: 'Rows read by each chain, in units of all of them.' },
  meanEstimate: { label: 'mean', optional: true, known: 'measured', help: 'Of the coordinate across, from the kept draws.' },
  meanStandardError: { label: 'standard error of the mean', optional: true, known: 'estimated', help: 'Sd/√ESS of the weighted draws.' },
  meanExact: { label: 'mean, exact', optional: true, help: 'By formula, quadrature or reference run.' },
  varianceEstimate: { label: 'variance', optional: true, known: 'measured', help: 'Of the coordinate across, about the exact mean.' },
  varianceStandardError: {
    label: 'standard error of the variance',
    optional: true,
    known: 'estimated',
    help: 'Sd/√ESS of the weighted squares.',
  },
  varianceExact: { label: 'variance, exact', optional: true, help: 'By formula, quadrature or reference run.' },
  shareEstimate: {
    label: 'P(θ₂ > 0)',
    tex: 'P(\\theta_2>0)',
    optional: true,
    known: 'measured',
    help: 'How much of what is believed lies on the mode above, from the kept draws, weighted; given once the chains agree in θ₂ and are worth 100 draws.',
  },
  shareStandardError: {
    label: 'standard error of P(θ₂ > 0)',
    optional: true,
    known: 'estimated',
    help: 'Sd/√ESS of the weighted ones and zeros.',
  },
  shareExact: { label: 'P(θ₂ > 0), exact', optional: true, known: 'exact', help: 'By quadrature.' },
  stepResidual: {
    label: 'last step, what does not add up',
    help: 'The largest |θ′ − (θ + drift + noise)| of the last step, where it was not rejected.',
  },
} as const;

export const tables = {
  trails: { x, y },
  now: { x, y },
  draws: { x, y },
  start: { x, y },
  meanField: { x, y },
  fullCovariance: { x, y },
  path: { x, y },
  marginalX: {
    theta: { label: 'θ across' },
    truth: { label: 'exact' },
    drawn: { label: 'draws' },
    meanField: { label: 'mean field' },
    fullCovariance: { label: 'full covariance' },
  },
  marginalY: {
    theta: { label: 'θ up' },
    truth: { label: 'exact' },
    drawn: { label: 'draws' },
    meanField: { label: 'mean field' },
    fullCovariance: { label: 'full covariance' },
  },
  trace: { step: { label: 'step' }, value: { label: 'θ across' }, chain: { label: 'chain' } },
  autocorrelation: { lag: { label: 'lag, in kept draws' }, rho: { label: 'autocorrelation' } },
  schedule: { step: { label: 'step' }, stepSize: { label: 'ε' } },
  phases: { stepSize: { label: 'ε' }, minibatch: { label: 'minibatch noise' }, injected: { label: 'injected noise' } },
  phaseNow: { stepSize: { label: 'ε now' }, minibatch: { label: 'minibatch noise' }, injected: { label: 'injected noise' } },
  moves: { x, y, toX: { label: 'to, across' }, toY: { label: 'to, up' } },
  parts: { row: { label: 'row' }, from: { label: 'from' }, to: { label: 'to' }, value: { label: 'moved' } },
  race: {
    method,
    gradients: { label: 'gradient evaluations' },
    passes: { label: 'passes through the data' },
    error: { label: 'error' },
  },
  quality: { draws: { label: 'kept draws' }, divergence: { label: 'KL to truth', unit: 'nat' }, stein: { label: 'Stein discrepancy' } },
  clouds: { x, y, racer, method },
  outlines: { x, y, racer, method },
  fits: { family: { label: 'family' }, elbo: { label: 'bound', unit: 'nat' }, gap: { label: 'gap', unit: 'nat' } },
  coordinates: {
    coordinate: { label: 'coordinate' },
    mean: { label: 'mean' },
    sd: { label: 'sd' },
    exactMean: { label: 'exact mean' },
    exactSd: { label: 'exact sd' },
    ess: { label: 'bulk ESS' },
    rhat: { label: 'R-hat' },
  },
  mapHere: { stepSize: { label: 'ε' }, row: { label: 'row' } },
  crossover: { stepSize: { label: 'ε' }, row: { label: 'row' } },
} as const;

export const grids = {
  target: { label: 'p^{1/T}, highest 1', hue: 'gap' },
} as const;
