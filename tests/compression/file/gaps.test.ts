// Places as gaps: with a filler where a gap is too large, as few bytes as their entropy allows, and no others taken for them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import { createByteReader } from '../../../core/compression/file/byte-reader.ts';
import { createByteWriter } from '../../../core/compression/file/byte-writer.ts';
import { gapsOf, placesOf, readPlaces, writePlaces } from '../../../core/compression/file/gaps.ts';

describe('gaps between places', () => {
  // Han, Mao and Dally 2016, figure 2, has a filler behind 8 places for gaps of 3 bits; ours stands for 7, since it has no weight.
  it('have fillers where they are too large', () => {
    expect([...gapsOf(Uint32Array.of(1, 4, 15), 3)]).toEqual([1, 2, 7, 3]);
    expect([...gapsOf(Uint32Array.of(0, 7, 15), 3)]).toEqual([0, 6, 7, 0]);
    expect([...gapsOf(Uint32Array.of(20), 3)]).toEqual([7, 7, 6]);
  });

  it('give back the places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.uniqueArray(fc.nat(5000), { maxLength: 60 }), (bits, all) => {
        const places = Uint32Array.from(all).sort();
        expect(placesOf('places', gapsOf(places, bits), bits, places.length, 5001)).toEqual(places);
        const writer = createByteWriter();
        writePlaces(writer, places);
        const reader = createByteReader('f', writer.finish());
        expect(readPlaces(reader, 'places', 5001)).toEqual(places);
        reader.end();
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['more places than told', [0, 1], 1],
    ['fewer', [0], 2],
    ['a place behind the end', [6, 6], 2],
    ['a filler at the end', [0, 7], 1],
  ])('are refused with %s', (_, entries, count) => {
    expect(() => placesOf('places', Uint16Array.from(entries), 3, count, 10)).toThrow(InputError);
  });

  it('of every place take next to nothing, and of none a byte for each of their four numbers', () => {
    const size = (places: Uint32Array) => {
      const writer = createByteWriter();
      writePlaces(writer, places);
      return writer.finish().length;
    };
    expect(size(Uint32Array.from({ length: 10_000 }, (_, i) => i))).toBeLessThan(24);
    expect(size(new Uint32Array())).toBe(4);
  });
});
