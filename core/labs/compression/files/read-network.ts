// A trained classifier of the user’s, in files of any tool that is read, as the bytes that a run keeps of it.
import type { NamedFile } from '../../../base/files.ts';
import { readClassifier } from '../../../nets/classify/files/read-classifier.ts';
import { trainedBytes } from '../../../nets/classify/trained.ts';

/** Throws InputError. */
export const readNetwork = (files: readonly NamedFile[]): Uint8Array<ArrayBuffer> => trainedBytes(readClassifier(files));
