// The VAE lab: two networks that learn to code images, the bound at work.
import { idxPair } from '../../data/dataset.ts';
import { defineLab } from '../../lab/lab.ts';
import { applies } from '../../lab/param.ts';
import { adopt } from './declaration/adopt.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { normal, params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';
import { stages } from './declaration/walk/stages.ts';

export const vae = defineLab({
  version: 1,
  params,
  play: 'Train',
  training: {
    progress: { scalar: 'epoch', of: 'epochs', word: 'epoch' },
    rates: { examplesPerSecond: { of: 'examplesSeen', label: 'images/s' } },
    models: {
      param: 'weights',
      files: {
        digits2d: { file: 'digits-2d.safetensors', source: '10,000 digits of MNIST, 40 epochs' },
        digits20d: { file: 'digits-20d.safetensors', source: '10,000 digits of MNIST, 40 epochs' },
        convolutional: { file: 'digits-convolutional.safetensors', source: '10,000 digits of MNIST, 15 epochs' },
        clothing2d: { file: 'clothing-2d.safetensors', source: '3,000 images of Fashion-MNIST, 100 epochs' },
      },
      reader: async () => (await import('./files/read-model.ts')).readModel,
    },
    walk: { param: 'stage', plot: 'network', stages },
  },
  speed: 10_000,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'elbo' },
    terms: [
      { scalar: 'accuracy', sign: 1 },
      { scalar: 'complexity', sign: -1 },
      { scalar: 'weightComplexity', sign: -1, quiet: true },
    ],
  },
  ledger: {
    total: 'freeEnergy',
    rows: [
      {
        terms: [
          { scalar: 'energy', sign: 1 },
          { scalar: 'entropy', sign: -1 },
          { scalar: 'weightComplexity', sign: 1, quiet: true },
          { scalar: 'pull', sign: 1, quiet: true },
        ],
      },
      {
        terms: [
          { scalar: 'complexity', sign: 1, factor: 'inverseTemperature' },
          { scalar: 'weightComplexity', sign: 1, factor: 'inverseTemperature', quiet: true },
          { scalar: 'accuracy', sign: -1 },
        ],
      },
    ],
  },
  readouts: [
    { scalar: 'heldOutElbo', standardError: 'heldOutError' },
    { scalar: 'linearElbo' },
    { scalar: 'importanceWeightedGain' },
    { scalar: 'annealedBound', standardError: 'annealedError' },
    // Below 0 the chains lag behind: there are too few temperatures for these latents.
    { scalar: 'annealedGap', standardError: 'annealedGapError', trusted: { atLeast: 0 } },
    { scalar: 'activeUnits' },
    { scalar: 'mutualInformation' },
    { scalar: 'spread' },
    { scalar: 'drawnElbo' },
  ],
  plots,
  layout: {
    main: ['plane', 'sheet', 'lattice', 'neighbours', 'network'],
    side: ['decoded', 'points', 'waysBack'],
    third: ['reconstructions', 'fantasies', 'drawing'],
    row: [
      ['bound', 'terms', 'evidence', 'schedule'],
      ['collapse', 'units', 'aggregate', 'information'],
      ['traversals', 'between', 'coding', 'drawnTerms'],
    ],
  },
  identities: [
    {
      name: 'bound = −energy + entropy',
      tex: '\\mathcal{L}=-\\mathbb{E}_q[-\\log p(x,z)]+H(q)-\\tfrac1N\\mathrm{KL}[q(W)\\,\\|\\,p(W)]',
      of: ['elbo', 'energy', 'entropy', 'weightComplexity'],
      residual: (s) => s.elbo - (s.entropy - s.energy - s.weightComplexity),
      tolerance: 1e-10,
    },
    {
      name: 'complexity ≥ 0',
      tex: '\\mathrm{KL}[q(z|x)\\,\\|\\,p(z)]\\ge 0',
      of: ['complexity'],
      // At the draws of a flow it holds on average alone.
      residual: (s, values) => (applies(normal, values) ? Math.min(0, s.complexity) : 0),
      tolerance: 1e-6,
    },
    {
      name: 'what is decoded is what was coded',
      tex: '\\hat x=x',
      of: ['codeErrors'],
      residual: (s) => s.codeErrors,
      tolerance: 1e-6,
    },
  ],
  data: {
    param: 'dataset',
    own: 'images',
    sets: {
      mnist: {
        file: 'mnist-train-10000-images-idx3-ubyte.gz',
        source: 'LeCun, Cortes and Burges; the first 10,000 digits, 2,000 others held out',
        images: { training: 'mnist', heldOut: 'mnistTest', files: [...idxPair('mnist-train-10000'), ...idxPair('mnist-t10k-2000')] },
      },
      fashion: {
        file: 'fashion-train-3000-images-idx3-ubyte.gz',
        source: 'Xiao, Rasul and Vollgraf 2017; the first 3,000 images, 1,000 others held out',
        images: { training: 'fashion', heldOut: 'fashionTest', files: [...idxPair('fashion-train-3000'), ...idxPair('fashion-t10k-1000')] },
      },
      moons: { source: 'drawn: two half circles of radius 1, noise 0.05; a fifth held out', images: { training: 'moons', files: [] } },
      pinwheel: { source: 'drawn: five arms, Johnson et al. 2016; a fifth held out', images: { training: 'pinwheel', files: [] } },
      gaussians: { source: 'drawn: eight normals on a circle; a fifth held out', images: { training: 'gaussians', files: [] } },
      digits: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998; a fifth held out',
        images: { training: 'digits', files: ['digits.csv.gz'] },
      },
    },
  },
  adopt,
  exports: {
    onnx: { label: 'Model for ONNX runtimes', byDefault: true },
    layers: { label: 'Model for TensorFlow.js', byDefault: true },
    safetensors: { label: 'Model as safetensors', byDefault: true },
    csv: { label: 'Codes as CSV', byDefault: true },
    npz: { label: 'Codes for NumPy (.npz)', byDefault: true },
    sheet: { label: 'Sheet of images (PNG)', byDefault: true },
  },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
