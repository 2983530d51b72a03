// How a device keeps the codes of a layer: all of them, two to a byte, those that are not 0, or one bit each; whichever takes the fewest bytes.

/** Arrays as C has them, of one layer. */
export interface Stored {
  readonly way: 'dense' | 'pairs' | 'sparse' | 'ternary' | 'signs';
  readonly arrays: Readonly<Record<string, Int8Array | Uint8Array | Uint16Array | Uint32Array>>;
}

/** A gap of this many places that no weight follows. */
const SKIP = 255;

/** How far each of ascending places is from the one before it, the first from 0, in bytes; `SKIP` has no weight behind it. */
function gapsOf(places: readonly number[]): number[] {
  const gaps: number[] = [];
  let reached = 0;
  for (const place of places) {
    for (; place - reached >= SKIP; reached += SKIP) gaps.push(SKIP);
    gaps.push(place - reached);
    reached = place;
  }
  return gaps;
}

/** Places of a row’s codes that pass. */
const placesOf = (row: Int8Array, pass: (code: number) => boolean): number[] => {
  const places: number[] = [];
  row.forEach((code, i) => {
    if (pass(code)) places.push(i);
  });
  return places;
};

/** C has no arrays of no numbers. */
const orOne = (numbers: readonly number[]): readonly number[] => (numbers.length > 0 ? numbers : [0]);

/** For each unit how many gaps it has, gaps, and a weight for each: 0 behind one that is only skipped. */
function sparse(rows: readonly Int8Array[]): Stored {
  const each = rows.map((row) => {
    const places = placesOf(row, (code) => code !== 0);
    const gaps = gapsOf(places);
    let next = 0;
    return { gaps, weights: gaps.map((gap) => (gap === SKIP ? 0 : (row[places[next++] as number] as number))) };
  });
  return {
    way: 'sparse',
    arrays: {
      counts: Uint16Array.from(each, ({ gaps }) => gaps.length),
      gaps: Uint8Array.from(orOne(each.flatMap(({ gaps }) => gaps))),
      weights: Int8Array.from(orOne(each.flatMap(({ weights }) => weights))),
    },
  };
}

/** For each unit the places that are added, and then those that are subtracted. */
function ternary(rows: readonly Int8Array[]): Stored {
  const each = rows.flatMap((row) => [1, -1].map((sign) => gapsOf(placesOf(row, (code) => code === sign))));
  return {
    way: 'ternary',
    arrays: { counts: Uint16Array.from(each, (gaps) => gaps.length), gaps: Uint8Array.from(orOne(each.flat())) },
  };
}

/** 1 where a weight is positive, 32 to a word, the first in the lowest bit; the bits behind the last are 0. */
function signs(rows: readonly Int8Array[]): Stored {
  const words = rows.flatMap((row) => {
    const packed = new Uint32Array(Math.ceil(row.length / 32));
    row.forEach((code, i) => {
      if (code > 0) packed[i >>> 5] = ((packed[i >>> 5] as number) | (1 << (i & 31))) >>> 0;
    });
    return [...packed];
  });
  return { way: 'signs', arrays: { signs: Uint32Array.from(words) } };
}

/** Codes from −8 to 7, each 8 more, two to a byte, the first in the lower bits. */
function pairs(rows: readonly Int8Array[]): Stored {
  const bytes = rows.flatMap((row) =>
    Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => (row[2 * i] as number) + 8 + 16 * ((row[2 * i + 1] ?? 0) + 8)),
  );
  return { way: 'pairs', arrays: { pairs: Uint8Array.from(bytes) } };
}

export const bytesOf = (arrays: Stored['arrays']): number => Object.values(arrays).reduce((sum, { byteLength }) => sum + byteLength, 0);

/**
 * The codes of so many units, [units, inputs], in the way that takes the fewest bytes; those from −1 to 1 in one that needs no multiplication: as signs,
 * or, where some are 0, as the places of the others.
 */
export function stored(codes: Int8Array, units: number): Stored {
  const inputs = codes.length / units;
  const rows = Array.from({ length: units }, (_, j) => codes.subarray(j * inputs, (j + 1) * inputs));
  const within = (least: number, most: number) => codes.every((code) => code >= least && code <= most);
  if (within(-1, 1)) return codes.includes(0) ? ternary(rows) : signs(rows);
  const whole: Stored = within(-8, 7) ? pairs(rows) : { way: 'dense', arrays: { weights: codes } };
  let left = 0;
  for (const code of codes) if (code !== 0) left += 1;
  // Two bytes at least for each that is left.
  if (2 * left >= bytesOf(whole.arrays)) return whole;
  const few = sparse(rows);
  return bytesOf(few.arrays) < bytesOf(whole.arrays) ? few : whole;
}
