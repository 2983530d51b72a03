// A trained classifier of the user’s, as the bytes that a run keeps of it.
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { type TrainedClassifier, trainedBytes, trainedIn } from '../../../nets/classify/trained.ts';

/** Throws InputError. */
export function readNetwork(files: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const [file] = files;
  if (!file) throw new InputError('model', 'files of one network', 'none');
  const read: TrainedClassifier = trainedIn(file.name, file.bytes);
  return trainedBytes(read);
}
