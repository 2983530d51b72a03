// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  quadratic: {
    title: 'A bowl',
    sentence: 'The same gradient by the slope of f and by the score. Make q narrower: one grows calm, the other wild.',
    values: { compare: 'pathwise,scoreFunction,constantBaseline,leaveOneOut', qMean: 2, learningRate: 0.03, samples: 2 },
    steps: 100,
    speed: 60,
  },
  dimensions: {
    title: 'Ten dimensions',
    sentence: 'Each coordinate’s score is weighed by what all the others cost: its variance grows with D², the pathwise one does not.',
    values: { dimension: 10, compare: 'pathwise,scoreFunction,optimalBaseline,raoBlackwell', learningRate: 0.01, samples: 4 },
    steps: 30,
    speed: 60,
  },
  baselines: {
    title: 'Taming the score',
    sentence: 'A constant, the best constant, the other draws, a tangent: all leave the mean where it is and take variance away.',
    values: {
      compare: 'scoreFunction,constantBaseline,optimalBaseline,leaveOneOut,controlVariate',
      baseline: 1.25,
      samples: 4,
      derivative: 'mean',
    },
    steps: 30,
    speed: 60,
  },
  cosine: {
    title: 'Where the score wins',
    sentence: 'A fast cosine: its slope is ω times larger than itself, and means nothing. Lower ω to 4, and the order turns round.',
    values: {
      problem: 'cosine',
      frequency: 10,
      qMean: 0.1,
      qSd: 0.2,
      compare: 'pathwise,antithetic,scoreFunction,optimalBaseline',
      samples: 8,
      learningRate: 0.005,
    },
    steps: 30,
    speed: 60,
  },
  step: {
    title: 'A jump',
    sentence: 'The slope of a step is 0 wherever it has one: the pathwise estimator is calm, certain and wrong.',
    values: { problem: 'step', qMean: 0.3, qSd: 1, compare: 'pathwise,scoreFunction,leaveOneOut', samples: 8, learningRate: 0.1 },
    breaks: ['pathwiseMean'],
    steps: 30,
    speed: 60,
  },
  coin: {
    title: 'A coin cannot be moved',
    sentence: 'There is no path through a toss: straight-through and Gumbel-softmax invent one and are biased, REBAR is not.',
    values: {
      problem: 'bernoulli',
      probability: 0.3,
      gumbelTemperature: 0.7,
      compare: 'scoreFunction,leaveOneOut,straightThrough,gumbelSoftmax,rebar',
      samples: 8,
      learningRate: 0.5,
    },
    breaks: ['straightThroughMean', 'gumbelSoftmaxMean'],
    steps: 30,
    speed: 60,
  },
  regression: {
    title: 'Irises, by minibatches',
    sentence: 'Bayesian logistic regression: four estimators of the slope of its expected loss, on batches of twenty petals.',
    values: {
      problem: 'logistic',
      qMean: 0.3,
      qSd: 0.6,
      batchSize: 20,
      samples: 2,
      learningRate: 0.3,
      compare: 'pathwise,localPathwise,scoreFunction,leaveOneOut',
    },
    steps: 40,
    speed: 30,
  },
  local: {
    title: 'One noise for all',
    sentence:
      'A unit that reads digits: where the batch shares a weight sample its examples err together, and a larger batch hardly helps. Noise of their own falls with it.',
    values: {
      problem: 'layer',
      derivative: 'mean',
      qMean: 0,
      qSd: 0.1,
      batchSize: 50,
      samples: 1,
      learningRate: 0.05,
      compare: 'pathwise,localPathwise,separateWeights',
    },
    steps: 20,
    speed: 20,
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
