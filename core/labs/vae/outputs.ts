// What the VAE lab yields. All bounds are in nats an image, on average.
import { walkGrids, walkTables } from './walk-outputs.ts';

const x = { label: 'across' };
const y = { label: 'up' };
const step = { label: 'step' };
const digit = { label: 'label' };

export const scalars = {
  elbo: {
    label: 'bound',
    tex: '\\mathcal{L}',
    unit: 'nat',
    hue: 'ink',
    help: 'Of the last minibatches, on average: what the networks guarantee of log p(x), one image with another.',
  },
  accuracy: {
    label: 'accuracy',
    tex: '\\mathbb{E}_q[\\log p(x|z)]',
    unit: 'nat',
    hue: 'accuracy',
    help: 'How well codes give back their images: log likelihood at draws of q.',
  },
  complexity: {
    label: 'complexity',
    tex: '\\mathrm{KL}[q(z|x)\\,\\|\\,p(z)]',
    unit: 'nat',
    hue: 'complexity',
    help: 'What codes say beyond the prior: by formula, or at the draws of a flow.',
  },
  energy: {
    label: 'energy',
    tex: '\\mathbb{E}_q[-\\log p(x,z)]',
    unit: 'nat',
    hue: 'energy',
    help: 'Expected −log of the joint: of the image given its code, and of the code under the prior.',
  },
  entropy: { label: 'entropy', tex: 'H(q)', unit: 'nat', hue: 'entropy', help: 'How spread out q(z|x) is, on average.' },
  freeEnergy: { label: 'free energy', tex: 'F', unit: 'nat', hue: 'ink', help: 'β times complexity less accuracy: what training lowers.' },
  pull: {
    label: '(β − 1) · complexity',
    tex: '(\\beta-1)\\,\\mathrm{KL}',
    unit: 'nat',
    hue: 'complexity',
    help: 'What a weight of complexity other than 1 adds.',
  },
  heldOutElbo: {
    label: 'held-out bound',
    unit: 'nat',
    hue: 'ink',
    help: 'The bound of 500 images that are never trained on, one draw each.',
  },
  heldOutAccuracy: { label: 'held-out accuracy', unit: 'nat', hue: 'accuracy', help: 'Its accuracy.' },
  heldOutComplexity: { label: 'held-out complexity', unit: 'nat', hue: 'complexity', help: 'Its complexity.' },
  importanceWeightedBound: {
    label: 'importance-weighted bound',
    tex: '\\mathcal{L}_K',
    unit: 'nat',
    hue: 'gap',
    optional: true,
    help: 'The held-out bound and what K draws an image gain on it, when last looked at: nearer to log p(x).',
  },
  importanceWeightedGain: {
    label: 'gain of K draws',
    unit: 'nat',
    hue: 'gap',
    optional: true,
    help: 'Of K draws over one, on 100 held-out images: part of the gap KL[q ‖ p(z|x)].',
  },
  activeUnits: { label: 'active units', help: 'Latents whose mean varies over the held-out images by more than 0.01.' },
  mutualInformation: {
    label: 'mutual information',
    unit: 'nat',
    optional: true,
    help: 'Between image and code over 500 held-out images: their complexity less what all codes together are off the prior. At most log 500.',
  },
  aggregateComplexity: {
    label: 'aggregate against prior',
    unit: 'nat',
    optional: true,
    help: 'KL of all held-out codes together from the prior: where the decoder is asked about codes it has not met.',
  },
  principalEvidence: {
    label: 'probabilistic PCA',
    tex: '\\log p_{\\mathrm{PCA}}',
    unit: 'nat',
    hue: 'gap',
    optional: true,
    help: 'The best any linear model of this many latents can do on the training images, in closed form.',
  },
  linearElbo: {
    label: 'bound, by formula',
    unit: 'nat',
    optional: true,
    help: 'Of the linear networks on all training images, without drawing.',
  },
  drawnElbo: { label: 'bound of the drawing', unit: 'nat', optional: true, help: 'log p(drawn image) is at least this.' },
  drawnAccuracy: { label: 'its accuracy', unit: 'nat', hue: 'accuracy', optional: true, help: 'How well its code gives it back.' },
  drawnComplexity: {
    label: 'its complexity',
    unit: 'nat',
    hue: 'complexity',
    optional: true,
    help: 'What its code says beyond the prior.',
  },
  codeLength: {
    label: 'bits back',
    unit: 'bit/pixel',
    hue: 'ink',
    optional: true,
    help: 'Of a message of held-out images, net of the bits that it gives back: bits a pixel.',
  },
  codeBound: {
    label: 'bits a pixel by the bound',
    tex: '-\\mathcal{L}/(D\\ln2)',
    unit: 'bit/pixel',
    hue: 'gap',
    optional: true,
    help: 'What −bound of the same images, with latents in intervals, says that the message should take.',
  },
  codedStep: { label: 'coded after step', optional: true, help: 'Images are coded when asked for, and again whenever K draws are taken.' },
  codeErrors: { label: 'pixels decoded wrong', optional: true, help: 'Pixels that differ once the message is decoded: none.' },
  epoch: { label: 'epochs', help: 'Passes through the training images.' },
  examplesSeen: { label: 'images seen', help: 'Images trained on, with repetition.' },
  betaNow: { label: 'β now', help: 'The weight of complexity at the last step, on its way up during warm-up.' },
} as const;

export const tables = {
  curves: {
    step,
    elbo: { label: 'bound, training', unit: 'nat' },
    accuracy: { label: 'accuracy', unit: 'nat' },
    complexity: { label: 'complexity', unit: 'nat' },
    heldOutElbo: { label: 'bound, held out', unit: 'nat' },
    importanceWeightedBound: { label: 'importance-weighted bound', unit: 'nat' },
    activeUnits: { label: 'active units' },
    mutualInformation: { label: 'mutual information', unit: 'nat' },
    learningRate: { label: 'learning rate' },
    beta: { label: 'β' },
  },
  latents: { step, latent: { label: 'latent' }, complexity: { label: 'complexity', unit: 'nat' } },
  codes: { x, y, label: digit },
  point: { x, y },
  points: { x: { label: 'x' }, y: { label: 'y' }, label: { label: 'part' } },
  lattice: { x: { label: 'x' }, y: { label: 'y' } },
  ways: { x: { label: 'x' }, y: { label: 'y' } },
  ends: { x: { label: 'x' }, y: { label: 'y' } },
  decodedPoint: { x: { label: 'x' }, y: { label: 'y' } },
  drawnCode: { x, y },
  aggregate: { z: { label: 'code across' }, codes: { label: 'all codes' }, prior: { label: 'prior' } },
  units: { latent: { label: 'latent' }, complexity: { label: 'complexity', unit: 'nat' }, variance: { label: 'variance of the mean' } },
  coding: {
    image: { label: 'image' },
    borrowed: { label: 'borrowed', unit: 'bit' },
    likelihood: { label: 'paid for the image', unit: 'bit' },
    prior: { label: 'paid for its code', unit: 'bit' },
    net: { label: 'net', unit: 'bit' },
    length: { label: 'message, with what it began with', unit: 'bit' },
  },
  ...walkTables,
  drawnTerms: { row: { label: 'row' }, from: { label: 'from' }, to: { label: 'to' }, value: { label: 'value', unit: 'nat' } },
} as const;

const grey = (label: string) => ({ label, hue: 'ink' }) as const;

export const grids = {
  density: { label: 'density of the model over the plane', hue: 'accuracy' },
  decoded: grey('image of the code'),
  sheet: grey('images over the plane of codes'),
  reconstructions: grey('held-out images above, given back below'),
  fantasies: grey('images of codes drawn from the prior'),
  traversals: grey('each latent from −3 to 3'),
  between: grey('from one example to another'),
  drawing: grey('the drawing, and what its code gives back'),
  ...walkGrids,
} as const;
