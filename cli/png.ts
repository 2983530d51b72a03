// An SVG figure as PNG, without a browser.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { trueTypeFonts } from './fonts.ts';

/** PNG of the figure at `scale` px to a px of its own size. */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array> {
  // The renderer takes fonts as files only, and nothing from the system, so that a figure is the same on every machine.
  const folder = await mkdtemp(join(tmpdir(), 'free-energy-lab-'));
  try {
    const fonts = await trueTypeFonts();
    const fontFiles = fonts.map((_, i) => join(folder, `${i}.ttf`));
    await Promise.all(fonts.map((bytes, i) => writeFile(fontFiles[i] as string, bytes)));
    const renderer = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: scale },
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    });
    return renderer.render().asPng();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
