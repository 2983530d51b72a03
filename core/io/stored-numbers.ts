// Numbers as other programs' arrays hold them, by their kind and the bytes of one.

import { InputError } from '../base/input-error.ts';

type Get = (view: DataView, at: number, little: boolean) => number;

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function float16(view: DataView, at: number, little: boolean): number {
  const bits = view.getUint16(at, little);
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

const readers = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f2: float16,
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
} as const satisfies Readonly<Record<string, Get>>;

/** b truth values, u and i whole numbers without and with a sign, f floating-point; then bytes. */
export type NumberKind = keyof typeof readers;

export const isNumberKind = (kind: string): kind is NumberKind => Object.hasOwn(readers, kind);

/** The bytes of one. */
export const widthOf = (kind: NumberKind): number => Number(kind[1]);

/** Numbers that are unpacked to eight bytes each. */
const MOST = 2 ** 25;

/** Throws InputError where there are more numbers than are read. */
export function checkNumbers(file: string, kind: NumberKind, length: number): void {
  if (kind !== 'u1' && kind !== 'b1' && length > MOST) throw new InputError(file, `at most ${MOST} numbers, or bytes`, String(length));
}

/** The numbers in `bytes`, which they fill: single bytes without a sign as they are, all others float64, to which those beyond 2⁵³ are rounded. */
export function numbersIn(bytes: Uint8Array, kind: NumberKind, little: boolean): Uint8Array | Float64Array {
  if (kind === 'u1' || kind === 'b1') return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [get, width]: [Get, number] = [readers[kind], widthOf(kind)];
  return Float64Array.from({ length: bytes.length / width }, (_, i) => get(view, width * i, little));
}
