// What a model took and how it did, in the words of its file: so that who reads the weights need not run the network to know.
import { InputError } from '../../base/input-error.ts';
import { createWork, type Work } from '../work.ts';

/** How a network did on images that it was not trained on. */
export interface HeldOut {
  /** The share that is taken for another class. */
  readonly error: number;
  /** Mean of −log p(label), in nats. */
  readonly crossEntropy: number;
  readonly images: number;
}

export interface Counted {
  /** What the network is, in words. */
  readonly title: string;
  /** Mean of one answer; what was not counted is 0. */
  readonly work: Readonly<Work>;
  /** Missing where no class was known. */
  readonly heldOut?: HeldOut;
}

/** As metadata of a safetensors file: `title` in words, `work` and `heldOut` in JSON. */
export const countedMetadata = ({ title, work, heldOut }: Counted): Readonly<Record<string, string>> => ({
  title,
  work: JSON.stringify(work),
  ...(heldOut && { heldOut: JSON.stringify(heldOut) }),
});

/** The members of an object in JSON that are named, each a finite number from 0. Throws InputError for other members, and for another text. */
function numbersIn<Name extends string>(at: string, text: string, names: readonly Name[]): Record<Name, number> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // Told below.
  }
  const members = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  const fits = names.every((name) => {
    const number = Object.hasOwn(members, name) ? members[name] : undefined;
    return typeof number === 'number' && number >= 0 && Number.isFinite(number);
  });
  if (!fits || Object.keys(members).length !== names.length)
    throw new InputError(at, `${names.join(', ')}, each a number from 0`, text.slice(0, 40));
  return Object.fromEntries(names.map((name) => [name, members[name]])) as Record<Name, number>;
}

const workNames = Object.keys(createWork()) as (keyof Work)[];

/**
 * What `countedMetadata` wrote into a file’s metadata; undefined where there is no `work`. Throws InputError for counts that are not finite or below 0,
 * for an error above 1, and for a number of images that is not whole and at least 1.
 */
export function countsIn(metadata: Readonly<Record<string, string>>, file = 'model'): Counted | undefined {
  const wordsOf = (name: string) => (Object.hasOwn(metadata, name) ? metadata[name] : undefined);
  const [work, heldOut] = [wordsOf('work'), wordsOf('heldOut')];
  if (work === undefined) return undefined;
  const counted = { title: wordsOf('title') ?? wordsOf('name') ?? file, work: numbersIn(`${file} work`, work, workNames) };
  if (heldOut === undefined) return counted;
  const did = numbersIn(`${file} heldOut`, heldOut, ['error', 'crossEntropy', 'images']);
  if (did.error > 1) throw new InputError(`${file} heldOut`, 'an error from 0 to 1', `${did.error}`);
  if (!(Number.isInteger(did.images) && did.images >= 1))
    throw new InputError(`${file} heldOut`, 'a whole number of images from 1', `${did.images}`);
  return { ...counted, heldOut: did };
}
