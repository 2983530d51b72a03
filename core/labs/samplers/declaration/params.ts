// The parameters of the Samplers lab. One step size serves all samplers: ε is the variance of a move’s noise at T = 1, so the leapfrog
// step of HMC and NUTS and the proposal’s sd of the random walk are √ε.
import { OWN } from '../../../data/dataset.ts';
import type { Traits } from '../../../inference/mcmc/kernel.ts';
import { type KernelName, kernelNames, kernelsThat, traits } from '../../../inference/mcmc/kernels.ts';
import { choice, integer, real, subset, toggle, type Values, type When } from '../../../lab/param.ts';

const target = { group: 'Target', hue: 'gap', effect: 'restart' } as const;
const sampler = { group: 'Sampler', hue: 'ink', effect: 'live' } as const;
const chains = { group: 'Chains', hue: 'ink', effect: 'restart' } as const;
const view = { group: 'View', effect: 'redraw' } as const;

/** Targets that are sums over data. */
export const WITH_DATA = ['mixture', 'penguins', 'iris', 'faithful', 'concrete', OWN] as const;
const HIGHER = ['penguins', 'concrete', OWN] as const;

const reading = (setting: Traits['reads'][number]) => kernelsThat(({ reads }) => reads.includes(setting));

const minibatch = { sampler: reading('batchSize'), target: WITH_DATA } as const satisfies When;
const falling = { sampler: kernelsThat(({ decreasing }) => decreasing) } as const satisfies When;

const eachKernel = <T>(of: (traits: Traits) => T) =>
  Object.fromEntries(kernelNames.map((name) => [name, of(traits[name])])) as Readonly<Record<KernelName, T>>;

const samplerNames = eachKernel(({ title }) => title);

type Method = KernelName | 'meanField' | 'fullCovariance';

/** As they are written in pictures. */
export const shortNames: Readonly<Record<Method, string>> = {
  ...eachKernel(({ shortName }) => shortName),
  meanField: 'mean field',
  fullCovariance: 'full covariance',
};

/** What each wears, wherever it is drawn: none that is often seen over the target’s gold is like it, both normals are blue. */
export const methodHues: Readonly<Record<Method, number>> = { ...eachKernel(({ hue }) => hue), meanField: 4, fullCovariance: 1 };

export const params = {
  target: choice({
    ...target,
    label: 'Target',
    help: 'The density that is sampled: a posterior given data, or a shape that is a trial of its own.',
    options: {
      mixture: 'Two means, tied: two modes',
      gaussian: 'Correlated normal',
      banana: 'Banana',
      ring: 'Ring',
      eightModes: 'Eight modes',
      funnel: 'Funnel',
      iris: 'Logistic regression: iris',
      penguins: 'Logistic regression: penguins',
      faithful: 'Linear regression: Old Faithful',
      concrete: 'Linear regression: concrete',
      [OWN]: 'Regression on your own numbers',
    },
    initial: 'mixture',
  }),
  correlation: real({
    ...target,
    label: 'correlation',
    tex: '\\rho',
    min: -0.9999,
    max: 0.9999,
    slider: [-0.99, 0.99],
    initial: 0.9,
    scale: 'linear',
    when: { target: ['gaussian'] },
  }),
  bend: real({
    ...target,
    label: 'bend',
    tex: 'b',
    min: 0,
    max: 2,
    slider: [0, 0.5],
    initial: 0.3,
    scale: 'linear',
    when: { target: ['banana'] },
  }),
  width: real({
    ...target,
    label: 'width',
    tex: 'w',
    min: 0.05,
    max: 2,
    slider: [0.1, 1],
    initial: 0.3,
    scale: 'log',
    when: { target: ['ring'] },
  }),
  priorSd: real({
    ...target,
    label: 'prior’s sd of a weight',
    tex: 't',
    help: 'Features have mean 0 and sd 1.',
    min: 0.01,
    max: 1000,
    slider: [0.1, 100],
    initial: 2.5,
    scale: 'log',
    when: { target: ['iris', 'penguins', 'faithful', 'concrete', OWN] },
  }),
  noiseSd: real({
    ...target,
    label: 'noise sd',
    tex: 's',
    help: 'Of the response about the line, where the response has sd 1.',
    min: 0.01,
    max: 10,
    slider: [0.05, 2],
    initial: 0.5,
    scale: 'log',
    when: { target: ['faithful', 'concrete', OWN] },
  }),
  sampler: choice({ ...sampler, effect: 'restart', label: 'Sampler', options: samplerNames, initial: 'sgld' }),
  stepSize: real({
    ...sampler,
    label: 'step size',
    tex: 'a',
    help: 'ε, the variance of a move’s noise; where it falls, the a of ε = a (b + t)^−γ. HMC leaps by √ε, the random walk by sd √ε.',
    min: 1e-9,
    max: 100,
    slider: [1e-5, 1],
    initial: 0.05,
    scale: 'log',
  }),
  stepSizeDecay: real({
    ...sampler,
    label: 'decay',
    tex: '\\gamma',
    help: '0 keeps ε constant; SGLD converges for ½ < γ ≤ 1.',
    min: 0,
    max: 2,
    slider: [0, 1],
    initial: 0,
    scale: 'linear',
    when: falling,
  }),
  stepSizeOffset: real({
    ...sampler,
    label: 'offset',
    tex: 'b',
    help: 'Steps that the decay is ahead of.',
    min: 1,
    max: 1e6,
    slider: [1, 1000],
    initial: 1,
    scale: 'log',
    when: falling,
  }),
  decreasing: toggle({ ...sampler, label: 'decrease ε', help: 'Off, ε stays at its first value a b^−γ.', initial: true, when: falling }),
  batchSize: integer({
    ...sampler,
    label: 'batch',
    tex: 'n',
    help: 'Rows in a gradient, of N; without replacement.',
    min: 1,
    max: 100000,
    slider: [1, 300],
    initial: 10,
    scale: 'log',
    when: minibatch,
  }),
  scaled: toggle({
    ...sampler,
    label: 'N/n',
    help: 'Counts each row of a minibatch for all those that it stands for. Off, the prior outweighs the data.',
    initial: true,
    when: minibatch,
  }),
  leapfrogSteps: integer({
    ...sampler,
    label: 'leapfrog steps',
    tex: 'L',
    min: 1,
    max: 1000,
    slider: [1, 50],
    initial: 10,
    scale: 'log',
    when: { sampler: reading('leapfrogSteps') },
  }),
  friction: real({
    ...sampler,
    label: 'friction',
    tex: '\\alpha',
    help: 'The share of its momentum that SGHMC loses in a step.',
    min: 0.001,
    max: 1,
    slider: [0.01, 1],
    initial: 0.1,
    scale: 'log',
    when: { sampler: reading('friction') },
  }),
  memory: real({
    ...sampler,
    label: 'memory',
    tex: 'm',
    help: 'The share of old squared gradients that the preconditioner keeps in a step.',
    min: 0,
    max: 0.9999,
    slider: [0.5, 0.999],
    initial: 0.99,
    scale: 'linear',
    when: { sampler: reading('memory') },
  }),
  adapt: toggle({
    ...sampler,
    label: 'tune ε in burn-in',
    help: 'Dual averaging towards the acceptance rate that suits the sampler; after burn-in ε stays as it was found.',
    initial: true,
    when: { sampler: kernelsThat(({ targetAcceptance }) => targetAcceptance !== undefined) },
  }),
  temperature: real({
    ...sampler,
    label: 'temperature',
    tex: 'T',
    help: 'What is sampled is p^{1/T}: 0 optimizes, 1 is Bayes, ∞ forgets the energy.',
    min: 0,
    max: 1e4,
    slider: [0.01, 100],
    initial: 1,
    scale: 'log',
  }),
  chains: integer({ ...chains, label: 'chains', min: 1, max: 4096, slider: [1, 64], initial: 4, scale: 'log' }),
  startX: real({ ...chains, label: 'start', tex: 'x_0', min: -1e6, max: 1e6, slider: [-5, 5], initial: 0, scale: 'linear' }),
  startY: real({ ...chains, label: 'start, second', tex: 'y_0', min: -1e6, max: 1e6, slider: [-5, 5], initial: 0, scale: 'linear' }),
  startSpread: real({
    ...chains,
    label: 'spread of starts',
    help: 'Sd of the chains’ starts, in sds of the target.',
    min: 0,
    max: 100,
    slider: [0, 5],
    initial: 1,
    scale: 'linear',
  }),
  burnIn: integer({
    ...chains,
    label: 'burn-in',
    help: 'First steps, of which no draw is kept.',
    min: 0,
    max: 1e7,
    slider: [1, 10000],
    initial: 200,
    scale: 'log',
  }),
  thinning: integer({
    ...chains,
    label: 'thinning',
    help: 'Every how many steps a draw is kept.',
    min: 1,
    max: 100000,
    slider: [1, 1000],
    initial: 1,
    scale: 'log',
  }),
  compare: subset({
    group: 'Compare',
    label: 'Compare with',
    help: 'Others that get as many passes through the data, from the same starts. They tune their own step size where they accept or reject.',
    effect: 'restart',
    options: shortNames,
    hues: methodHues,
    initial: '',
  }),
  family: choice({
    ...view,
    group: 'Compare',
    hue: 'entropy',
    label: 'q of the ledger',
    help: 'The normal whose free energy the ledger shows; both are drawn.',
    options: { meanField: 'Mean field', fullCovariance: 'Full covariance' },
    initial: 'meanField',
  }),
  weighted: toggle({
    ...view,
    label: 'weigh draws by ε',
    help: 'A draw counts for as long as its step stands for.',
    initial: true,
    when: falling,
  }),
  errorOf: choice({ ...view, label: 'Error of', options: { mean: 'the mean', variance: 'the variance' }, initial: 'mean' }),
  hidden: toggle({ ...view, label: 'hide the target', help: 'Only the draws show it then.', initial: false }),
  axisX: integer({
    ...view,
    label: 'across',
    help: 'Which coordinate of θ.',
    min: 1,
    max: 64,
    slider: [1, 10],
    initial: 1,
    scale: 'linear',
    when: { target: HIGHER },
  }),
  axisY: integer({
    ...view,
    label: 'up',
    help: 'Which coordinate of θ.',
    min: 1,
    max: 64,
    slider: [1, 10],
    initial: 2,
    scale: 'linear',
    when: { target: HIGHER },
  }),
} as const;

export type SamplersValues = Values<typeof params>;
