// Whole numbers of a few bits: as many bytes as they need, and back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { pack, packedLength, unpack } from '../../core/codec/packed.ts';

describe('packed numbers', () => {
  it('come back, of any number of bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.array(fc.nat(65535), { maxLength: 50 }), (bits, all) => {
        const values = all.map((value) => value % 2 ** bits);
        const bytes = pack(values, bits);
        expect(bytes.length).toBe(Math.ceil((values.length * bits) / 8));
        expect([...unpack(bytes, values.length, bits)]).toEqual(values);
      }),
    );
  });

  it('lie from the lowest bit on, negative ones by their lowest bits', () => {
    expect([...pack([1, 2, 3, 0, 1], 2)]).toEqual([0b00111001, 0b01]);
    expect([...pack([-8, 7, -1], 4)]).toEqual([0x78, 0x0f]);
    expect(packedLength(5, 3)).toBe(2);
  });

  it('have zeros behind the last', () => {
    expect(() => unpack(Uint8Array.of(0x1f), 1, 4)).toThrow(InputError);
  });
});
