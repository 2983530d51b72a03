// Rising places as the gaps between them (relative indices: Han, Mao and Dally 2016).
import { InputError } from '../../base/input-error.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readSymbols, symbolBytes, writeSymbols } from './symbols.ts';

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

/** How often each gap occurs, from 0 to the largest. */
function gapCounts(places: Uint32Array): Uint32Array {
  let last = -1;
  let most = 0;
  for (const place of places) {
    most = Math.max(most, place - last - 1);
    last = place;
  }
  const counts = new Uint32Array(most + 1);
  last = -1;
  for (const place of places) {
    counts[place - last - 1] = (counts[place - last - 1] as number) + 1;
    last = place;
  }
  return counts;
}

/** How often each entry of `bits` bits would occur for such gaps. */
function entryCounts(gaps: Uint32Array, bits: number): Uint32Array {
  const filler = 2 ** bits - 1;
  const counts = new Uint32Array(2 ** bits);
  for (let gap = 0; gap < gaps.length; gap += 1) {
    const times = gaps[gap] as number;
    counts[gap % filler] = (counts[gap % filler] as number) + times;
    counts[filler] = (counts[filler] as number) + times * Math.floor(gap / filler);
  }
  return counts;
}

/** Writes places with as many bits a gap, packed or entropy coded, as take the fewest bytes. */
export function writePlaces(writer: ByteWriter, places: Uint32Array): void {
  const gaps = gapCounts(places);
  let best = { bits: FEWEST_BITS, bytes: Number.POSITIVE_INFINITY };
  for (let bits = FEWEST_BITS; bits <= MOST_BITS; bits += 1) {
    const bytes = symbolBytes(entryCounts(gaps, bits), bits);
    if (bytes < best.bytes) best = { bits, bytes };
  }
  const entries = gapsOf(places, best.bits);
  writer.whole('indices', places.length);
  writer.bytes('indices', [best.bits]);
  writer.whole('indices', entries.length);
  writeSymbols(writer, 'indices', entries, best.bits);
}

/** Reads places below `size` that `writePlaces` wrote. Throws InputError. */
export function readPlaces(reader: ByteReader, what: string, size: number): Uint32Array<ArrayBuffer> {
  const count = reader.whole(what, size);
  const bits = reader.byte(what);
  if (bits < FEWEST_BITS || bits > MOST_BITS) throw new InputError(what, `gaps of ${FEWEST_BITS} to ${MOST_BITS} bits`, String(bits));
  const length = reader.whole(what, count + Math.floor(size / (2 ** bits - 1)));
  return placesOf(what, readSymbols(reader, what, length, bits), bits, count, size);
}
