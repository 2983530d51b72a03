// A small text file of the user's as a parameter: it goes wherever values go, into sessions, links and tables.
import { InputError } from '../base/input-error.ts';
import { plainText } from '../base/plain-text.ts';
import type { TextParam, When } from './param.ts';

/** Longer ones are no small text: a link would hold them, too. */
const MOST_CHARACTERS = 20_000;

/**
 * A parameter whose value is a text that `canonical` gives its one form, of lines that end in `\n`; white space alone is none. `takes` ends the sentence
 * “nothing, or …”. `canonical` throws InputError for what it does not take, which becomes the line beside the control.
 */
export const text = <const W extends When = never>({
  takes,
  canonical,
  ...declared
}: Omit<TextParam<W>, 'kind' | 'initial'>): TextParam<W> => ({
  kind: 'text',
  initial: '',
  takes: `nothing, or ${takes}`,
  canonical(given) {
    if (given.trim() === '') return '';
    return given.length > MOST_CHARACTERS ? undefined : canonical(given.replaceAll(/\r\n?/g, '\n'));
  },
  ...declared,
});

/** What the bytes of a file stand for, to be laid into the values. Throws InputError, which names the file, for what is no text, empty, or too long. */
export function textOfFile(name: string, bytes: Uint8Array): string {
  const found = plainText(name, bytes, 'a text');
  if (found.trim() === '') throw new InputError(name, 'a text', 'an empty file');
  if (found.length > MOST_CHARACTERS) throw new InputError(name, `at most ${MOST_CHARACTERS} characters`, String(found.length));
  return found;
}
