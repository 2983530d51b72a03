// The parameters of the VAE lab.
import { OWN } from '../../../data/dataset.ts';
import { choice, drawing, integer, real, toggle, type Values, type When } from '../../../lab/param.ts';

const data = { group: 'Data', hue: 'ink', effect: 'restart' } as const;
const model = { group: 'Model', hue: 'accuracy', effect: 'restart' } as const;
const posterior = { group: 'Posterior', hue: 'entropy', effect: 'restart' } as const;
const training = { group: 'Training', hue: 'complexity', effect: 'live' } as const;
const view = { group: 'Explore', hue: 'soft', effect: 'redraw' } as const;

const dense = { network: ['dense'] } as const satisfies When;
const hidden = { network: ['dense', 'convolutional'] } as const satisfies When;

/** What is learnt: images, or points in the plane. */
export const pictured = { dataset: ['mnist', 'fashion', 'digits', OWN] } as const satisfies When;
export const pointwise = { dataset: ['moons', 'pinwheel', 'gaussians'] } as const satisfies When;

/** Where bits back codes: zeros and ones, by a q of independent latents. */
export const codes = [
  { likelihood: ['bernoulli'], family: ['meanField'], ...pictured },
  { likelihood: ['bernoulli'], network: ['linear'], ...pictured },
] as const satisfies When;

/** Where the decoder’s weights are beliefs, or single numbers. */
export const believed = { decoderWeights: ['bayesian'], network: ['dense', 'linear'] } as const satisfies When;
export const single = [{ decoderWeights: ['point'] }, { network: ['convolutional'] }] as const satisfies When;

/** Where the complexity has a formula, latent by latent; and where q is a product of normals. */
export const normal = [{ family: ['meanField', 'fullCovariance'] }, { network: ['linear'] }] as const satisfies When;
const meanField = [{ family: ['meanField'] }, { network: ['linear'] }] as const satisfies When;

export const params = {
  dataset: choice({
    ...data,
    label: 'Images',
    help: 'What is learnt, images or points in the plane; a part is held out and never trained on.',
    options: {
      mnist: 'Handwritten digits, 28 × 28',
      fashion: 'Clothing, 28 × 28',
      digits: 'Small digits, 8 × 8',
      moons: 'Points: two moons',
      pinwheel: 'Points: a pinwheel',
      gaussians: 'Points: eight normals',
      [OWN]: 'Your own images',
    },
    initial: 'mnist',
  }),
  binarization: choice({
    ...data,
    label: 'Ones and zeros',
    help: 'Drawn: each use of an image draws its pixels anew, a grey level being the probability of a one. Cut: above one half is one.',
    options: { dynamic: 'Drawn from grey levels', static: 'Cut at one half' },
    initial: 'dynamic',
    when: { likelihood: ['bernoulli'], ...pictured },
  }),
  network: choice({
    ...model,
    label: 'Networks',
    help: 'Convolutions look at 3 × 3 pixels at a time, alike everywhere; linear networks make probabilistic PCA, whose optimum is known.',
    options: { dense: 'One hidden layer each', convolutional: 'Convolutions', linear: 'Linear: probabilistic PCA' },
    initial: 'dense',
  }),
  hiddenUnits: integer({ ...model, label: 'hidden units', min: 1, max: 2000, slider: [16, 500], initial: 400, scale: 'log', when: dense }),
  activation: choice({
    ...model,
    label: 'Activation',
    options: { relu: 'ReLU', tanh: 'tanh', softplus: 'softplus' },
    initial: 'relu',
    when: hidden,
  }),
  likelihood: choice({
    ...model,
    label: 'Likelihood',
    help: 'p(x|z): ones and zeros, or grey levels about a mean with one learnt spread, or any mixture of levels by a softmax: slow where images are large, and not for convolutions. Of points always the normal.',
    options: {
      bernoulli: 'Bernoulli',
      gaussian: 'Normal, variance learnt',
      discretizedLogistic: 'Logistic over 256 levels',
      categorical: 'Softmax over 256 levels',
    },
    initial: 'bernoulli',
    when: pictured,
  }),
  latentDimension: integer({
    ...posterior,
    label: 'latents',
    tex: 'k',
    help: 'Numbers in a code.',
    min: 1,
    max: 200,
    slider: [2, 50],
    initial: 2,
    scale: 'log',
  }),
  family: choice({
    ...posterior,
    label: 'q(z|x)',
    help: 'A flow bends draws of a normal: planar ones push along a direction, autoregressive ones move each latent by those before it.',
    options: {
      meanField: 'Normal, independent latents',
      fullCovariance: 'Normal, full covariance',
      planar: 'Planar flow of 4 layers',
      inverseAutoregressive: 'Inverse autoregressive flow of 2 steps',
    },
    initial: 'meanField',
    when: hidden,
  }),
  decoderWeights: choice({
    ...model,
    label: 'Decoder’s weights',
    help: 'Beliefs: each weight is a normal, with a mean and a spread to learn. What they say beyond the prior N(0, 1) is paid for, shared by all examples; units are drawn anew for each image (local reparameterization).',
    options: { point: 'Numbers', bayesian: 'Beliefs (Bayesian)' },
    initial: 'point',
    when: { network: ['dense', 'linear'] },
  }),
  weights: choice({
    ...model,
    label: 'Begin with',
    help: 'Weights drawn at random, or those of a model that ships trained; the model brings its own shapes.',
    options: {
      fresh: 'Random weights',
      digits2d: 'Trained: digits, 2 latents',
      digits20d: 'Trained: digits, 20 latents',
      convolutional: 'Trained: digits, convolutions',
      clothing2d: 'Trained: clothing, 2 latents',
      [OWN]: 'A model of your own',
    },
    initial: 'fresh',
  }),
  arithmetic: choice({
    ...model,
    label: 'Arithmetic',
    help: 'Fast: products and sums are rounded once where the processor can, so last digits differ from machine to machine.',
    options: { fast: 'Fast', reproducible: 'The same bits on every machine' },
    initial: 'fast',
  }),
  estimator: choice({
    ...training,
    label: 'Gradient',
    help: 'How the gradient of an expectation under q is estimated, from one draw an image.',
    options: {
      pathwise: 'Pathwise: through z = μ + σ ε',
      scoreFunction: 'Score function (REINFORCE)',
      stickingTheLanding: 'Sticking the landing',
    },
    initial: 'pathwise',
    when: meanField,
  }),
  trained: choice({
    ...training,
    label: 'Networks that learn',
    help: 'Half a step: the encoder alone moves q to the posterior (E), the decoder alone fits the images to the codes as they are (M).',
    options: { both: 'Both', encoder: 'The encoder alone (E)', decoder: 'The decoder alone (M)' },
    initial: 'both',
  }),
  inverseTemperature: real({
    ...training,
    label: 'weight of complexity',
    tex: '\\beta',
    help: '1 is the bound; less lets codes say more, more makes them say less.',
    min: 0,
    max: 1000,
    slider: [0.05, 20],
    initial: 1,
    scale: 'log',
  }),
  warmUp: integer({
    ...training,
    label: 'warm-up',
    help: 'Steps over which β grows from 0 to its value.',
    min: 0,
    max: 1e6,
    slider: [1, 2000],
    initial: 0,
    scale: 'log',
  }),
  freeBits: real({
    ...training,
    label: 'free nats',
    tex: '\\lambda',
    help: 'Complexity that each latent has free.',
    when: normal,
    min: 0,
    max: 100,
    slider: [0, 2],
    initial: 0,
    scale: 'linear',
  }),
  learningRate: real({
    ...training,
    label: 'learning rate',
    help: 'Adam’s step.',
    min: 1e-7,
    max: 1,
    slider: [1e-4, 0.03],
    initial: 1e-3,
    scale: 'log',
  }),
  batchSize: integer({ ...training, label: 'batch', tex: 'M', min: 1, max: 2000, slider: [8, 512], initial: 128, scale: 'log' }),
  epochs: integer({
    ...training,
    label: 'epochs',
    help: 'Training ends after as many passes through the images.',
    min: 1,
    max: 10000,
    slider: [1, 300],
    initial: 30,
    scale: 'log',
  }),
  importanceSamples: integer({
    ...training,
    label: 'importance samples',
    tex: 'K',
    help: 'Draws an image in the importance-weighted bound, taken on 100 held-out images now and then.',
    min: 1,
    max: 5000,
    slider: [1, 200],
    initial: 50,
    scale: 'log',
  }),
  annealed: integer({
    ...view,
    label: 'temperatures',
    help: 'As many steps take chains of 25 held-out images from the prior to the posterior and tell log p(x): 50 or more, with many latents 500. 0 is none; it takes seconds.',
    min: 0,
    max: 10000,
    slider: [0, 500],
    initial: 0,
    scale: 'linear',
    when: single,
  }),
  latentX: real({ ...view, label: 'code, across', tex: 'z_1', min: -10, max: 10, slider: [-3, 3], initial: 0, scale: 'linear' }),
  latentY: real({ ...view, label: 'code, up', tex: 'z_2', min: -10, max: 10, slider: [-3, 3], initial: 0, scale: 'linear' }),
  axisX: integer({ ...view, label: 'latent across', min: 1, max: 200, slider: [1, 20], initial: 1, scale: 'linear' }),
  axisY: integer({ ...view, label: 'latent up', min: 1, max: 200, slider: [1, 20], initial: 2, scale: 'linear' }),
  exampleA: integer({
    ...view,
    when: pictured,
    label: 'from example',
    help: 'A held-out image where the way between two begins.',
    min: 0,
    max: 9999,
    slider: [0, 99],
    initial: 0,
    scale: 'linear',
  }),
  exampleB: integer({ ...view, when: pictured, label: 'to example', min: 0, max: 9999, slider: [0, 99], initial: 1, scale: 'linear' }),
  drawn: drawing({
    ...view,
    when: pictured,
    label: 'Draw an image',
    help: 'Under Drawing: its code, what its code gives back, and its bound.',
    rows: 28,
    columns: 28,
    initial: '',
  }),
  coded: integer({
    ...view,
    label: 'images to code',
    help: 'As many held-out images are coded by bits back with the networks as they are, and decoded again.',
    min: 0,
    max: 2000,
    slider: [0, 200],
    initial: 0,
    scale: 'linear',
    when: codes,
  }),
  behind: toggle({ ...view, label: 'images under the codes', initial: true, when: pictured }),
  stage: choice({
    ...view,
    label: 'stage of the walk',
    help: 'One step taken apart in a picture of the networks, with one stage in the light.',
    options: {
      none: 'No walk',
      all: 'All at once',
      data: 'Data',
      encode: 'Encode',
      sample: 'Sample',
      decode: 'Decode',
      energy: 'Energy',
      entropy: 'Entropy',
      gradient: 'Gradient',
      update: 'Update',
    },
    initial: 'none',
  }),
  aligned: toggle({
    ...view,
    label: 'principal directions',
    help: 'Lays the codes out along the two directions in which they vary most, in place of two latents.',
    initial: false,
  }),
  neighbours: toggle({
    ...view,
    label: 'map of neighbours (UMAP)',
    help: 'Lays the codes of all latents out, under Neighbours, so that neighbours stay neighbours; now and then while training plays. From such a map no way leads back to a code: there is no point to drag on it.',
    initial: false,
  }),
} as const;

export type VaeValues = Values<typeof params>;
