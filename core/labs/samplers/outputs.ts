// What the Samplers lab yields.

const x = { label: 'across' };
const y = { label: 'up' };
const method = { label: 'method, in the order of the menu' };
const racer = { label: 'racer, the chosen sampler first' };

export const scalars = {
  logEvidence: {
    label: 'log evidence',
    tex: '\\log P(X)',
    unit: 'nat',
    hue: 'ink',
    optional: true,
    help: 'The logarithm of the integral of the target; unknown where no formula or quadrature reaches it.',
  },
  elbo: { label: 'bound', tex: '\\mathcal{L}(q)', unit: 'nat', hue: 'ink', help: 'What the fitted normal q guarantees of log P(X).' },
  gap: {
    label: 'gap',
    tex: '\\mathrm{KL}[q\\,\\|\\,p]',
    unit: 'nat',
    hue: 'gap',
    optional: true,
    help: 'KL of q from the target: the price of a normal.',
  },
  energy: {
    label: 'energy',
    tex: '\\mathbb{E}_q[-\\log P(X,\\Theta)]',
    unit: 'nat',
    hue: 'energy',
    help: 'Expected −log of the target under q.',
  },
  entropy: { label: 'entropy', tex: 'H(q)', unit: 'nat', hue: 'entropy', help: 'How spread out q is.' },
  freeEnergy: {
    label: 'free energy',
    tex: 'F',
    unit: 'nat',
    hue: 'ink',
    help: 'Energy less temperature times entropy: what the fit lowers.',
  },
  heat: { label: '(1 − T) · entropy', tex: '(1-T)\\,H(q)', unit: 'nat', hue: 'entropy', help: 'What a temperature other than 1 adds.' },
  logDensity: { label: 'log density', tex: '\\log p(\\theta)', unit: 'nat', hue: 'energy', help: 'Of the first chain, where it stands.' },
  stepSizeNow: { label: 'step size now', tex: '\\varepsilon_t', help: 'ε of the last step, tuned or on its schedule.' },
  acceptanceRate: {
    label: 'acceptance',
    optional: true,
    help: 'Mean probability of acceptance since burn-in; aims are 0.35 for the random walk, 0.57 for MALA, 0.8 for HMC and NUTS.',
  },
  effectiveSampleSize: {
    label: 'ESS',
    optional: true,
    help: 'Bulk effective sample size, of the coordinate where it is smallest: independent draws that the kept ones are worth.',
  },
  tailEffectiveSampleSize: { label: 'tail ESS', optional: true, help: 'The same for the 5 % and the 95 % quantile.' },
  splitRhat: {
    label: 'R-hat',
    tex: '\\hat R',
    optional: true,
    help: 'Rank-normalized, split, of the coordinate where it is largest: how much the chains disagree. It judges mixing, not the bias of a step size.',
  },
  energyInformation: {
    label: 'E-BFMI',
    optional: true,
    help: 'Whether momentum refreshes carry a Hamiltonian sampler through its energies.',
  },
  divergences: { label: 'divergences', optional: true, help: 'Trajectories whose energy error passed 1000.' },
  meanError: { label: 'error of mean', optional: true, help: 'Root mean square over coordinates, in sds of the target.' },
  varianceError: { label: 'error of variance', optional: true, help: 'Root mean square over coordinates of variance/truth − 1.' },
  divergenceFromTruth: {
    label: 'KL to truth',
    unit: 'nat',
    optional: true,
    help: 'KL of the draws’ shares of 20 × 20 boxes from the target’s; about boxes/(2 · ESS) for perfect draws.',
  },
  totalVariation: { label: 'total variation', optional: true, help: 'Half the summed difference of those shares.' },
  steinDiscrepancy: {
    label: 'Stein discrepancy',
    optional: true,
    help: 'Kernel Stein discrepancy of at most 256 draws: needs the gradient only, and sees bias that R-hat cannot.',
  },
  gradientEvaluations: {
    label: 'gradients',
    help: 'Gradients asked for by each chain, a minibatch’s being one; for the random walk, densities.',
  },
  dataPasses: { label: 'data passes', help: 'Rows read by each chain, in units of all of them.' },
  meanEstimate: { label: 'mean, drawn', optional: true, help: 'Of the coordinate across, from the kept draws.' },
  meanStandardError: { label: 'its standard error', optional: true, help: 'Sd/√ESS of the weighted draws.' },
  meanExact: { label: 'mean, exact', optional: true, help: 'By formula, quadrature or reference run.' },
  varianceEstimate: { label: 'variance, drawn', optional: true, help: 'Of the coordinate across, about the exact mean.' },
  varianceStandardError: { label: 'its standard error', optional: true, help: 'Sd/√ESS of the weighted squares.' },
  varianceExact: { label: 'variance, exact', optional: true, help: 'By formula, quadrature or reference run.' },
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
