// What the lab yields: its scalars, tables and grids.

const counted = { known: 'counted' } as const;
const exact = { known: 'exact' } as const;
const mean = 'a frame';

export const scalars = {
  denseOperations: {
    label: 'dense operations',
    tex: 'D',
    unit: mean,
    hue: 'ink',
    ...counted,
    help: 'Of the network as it was trained: a multiplication and an addition for each weight.',
  },
  savedBySparsity: {
    label: 'silent units',
    tex: 'S_0',
    unit: mean,
    hue: 'ink',
    ...counted,
    help: 'Operations with values that are 0: dark pixels, and hidden units below their threshold. Mean over the frames so far.',
  },
  savedByAdding: {
    label: 'not multiplying',
    tex: 'S_+',
    unit: mean,
    hue: 'ink',
    ...counted,
    help: 'What the other values take as products, less the additions that they take rounded; below 0 where scales are so fine that they take more.',
  },
  savedByTime: {
    label: 'time and coding',
    tex: 'S_t',
    unit: mean,
    hue: 'ink',
    ...counted,
    help: 'The additions of the network that rounds every frame, less the operations of the one shown; below 0 where it takes more.',
  },
  operations: {
    label: 'operations',
    tex: 'O',
    unit: mean,
    hue: 'ink',
    ...counted,
    help: 'What the network shown did, mean over the frames so far: an addition counts once, a multiply–accumulate twice.',
  },
  additions: { label: 'additions, this frame', ...counted, help: 'Of the network shown; biases are left out.' },
  multiplyAccumulates: { label: 'multiply–accumulates, this frame', ...counted, help: 'Of the network shown.' },
  additionsAFrame: { label: 'additions a frame', unit: mean, ...counted, help: 'Of the network shown, mean over the frames so far.' },
  roundingAdditions: {
    label: 'additions, rounded',
    unit: mean,
    ...counted,
    help: 'Of the network that rounds every frame, mean over the frames so far.',
  },
  timeRatio: {
    label: 'sigma-delta / rounding',
    ...counted,
    optional: true,
    help: 'Additions of the sigma-delta network over those of the network that rounds every frame: below 1, time saves; above 1, it costs.',
  },
  shareOfDense: {
    label: 'of the dense operations',
    unit: '%',
    ...counted,
    help: 'Operations of the network shown over those of the dense one.',
  },
  changeRate: { label: 'pixels that change', unit: '%', ...counted, help: 'From one frame to the next, mean over the frames so far.' },
  error: { label: 'wrong', unit: '%', ...counted, optional: true, help: 'Frames so far that the network shown takes for another class.' },
  denseError: {
    label: 'wrong, dense',
    unit: '%',
    ...counted,
    optional: true,
    help: 'Frames so far that the network as it was trained takes for another class.',
  },
  silentFrames: { label: 'silent frames', ...counted, help: 'Frames, up to this one, in which the network shown did nothing at all.' },
  frame: { label: 'frame', ...counted, help: 'How many have come in.' },
  inputScale: { label: 'scale of the input', tex: 'k_1', optional: true, help: 'As it is now, where scales go down.' },
  hidden1Scale: { label: 'scale of hidden 1', tex: 'k_2', optional: true, help: 'As it is now, where scales go down.' },
  hidden2Scale: { label: 'scale of hidden 2', tex: 'k_3', optional: true, help: 'As it is now, where scales go down.' },
  strayBits: {
    label: 'stray potentials',
    ...counted,
    help: 'Potentials of all frames so far in which the sigma-delta network and the one that rounds every frame differ by as much as a bit.',
  },
  strayCount: {
    label: 'stray additions',
    ...counted,
    help: 'Additions counted as they were made, less Σ |message| · fan-out; summed over all frames so far.',
  },
  herdingOwed: { label: 'owed by herding', ...exact, help: 'The largest |Σ x − Σ s| of the number that is herded.' },
  decodingError: { label: 'error of decoding', ...exact, help: 'The largest |x̂ − x| of the step that is coded, where nothing is herded.' },
  firingRate: {
    label: 'firing rate',
    unit: 'Hz',
    known: 'measured',
    optional: true,
    help: 'By the last interval between two spikes of the leaky neuron.',
  },
  exactRate: { label: 'firing rate, exact', unit: 'Hz', ...exact, help: 'By the formula of the interval.' },
  spikeCount: { label: 'spikes of a rate', ...counted, help: 'Of the value, in so many steps, where the threshold is taken off at each.' },
  closedCount: { label: 'spikes, exact', ...exact, help: '⌊T x⌋, or ⌊T x + ½⌋ where the potential begins at ½.' },
} as const;

const t = { label: 'step' };

export const tables = {
  signs: { x: { label: 'x', place: true }, y: { label: 'y', place: true }, sign: { label: 'sign', place: true } },
  work: { frame: { label: 'frame' }, method: { label: 'network' }, operations: { label: 'operations' } },
  course: { frame: { label: 'frame' }, method: { label: 'network' }, error: { label: 'wrong so far', unit: '%' } },
  saving: { row: { label: 'part', place: true }, from: { label: 'from' }, to: { label: 'to' }, value: { label: 'operations a frame' } },
  frontier: { method: { label: 'network' }, additions: { label: 'operations a frame' }, error: { label: 'wrong', unit: '%' } },
  here: { method: { label: 'network' }, operations: { label: 'operations a frame' }, error: { label: 'wrong', unit: '%' } },
  belief: { label: { label: 'class' }, dense: { label: 'dense' }, shown: { label: 'shown' } },
  unit: { frame: { label: 'frame' }, value: { label: 'value times scale' }, message: { label: 'message' } },
  owed: { unit: { label: 'unit' }, residual: { label: 'owed' } },
  hand: { x: { label: 'x', place: true }, y: { label: 'y', place: true } },
  herded: { t, mean: { label: 'mean of spikes' }, high: { label: 'highest' }, low: { label: 'lowest' } },
  given: { value: { label: 'value' } },
  coded: { t, x: { label: 'value' }, decoded: { label: 'decoded' }, spikes: { label: 'spikes' } },
  membrane: { time: { label: 'time and coding', unit: 'ms' }, potential: { label: 'potential' } },
  threshold: { potential: { label: 'threshold' } },
  rates: { value: { label: 'value' }, subtracted: { label: 'threshold taken off' }, zeroed: { label: 'set to 0' } },
  rateHere: { value: { label: 'value' }, rate: { label: 'spikes / steps' } },
} as const;

const spikes = (of: string, sign: string) => ({ label: `${sign} spikes of ${of}` });

export const grids = {
  incoming: { label: 'the frame, and where it changed' },
  inputPlus: spikes('the input', 'positive'),
  inputMinus: spikes('the input', 'negative'),
  hidden1Plus: spikes('hidden layer 1', 'positive'),
  hidden1Minus: spikes('hidden layer 1', 'negative'),
  hidden2Plus: spikes('hidden layer 2', 'positive'),
  hidden2Minus: spikes('hidden layer 2', 'negative'),
} as const;
