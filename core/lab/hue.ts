// The meanings that wear a colour. A hue is a meaning, never a colour: the theme turns it into one.

export const hues = ['energy', 'entropy', 'accuracy', 'complexity', 'gap', 'ink', 'soft'] as const;

/**
 * energy: the joint; entropy: q and all that is q's; accuracy: the likelihood; complexity: the prior;
 * gap: the posterior, the truth; ink: evidence, free energy, data; soft: what only explains. A number is a
 * category (a cluster, a digit, a method) and never a term; from 0 on each has a colour of its own, as far as they go.
 */
export type Hue = (typeof hues)[number] | number;

/** The hues of categories that are only numbered: 0, 1, 2 … */
export const categories = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);
