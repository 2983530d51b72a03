// The parameters: the stream that comes in, the network it goes through, one number apart, and what is looked at.
import { OWN } from '../../../data/dataset.ts';
import { choice, drawing, integer, real, type Values } from '../../../lab/param.ts';
import { networkTitles } from '../model/network-names.ts';

const stream = { group: 'Stream', effect: 'restart' } as const;
const hand = { group: 'Stream', effect: 'live', when: { source: ['hand'] } } as const;
const network = { group: 'Network', effect: 'restart' } as const;
const number = { group: 'One number', effect: 'redraw' } as const;
const view = { group: 'View', effect: 'redraw' } as const;

const roundingNetworks = ['sigmaDelta', 'rounding', 'herding', 'proportionalDerivative'] as const;
const rounds = { network: roundingNetworks } as const;
const byHand = { network: roundingNetworks, scales: ['byHand'] } as const;

const scale = {
  ...network,
  help: 'A value is multiplied by it before it is rounded: the larger, the finer, and the more spikes.',
  when: byHand,
  min: 1 / 32,
  max: 32,
  slider: [0.25, 16],
  initial: 1,
  scale: 'log',
} as const;

export const params = {
  dataset: choice({
    ...stream,
    label: 'Images',
    help: 'With the network that was trained on others of the same set; your own, of 28 × 28 pixels, with that of the digits.',
    options: { mnist: 'Handwritten digits, 28 × 28', fashion: 'Clothing, 28 × 28', [OWN]: 'Your own images' },
    initial: 'mnist',
  }),
  source: choice({
    ...stream,
    label: 'Stream',
    help: 'What comes in, frame after frame.',
    options: {
      rests: 'An image that moves, then rests',
      still: 'A still image',
      temporal: 'Images in an order in which each is like the last',
      shuffled: 'Images shuffled',
      hand: 'Your hand',
    },
    initial: 'rests',
  }),
  image: integer({
    ...stream,
    label: 'image',
    help: 'Which of the held-out images.',
    when: { source: ['rests', 'still', 'hand'] },
    min: 1,
    max: 1000,
    slider: [1, 100],
    initial: 1,
    scale: 'linear',
  }),
  moving: integer({
    ...stream,
    label: 'frames it moves',
    help: 'A pixel a frame, then it rests.',
    when: { source: ['rests'] },
    min: 0,
    max: 1000,
    slider: [0, 120],
    initial: 40,
    scale: 'linear',
  }),
  buffer: integer({
    ...stream,
    label: 'buffer',
    help: 'How many images wait, of which the nearest to the last comes next; of 1 they come in the order of their set.',
    when: { source: ['temporal'] },
    min: 1,
    max: 1000,
    initial: 200,
    scale: 'log',
  }),
  frames: integer({
    ...stream,
    label: 'frames',
    help: 'How many come in until the run is over.',
    min: 2,
    max: 2000,
    slider: [10, 1000],
    initial: 300,
    scale: 'log',
  }),
  drawn: drawing({ ...hand, label: 'Draw a digit', help: 'What is drawn is the next frame.', rows: 28, columns: 28, initial: '' }),
  right: integer({ ...hand, label: 'to the right', unit: 'px', min: -14, max: 14, initial: 0, scale: 'linear' }),
  up: integer({ ...hand, label: 'up', unit: 'px', min: -14, max: 14, initial: 0, scale: 'linear' }),

  network: choice({
    ...network,
    label: 'Network',
    help: 'How its units tell the next layer what they are.',
    options: networkTitles,
    initial: 'sigmaDelta',
  }),
  scales: choice({
    ...network,
    label: 'Scales',
    help: 'How finely each layer rounds.',
    when: rounds,
    options: {
      byHand: 'Set by hand',
      optimized: 'Optimized for a price of an addition',
      live: 'Going down as it looks, for a price',
    },
    initial: 'byHand',
  }),
  scale1: real({ ...scale, label: 'scale of the input', tex: 'k_1' }),
  scale2: real({ ...scale, label: 'scale of hidden layer 1', tex: 'k_2' }),
  scale3: real({ ...scale, label: 'scale of hidden layer 2', tex: 'k_3' }),
  price: integer({
    ...network,
    label: 'price',
    tex: 'i',
    help: 'The i-th of ten prices of an addition, from 10⁻¹⁰ to 10⁻⁵ nats in equal ratios.',
    when: { network: roundingNetworks, scales: ['optimized'] },
    min: 1,
    max: 10,
    initial: 7,
    scale: 'linear',
  }),
  lambda: real({
    ...network,
    effect: 'live',
    label: 'price now',
    tex: '\\lambda',
    unit: 'nat',
    help: 'Of an addition: before each frame scales go down error + λ · additions of ten training images.',
    when: { network: roundingNetworks, scales: ['live'] },
    min: 1e-12,
    max: 1,
    slider: [1e-10, 1e-3],
    initial: 1e-6,
    scale: 'log',
  }),
  window: integer({
    ...network,
    label: 'steps a frame',
    tex: 'T',
    help: 'In how many steps a unit may fire.',
    when: { network: ['rate'] },
    min: 1,
    max: 50,
    slider: [2, 20],
    initial: 10,
    scale: 'linear',
  }),
  reset: choice({
    ...network,
    label: 'After a spike',
    help: 'A potential that is set to 0 loses what lay above the threshold.',
    when: { network: ['rate'] },
    options: { subtract: 'the threshold is taken off', zero: 'the potential is set to 0' },
    initial: 'subtract',
  }),
  leak: real({
    ...network,
    label: 'leak',
    tex: 'g',
    help: 'The share of its potential that a unit loses before each step: a value below this share of the ceiling never makes it fire.',
    when: { network: ['rate'] },
    min: 0,
    max: 0.9,
    slider: [0, 0.3],
    initial: 0,
    scale: 'linear',
  }),
  proportional: real({
    ...number,
    effect: 'restart',
    label: 'proportional gain',
    tex: 'k_p',
    help: 'What a value itself counts for in what is sent, in the network of that name and in the picture of one number.',
    min: 0.001,
    max: 10,
    slider: [0.01, 1],
    initial: 0.1,
    scale: 'log',
  }),
  derivative: real({
    ...number,
    effect: 'restart',
    label: 'derivative gain',
    tex: 'k_d',
    help: 'What its change counts for.',
    min: 0,
    max: 10,
    slider: [0, 2],
    initial: 1,
    scale: 'linear',
  }),
  value: real({ ...number, label: 'value', tex: 'x', help: 'The number that is coded.', min: 0, max: 1, initial: 0.6, scale: 'linear' }),
  steps: integer({
    ...number,
    label: 'steps of a rate',
    help: 'In how many steps the value is told by spikes.',
    min: 1,
    max: 100,
    slider: [2, 50],
    initial: 20,
    scale: 'linear',
  }),
  start: choice({
    ...number,
    label: 'The potential begins',
    help: 'At ½ the count is rounded, at 0 what is left over is cut off.',
    options: { zero: 'at 0', half: 'at ½' },
    initial: 'half',
  }),
  current: real({
    ...number,
    label: 'current',
    tex: 'I',
    help: 'Into the leaky neuron, whose resistance and threshold are 1.',
    min: 0,
    max: 100,
    slider: [0, 4],
    initial: 1.5,
    scale: 'linear',
  }),
  timeConstant: real({
    ...number,
    label: 'time constant',
    tex: '\\tau',
    unit: 'ms',
    help: 'How slowly the membrane leaks.',
    min: 1,
    max: 1000,
    slider: [2, 100],
    initial: 20,
    scale: 'log',
  }),
  refractory: real({
    ...number,
    label: 'refractory period',
    tex: 't_\\text{ref}',
    unit: 'ms',
    help: 'For how long it is held after a spike.',
    min: 0.1,
    max: 100,
    slider: [0.5, 20],
    initial: 2,
    scale: 'log',
  }),

  layer: choice({
    ...view,
    label: 'Layer',
    help: 'Whose units are looked at.',
    options: { input: 'input', hidden1: 'hidden 1', hidden2: 'hidden 2' },
    initial: 'hidden1',
  }),
  unit: integer({
    ...view,
    label: 'unit',
    help: 'Which of them; past the last one the count begins again.',
    min: 1,
    max: 784,
    slider: [1, 200],
    initial: 1,
    scale: 'linear',
  }),
} as const;

export type SpikingValues = Values<typeof params>;

/** The set whose training images the network has learnt from. */
export const trainedOn = ({ dataset }: Pick<SpikingValues, 'dataset'>): 'mnist' | 'fashion' => (dataset === OWN ? 'mnist' : dataset);

/** From the input on. */
export const layerNames = ['input', 'hidden 1', 'hidden 2'] as const;

const UNITS = [784, 200, 200] as const;
export const layerOf = ({ layer }: Pick<SpikingValues, 'layer'>): number => ['input', 'hidden1', 'hidden2'].indexOf(layer);

/** The unit that is looked at, from 0, and what it is called. */
export const unitOf = ({ layer, unit }: Pick<SpikingValues, 'layer' | 'unit'>): number =>
  (unit - 1) % (UNITS[layerOf({ layer })] as number);
export const layerName = (values: Pick<SpikingValues, 'layer'>): string => layerNames[layerOf(values)] as string;
