// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  rests: {
    title: 'It moves, then rests',
    sentence:
      'A digit moves a pixel a frame, and every unit that sees it speaks. Then it rests: the raster falls silent, and nothing is spent.',
    values: {},
    steps: 30,
    speed: 10,
  },
  still: {
    title: 'A still image',
    sentence: 'The first frame takes what rounding takes. Not one addition is made after it.',
    values: { source: 'still', frames: 100 },
    steps: 20,
    speed: 10,
  },
  temporal: {
    title: 'Each like the last',
    sentence: 'Images in an order in which each is like the one before: spikes take fewer additions than rounding every frame.',
    values: { source: 'temporal', frames: 2000 },
    steps: 100,
    speed: 20,
  },
  shuffled: {
    title: 'Shuffled: spikes cost more',
    sentence: 'Nothing stays as it was. To say how a value changed takes more spikes than to say what it is.',
    values: { source: 'shuffled', frames: 2000 },
    steps: 100,
    speed: 20,
  },
  optimized: {
    title: 'Scales for a price',
    sentence:
      'Each layer rounds as finely as an addition is worth its price: fewer additions than with scales of 1 for nearly the same error.',
    values: { source: 'temporal', frames: 2000, scales: 'optimized', price: 8 },
    steps: 100,
    speed: 20,
    about: ['scales', 'price', 'source'],
  },
  live: {
    title: 'Scales that go down',
    sentence:
      'Before each frame every scale takes a step down error and price. Raise the price while it plays: values are rounded more coarsely, and additions become few.',
    values: { source: 'temporal', frames: 2000, scales: 'live', lambda: 1e-6 },
    steps: 30,
    speed: 20,
    about: ['lambda', 'scales', 'source'],
  },
  herding: {
    title: 'Herding a constant',
    sentence:
      'Herding owes at most half a spike, so that the mean of t spikes is within 1/(2t). The network herds each value anew in every frame, and never falls silent.',
    values: { source: 'still', network: 'herding', frames: 100 },
    steps: 20,
    speed: 10,
    about: ['value', 'network', 'source'],
  },
  pd: {
    title: 'Value and change',
    sentence: 'What is sent is a little of the value and much of its change: a decoder that leaks takes it back.',
    values: { source: 'rests', network: 'proportionalDerivative', scale1: 4, scale2: 4, scale3: 4 },
    steps: 30,
    speed: 10,
    about: ['proportional', 'derivative', 'network'],
  },
  leaky: {
    title: 'A leaky neuron',
    sentence:
      'Raise the current: below the threshold the neuron never fires, above it the rate is a logarithm, and at last the refractory period holds it.',
    values: { source: 'still', frames: 100 },
    about: ['current', 'timeConstant', 'refractory'],
  },
  rate: {
    title: 'Rates',
    sentence: 'Each value as so many spikes in a window, each frame anew: ten times the additions of sigma-delta, and more.',
    values: { source: 'temporal', network: 'rate', frames: 200, window: 20 },
    steps: 10,
    speed: 5,
    about: ['window', 'reset', 'steps', 'value'],
  },
  leakyNetwork: {
    title: 'A network of leaky neurons',
    sentence:
      'Each unit loses a tenth of its potential at every step: a little fewer additions, for nearly the same answers. Twice the leak, and faint values are lost: many digits are mistaken.',
    values: { source: 'temporal', network: 'rate', frames: 200, window: 20, leak: 0.1 },
    steps: 10,
    speed: 5,
    about: ['leak', 'window', 'reset'],
  },
  changes: {
    title: 'Changes alone',
    sentence:
      'Differences that are not rounded: the network as it was trained, for fewer products. Of a still image nothing is left to do here, either.',
    values: { source: 'temporal', network: 'temporalDifference', frames: 500 },
    steps: 50,
    speed: 20,
  },
  clothing: {
    title: 'Clothing',
    sentence: 'Grey where digits are black: more units speak, and rounding takes more additions.',
    values: { dataset: 'fashion', source: 'temporal', frames: 1000 },
    steps: 100,
    speed: 20,
  },
  hand: {
    title: 'Your hand',
    sentence: 'Drag the image, or draw one: spikes follow your hand, and stop when it stops.',
    values: { source: 'hand', frames: 2000 },
    steps: 5,
    speed: 15,
    about: ['drawn', 'right', 'up'],
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
