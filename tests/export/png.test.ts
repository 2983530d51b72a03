import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../cli/png.ts';
import { smallFigure } from './small-figure.ts';

const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('pngOf', () => {
  it('draws a figure at the size asked for, its letters too', async () => {
    const { svg } = await smallFigure();
    const png = await pngOf(svg, 1);
    expect(sizeOf(png)).toEqual([1280, 720]);
    const wordless = await pngOf(svg.replace(/<text[\s\S]*?<\/text>/g, ''), 1);
    expect(Buffer.compare(png, wordless)).not.toBe(0);
    expect(sizeOf(await pngOf(svg, 0.5))).toEqual([640, 360]);
  });
});
