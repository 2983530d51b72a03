// Images to learn from and images held out, which must be of one kind.
import { InputError } from '../base/input-error.ts';
import type { ImageSet } from './images.ts';

/** A label is a byte. */
const MOST_CLASSES = 256;

export interface ImageParts {
  readonly training: ImageSet;
  /** Where the files hold them apart. */
  readonly heldOut?: ImageSet;
}

/** The same images with the classes numbered as in `classes`. */
function renumbered(set: ImageSet, classes: readonly string[]): ImageSet {
  const numbers = set.classes?.map((one) => classes.indexOf(one));
  return { ...set, classes, ...(set.labels && numbers && { labels: set.labels.map((label) => numbers[label] as number) }) };
}

/** Both parts with the same sizes and the same classes. Throws InputError. */
export function alike(training: ImageSet, heldOut: ImageSet): ImageParts {
  const sizes = [training, heldOut].map(({ rows, columns }) => `${rows} × ${columns}`);
  if (sizes[0] !== sizes[1]) throw new InputError(training.name, `${sizes[0]} pixels held out, too`, sizes[1] as string);
  const [one, other] = [training.classes, heldOut.classes];
  if (training.labels && heldOut.labels && (one === undefined) !== (other === undefined))
    throw new InputError(training.name, 'labels that are words in both parts or in none', `${(one ? training : heldOut).from} alone`);
  if (!one || !other || one.join('\n') === other.join('\n')) return { training, heldOut };
  const classes = [...new Set([...one, ...other])].sort();
  if (classes.length > MOST_CLASSES) throw new InputError(training.name, `at most ${MOST_CLASSES} classes`, String(classes.length));
  return { training: renumbered(training, classes), heldOut: renumbered(heldOut, classes) };
}
