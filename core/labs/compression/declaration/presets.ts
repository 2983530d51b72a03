// Where to begin: each preset with what to look for. What a sentence promises is measured in the tests, within the steps that it says.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  small: {
    title: 'The threshold in hand',
    sentence:
      'Which weights may go? Drag the line through the histogram: by how sure a belief is, seven of ten go and nothing is lost. Then put pruning at once in the light.',
    about: ['shown', 'threshold', 'sparsity', 'methods'],
    values: { methods: 'oneShotPruning,sparseVariational' },
    steps: 330,
  },
  oneShot: {
    title: 'One shot is too much',
    sentence:
      'Of ten weights nine go, the smallest. All at once: half of the digits are lost. Step by step, while the others make up for it: fewer than one in ten.',
    about: ['sparsity', 'methods', 'shown', 'threshold'],
    values: { methods: 'oneShotPruning,iterativePruning', shown: 'oneShotPruning', sparsity: 0.9 },
    steps: 330,
  },
  belief: {
    title: 'Belief prunes by itself',
    sentence:
      'Nobody says how many weights should go: each pays for what it says. Press Train, and see the complexity fall and the files shrink, while the error comes to no more than that of the base.',
    about: ['inverseTemperature', 'warmUp', 'shown', 'threshold'],
    values: { methods: 'sparseVariational,normalJeffreys' },
    steps: 110,
  },
  gates: {
    title: 'Gates',
    sentence: 'Each pixel and each hidden unit has a gate, and an open one costs. See Units and Mask: whole rows of weights go at once.',
    about: ['lambda', 'shown', 'threshold', 'methods'],
    values: { methods: 'hardConcrete,horseshoe', shown: 'hardConcrete', lambda: 3 },
    steps: 330,
  },
  bits: {
    title: 'Eight bits are free, two are not',
    sentence:
      'Small dots: the trained base as it is, on coarser and coarser grids. Eight bits lose nothing, two lose a quarter of the digits, unless the network learns on its grid.',
    about: ['bits', 'methods', 'shown', 'layer'],
    values: { methods: 'quantizationAware,relaxedQuantization', shown: 'quantizationAware', bits: 2, beside: 'precisions' },
    steps: 220,
  },
  signs: {
    title: 'Signs alone',
    sentence:
      'One bit a weight. Signs of the base lose many digits; learnt as signs, most of them come back, in a fourteenth of the bytes of float32.',
    about: ['methods', 'shown', 'layer'],
    values: { methods: 'plain,binaryConnect', shown: 'binaryConnect', beside: 'precisions' },
    steps: 220,
  },
  probable: {
    title: 'A sign is a probability',
    sentence:
      'Each weight is a coin that learns. See Weights: many stay fair, at 0, since their sign is not worth its price. Under Worth the bound asks for half a bit or so, and the file pays more than one. Sixteen networks drawn from the same belief do better than the likeliest.',
    about: ['methods', 'shown', 'inverseTemperature', 'layer'],
    values: { methods: 'binaryConnect,probabilisticBinary', shown: 'probabilisticBinary', beside: 'precisions' },
    steps: 220,
  },
  share: {
    title: 'Prune, share, code',
    sentence:
      'A quarter of the weights stays, in a table of sixteen levels: a kilobyte in all. See Weights and Parts: what places cost, and what numbers do. Shared weights learn their table.',
    about: ['numbers', 'sparsity', 'methods', 'shown'],
    values: { methods: 'iterativePruning,softWeightSharing', shown: 'softWeightSharing', numbers: 'levels16', epochs: 10 },
    steps: 176,
  },
  lenet: {
    title: 'LeNet-300-100',
    sentence:
      'The network that papers compress; rings are what they report, of six times the digits. Press Train: epoch by epoch both paths go to the left, to less than a fortieth of the bytes of float32, at about a point of error more.',
    about: ['network', 'dataset', 'methods', 'inverseTemperature', 'sparsity', 'epochs'],
    values: {
      network: 'lenet300',
      dataset: 'mnist',
      methods: 'iterativePruning,sparseVariational',
      sparsity: 0.92,
      numbers: 'levels16',
      learningRate: 3e-3,
      batchSize: 128,
      inputDropout: 0.1,
      inverseTemperature: 0.4,
      warmUp: 0.6,
    },
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
