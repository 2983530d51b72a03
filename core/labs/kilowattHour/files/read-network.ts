// A network of the user’s, as the bytes that a run keeps of it: a compressed file and one whose counts are in it stay as they are.
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { countsIn } from '../../../compression/export/counted.ts';
import { readNetwork as readCompressed } from '../../../compression/file/network-file.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import { readClassifier } from '../../../nets/classify/files/read-classifier.ts';
import { trainedBytes } from '../../../nets/classify/trained.ts';

/** Whether a file says itself what an answer of it takes. */
function isCounted({ name, bytes }: NamedFile): boolean {
  if (!/\.safetensors$/i.test(name)) return false;
  try {
    return countsIn(readSafetensors(name, bytes).metadata, name) !== undefined;
  } catch (error) {
    // Whoever reads it as a classifier says what is wrong with it.
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** Throws InputError. */
export function readNetwork(files: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const [file, second] = files;
  const alone = second ? undefined : file;
  if (alone && /\.feln$/i.test(alone.name)) {
    readCompressed(alone.bytes);
    return Uint8Array.from(alone.bytes);
  }
  if (alone && isCounted(alone)) return Uint8Array.from(alone.bytes);
  return trainedBytes(readClassifier(files));
}
