// Rising places as the gaps between them (relative indices: Han, Mao and Dally 2016).
import { InputError } from '../../base/input-error.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { countsOf, readSymbols, symbolBytes, writeSymbols } from './symbols.ts';

const FEWEST_BITS = 2;
const MOST_BITS = 12;

/**
 * Entries of `bits` bits: g is the place g + 1 behind the last one, and the largest, F = 2^bits − 1, is a filler: F places on, none kept there.
 * Han et al. store a weight of 0 with a filler; here it has none, so that any kind of numbers may be kept.
 */
export function gapsOf(places: Uint32Array, bits: number): Uint16Array<ArrayBuffer> {
  const filler = 2 ** bits - 1;
  const gap = (i: number) => (places[i] as number) - (i === 0 ? -1 : (places[i - 1] as number)) - 1;
  let length = places.length;
  for (let i = 0; i < places.length; i += 1) length += Math.floor(gap(i) / filler);
  const entries = new Uint16Array(length);
  let at = 0;
  for (let i = 0; i < places.length; i += 1, at += 1) {
    const fillers = Math.floor(gap(i) / filler);
    entries.fill(filler, at, at + fillers);
    at += fillers;
    entries[at] = gap(i) - filler * fillers;
  }
  return entries;
}

/** Undoes `gapsOf`: `count` places below `size`. Throws InputError. */
export function placesOf(what: string, entries: Uint16Array, bits: number, count: number, size: number): Uint32Array<ArrayBuffer> {
  const filler = 2 ** bits - 1;
  const places = new Uint32Array(count);
  let reached = -1;
  let found = 0;
  for (const entry of entries) {
    reached += entry === filler ? filler : entry + 1;
    if (entry !== filler && found < count) places[found] = reached;
    found += Number(entry !== filler);
  }
  if (found !== count || reached >= size || entries.at(-1) === filler)
    throw new InputError(what, `${count} places below ${size}`, `${found} up to ${reached}`);
  return places;
}

/** Writes places with as many bits a gap, packed or entropy coded, as take the fewest bytes. */
export function writePlaces(writer: ByteWriter, places: Uint32Array): void {
  let best = { bits: FEWEST_BITS, entries: gapsOf(places, FEWEST_BITS), bytes: Number.POSITIVE_INFINITY };
  for (let bits = FEWEST_BITS; bits <= MOST_BITS; bits += 1) {
    const entries = gapsOf(places, bits);
    const bytes = symbolBytes(countsOf(entries, bits), bits);
    if (bytes < best.bytes) best = { bits, entries, bytes };
  }
  writer.whole('indices', places.length);
  writer.bytes('indices', [best.bits]);
  writer.whole('indices', best.entries.length);
  writeSymbols(writer, 'indices', best.entries, best.bits);
}

/** Reads places below `size` that `writePlaces` wrote. Throws InputError. */
export function readPlaces(reader: ByteReader, what: string, size: number): Uint32Array<ArrayBuffer> {
  const count = reader.whole(what, size);
  const bits = reader.byte(what);
  if (bits < FEWEST_BITS || bits > MOST_BITS) throw new InputError(what, `gaps of ${FEWEST_BITS} to ${MOST_BITS} bits`, String(bits));
  const length = reader.whole(what, count + Math.floor(size / (2 ** bits - 1)));
  return placesOf(what, readSymbols(reader, what, length, bits), bits, count, size);
}
