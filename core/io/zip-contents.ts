// What lies in a zip, held to the checks in its directory: the unpacker itself does not look at them.
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { InputError } from '../base/input-error.ts';
import { crc32 } from './crc32.ts';

const END = 0x06054b50;
const END_LENGTH = 22;
const MOST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;

/** CRC-32 and length of each content, as the directory at the end of a zip tells them (PKWARE’s APPNOTE, 4.3.12). */
function checksIn(bytes: Uint8Array): ReadonlySet<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checks = new Set<string>();
  let end = bytes.length - END_LENGTH;
  while (end >= 0 && end >= bytes.length - END_LENGTH - MOST_COMMENT && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return checks;
  let at = view.getUint32(end + 16, true);
  // Signatures tell how far it goes: a count of 16 bits may be less than there are.
  while (at + ENTRY_LENGTH <= bytes.length && view.getUint32(at, true) === ENTRY) {
    checks.add(`${view.getUint32(at + 16, true)}:${view.getUint32(at + 24, true)}`);
    at += ENTRY_LENGTH + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return checks;
}

/** More files than anybody packs; a zip may say that it has 2⁶⁴, and has its reader look for each. */
const MOST_FILES = 200_000;

/** The contents that `wants` takes, by their names. Throws InputError for a file that is no zip, which is to be `what`, and for content that is not what its check says. */
export function zipContents(
  name: string,
  bytes: Uint8Array,
  wants: (file: UnzipFileInfo) => boolean,
  what = 'a zip',
): Readonly<Record<string, Uint8Array>> {
  let files: Readonly<Record<string, Uint8Array>>;
  let seen = 0;
  const filter = (file: UnzipFileInfo) => {
    seen += 1;
    if (seen > MOST_FILES) throw new InputError(name, `${what} of at most ${MOST_FILES} files`, 'more');
    return wants(file);
  };
  try {
    files = unzipSync(bytes, { filter });
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(name, what, 'a file that does not unpack');
  }
  const checks = checksIn(bytes);
  const stray = Object.keys(files).find((file) => {
    const content = files[file] as Uint8Array;
    return !checks.has(`${crc32(content)}:${content.length}`);
  });
  if (stray !== undefined)
    throw new InputError(name, `${what} that is whole`, `one in which ${stray} is not what it was: its check differs`);
  return files;
}
