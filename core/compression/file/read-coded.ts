// A coded tensor out of a file.
import { InputError } from '../../base/input-error.ts';
import type { CodebookCodes, Coded, GridCodes, Signs, Sparse } from '../coded.ts';
import { sizeOf } from '../weights.ts';
import type { ByteReader } from './byte-reader.ts';
import { readPlaces } from './gaps.ts';
import { readSymbols } from './symbols.ts';
import { bitsFor, kinds } from './write-coded.ts';

type Shape = readonly number[];

function readScales(reader: ByteReader, at: string, shape: Shape, most: number) {
  const flags = reader.byte(`${at} scales`);
  if (flags > most) throw new InputError(`${at} scales`, `0 to ${most}`, String(flags));
  const count = flags % 2 === 1 ? (shape.at(-1) as number) : 1;
  const scales = reader.floats(`${at} scales`, count);
  const zeroPoints =
    flags >= 2 ? Int8Array.from(reader.bytes(`${at} zero points`, count), (byte) => (byte << 24) >> 24) : new Int8Array(count);
  return { scales, zeroPoints };
}

function readGrid(reader: ByteReader, at: string, shape: Shape): GridCodes {
  const bits = reader.byte(`${at} bits`);
  if (bits < 2 || bits > 8) throw new InputError(`${at} bits`, '2 to 8', String(bits));
  const { scales, zeroPoints } = readScales(reader, at, shape, 3);
  const codes = Int8Array.from(readSymbols(reader, `${at} codes`, sizeOf(shape), bits), (symbol) => symbol - 2 ** (bits - 1));
  return { kind: 'grid', shape, bits, codes, scales, zeroPoints };
}

function readCodebook(reader: ByteReader, at: string, shape: Shape): CodebookCodes {
  const count = reader.whole(`${at} levels`, 256);
  const levels = reader.floats(`${at} levels`, count);
  const codes = Uint8Array.from(readSymbols(reader, `${at} codes`, sizeOf(shape), bitsFor(count)));
  if (codes.some((code) => code >= count)) throw new InputError(`${at} codes`, `below ${count}`, 'another');
  return { kind: 'codebook', shape, levels, codes };
}

function readSigns(reader: ByteReader, at: string, shape: Shape): Signs {
  const { scales } = readScales(reader, at, shape, 1);
  return { kind: 'signs', shape, positive: Uint8Array.from(readSymbols(reader, `${at} signs`, sizeOf(shape), 1)), scales };
}

function readSparse(reader: ByteReader, at: string, shape: Shape): Sparse {
  const kept = readPlaces(reader, `${at} places`, sizeOf(shape));
  const values = readCoded(reader, at, [kept.length]);
  if (values.kind === 'sparse') throw new InputError(`${at} values`, 'all of them', 'some of them again');
  return { kind: 'sparse', shape, kept, values };
}

/** Reads what `writeCoded` wrote, of this shape, whose size is for the caller to bound. Throws InputError. */
export function readCoded(reader: ByteReader, at: string, shape: Shape): Coded {
  const kind = kinds[reader.byte(`${at} kind`)];
  switch (kind) {
    case 'float32':
      return { kind, shape, values: reader.floats(`${at} values`, sizeOf(shape)) };
    case 'grid':
      return readGrid(reader, at, shape);
    case 'codebook':
      return readCodebook(reader, at, shape);
    case 'signs':
      return readSigns(reader, at, shape);
    case 'sparse':
      return readSparse(reader, at, shape);
    default:
      throw new InputError(`${at} kind`, kinds.join(', '), 'another');
  }
}
