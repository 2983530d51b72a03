// A coded tensor into a file.
import type { Coded, GridCodes } from '../coded.ts';
import type { ByteWriter } from './byte-writer.ts';
import { writePlaces } from './gaps.ts';
import { writeSymbols } from './symbols.ts';

/** How kinds of tensors are called in a file: by their place. */
export const kinds = ['float32', 'grid', 'codebook', 'signs', 'sparse'] as const satisfies readonly Coded['kind'][];

/** Bits with which each of `levels` can be told from the others, 1 at least. */
export const bitsFor = (levels: number): number => Math.max(1, Math.ceil(Math.log2(levels)));

/** Scales: whether there is one for each channel, and, with `zeroPoints`, whether they are all 0. */
function writeScales(writer: ByteWriter, scales: Float32Array, zeroPoints: Int8Array = new Int8Array()): void {
  const symmetric = zeroPoints.every((point) => point === 0);
  writer.bytes('header', [Number(scales.length > 1) + 2 * Number(!symmetric)]);
  writer.floats('codebook', scales);
  if (!symmetric) writer.bytes('codebook', zeroPoints);
}

const symbolsOf = ({ bits, codes }: GridCodes) => Uint8Array.from(codes, (code) => code + 2 ** (bits - 1));

/** Writes a tensor that `checkCoded` takes, without its shape. */
export function writeCoded(writer: ByteWriter, coded: Coded): void {
  writer.bytes('header', [kinds.indexOf(coded.kind)]);
  switch (coded.kind) {
    case 'float32':
      writer.floats('codes', coded.values);
      break;
    case 'grid':
      writer.bytes('header', [coded.bits]);
      writeScales(writer, coded.scales, coded.zeroPoints);
      writeSymbols(writer, 'codes', symbolsOf(coded), coded.bits);
      break;
    case 'codebook':
      writer.whole('header', coded.levels.length);
      writer.floats('codebook', coded.levels);
      writeSymbols(writer, 'codes', coded.codes, bitsFor(coded.levels.length));
      break;
    case 'signs':
      writeScales(writer, coded.scales);
      writeSymbols(writer, 'codes', coded.positive, 1);
      break;
    case 'sparse':
      writePlaces(writer, coded.kept);
      writeCoded(writer, coded.values);
      break;
  }
}
