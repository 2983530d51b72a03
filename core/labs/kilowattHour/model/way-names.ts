// The ways to answer the same question that are priced: what they are called, and what each wears.

/** In the order in which they are shown. */
export const wayNames = [
  'float32',
  'int8',
  'pruned',
  'signs',
  'probable',
  'ensemble',
  'untilSure',
  'cascade',
  'lenet5',
  'sigmaDelta',
  'trained',
  'yours',
] as const;

export type WayName = (typeof wayNames)[number];

/** As they are written at marks. */
export const wayTitles: Readonly<Record<WayName, string>> = {
  float32: 'Float32',
  int8: 'Int8',
  pruned: 'Pruned',
  signs: 'Binary weights',
  probable: 'Probable signs',
  ensemble: 'Sixteen drawn',
  untilSure: 'Drawn until sure',
  cascade: 'Cascade',
  lenet5: 'LeNet-5',
  sigmaDelta: 'Sigma-delta',
  trained: 'In training',
  yours: 'Yours',
};

/** Longer, where one is chosen. */
export const wayDescriptions: Readonly<Record<WayName, string>> = {
  float32: 'Dense, float32',
  int8: 'Dense, in whole numbers of 8 bits',
  pruned: 'Pruned: few weights are left',
  signs: 'Binary weights: additions alone',
  probable: 'Probable signs: the likelier ones, and signs between layers',
  ensemble: 'Sixteen networks drawn from probable signs',
  untilSure: 'The same, drawn until they are sure',
  cascade: 'Cascade: the pruned one first, a larger one where it is not sure',
  lenet5: 'LeNet-5, convolutions in float32',
  sigmaDelta: 'Sigma-delta: spikes say what changes',
  trained: 'The network in training',
  yours: 'Your own network',
};

/** What each wears, wherever it is drawn: what the Compression lab gives the same method. */
export const wayHues: Readonly<Record<WayName, number>> = {
  float32: 4,
  int8: 12,
  pruned: 10,
  signs: 8,
  probable: 13,
  ensemble: 0,
  untilSure: 2,
  cascade: 5,
  lenet5: 3,
  sigmaDelta: 9,
  trained: 6,
  yours: 1,
};

export const indexOf = (way: WayName): number => wayNames.indexOf(way);

/** Those that stop when they are sure. */
export const stopping = ['untilSure', 'cascade'] as const satisfies readonly WayName[];

export type Stopping = (typeof stopping)[number];

export const isStopping = (way: WayName): way is Stopping => (stopping as readonly WayName[]).includes(way);
