// The Compression lab: a classifier made small in many ways, each as a real file.
import { idxPair } from '../../data/dataset.ts';
import { defineLab } from '../../lab/lab.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { onGrids, params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

export const compression = defineLab({
  version: 1,
  params,
  play: 'Train',
  training: {
    progress: { scalar: 'epoch', of: 'epochs', word: 'epoch' },
    rates: { examplesPerSecond: { of: 'examplesSeen', label: 'images/s' } },
    models: {
      param: 'network',
      files: {
        small: { file: 'classifier-small.safetensors', source: '1,437 small digits, 10 epochs' },
        lenet300: { file: 'classifier-lenet-300-100.safetensors', source: '10,000 digits of MNIST, 40 epochs' },
        lenet5: { file: 'classifier-lenet-5.safetensors', source: '10,000 digits of MNIST, 10 epochs' },
      },
      reader: async () => (await import('./files/read-network.ts')).readNetwork,
    },
  },
  speed: 10_000,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: {
    left: { scalar: 'freeEnergy' },
    terms: [
      { scalar: 'complexity', sign: 1 },
      { scalar: 'accuracy', sign: -1 },
    ],
  },
  ledger: {
    total: 'freeEnergy',
    rows: [
      {
        terms: [
          { scalar: 'complexity', sign: 1 },
          { scalar: 'accuracy', sign: -1 },
        ],
      },
    ],
  },
  readouts: [
    { scalar: 'heldOutError', standardError: 'heldOutStandardError' },
    { scalar: 'complexityBits' },
    { scalar: 'bitsPerWeight' },
    { scalar: 'fileBytes' },
    { scalar: 'timesSmaller' },
    { scalar: 'timesCoarser' },
    { scalar: 'timesFewer' },
    { scalar: 'flashBytes' },
    { scalar: 'ramBytes' },
  ],
  plots,
  layout: {
    main: ['pareto', 'paretoWork', 'paretoKept', 'units', 'mask'],
    side: ['threshold', 'law', 'weights', 'price'],
    row: [
      ['error', 'complexity', 'bits', 'worth'],
      ['byClass', 'calibration', 'parts'],
    ],
  },
  identities: [
    {
      name: 'what is gone down = F, and the complexity weighed otherwise',
      tex: 'F_\\beta=F+(\\beta-1)\\,\\tfrac1N\\mathrm{KL}',
      of: ['objective', 'freeEnergy', 'pull'],
      residual: (s) => s.objective - (s.freeEnergy + s.pull),
      tolerance: 1e-10,
    },
    {
      name: 'the file read back is the network written',
      tex: '\\hat w=w',
      of: ['strayNumbers'],
      residual: (s) => s.strayNumbers,
      tolerance: 1e-10,
    },
    {
      name: 'kept + dropped = all weights',
      tex: '|w\\ne0|+|w=0|=|w|',
      of: ['nonZeroWeights', 'droppedWeights', 'allWeights'],
      residual: (s) => s.nonZeroWeights + s.droppedWeights - s.allWeights,
      tolerance: 1e-10,
    },
    {
      name: 'names + places + numbers + scales + biases = bytes of the file',
      tex: '\\textstyle\\sum\\text{parts}=\\text{bytes}',
      of: ['headerBytes', 'indexBytes', 'codeBytes', 'codebookBytes', 'biasBytes', 'fileBytes'],
      residual: (s) => s.headerBytes + s.indexBytes + s.codeBytes + s.codebookBytes + s.biasBytes - s.fileBytes,
      tolerance: 1e-10,
    },
    {
      name: 'times smaller · bits a weight = 32',
      tex: '\\frac{4|w|}{B}\\cdot\\frac{8B}{|w|}=32',
      of: ['timesSmaller', 'bitsPerWeight'],
      residual: (s) => s.timesSmaller * s.bitsPerWeight - 32,
      tolerance: 1e-10,
    },
  ],
  data: {
    param: 'dataset',
    own: 'images',
    sets: {
      digits: {
        file: 'digits.csv.gz',
        source: 'Alpaydin and Kaynak 1998; a fifth held out',
        images: { training: 'digits', files: ['digits.csv.gz'] },
      },
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
    },
  },
  exports: {
    compressed: { label: 'Compressed file (.feln)', byDefault: true },
    onnx: { label: 'Model for ONNX runtimes', byDefault: true },
    safetensors: { label: 'Model as safetensors', byDefault: true },
    tflite: { label: 'Model for TensorFlow Lite', when: onGrids },
    device: { label: 'For a device: C, ONNX and TFLite in int8' },
  },
  guide: async () => (await import('./declaration/guide.ts')).guide,
  tours: true,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
