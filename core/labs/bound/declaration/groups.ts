// The groups in which the Bound lab's parameters stand, and the ranges that many of them share.

export const data = { group: 'Data', hue: 'ink', effect: 'restart' } as const;
export const prior = { group: 'Prior', hue: 'complexity', effect: 'restart' } as const;
export const q = { group: 'Approximation q', hue: 'entropy', effect: 'restart' } as const;
export const descent = { group: 'Descent', effect: 'live' } as const;

export const location = { min: -1e35, max: 1e35, slider: [-4, 4], scale: 'linear' } as const;
export const spread = { min: 1e-35, max: 1e35, slider: [0.05, 5], scale: 'log' } as const;
/** Of one of several: the weights are divided by their sum. */
export const weight = {
  help: 'Relative: the weights are divided by their sum.',
  min: 1e-9,
  max: 1e6,
  slider: [0.01, 1],
  initial: 0.5,
  scale: 'linear',
} as const;
export const shape = { min: 1e-2, max: 1e12, slider: [0.1, 100], scale: 'log' } as const;
