// What the name of a file or a folder says of the images in it: to learn from or to be held out, images or their labels.

export type Part = 'train' | 'test' | 'validation';

const parts: readonly (readonly [Part, RegExp])[] = [
  ['train', /^[xy]?train(ing)?[xy]?$/],
  ['test', /^[xy]?(test(ing)?|t10k)[xy]?$/],
  ['validation', /^[xy]?(val|valid|validation|dev)[xy]?$/],
];
const LABELS = /^(y|labels?|targets?|classes|idx1)$|^y(train|test|val)|^(train|test|val)[a-z]*y$/;
/** Words that say how a file is stored or which of a pair it is: the rest is what a pair has in common. */
const ASIDE = /^(x|y|images?|labels?|targets?|classes|data|idx\d?|ubyte|npy|csv|tsv|gz)$/;

/** The words of the last part of a path, in small letters: `trainImages.npy` has three. */
const wordsOf = (path: string): readonly string[] =>
  (path.split('/').at(-1) ?? '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** What they are for, if the name says so. */
export function partOf(path: string): Part | undefined {
  const words = wordsOf(path);
  return parts.find(([, word]) => words.some((one) => word.test(one)))?.[0];
}

export const saysLabels = (path: string): boolean => wordsOf(path).some((word) => LABELS.test(word));

/** What the names of images and of their labels have in common. */
export const pairKeyOf = (path: string): string =>
  wordsOf(path)
    .map((word) => parts.find(([, is]) => is.test(word))?.[0] ?? word)
    .filter((word) => !ASIDE.test(word))
    .join(' ');
