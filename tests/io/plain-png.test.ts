// A PNG that would unpack to more than it says is refused on the way; what is no part of the picture is not looked at.
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPictures } from '../../core/data/pictures.ts';
import { crc32 } from '../../core/io/crc32.ts';
import { plainPng } from '../../core/io/plain-png.ts';

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

function head(columns: number, rows: number, depth = 8, interlaced = 0): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  data.set([depth, 0, 0, 0, interlaced], 8);
  return chunk('IHDR', data);
}

const png = (...chunks: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(
    [[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], ...chunks.map((one) => Array.from(one)), Array.from(chunk('IEND', new Uint8Array()))].flat(),
  );

/** Four rows of four pixels, each row behind the byte of its filter. */
const rows = Uint8Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? 0 : 10 * i));
const idat = (raw: Uint8Array) => chunk('IDAT', zlibSync(raw, { level: 9 }));
const picture = png(head(4, 4), idat(rows));
const set = (bytes: Uint8Array) => readPictures('mine', [{ name: 'mine/a.png', bytes }], []);

describe('a PNG', () => {
  it('comes to its pixels, whatever else its file holds', () => {
    const expected = Array.from(rows).filter((_, i) => i % 5 !== 0);
    const more = chunk('iCCP', Uint8Array.of(65, 0, 0, ...zlibSync(new Uint8Array(1_000_000), { level: 9 })));
    for (const bytes of [picture, png(head(4, 4), more, chunk('tEXt', Uint8Array.of(65, 0, 66)), idat(rows))]) {
      expect(Array.from(set(bytes).pixels)).toEqual(expected);
      expect(plainPng(bytes)).toEqual(picture);
    }
  });

  it.each([
    ['unpacks to fifty million bytes', png(head(4, 4), idat(new Uint8Array(50_000_000)))],
    ['unpacks to one byte too many', png(head(4, 4), idat(new Uint8Array(21)))],
    ['has a second head', png(head(4, 4), head(30_000, 30_000), idat(rows))],
    ['says more pixels than are taken', png(head(60_000, 60_000, 1), idat(rows))],
    ['is cut off', picture.subarray(0, 40)],
    ['is interlaced and unpacks to far more', png(head(4, 4, 8, 1), idat(new Uint8Array(100_000)))],
  ])('that %s is refused in one line', (_, bytes) => {
    expect(() => set(bytes)).toThrow(/^mine\/a\.png: expected [^\n]+, got [^\n]+$/);
  });
});
