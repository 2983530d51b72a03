// Where to begin: each preset with what to look for. What a sentence promises is measured in the tests, within the steps that it says.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

const small = { dataset: 'digits', learningRate: 3e-3, epochs: 300 } as const;
const ofPoints = { likelihood: 'gaussian', hiddenUnits: 64, learningRate: 5e-3, epochs: 300 } as const;

export const presets = {
  'explore-2d': {
    title: 'Digits on a plane',
    sentence:
      'Networks that have learnt 10,000 digits, with two numbers for a code. Drag the point: each place is an image. Draw a digit of your own under Drawing.',
    about: ['latentX', 'latentY', 'behind', 'weights'],
    values: { latentDimension: 2, weights: 'digits2d', epochs: 40, latentX: 1.5, latentY: 2 },
  },
  'mnist-2d': {
    title: 'Train it yourself',
    sentence:
      'Ten steps in, most codes give much the same blur. Press Train: in the next hundred steps the bound rises by 150 nats, and digits begin to part.',
    about: ['dataset', 'latentDimension', 'learningRate', 'epochs', 'weights'],
    values: { latentDimension: 2 },
    steps: 10,
  },
  'explore-20d': {
    title: 'Twenty latents',
    sentence:
      'Trained, with ten times the latents: images held out are worth fifty nats more. The plane shows the two directions in which codes vary most, Traversals a latent a row.',
    about: ['latentX', 'latentY', 'aligned', 'axisX', 'axisY', 'weights'],
    values: { latentDimension: 20, weights: 'digits20d', aligned: true, epochs: 40 },
  },
  'mnist-20d': {
    title: 'Train twenty latents',
    sentence: 'More room for codes: press Train, and by step 150 the bound is twenty nats above that of two latents.',
    about: ['latentDimension', 'learningRate', 'epochs'],
    values: { latentDimension: 20, aligned: true },
    steps: 10,
  },
  linear: {
    title: 'A line to the truth',
    sentence:
      'With linear networks the optimum is known: probabilistic PCA, the dashed line. Press Train: the bound comes up to it, within half a nat by step 1,000.',
    about: ['network', 'latentDimension', 'estimator', 'learningRate'],
    values: { ...small, learningRate: 5e-3, network: 'linear', likelihood: 'gaussian', latentDimension: 5, batchSize: 128, aligned: true },
    steps: 100,
  },
  collapse: {
    title: 'Codes that say nothing',
    sentence:
      'With complexity weighed twice, ten latents together say less than two nats. Set β to 0.5 and train on: in 400 steps they say more than four.',
    about: ['inverseTemperature', 'warmUp', 'freeBits', 'latentDimension'],
    values: { ...small, hiddenUnits: 64, latentDimension: 10, inverseTemperature: 2, aligned: true },
    steps: 100,
  },
  beliefs: {
    title: 'Weights that cost',
    sentence:
      'Each weight of the decoder is a normal, and what it says is paid for: some 19 nats an image so far. Press Train and watch that price fall under Terms, by a nat every hundred steps at first.',
    about: ['decoderWeights', 'hiddenUnits', 'inverseTemperature', 'learningRate'],
    values: { ...small, hiddenUnits: 200, latentDimension: 10, decoderWeights: 'bayesian', aligned: true },
    steps: 100,
  },
  'score-function': {
    title: 'Without the pathwise gradient',
    sentence:
      'The score function’s gradient is just as unbiased, and noisier: at twenty latents it takes more than twice the steps to the same bound. Set it to pathwise under way and see.',
    about: ['estimator', 'latentDimension', 'batchSize', 'learningRate'],
    values: { ...small, hiddenUnits: 64, latentDimension: 20, estimator: 'scoreFunction', aligned: true },
    steps: 100,
  },
  'half-steps': {
    title: 'One half at a time',
    sentence:
      'The decoder alone learns, and by step 500 there is hardly more in these codes. Then let the encoder alone, and so on: a staircase.',
    about: ['trained', 'learningRate'],
    values: { ...small, hiddenUnits: 64, trained: 'decoder' },
    steps: 100,
  },
  'grey-levels': {
    title: 'Grey levels',
    sentence:
      'A normal about each pixel, with one learnt spread: the bound is that of a density. Press Train: as the spread shrinks it rises beyond 0 by step 1,000.',
    about: ['likelihood', 'dataset', 'latentDimension', 'learningRate'],
    values: { ...small, likelihood: 'gaussian', hiddenUnits: 64 },
    steps: 100,
  },
  convolutional: {
    title: 'Convolutions',
    sentence: 'Trained: filters of 3 × 3 pixels that are the same everywhere on the image, with a tenth of the weights of dense layers.',
    about: ['network', 'weights', 'latentX', 'latentY'],
    values: { network: 'convolutional', latentDimension: 10, weights: 'convolutional', aligned: true, epochs: 15 },
  },
  moons: {
    title: 'Two moons',
    sentence:
      'Points in place of images. Press Train: by step 2,000 the density has drawn together on the moons, and the bound has risen by half a nat.',
    about: ['dataset', 'latentDimension', 'latentX', 'latentY'],
    values: { ...ofPoints, dataset: 'moons' },
    steps: 200,
  },
  bent: {
    title: 'Codes that bend',
    sentence:
      'Eight normals in the plane, and a q that a planar flow bends: by step 600 its bound is a quarter of a nat above that of independent latents, and K draws gain less on it.',
    about: ['family', 'dataset', 'latentDimension', 'learningRate'],
    values: { ...ofPoints, learningRate: 1e-2, dataset: 'gaussians', family: 'planar' },
    steps: 100,
  },
  clothing: {
    title: 'A wardrobe',
    sentence: 'Trained on clothing: trousers keep most to themselves, and pullovers mix with coats.',
    about: ['latentX', 'latentY', 'behind', 'weights'],
    values: { dataset: 'fashion', latentDimension: 2, hiddenUnits: 128, weights: 'clothing2d', epochs: 100, latentX: 1.2, latentY: 1.5 },
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
