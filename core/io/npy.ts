// NumPy's own formats: an array as .npy, several of them as .npz (NumPy Enhancement Proposal 1).
import { zipSync } from 'fflate';

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
