// What classes the user’s images are of, for a network that knows ten digits.
import type { ImageSet } from '../../../data/images.ts';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** With the digits as classes; without labels where those of the set, by the names of its classes or else as numbers, are not all digits. */
export function labelledAsDigits({ labels, classes, ...set }: ImageSet): ImageSet {
  const found = labels && Array.from(labels, (label) => digits.indexOf((classes?.[label] ?? String(label)) as (typeof digits)[number]));
  return { ...set, classes: digits, ...(found?.every((digit) => digit >= 0) && { labels: Uint8Array.from(found) }) };
}
