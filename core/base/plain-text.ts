// The text of a file of the user's, whichever of the usual encodings it is in.
import { InputError } from './input-error.ts';

// Every host has it; the language's own library does not declare it.
declare const TextDecoder: new (label: string, options?: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** UTF-8, UTF-16 with its mark, or else Windows’ Western European. Throws InputError, of a binary file, that says what was `expected`. */
export function plainText(name: string, bytes: Uint8Array, expected: string): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  let text: string;
  try {
    text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What spreadsheets of Western Europe write.
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of them, other files do
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw new InputError(name, expected, 'a binary file');
  return text;
}
