// NumPy's own formats: an array as .npy, several of them as .npz (NumPy Enhancement Proposal 1).
import { zipSync } from 'fflate';
import { InputError } from '../base/input-error.ts';

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

type Get = (view: DataView, at: number, little: boolean) => number;

/** How numbers are stored, by the kind and the bytes of one. Sixty-four-bit whole numbers are rounded to float64. */
const readers: Readonly<Record<string, Get>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

const HEADER =
  /^\{'descr': '([<>|=])([buif][1248])', 'fortran_order': (False|True), 'shape': \(((?:\d{1,10}, ?)*(?:\d{1,10})?)\),? ?\}\s*$/;

/** Reads a .npy file of numbers in C order: bytes and truth values stay bytes, all else becomes float64. Throws InputError. */
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
  const header = String.fromCharCode(...bytes.subarray(start, end));
  const [, order, type = '', fortran, sizes = ''] = HEADER.exec(header) ?? [];
  const get = readers[type];
  if (!get) throw new InputError(name, 'a header of plain numbers', header.trim().slice(0, 100));
  if (fortran === 'True') throw new InputError(name, 'an array in C order', 'Fortran order');
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const length = shape.reduce((product, size) => product * size, 1);
  const width = Number(type[1]);
  if (end + length * width !== bytes.length)
    throw new InputError(name, `${shape.join(' × ')} numbers of ${width} bytes`, `${bytes.length - end} bytes`);
  if (type === 'u1' || type === 'b1') return { shape, values: bytes.subarray(end) };
  return { shape, values: Float64Array.from({ length }, (_, i) => get(view, end + width * i, order !== '>')) };
}
