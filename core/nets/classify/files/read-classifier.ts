// A trained classifier of the user’s, in any of the formats that others write.
import { megabytes, type NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { storedLayers } from '../../../io/layers-files.ts';
import { unpacked } from '../../../io/unzip.ts';
import { classifierInLayers } from './from-layers.ts';
import { classifierInOnnx } from './from-onnx.ts';
import { classifierInSafetensors } from './from-safetensors.ts';
import { MOST_WEIGHTS } from './limits.ts';
import type { OwnClassifier } from './own-classifier.ts';

/** Float32 numbers of as many weights as are taken, and room for what is said of them. */
const MOST_BYTES = 5 * MOST_WEIGHTS;

/** How a file is read, where it holds a classifier. */
function readerOf(file: NamedFile, files: readonly NamedFile[]): (() => OwnClassifier) | undefined {
  const [, ending] = /\.(safetensors|onnx|json)$/.exec(file.name.toLowerCase()) ?? [];
  if (!ending) return undefined;
  if (file.bytes.length > MOST_BYTES)
    throw new InputError(file.name, `at most ${MOST_WEIGHTS} weights`, `a file of ${megabytes(file.bytes.length)}`);
  if (ending === 'safetensors') return () => classifierInSafetensors(file);
  if (ending === 'onnx') return () => classifierInOnnx(file, files);
  const stored = storedLayers(file);
  return stored && (() => classifierInLayers(stored, files));
}

/**
 * A classifier in files: safetensors, ONNX, or a TensorFlow.js layers model, the numbers of these two perhaps in files beside, or a zip of one.
 * Its last layer gives logits: a softmax there is left out. Weights `layer/weights` have our shapes, [inputs, units] or [side, side,
 * inputs, outputs], whatever the file’s; images go in with channels last. Throws InputError, in one line.
 */
export function readClassifier(given: readonly NamedFile[]): OwnClassifier {
  const files = unpacked(given);
  const [read, second] = files.flatMap((file) => readerOf(file, files) ?? []);
  if (read && !second) return read();
  const got = second ? 'several' : files.map(({ name }) => name).join(', ');
  throw new InputError('classifier', 'one of safetensors, ONNX or TensorFlow.js', got.slice(0, 80) || 'no files');
}
