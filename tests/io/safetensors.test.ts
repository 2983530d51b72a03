// Safetensors: there and back to the last bit, the layout that others read, and headers that lie.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { readSafetensors, type Safetensors, safetensorsOf } from '../../core/io/safetensors.ts';

const bits = (values: Float32Array) => [...new Uint32Array(Float32Array.from(values).buffer)];

/** A file with this header and so many bytes of numbers after it. */
function file(header: unknown, numbers: number, length?: bigint): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = Buffer.alloc(8 + json.length + numbers);
  bytes.writeBigUInt64LE(length ?? BigInt(json.length));
  json.copy(bytes, 8);
  return new Uint8Array(bytes);
}
const f32 = (shape: number[], begin: number, end: number) => ({ dtype: 'F32', shape, data_offsets: [begin, end] });

describe('safetensors', () => {
  it('come back with names, shapes, words and every bit', () => {
    const tensor = fc
      .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
      .chain((shape) =>
        fc
          .float32Array({ minLength: shape.reduce((a, b) => a * b, 1), maxLength: shape.reduce((a, b) => a * b, 1) })
          .map((values) => ({ shape, values })),
      );
    const named = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), tensor), { selector: ([name]) => name, maxLength: 6 });
    fc.assert(
      fc.property(named, fc.dictionary(fc.string(), fc.string()), (list, words) => {
        const written: Safetensors = {
          tensors: list.filter(([name]) => name !== '__metadata__').map(([name, { shape, values }]) => ({ name, shape, values })),
          metadata: { ...words },
        };
        const read = readSafetensors('f', safetensorsOf(written));
        expect({ ...read.metadata }).toEqual(written.metadata);
        const shown = ({ tensors }: Safetensors) =>
          tensors.map(({ name, shape, values }) => ({ name, shape, bits: bits(values) })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
        expect(shown(read)).toEqual(shown(written));
      }),
    );
  });

  it('have the layout of the specification: length, header, numbers in order from a multiple of 8', () => {
    const bytes = Buffer.from(
      safetensorsOf({
        tensors: [
          { name: 'b', shape: [2], values: Float32Array.of(1, -2) },
          { name: '1', shape: [], values: Float32Array.of(0.5) },
        ],
        metadata: { format: 'pt' },
      }),
    );
    const length = Number(bytes.readBigUInt64LE());
    const header = bytes.subarray(8, 8 + length).toString();
    expect(header.trimEnd()).toBe(
      '{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"1":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}',
    );
    expect(length % 8).toBe(0);
    expect([0, 4, 8].map((at) => bytes.readFloatLE(8 + length + at))).toEqual([1, -2, 0.5]);
    expect(bytes.length).toBe(8 + length + 12);
  });

  it('may have their tensors in any order in the header', () => {
    const { tensors } = readSafetensors('f', file({ b: f32([1], 4, 8), a: f32([1], 0, 4), none: f32([0], 4, 4) }, 8));
    expect(tensors.map(({ name }) => name)).toEqual(['a', 'none', 'b']);
  });

  it.each([
    ['a few bytes', new Uint8Array(7), 'f: expected the length of a header in 8 bytes, got 7 bytes'],
    ['a header of gigabytes', file({}, 0, 5_000_000_000n), 'f: expected a header of 2 to 16777216 bytes, got one of 5000000000 bytes'],
    ['a length beyond all numbers', file({}, 0, 2n ** 64n - 1n), /^f: expected a header of 2 to 16777216 bytes/],
    ['no header', file('', 0), 'f: expected a header of 2 to 16777216 bytes, got one of 0 bytes'],
    ['a header beyond the file', file({}, 0, 900n), 'f: expected a header of 900 bytes, got a file of 10 bytes'],
    ['a header that is no JSON', file('{"a":', 0), 'f: expected a header in JSON, got text that does not parse'],
    ['a list', file('[1,2]', 0), 'f: expected a header that is an object, got another'],
    ['null', file('null', 0), 'f: expected a header that is an object, got another'],
    ['another type', file({ a: { ...f32([1], 0, 4), dtype: 'BF16' } }, 4), 'f a: expected numbers of type F32, got "BF16"'],
    ['an entry that is none', file({ a: 5 }, 0), 'f a: expected numbers of type F32, got nothing'],
    ['a negative size', file({ a: f32([-1], 0, 4) }, 4), 'f a: expected a shape of whole numbers, got [-1]'],
    ['half a size', file({ a: f32([0.5], 0, 2) }, 4), 'f a: expected a shape of whole numbers, got [0.5]'],
    ['one end only', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4), 'f a: expected where it begins and ends'],
    ['a shape that its bytes do not fill', file({ a: f32([1000, 1000], 0, 4) }, 4), 'f a: expected 4000000 bytes for its shape, got 4'],
    ['sizes whose product wraps round', file({ a: f32([2 ** 32, 2 ** 32], 0, 0) }, 0), 'f a: expected 73786976294838210000 bytes'],
    ['an end before the beginning', file({ a: f32([1], 4, 0) }, 4), 'f a: expected 4 bytes for its shape, got -4'],
    ['overlaps', file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, 8), 'f b: expected a beginning at byte 8, got 4'],
    ['the same bytes twice', file({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, 4), 'f b: expected a beginning at byte 4, got 0'],
    ['gaps', file({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12), 'f b: expected a beginning at byte 4, got 8'],
    ['numbers out of the file', file({ a: f32([3], 0, 12) }, 8), 'f: expected 12 bytes of numbers, got 8'],
    ['bytes that belong to none', file({ a: f32([1], 0, 4) }, 8), 'f: expected 4 bytes of numbers, got 8'],
    [
      'a name that comes twice',
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8),
      InputError,
    ],
    ['metadata that is no words', file({ __metadata__: { a: 1 } }, 0), 'f: expected metadata of words'],
    ['metadata that is a list', file({ __metadata__: ['a'] }, 0), 'f: expected metadata of words'],
  ])('refuse %s in one line', (_, bytes, message) => {
    expect(() => readSafetensors('f', bytes)).toThrow(InputError);
    expect(() => readSafetensors('f', bytes)).toThrow(message);
  });

  it('end in one line for any damage to one byte', () => {
    const good = safetensorsOf({ tensors: [{ name: 'w', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }], metadata: { a: 'b' } });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(good.length), (at, change, length) => {
        const damaged = good.slice(0, length);
        if (at < length) damaged[at] = ((damaged[at] as number) + change) % 256;
        try {
          readSafetensors('f', damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are not written with a name twice or a shape that does not fit', () => {
    const tensor = { name: 'a', shape: [1], values: Float32Array.of(1) };
    expect(() => safetensorsOf({ tensors: [tensor, tensor], metadata: {} })).toThrow('expected each name once, got a again');
    expect(() => safetensorsOf({ tensors: [{ ...tensor, shape: [2, 3] }], metadata: {} })).toThrow('expected 2 × 3 numbers for a, got 1');
    expect(() => safetensorsOf({ tensors: [{ ...tensor, name: '__metadata__' }], metadata: {} })).toThrow(RangeError);
  });
});
