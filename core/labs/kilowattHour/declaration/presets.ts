// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  question: {
    title: 'The question',
    sentence:
      'One task, four ways to answer it. Whole numbers of 8 bits cost a quarter of float32 and err about as often; boards that were measured lie far below.',
    values: {},
    about: ['shown', 'ways', 'table', 'weightsIn'],
  },
  sevenNanometres: {
    title: 'At 7 nm',
    sentence: 'Seven years later: arithmetic takes a third of what it took, a small memory still three quarters.',
    values: { table: 'jouppi', weightsIn: 'small' },
    about: ['table', 'weightsIn', 'accumulator'],
  },
  dram: {
    title: 'Weights from DRAM',
    sentence: 'Reading a weight takes more than a hundred times what multiplying by it does. Drag the batch: what is read once is shared.',
    values: { weightsIn: 'dram', shown: 'float32' },
    about: ['weightsIn', 'batch'],
  },
  untilSure: {
    title: 'Stop when sure',
    sentence: 'Sixteen networks drawn from a belief, asked until they are sure; and a pruned one that asks a larger one when in doubt.',
    values: { ways: 'pruned,probable,ensemble,untilSure,cascade,lenet5', shown: 'cascade', additions: 'int32' },
    about: ['sure', 'shown', 'ways'],
  },
  spikes: {
    title: 'By spikes',
    sentence: 'Images in an order in which each is like the last: only what changes is added, and only its weights are read.',
    values: { ways: 'float32,int8,pruned,sigmaDelta', shown: 'sigmaDelta', scale: 2 },
    about: ['order', 'scale', 'shown', 'additions'],
  },
  signs: {
    title: 'Are signs frugal?',
    sentence:
      'Arithmetic alone: additions of float32 cost more than products of int8. Have them done in whole numbers, and the order changes; have weights lie in a memory, and bits win.',
    values: { ways: 'int8,signs,probable', shown: 'signs', weightsIn: 'registers', activationsIn: 'registers' },
    about: ['additions', 'weightsIn', 'accumulator', 'shown'],
  },
  hearingAid: {
    title: 'On a hearing aid',
    sentence: 'A cell of 0.25 Wh, a question ten times a second, weights in a small memory: how long does it last?',
    values: { weightsIn: 'small', shown: 'pruned', ways: 'float32,int8,pruned,signs', battery: 0.25, rate: 10 },
    about: ['battery', 'rate', 'shown', 'weightsIn'],
  },
  training: {
    title: 'What training costs',
    sentence: 'Bits are cheap at first and dear later. Training ends by itself when one costs more than it is worth.',
    values: { ways: 'float32,int8,trained', shown: 'trained' },
    steps: 150,
    speed: 60,
    about: ['price', 'stops', 'learningRate', 'epochs'],
  },
  autoencoder: {
    title: 'An autoencoder',
    sentence: 'The bound of an image, nat by nat, and what each bit of it took.',
    values: { learner: 'vae', ways: 'float32,int8', price: 2 },
    steps: 150,
    speed: 60,
    about: ['price', 'learner', 'stops', 'epochs'],
  },
  small: {
    title: 'Small digits',
    sentence: 'Images of 64 pixels: a hundred times fewer operations, and as many bits.',
    values: { dataset: 'digits', ways: 'float32,int8,pruned,signs,probable,ensemble', batchSize: 64 },
    about: ['dataset', 'ways'],
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
