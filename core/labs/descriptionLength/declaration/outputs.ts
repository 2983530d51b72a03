// What the lab of description lengths puts out: its scalars, tables and grids. All lengths are in bits: by symbol, by image, or in all.

const bit = 'bit';

export const scalars = {
  descriptionLength: {
    label: 'length',
    tex: 'F/\\ln 2',
    unit: bit,
    hue: 'ink',
    help: 'What the message costs once the borrowed bits are back: a free energy, in bits.',
  },
  dataBits: {
    label: 'data',
    tex: '\\mathbb{E}_Q[-\\log_2 P(D\\mid w)]',
    unit: bit,
    hue: 'accuracy',
    help: 'What the data cost given what was chosen to stand behind them, on average over the choice.',
  },
  weightBits: {
    label: 'belief',
    tex: '\\mathrm{KL}[Q\\,\\|\\,P]',
    unit: bit,
    hue: 'complexity',
    help: 'What the choice itself costs (of weights, of a label, of factors): how far the belief is from what both sides agreed on before.',
  },
  energy: {
    label: 'energy',
    tex: '\\mathbb{E}_Q[-\\log_2 P(D,w)]',
    unit: bit,
    hue: 'energy',
    help: 'What data and choice cost together, as if the choice had been forced; of real numbers, at a precision of 1.',
  },
  entropy: {
    label: 'entropy',
    tex: 'H(Q)',
    unit: bit,
    hue: 'entropy',
    help: 'How free the choice was: what it can carry of another message; of real numbers, at a precision of 1.',
  },
  spent: {
    label: 'spent',
    unit: bit,
    hue: 'energy',
    help: 'Bits that are written for the choice, at its precision, and for the data.',
  },
  bitsBack: {
    label: 'returned',
    unit: bit,
    hue: 'entropy',
    help: 'Bits of another message that made the choice: the receiver, who comes to the same belief, gets them back.',
  },
  measured: {
    label: 'length, as coded',
    unit: bit,
    hue: 'ink',
    help: 'What the coder’s messages grew by, on average over several of them.',
    optional: true,
  },
  measuredError: {
    label: 'standard error',
    unit: bit,
    hue: 'soft',
    known: 'measured',
    help: 'Of the length as coded: chance, and what rounding of frequencies and choices may add.',
    optional: true,
  },
  strayBits: {
    label: 'bits that came back wrong',
    unit: bit,
    hue: 'soft',
    help: 'Of those that were borrowed: none, if the receiver is to read on.',
  },
  heldOutError: {
    label: 'held-out error',
    hue: 'soft',
    known: 'measured',
    help: 'Squared error on cases that were not sent, relative to that of their own mean.',
    optional: true,
  },
  trivialBits: {
    label: 'without a network',
    unit: bit,
    hue: 'soft',
    help: 'What the targets cost as draws from one normal: nothing is said of the inputs, and nothing is paid for weights.',
    optional: true,
  },
  evidenceBits: {
    label: '−log₂ P(D)',
    tex: '-\\log_2 P(D)',
    unit: bit,
    hue: 'gap',
    known: 'exact',
    help: 'What the data cost with every choice summed out: no belief costs less.',
    optional: true,
  },
  slack: {
    label: 'Ĝ − KL',
    tex: '\\hat G-\\mathrm{KL}[Q\\,\\|\\,P]',
    unit: bit,
    hue: 'soft',
    help: 'What is paid for a weight beyond its divergence from a mixture, since the component is chosen, too; of the weights in all.',
    optional: true,
  },
  coefficient: {
    label: 'weight of the weights',
    hue: 'soft',
    help: 'What the cost of the weights counts in the update that comes next: less than 1 while learning warms up.',
    optional: true,
  },
} as const;

export const tables = {
  envelope: {
    at: { label: 'part of the message, in the order of sending' },
    from: { label: 'from', unit: bit },
    to: { label: 'to', unit: bit },
    bits: { label: 'bits', unit: bit },
  },
  byPrecision: {
    precision: { label: 'precision', unit: bit },
    spent: { label: 'spent', unit: bit, hue: 'energy' },
    returned: { label: 'returned', unit: bit, hue: 'entropy' },
    net: { label: 'net', unit: bit, hue: 'ink' },
  },
  now: { precision: { label: 'precision', unit: bit, place: true }, net: { label: 'net', unit: bit, place: true } },
  codes: { at: { label: 'code' }, bits: { label: 'length', unit: bit } },
  course: {
    step: { label: 'steps' },
    data: { label: 'data', unit: bit, hue: 'accuracy' },
    length: { label: 'length', unit: bit, hue: 'ink' },
    other: { label: 'without a network, or at best', unit: bit },
  },
  cost: {
    share: { label: 'share of the first codeword' },
    energy: { label: 'mean length', unit: bit, hue: 'energy' },
    length: { label: 'less what comes back', unit: bit, hue: 'ink' },
  },
  chosen: { share: { label: 'share of the first codeword' }, length: { label: 'length', unit: bit } },
  least: { length: { label: 'least length', unit: bit } },
  curve: {
    x: { label: 'input' },
    mean: { label: 'mean of the output', hue: 'ink' },
    low: { label: 'mean − 1 sd of the output', hue: 'entropy' },
    high: { label: 'mean + 1 sd of the output', hue: 'entropy' },
  },
  cases: {
    x: { label: 'input, or the target as predicted' },
    y: { label: 'target, standardized' },
    kind: { label: 'sent (0) or held out (1)' },
  },
  equal: { x: { label: 'predicted', place: true }, y: { label: 'measured', place: true } },
  weights: {
    rank: { label: 'weight, by what it costs' },
    mean: { label: 'mean' },
    low: { label: 'mean − 1 sd' },
    high: { label: 'mean + 1 sd' },
    bits: { label: 'costs', unit: bit, hue: 'complexity' },
    under: { label: 'lower edge', place: true },
    over: { label: 'upper edge', place: true },
  },
  prior: { weight: { label: 'weight' }, density: { label: 'density of the prior, on the scale of the picture', hue: 'complexity' } },
  mixture: {
    x: { label: 'number that is sent; of eruptions, in min' },
    part: { label: 'part of the density' },
    label: { label: 'component, from 0' },
  },
  eruptions: {
    x: { label: 'number that is sent; of eruptions, in min' },
    y: { label: 'height', place: true },
    label: { label: 'component, from 0' },
  },
} as const;

export const grids = { sheet: { label: 'images that are sent, and below what their factors say of each pixel' } } as const;
