// Where to begin: each preset with what to look for.
import type { Preset } from '../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  'mnist-2d': {
    title: 'Digits on a plane',
    sentence: 'Press Train: within seconds each digit finds a region of its own, and every point between is an image. Drag the point.',
    values: { latentDimension: 2 },
  },
  'mnist-20d': {
    title: 'Twenty latents',
    sentence: 'More room for codes: the bound rises, and some latents stay unused. See which ones say something.',
    values: { latentDimension: 20, aligned: true },
  },
  'explore-2d': {
    title: 'Explore, trained',
    sentence: 'Networks that have learnt: drag the point over the sheet of images, and draw a digit of your own.',
    values: { latentDimension: 2, weights: 'digits2d', epochs: 40 },
  },
  'explore-20d': {
    title: 'Explore twenty latents',
    sentence: 'Trained: the plane shows the two directions in which codes vary most, the traversals one latent a row.',
    values: { latentDimension: 20, weights: 'digits20d', aligned: true, epochs: 40 },
  },
  linear: {
    title: 'A line to the truth',
    sentence: 'With linear networks the optimum is known: probabilistic PCA. Watch the bound come up to it.',
    values: {
      dataset: 'digits',
      network: 'linear',
      likelihood: 'gaussian',
      latentDimension: 5,
      learningRate: 3e-3,
      batchSize: 128,
      epochs: 300,
      aligned: true,
    },
  },
  collapse: {
    title: 'Codes that say nothing',
    sentence: 'With complexity weighed twice, eight of ten latents fall silent; turn β down and they speak again.',
    values: {
      dataset: 'digits',
      hiddenUnits: 64,
      latentDimension: 10,
      inverseTemperature: 2,
      learningRate: 3e-3,
      epochs: 300,
      aligned: true,
    },
  },
  beliefs: {
    title: 'Weights that cost',
    sentence:
      'Each weight of the decoder is a normal, and what it says is paid for: watch their price under Terms fall as those that no image asks for let go.',
    values: {
      dataset: 'digits',
      hiddenUnits: 200,
      latentDimension: 10,
      decoderWeights: 'bayesian',
      learningRate: 3e-3,
      epochs: 300,
      aligned: true,
    },
  },
  'score-function': {
    title: 'Without the pathwise gradient',
    sentence: 'The score function’s gradient is just as unbiased and hardly learns: set it to pathwise under way and see.',
    values: { dataset: 'digits', hiddenUnits: 64, estimator: 'scoreFunction', learningRate: 3e-3, epochs: 300 },
  },
  'half-steps': {
    title: 'One half at a time',
    sentence: 'The decoder alone learns, until there is no more in these codes. Then let the encoder alone, and so on: a staircase.',
    values: { dataset: 'digits', hiddenUnits: 64, trained: 'decoder', learningRate: 3e-3, epochs: 300 },
  },
  'grey-levels': {
    title: 'Grey levels',
    sentence: 'A normal about each pixel with a learnt spread: the bound is that of a density, and grows as the spread shrinks.',
    values: { dataset: 'digits', likelihood: 'gaussian', hiddenUnits: 64, learningRate: 3e-3, epochs: 300 },
  },
  convolutional: {
    title: 'Convolutions',
    sentence: 'Filters that are the same everywhere on the image, with a tenth of the weights of dense layers: see how far they come.',
    values: { network: 'convolutional', latentDimension: 10, aligned: true },
  },
  moons: {
    title: 'Two moons',
    sentence:
      'Points in place of images: watch the decoder bend the plane of codes until the moons lie on it, and a thin bridge between them.',
    values: { dataset: 'moons', likelihood: 'gaussian', hiddenUnits: 64, learningRate: 5e-3, epochs: 300 },
  },
  bent: {
    title: 'Codes that bend',
    sentence:
      'Eight normals in the plane, and a q that a planar flow bends: the bound ends half a nat above that of independent latents, and K draws gain less on it.',
    values: { dataset: 'gaussians', likelihood: 'gaussian', hiddenUnits: 64, learningRate: 5e-3, epochs: 300, family: 'planar' },
  },
  clothing: {
    title: 'A wardrobe',
    sentence: 'Shirts shade into coats and boots into sneakers; trousers stand apart.',
    values: { dataset: 'fashion', latentDimension: 2 },
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
