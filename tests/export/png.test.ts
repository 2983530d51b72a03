import { Buffer } from 'node:buffer';
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../cli/png.ts';
import { base64 } from '../../renderer/export/base64.ts';
import { pngBytes } from '../../renderer/export/png-bytes.ts';
import { smallFigure } from './small-figure.ts';

/** The chunks of a PNG by type, their check sums held. */
function chunksOf(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1');
    if (crc32) expect(view.getUint32(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(type, png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('pngBytes', () => {
  it('holds the pixels it was given, row by row', () => {
    const pixels = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, i) => i * 7);
    const chunks = chunksOf(pngBytes(pixels, 3, 2));
    expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
    const raw = inflateSync(chunks.get('IDAT') as Uint8Array);
    expect([raw[0], raw[13]]).toEqual([0, 0]);
    expect([...raw.subarray(1, 13), ...raw.subarray(14)]).toEqual([...pixels]);
  });
});

describe('base64', () => {
  it('agrees with Node’s at every remainder', () => {
    for (let length = 0; length < 8; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => 255 - i * 37);
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }
  });
});

describe('pngOf', () => {
  it('draws a figure at the size asked for, its letters too', { timeout: 60_000 }, async () => {
    const { svg } = await smallFigure();
    const png = await pngOf(svg, 1);
    expect(sizeOf(png)).toEqual([1280, 720]);
    const wordless = await pngOf(svg.replace(/<text[\s\S]*?<\/text>/g, ''), 1);
    expect(Buffer.compare(png, wordless)).not.toBe(0);
    expect(sizeOf(await pngOf(svg, 0.5))).toEqual([640, 360]);
  });
});
