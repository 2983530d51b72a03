// NumPy's own formats: an array as .npy, several of them as .npz (NumPy Enhancement Proposal 1).
import { zipSync } from 'fflate';
import { InputError } from '../base/input-error.ts';
import { sizeOf, transposed } from './named-tensor.ts';
import { npyHeader } from './npy-header.ts';
import { checkNumbers, numbersIn, widthOf } from './stored-numbers.ts';

/** Numbers in C order, little-endian float64. */
export interface NumpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** The bytes of a .npy file, version 1.0. Throws RangeError where shape and values do not agree. */
function npyOf({ shape, values }: NumpyArray): Uint8Array<ArrayBuffer> {
  if (shape.reduce((product, n) => product * n, 1) !== values.length)
    throw new RangeError(`expected ${shape.join(' × ')} numbers, got ${values.length}`);
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`;
  // Magic, version and length take ten bytes; with the dictionary a multiple of 64, ended by a new line.
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const header = `${dictionary.padEnd(length - 1)}\n`;
  const bytes = new Uint8Array(10 + length + 8 * values.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8]);
  bytes.set(
    Array.from(header, (letter) => letter.charCodeAt(0)),
    10,
  );
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat64(10 + length + 8 * i, value, true);
  });
  return bytes;
}

/** The bytes of a .npz file: each array by its name. */
export function npzOf(arrays: Readonly<Record<string, NumpyArray>>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyOf(array)]);
  // A fixed date: the same draws give the same bytes.
  return new Uint8Array(zipSync(Object.fromEntries(files), { level: 6, mtime: '1980-01-02T12:00:00' }));
}

/**
 * Reads a .npy file of numbers, of whatever kind, order of bytes and order of axes: bytes and truth values stay bytes, all else becomes float64,
 * in C order. Throws InputError.
 */
export function readNpy(
  name: string,
  bytes: Uint8Array,
): { readonly shape: readonly number[]; readonly values: Uint8Array | Float64Array } {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  const version = bytes[6] as number;
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte) || version < 1 || version > 3)
    throw new InputError(name, 'a .npy file of version 1, 2 or 3', 'another beginning');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (end > bytes.length || end > 65536) throw new InputError(name, 'a header within the file', `one that ends at byte ${end}`);
  const text = String.fromCharCode(...bytes.subarray(start, end));
  const header = npyHeader(text);
  if (!header) throw new InputError(name, 'a header of plain numbers', text.trim().slice(0, 100));
  const { kind, little, fortranOrder, shape } = header;
  const length = sizeOf(shape);
  const width = widthOf(kind);
  if (end + length * width !== bytes.length)
    throw new InputError(name, `${shape.join(' × ')} numbers of ${width} bytes`, `${bytes.length - end} bytes`);
  checkNumbers(name, kind, length);
  const values = numbersIn(bytes.subarray(end), kind, little);
  if (!fortranOrder || shape.length < 2) return { shape, values };
  // The first axis runs fastest: the transpose of the same numbers in C order.
  return transposed(
    { shape: shape.toReversed(), values },
    shape.map((_, axis) => shape.length - 1 - axis),
  );
}
