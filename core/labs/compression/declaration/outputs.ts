// What the Compression lab yields. What is said of a method is said of the one in the light, as it was last surveyed.
import type { Column, ScalarSpec } from '../../../lab/lab.ts';

const nat = 'nat';
const count = { known: 'counted' } as const;

export const scalars = {
  freeEnergy: {
    label: 'free energy',
    tex: 'F',
    unit: nat,
    hue: 'ink',
    known: 'measured',
    help: 'Complexity less accuracy, an example: the mean over the minibatches since the last survey.',
  },
  accuracy: {
    label: 'accuracy',
    tex: '\\mathbb{E}_q[\\log p(y\\mid x,w)]',
    unit: nat,
    hue: 'accuracy',
    known: 'measured',
    help: 'log p of the class of an example that is learnt from, as the method sees it while it trains.',
  },
  complexity: {
    label: 'complexity',
    tex: '\\tfrac1N\\mathrm{KL}[q(w)\\,\\|\\,p(w)]',
    unit: nat,
    hue: 'complexity',
    known: 'measured',
    help: 'What the weights cost, an example’s share of it, in full; 0 of methods that set no price on them.',
  },
  pull: {
    label: 'weighed otherwise',
    tex: '(\\beta-1)\\,\\tfrac1N\\mathrm{KL}',
    unit: nat,
    hue: 'soft',
    known: 'measured',
    help: 'What is added where the complexity counts other than in full: at another β, or while it warms up.',
  },
  objective: { label: 'what is gone down', tex: 'F_\\beta', unit: nat, known: 'measured', help: 'The free energy at the β of each step.' },
  complexityBits: {
    label: 'bits a weight by the bound',
    unit: 'bit',
    hue: 'complexity',
    known: 'measured',
    optional: true,
    help: 'The complexity of the whole network over its weights, of methods that price them; up to a constant where the prior cannot be normalized.',
  },
  heldOutError: {
    label: 'error',
    unit: '%',
    known: 'measured',
    help: 'Of images held out, how many the network that is read back from the file takes for another class.',
  },
  heldOutStandardError: { label: 'standard error of it', unit: '%', known: 'estimated', help: '√(p(1 − p)/n) of n held-out images.' },
  calibrationError: {
    label: 'calibration error',
    unit: '%',
    known: 'measured',
    help: 'Expected calibration error: how far the share right is from the probability given, over ten bins of equal width, by their images. With more bins it is larger.',
  },
  baseError: {
    label: 'error of the base',
    unit: '%',
    known: 'measured',
    help: 'Of the same images, by the weights that all methods begin with.',
  },
  fileBytes: { label: 'bytes of the file', unit: 'B', ...count, help: 'The network written as a file: all that is needed to run it.' },
  floatBytes: { label: 'bytes as float32', unit: 'B', ...count, help: 'The weights that all began with, 4 bytes each.' },
  headerBytes: { label: 'names and shapes', unit: 'B', ...count, help: 'Bytes of the file that say what the layers are.' },
  indexBytes: { label: 'places', unit: 'B', ...count, help: 'Bytes of the file that say which weights are left.' },
  codeBytes: { label: 'numbers', unit: 'B', ...count, help: 'Bytes of the file that say what those weights are, entropy coded.' },
  codebookBytes: { label: 'scales and levels', unit: 'B', ...count, help: 'Bytes of the file that say what a code stands for.' },
  biasBytes: { label: 'biases', unit: 'B', ...count, help: 'Bytes of the file for biases, in float32.' },
  allWeights: { label: 'weights', ...count, help: 'Weights that all began with, biases left out.' },
  nonZeroWeights: { label: 'weights kept', ...count, help: 'Weights in the file that are not 0.' },
  droppedWeights: { label: 'weights dropped', ...count, help: 'Weights that are 0, or gone with their unit.' },
  kept: { label: 'kept', unit: '%', ...count, help: 'Weights that are not 0, of all that there were.' },
  bitsPerWeight: {
    label: 'bits a weight',
    unit: 'bit',
    ...count,
    help: 'Bits of the file over all weights that there were, also those that are gone.',
  },
  timesFewer: {
    label: 'times fewer weights',
    ...count,
    optional: true,
    help: 'All weights over those that are not 0: pruning alone.',
  },
  timesCoarser: {
    label: 'times fewer bits of values',
    ...count,
    optional: true,
    help: '32 bits of all weights over the bits of the values that are kept, without places and without a coder: pruning and precision.',
  },
  timesSmaller: {
    label: 'times smaller',
    ...count,
    help: '4 bytes of all weights over the bytes of the whole file: the only one that a disk knows.',
  },
  multiplyAccumulates: {
    label: 'multiply–accumulates',
    ...count,
    help: 'Multiplications with an addition each that one image takes, counted as the network runs.',
  },
  bytesOfWeights: {
    label: 'bytes of weights read',
    unit: 'B',
    ...count,
    help: 'Bytes of weights, and of where they are, that one image takes, counted as the network runs.',
  },
  flashBytes: {
    label: 'flash',
    unit: 'B',
    ...count,
    help: 'Bytes on a device: constants of the C code (Export, For a device): weights of 8 or 4 bits, or only those that are not 0, or a bit each.',
  },
  ramBytes: {
    label: 'RAM',
    unit: 'B',
    ...count,
    help: 'Bytes on a device: static buffers of the C code, between its layers; the image itself is left out.',
  },
  strayNumbers: {
    label: 'numbers that came back wrong',
    ...count,
    optional: true,
    help: 'Weights and biases of the file read back that are not those written. It is not looked at while a hand moves something.',
  },
  ternaryError: {
    label: 'error, ternary',
    unit: '%',
    known: 'measured',
    optional: true,
    help: 'Of the same posterior over signs, read with 0 where neither sign has a probability of ¾.',
  },
  ensembleError: {
    label: 'error, 16 drawn',
    unit: '%',
    known: 'measured',
    optional: true,
    help: 'Of sixteen networks drawn from the same posterior over signs, by the mean of their probabilities.',
  },
  totalVariation: {
    label: 'total variation',
    known: 'exact',
    optional: true,
    help: 'Between the exact law of what the first held-out image tells the unit of its class, and its normal, rounded to the values that the sum can take.',
  },
  supremum: {
    label: 'sup |F − Φ|',
    known: 'exact',
    optional: true,
    help: 'The largest distance of their distribution functions, which the theorem of Berry and Esseen bounds.',
  },
  thresholdNow: {
    label: 'threshold',
    known: 'exact',
    optional: true,
    help: 'Where what is dropped parts from what stays, on the axis of the histogram.',
  },
  epoch: { label: 'epoch', ...count, help: 'Passes through the images so far.' },
  examplesSeen: { label: 'images seen', ...count, help: 'Images of all minibatches so far, by each method.' },
} as const satisfies Readonly<Record<string, ScalarSpec>>;

const method = { label: 'method', place: true } as const;
const bytes = { label: 'bytes of the file', unit: 'B' } as const;
const error = { label: 'error', unit: '%' } as const;
const kept = { label: 'kept', unit: '%' } as const;
const multiplyAccumulates = { label: 'multiply–accumulates' } as const;
const place = (label: string): Column => ({ label, place: true });
const calibration = {
  confidence: { label: 'probability given', unit: '%' },
  right: { label: 'share right', unit: '%' },
  images: { label: 'images' },
} as const;
/** The error where it is drawn: on a logarithmic axis none is 0, but half an image. */
const height = place('height');

export const tables = {
  course: {
    step: { label: 'step' },
    bytes,
    error,
    height,
    kept,
    multiplyAccumulates,
    bits: { label: 'bits a weight', unit: 'bit' },
    fit: { label: 'cross-entropy', unit: nat },
    complexity: { label: 'complexity', unit: nat },
    method,
  },
  present: {
    bytes,
    error,
    height,
    least: { label: 'least error', unit: '%' },
    most: { label: 'most error', unit: '%' },
    kept,
    multiplyAccumulates,
    method,
  },
  intervals: {
    bytes: place('bytes'),
    kept: place('kept'),
    multiplyAccumulates: place('multiply–accumulates'),
    error: place('error'),
    method,
  },
  hand: { bytes, error, height, kept, multiplyAccumulates, method },
  base: { bytes, error, height, kept, multiplyAccumulates },
  room: { bytes: place('bytes'), kept: place('kept'), multiplyAccumulates: place('multiply–accumulates'), height },
  quantized: { bytes, error, height, kind: { label: 'precision' } },
  finished: { bytes, error, height, kept, multiplyAccumulates, method },
  published: { bytes, error, source: { label: 'row' } },
  publishedKept: { kept, multiplyAccumulates, error, source: { label: 'row' } },
  keptBins: { from: place('from'), to: place('to'), floor: place('floor'), count: { label: 'kept' }, method },
  droppedBins: { from: place('from'), to: place('to'), floor: place('floor'), count: { label: 'dropped' } },
  here: { at: { label: 'threshold' }, height: place('height') },
  whose: { at: place('at'), height: place('height'), method },
  baseWeights: { weight: { label: 'weight' }, count: { label: 'weights of the base' } },
  shownWeights: { weight: { label: 'weight' }, count: { label: 'weights kept' } },
  prior: { weight: { label: 'weight' }, count: { label: 'expected by the prior' }, side: place('side') },
  beliefs: { weight: { label: 'weight' }, count: { label: 'expected by q' }, side: place('side') },
  levels: { level: { label: 'level' }, under: place('under') },
  widths: {
    from: { label: 'mean less a standard deviation' },
    to: { label: 'mean and a standard deviation' },
    low: place('low'),
    high: place('high'),
  },
  calibration,
  baseCalibration: calibration,
  calibrationIntervals: {
    from: place('from'),
    to: place('to'),
    low: { label: 'least share right', unit: '%' },
    high: { label: 'most share right', unit: '%' },
  },
  asSureAsRight: { at: place('at') },
  ternary: { bytes, error, height },
  ensemble: { bytes, error, height },
  law: { from: place('from'), to: place('to'), floor: place('floor'), probability: { label: 'probability' } },
  normal: { sum: { label: 'sum' }, probability: { label: 'probability, by the normal' } },
  price: {
    logAlpha: { label: 'log α' },
    exact: { label: 'KL', unit: nat },
    fit: { label: 'published fit', unit: nat },
    apart: { label: 'a hundred times their difference', unit: nat },
  },
  worthBound: { at: place('method'), bits: { label: 'bits a weight by the bound', unit: 'bit' } },
  worthRoom: { at: place('method'), bits: place('bits') },
  worthFile: { at: place('method'), bits: { label: 'bits a weight of the file', unit: 'bit' } },
  byClass: {
    class: { label: 'class' },
    base: { label: 'error of the base', unit: '%' },
    error: { label: 'error', unit: '%' },
  },
  unitsAll: { from: place('from'), to: { label: 'units' }, low: place('low'), high: place('high') },
  unitsLeft: {
    from: place('from'),
    to: place('share'),
    low: place('low'),
    high: place('high'),
    method,
  },
  unitsWhose: { at: place('at'), row: place('row'), method },
  unitCounts: { at: place('at'), row: place('row'), left: { label: 'units left' }, all: { label: 'units' } },
  seam: { at: place('seam') },
  parts: { at: place('part'), bytes },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

export const grids = { mask: { label: 'strength of the weights out of each pixel' } } as const;
