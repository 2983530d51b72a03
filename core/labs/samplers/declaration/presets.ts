// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

/** ε from 0.01 to 0.0001 in a million steps, γ = 0.55. */
const published = { stepSize: 0.19955147751417368, stepSizeOffset: 231.06611826559487, stepSizeDecay: 0.55, batchSize: 1 } as const;
const mixture = { target: 'mixture', sampler: 'sgld', startX: 0, startY: 1, startSpread: 0, burnIn: 0 } as const;

export const presets = {
  'welling-teh': {
    title: 'One row at a time',
    sentence:
      'Welling and Teh’s own trial: gradients from one row of a hundred, steps that fall. Which mode it has seen more of is still chance; play on, and within 300,000 steps both have their share.',
    values: { ...mixture, ...published, chains: 1, thinning: 10 },
    steps: 20_000,
    speed: 10_000,
  },
  'equal-cost': {
    title: 'At equal cost',
    sentence:
      'As many passes through the data for each: HMC and NUTS stand on both modes, the chains of SGLD do not agree yet, a mean-field q sits on one.',
    values: { ...mixture, ...published, chains: 4, thinning: 10, startSpread: 1, compare: 'hmc,nuts,meanField,fullCovariance' },
    steps: 60_000,
    speed: 10_000,
  },
  'without-the-factor': {
    title: 'N/n forgotten',
    sentence: 'Each row of a minibatch counts once instead of ten times: the chains spread as if nine tenths of the data were gone.',
    values: { ...mixture, stepSize: 0.05, stepSizeDecay: 0, batchSize: 10, chains: 8, burnIn: 500, startSpread: 1, scaled: false },
    steps: 8000,
    breaks: ['variance'],
    speed: 1000,
  },
  'no-noise': {
    title: 'No noise injected',
    sentence:
      'SGD on the same gradients falls onto the mode and trembles there: what looks like uncertainty is the minibatch’s noise, and here too little of it.',
    values: { target: 'faithful', sampler: 'sgd', stepSize: 2e-4, stepSizeDecay: 0, batchSize: 30, chains: 4, burnIn: 1000 },
    steps: 6000,
    breaks: ['variance'],
    speed: 300,
  },
  'too-hot': {
    title: 'Steps too long',
    sentence:
      'Mixing looks perfect, R-hat is 1.00, and every variance is half too large: the certificate notices, and the Stein discrepancy.',
    values: {
      target: 'gaussian',
      correlation: 0.5,
      sampler: 'ula',
      stepSize: 1.2,
      stepSizeDecay: 0,
      chains: 16,
      burnIn: 50,
      startX: 2,
      startY: -2,
    },
    steps: 2000,
    breaks: ['variance'],
    speed: 100,
  },
  'bias-map': {
    title: 'The map of bias',
    sentence:
      'Step size against batch size on a posterior that is known exactly: below the dashed line the minibatch’s noise rules. Click a cell to sample there.',
    values: {
      target: 'faithful',
      sampler: 'sgld',
      stepSize: 1e-3,
      stepSizeDecay: 0,
      batchSize: 10,
      chains: 4,
      burnIn: 1000,
      compare: 'ula,mala,hmc',
    },
    steps: 4000,
    breaks: ['variance'],
    speed: 1000,
  },
  'two-phases': {
    title: 'Two phases',
    sentence:
      'In the first thirty steps the minibatch’s noise was the larger, an optimizer’s; since then the injected one is, a sampler’s.',
    values: {
      target: 'iris',
      sampler: 'sgld',
      stepSize: 1,
      stepSizeOffset: 10,
      stepSizeDecay: 0.7,
      batchSize: 5,
      chains: 1,
      startX: 3,
      startY: -2,
      startSpread: 0,
      burnIn: 0,
    },
    steps: 500,
    speed: 30,
  },
  'hamiltonian-banana': {
    title: 'Glides along a banana',
    sentence: 'HMC pushes and glides: play, and at five steps a second one trajectory follows another. Some diverge.',
    values: { target: 'banana', sampler: 'hmc', stepSize: 0.05, leapfrogSteps: 12, chains: 4, burnIn: 200, compare: 'mala,randomWalk' },
    steps: 1500,
    speed: 5,
  },
  'sixty-four': {
    title: 'Sixty-four on a ring',
    sentence:
      'All began at one point: three hundred steps have spread sixty-four chains around the ring, and R-hat knows that each has seen a part of it only. Play on, and it falls.',
    values: { target: 'ring', sampler: 'mala', stepSize: 0.1, chains: 64, burnIn: 100, startX: 3, startY: 0, startSpread: 0.2 },
    steps: 300,
    speed: 100,
  },
  'eight-modes': {
    title: 'Eight modes',
    sentence:
      'A crossing leads to the next mode only: after two thousand steps R-hat still says that the chains tell different stories. The Stein discrepancy does not notice.',
    values: { target: 'eightModes', sampler: 'mala', stepSize: 0.1, chains: 8, burnIn: 100, startSpread: 1 },
    steps: 2000,
    speed: 100,
  },
  funnel: {
    title: 'A funnel',
    sentence:
      'No one step size fits above and below: glides diverge, and the neck below v = −4, which holds nine in a hundred of the target, is reached too seldom.',
    values: { target: 'funnel', sampler: 'nuts', stepSize: 0.03, chains: 4, burnIn: 200, startSpread: 0.3 },
    steps: 1000,
    speed: 30,
  },
  penguins: {
    title: 'Which penguin is he',
    sentence:
      'Five weights of a logistic regression on 333 birds. Nobody knows the evidence; NUTS and a full-covariance q agree all the same.',
    values: { target: 'penguins', sampler: 'nuts', stepSize: 0.02, chains: 4, burnIn: 100, axisX: 2, axisY: 3, family: 'fullCovariance' },
    steps: 500,
    speed: 30,
  },
  optimum: {
    title: 'An optimum, not a belief',
    sentence:
      'At T = 0.02 each of eight chains rests on the mode it fell onto: an optimizer. Turn the temperature up to 1, and it is Bayes again.',
    values: { ...mixture, stepSize: 0.002, stepSizeDecay: 0, batchSize: 100, chains: 8, startSpread: 1, temperature: 0.02, burnIn: 200 },
    steps: 2000,
    speed: 100,
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
