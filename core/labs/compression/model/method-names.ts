// The ways to make a classifier small that the lab lets race: what they are called, and what each wears.

/** By their names in core/nets/classify, in the order in which they are shown. */
export const methodNames = [
  'plain',
  'oneShotPruning',
  'iterativePruning',
  'sparseVariational',
  'hardConcrete',
  'normalJeffreys',
  'horseshoe',
  'quantizationAware',
  'relaxedQuantization',
  'softWeightSharing',
  'binaryConnect',
  'probabilisticBinary',
] as const;

export type MethodName = (typeof methodNames)[number];

/** As they are written at curves. */
export const methodTitles: Readonly<Record<MethodName, string>> = {
  plain: 'Float32',
  oneShotPruning: 'Pruned at once',
  iterativePruning: 'Pruned step by step',
  sparseVariational: 'Variational dropout',
  hardConcrete: 'L₀ gates',
  normalJeffreys: 'Normal-Jeffreys',
  horseshoe: 'Horseshoe',
  quantizationAware: 'Quantization-aware',
  relaxedQuantization: 'Relaxed grid',
  softWeightSharing: 'Shared weights',
  binaryConnect: 'Binary weights',
  probabilisticBinary: 'Probable signs',
};

/** What each wears, wherever it is drawn. */
export const methodHues: Readonly<Record<MethodName, number>> = {
  plain: 4,
  oneShotPruning: 5,
  iterativePruning: 10,
  sparseVariational: 2,
  hardConcrete: 0,
  normalJeffreys: 6,
  horseshoe: 1,
  quantizationAware: 12,
  relaxedQuantization: 3,
  softWeightSharing: 9,
  binaryConnect: 8,
  probabilisticBinary: 13,
};

/** Those that leave weights out by comparing a number of each, or of each group, with a threshold when they are read out. */
export const thresholded = ['oneShotPruning', 'sparseVariational', 'hardConcrete', 'normalJeffreys', 'horseshoe'] as const;

export type Thresholded = (typeof thresholded)[number];

export const isThresholded = (name: MethodName): name is Thresholded => (thresholded as readonly MethodName[]).includes(name);
