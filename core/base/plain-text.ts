// The text of a file of the user's, whichever of the usual encodings it is in.
import { InputError } from './input-error.ts';

// Every host has it; the language's own library does not declare it.
declare const TextDecoder: new (label: string, options?: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** By its mark, or by the half of its first letter that is 0. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : 'utf-8';
}

/** UTF-8, UTF-16 of both orders, or else Windows’ Western European. Throws InputError, of a binary file, that says what was `expected`. */
export function plainText(name: string, bytes: Uint8Array, expected: string): string {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    // What spreadsheets of Western Europe write.
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of them, other files do
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new InputError(name, expected, 'a binary file');
  return text;
}
