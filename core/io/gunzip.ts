// Files that may be gzipped, unpacked without trusting what they say of themselves.
import { gunzipSync } from 'fflate';
import { InputError } from '../base/input-error.ts';
import { crc32 } from './crc32.ts';

/** The most that is unpacked. */
const MOST = 256 * 1024 * 1024;

/** The content of a gzip file of one member; other files as they are. Throws InputError. */
export function gunzipped(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  if (bytes.length < 18) throw new InputError(name, 'a whole gzip file', `${bytes.length} bytes`);
  // The last eight bytes tell a check and the length of the content; the unpacker allocates as much before it looks.
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const [check, length] = [trailer.getUint32(0, true), trailer.getUint32(4, true)];
  if (length > MOST) throw new InputError(name, `at most ${MOST / 1024 / 1024} MB unpacked`, `${Math.ceil(length / 1024 / 1024)} MB`);
  let content: Uint8Array;
  try {
    content = gunzipSync(bytes);
  } catch {
    throw new InputError(name, 'a whole gzip file', 'a broken one');
  }
  if (crc32(content) !== check) throw new InputError(name, 'a whole gzip file', 'one whose content is not what it was: its check differs');
  if (content.length !== length) throw new InputError(name, `${length} bytes unpacked`, String(content.length));
  return content;
}
