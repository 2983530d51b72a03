// Whole numbers of a few bits each, one behind the other.
import { InputError } from '../base/input-error.ts';

export const packedLength = (count: number, bits: number): number => Math.ceil((count * bits) / 8);

/** Each number in `bits` bits, 1 to 16, of which it keeps the lowest, from the lowest bit of a byte on. */
export function pack(values: ArrayLike<number>, bits: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(packedLength(values.length, bits));
  const mask = 2 ** bits - 1;
  let held = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < values.length; i += 1) {
    held |= ((values[i] as number) & mask) << count;
    for (count += bits; count >= 8; count -= 8) {
      bytes[at] = held;
      at += 1;
      held >>>= 8;
    }
  }
  if (count > 0) bytes[at] = held;
  return bytes;
}

/** Undoes `pack` of so many numbers, whose bytes these are. Throws InputError where bits behind the last are not 0. */
export function unpack(bytes: Uint8Array, count: number, bits: number): Uint16Array<ArrayBuffer> {
  const values = new Uint16Array(count);
  const mask = 2 ** bits - 1;
  let held = 0;
  let many = 0;
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    for (; many < bits; many += 8) {
      held |= (bytes[at] as number) << many;
      at += 1;
    }
    values[i] = held & mask;
    held >>>= bits;
    many -= bits;
  }
  if (held !== 0) throw new InputError('packed numbers', 'zeros behind the last', 'other bits');
  return values;
}
