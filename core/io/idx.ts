// IDX, the format of MNIST: a magic number, the sizes big-endian, then numbers in C order (LeCun, Cortes and Burges).
import { InputError } from '../base/input-error.ts';
import { gunzipped } from './gunzip.ts';
import { checkNumbers, type NumberKind, numbersIn, widthOf } from './stored-numbers.ts';

/** Bytes in C order. */
interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

const UNSIGNED_BYTE = 8;

/** The third byte of the magic number says what the numbers are. */
const kinds = new Map<number, NumberKind>([
  [UNSIGNED_BYTE, 'u1'],
  [0x09, 'i1'],
  [0x0b, 'i2'],
  [0x0c, 'i4'],
  [0x0d, 'f4'],
  [0x0e, 'f8'],
]);

/** Whether a file, unpacked, begins as an IDX file does. */
export const isIdx = ([zero, zeros, type = 0, dimensions = 0]: Uint8Array): boolean =>
  zero === 0 && zeros === 0 && kinds.has(type) && dimensions >= 1 && dimensions <= 4;

/** Reads an IDX file with 1 to 4 dimensions, gzipped or not: unsigned bytes stay bytes, all else becomes float64. Throws InputError. */
export function readIdx(
  name: string,
  bytes: Uint8Array,
): { readonly shape: readonly number[]; readonly values: Uint8Array | Float64Array } {
  const content = gunzipped(name, bytes);
  const [, , type = 0, dimensions = 0] = content;
  const kind = kinds.get(type);
  if (content.length < 4 || !isIdx(content) || !kind) {
    const magic = Array.from(content.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new InputError(name, 'the magic number of an IDX file, 00 00, one of 08 09 0b 0c 0d 0e, and 1 to 4', magic || 'an empty file');
  }
  const start = 4 + 4 * dimensions;
  if (content.length < start) throw new InputError(name, `${dimensions} sizes of 4 bytes`, `${content.length} bytes in all`);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  // In float64 the product of four sizes cannot wrap round to a small number.
  const length = shape.reduce((product, size) => product * size, 1);
  const width = widthOf(kind);
  if (content.length !== start + length * width)
    throw new InputError(
      name,
      `${shape.join(' × ')} ${width === 1 ? 'bytes' : `numbers of ${width} bytes`} after the sizes`,
      `${content.length - start}${width === 1 ? '' : ' bytes'}`,
    );
  checkNumbers(name, kind, length);
  return { shape, values: numbersIn(content.subarray(start), kind, false) };
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
