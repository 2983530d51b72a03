// IDX, the format of MNIST: a magic number, the sizes big-endian, then bytes in C order (LeCun, Cortes and Burges).
import { InputError } from '../base/input-error.ts';
import { gunzipped } from './gunzip.ts';

/** Bytes in C order. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

const UNSIGNED_BYTE = 8;

/** Reads an IDX file of unsigned bytes with 1 to 4 dimensions, gzipped or not. Throws InputError. */
export function readIdx(name: string, bytes: Uint8Array): IdxArray {
  const content = gunzipped(name, bytes);
  const [zero, zeros, type, dimensions = 0] = content;
  if (content.length < 4 || zero !== 0 || zeros !== 0 || type !== UNSIGNED_BYTE || dimensions < 1 || dimensions > 4) {
    const magic = Array.from(content.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new InputError(name, 'the magic number of an IDX file of bytes, 00 00 08 and 1 to 4 dimensions', magic || 'an empty file');
  }
  const start = 4 + 4 * dimensions;
  if (content.length < start) throw new InputError(name, `${dimensions} sizes of 4 bytes`, `${content.length} bytes in all`);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  // In float64 the product of four sizes cannot wrap round to a small number.
  const length = shape.reduce((product, size) => product * size, 1);
  if (content.length !== start + length)
    throw new InputError(name, `${shape.join(' × ')} bytes after the sizes`, String(content.length - start));
  return { shape, values: content.subarray(start) };
}

/** The bytes of an IDX file, not gzipped. Throws RangeError where shape and values do not agree. */
export function idxOf({ shape, values }: IdxArray): Uint8Array<ArrayBuffer> {
  if (shape.length < 1 || shape.length > 4 || shape.reduce((product, size) => product * size, 1) !== values.length)
    throw new RangeError(`expected ${shape.join(' × ')} bytes, got ${values.length}`);
  const start = 4 + 4 * shape.length;
  const bytes = new Uint8Array(start + values.length);
  bytes.set([0, 0, UNSIGNED_BYTE, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, i) => {
    view.setUint32(4 + 4 * i, size);
  });
  bytes.set(values, start);
  return bytes;
}
