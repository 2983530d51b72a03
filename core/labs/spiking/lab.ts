// The lab of spikes: a network that says only what changes, and what that saves.
import { idxPair } from '../../data/dataset.ts';
import { defineLab } from '../../lab/lab.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

const parts = [
  { scalar: 'savedBySparsity', sign: 1 },
  { scalar: 'savedByAdding', sign: 1 },
  { scalar: 'savedByTime', sign: 1 },
  { scalar: 'operations', sign: 1 },
] as const;

export const spiking = defineLab({
  version: 1,
  params,
  play: 'Play',
  speed: 15,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: { left: { scalar: 'denseOperations' }, terms: parts },
  ledger: { total: 'denseOperations', rows: [{ terms: parts }] },
  readouts: [
    { scalar: 'additionsAFrame' },
    { scalar: 'roundingAdditions' },
    { scalar: 'timeRatio' },
    { scalar: 'shareOfDense' },
    { scalar: 'changeRate' },
    { scalar: 'error' },
    { scalar: 'denseError' },
    { scalar: 'silentFrames' },
    { scalar: 'inputScale' },
    { scalar: 'hidden1Scale' },
    { scalar: 'hidden2Scale' },
  ],
  plots,
  layout: {
    main: ['raster', 'unit', 'owed'],
    side: ['incoming', 'pad', 'belief'],
    row: [
      ['work', 'course'],
      ['saving', 'frontier'],
      ['herded', 'coded', 'membrane', 'rates'],
    ],
  },
  identities: [
    {
      name: 'sigma-delta is rounding, bit for bit',
      tex: '\\Sigma\\,\\Delta\\,\\mathrm{round}(kx)=\\mathrm{round}(kx)',
      of: ['strayBits'],
      residual: (s) => s.strayBits,
      tolerance: 1e-10,
    },
    {
      name: 'additions = Σ |message| · fan-out',
      tex: '\\text{additions}=\\textstyle\\sum|s|\\cdot\\text{fan-out}',
      of: ['strayCount'],
      residual: (s) => s.strayCount,
      tolerance: 1e-10,
    },
    {
      name: 'herding owes at most ½',
      tex: '\\bigl|\\textstyle\\sum x-\\sum s\\bigr|\\le\\tfrac12',
      of: ['herdingOwed'],
      residual: (s) => Math.max(0, s.herdingOwed - 0.5),
      tolerance: 1e-10,
    },
    {
      name: 'what is decoded is what was coded',
      tex: '\\hat x=x',
      of: ['decodingError'],
      residual: (s) => s.decodingError,
      tolerance: 1e-12,
    },
    {
      name: 'firing rate = its closed form',
      tex: 'f=1/(t_\\text{ref}+\\tau\\ln\\tfrac{I}{I-1})',
      of: ['firingRate', 'exactRate'],
      residual: (s) => s.firingRate - s.exactRate,
      tolerance: 1e-9,
    },
    {
      name: 'spikes of a rate = its closed form',
      tex: 'n=\\lfloor Tx+V_0\\rfloor',
      of: ['spikeCount', 'closedCount'],
      residual: (s) => s.spikeCount - s.closedCount,
      tolerance: 1e-10,
    },
  ],
  data: {
    param: 'dataset',
    own: 'images',
    reader: async () => (await import('../../data/dataset-of.ts')).readStream,
    beside: 'mnist',
    sets: {
      mnist: {
        file: 'mnist-train-10000-images-idx3-ubyte.gz',
        source: 'LeCun, Cortes and Burges; 2,000 digits held out, and a network trained on 10,000 others',
        images: { training: 'mnist', heldOut: 'mnistTest', files: [...idxPair('mnist-train-10000'), ...idxPair('mnist-t10k-2000')] },
        model: { file: 'digits-784-200-200-10.safetensors', source: '10,000 digits of MNIST, 20 epochs' },
      },
      fashion: {
        file: 'fashion-train-3000-images-idx3-ubyte.gz',
        source: 'Xiao, Rasul and Vollgraf 2017; 1,000 images held out, and a network trained on 3,000 others',
        images: { training: 'fashion', heldOut: 'fashionTest', files: [...idxPair('fashion-train-3000'), ...idxPair('fashion-t10k-1000')] },
        model: { file: 'clothing-784-200-200-10.safetensors', source: '3,000 images of Fashion-MNIST, 20 epochs' },
      },
    },
  },
  exports: { safetensors: { label: 'Model with what it took (safetensors)' } },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
