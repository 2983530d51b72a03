// The parameters of the Compression lab.
import { OWN } from '../../../data/dataset.ts';
import { choice, integer, real, subset, type Values, type When } from '../../../lab/param.ts';
import { methodHues, methodTitles, thresholded } from '../model/method-names.ts';

const data = { group: 'Data', hue: 'ink', effect: 'restart' } as const;
const compared = { group: 'Methods', hue: 'complexity', effect: 'restart' } as const;
const training = { group: 'Training', hue: 'accuracy', effect: 'restart' } as const;
const view = { group: 'Explore', hue: 'soft', effect: 'redraw' } as const;

/** Where a file can be made whole numbers throughout. */
export const onGrids = { shown: ['quantizationAware', 'relaxedQuantization'] } as const satisfies When;
export const byThreshold = { shown: [...thresholded] } as const satisfies When;

/** Methods that set a price on weights. */
const pricing = { methods: ['sparseVariational', 'hardConcrete', 'normalJeffreys', 'horseshoe', 'probabilisticBinary'] } as const;

export const params = {
  network: choice({
    ...data,
    label: 'Network',
    help: 'Layers from the pixels to the classes: dense ones, or two of filters before them.',
    options: {
      small: 'One hidden layer of 32 units',
      lenet300: 'LeNet-300-100',
      lenet5: 'LeNet-5',
      [OWN]: 'A network of your own',
    },
    initial: 'small',
  }),
  dataset: choice({
    ...data,
    label: 'Images',
    help: 'What is told apart; a part is held out and never trained on.',
    options: {
      digits: 'Small digits, 8 × 8',
      mnist: 'Handwritten digits, 28 × 28',
      fashion: 'Clothing, 28 × 28',
      [OWN]: 'Your own images',
    },
    initial: 'digits',
  }),
  base: choice({
    ...data,
    label: 'Begin with',
    help: 'The weights that all methods begin with. Trained ones ship for the small network on small digits, and for both LeNets on handwritten ones; others are trained here first.',
    options: { trained: 'Trained weights, where they are there', fresh: 'Random weights, trained here first' },
    initial: 'trained',
  }),
  methods: subset({
    ...compared,
    label: 'Methods',
    help: 'All begin with the same trained weights and learn from the same minibatches.',
    options: methodTitles,
    hues: methodHues,
    initial: 'oneShotPruning,iterativePruning,sparseVariational,quantizationAware',
  }),
  shown: choice({
    ...view,
    group: 'Methods',
    label: 'In the light',
    help: 'The method that numbers, histogram, mask and files are of.',
    options: methodTitles,
    initial: 'sparseVariational',
  }),
  threshold: real({
    ...view,
    group: 'Methods',
    label: 'threshold, from its own',
    help: 'How far the threshold is from the one that the method was published with, on the axis of the histogram; of sizes, from where the chosen share goes.',
    min: -40,
    max: 40,
    slider: [-6, 6],
    initial: 0,
    scale: 'linear',
    when: byThreshold,
  }),
  sparsity: real({
    ...compared,
    label: 'sparsity',
    help: 'The share of all weights that goes, where they are pruned by size.',
    min: 0,
    max: 0.999,
    slider: [0, 0.99],
    initial: 0.75,
    scale: 'linear',
    when: { methods: ['oneShotPruning', 'iterativePruning'] },
  }),
  numbers: choice({
    ...compared,
    label: 'Numbers that are kept',
    help: 'How a file keeps the weights that are left where others went.',
    options: { float32: 'float32', int8: '8 bits', levels16: 'A table of 16 levels' },
    initial: 'float32',
    when: { methods: ['oneShotPruning', 'iterativePruning', 'sparseVariational', 'hardConcrete', 'normalJeffreys', 'horseshoe'] },
  }),
  bits: integer({
    ...compared,
    label: 'bits',
    help: 'Of a weight on a grid.',
    min: 2,
    max: 8,
    initial: 4,
    scale: 'linear',
    when: { methods: ['quantizationAware', 'relaxedQuantization'] },
  }),
  lambda: real({
    ...compared,
    label: 'price of a weight',
    tex: '\\lambda',
    help: 'Nats that a weight costs whose gate is open.',
    min: 0,
    max: 1000,
    slider: [0.01, 10],
    initial: 0.5,
    scale: 'log',
    when: { methods: ['hardConcrete'] },
  }),
  scaleFreeKl: choice({
    ...compared,
    label: 'KL from the log-uniform prior',
    help: 'What variational dropout learns by: the fit that was published, at most 0.0094 nats off a weight, or the integral itself.',
    options: { fit: 'The published fit', exact: 'As it is' },
    initial: 'fit',
    when: { methods: ['sparseVariational'] },
  }),
  inverseTemperature: real({
    ...compared,
    label: 'weight of complexity',
    tex: '\\beta',
    help: 'Of beliefs and gates: 1 is the free energy itself, 0 is the fit alone.',
    min: 0,
    max: 100,
    slider: [0.01, 3],
    initial: 1,
    scale: 'log',
    when: pricing,
  }),
  warmUp: real({
    ...compared,
    label: 'warm-up',
    help: 'The share of the epochs over which β grows from 0 to its value.',
    min: 0,
    max: 1,
    initial: 0.3,
    scale: 'linear',
    when: pricing,
  }),
  baseEpochs: integer({
    ...training,
    label: 'epochs of the base',
    help: 'Passes through the images before anything is made small, where the base is trained here; the run begins after them.',
    min: 0,
    max: 100,
    slider: [0, 10],
    initial: 10,
    scale: 'linear',
  }),
  epochs: integer({
    ...training,
    label: 'epochs',
    help: 'Training ends after as many passes through the images; schedules are shares of them.',
    min: 1,
    max: 1000,
    slider: [1, 60],
    initial: 20,
    scale: 'log',
  }),
  learningRate: real({
    ...training,
    label: 'learning rate',
    help: 'Adam’s step; it falls to 0 over the second half of the run.',
    min: 1e-6,
    max: 1,
    slider: [1e-4, 0.03],
    initial: 0.01,
    scale: 'log',
  }),
  batchSize: integer({
    ...training,
    label: 'batch',
    help: 'Images in a step, the same for all methods.',
    min: 1,
    max: 2000,
    slider: [16, 256],
    initial: 64,
    scale: 'log',
  }),
  inputDropout: real({
    ...training,
    label: 'dropout of pixels',
    help: 'The share of the pixels of each image that is left out while training, others in each step (dropout).',
    min: 0,
    max: 0.9,
    slider: [0, 0.5],
    initial: 0,
    scale: 'linear',
  }),
  beside: choice({
    ...view,
    label: 'Beside them',
    help: 'What else is drawn over bytes: as rings what methods that do not run come to at the end of a run of their own, or the base in coarser precisions.',
    options: { methods: 'Other methods, at their end', precisions: 'The base, coarser and coarser' },
    initial: 'methods',
  }),
  layer: integer({
    ...view,
    label: 'layer',
    help: 'Whose weights are drawn, from the first; the last there is if there are fewer.',
    min: 1,
    max: 4,
    initial: 1,
    scale: 'linear',
  }),
} as const;

export type CompressionValues = Values<typeof params>;
