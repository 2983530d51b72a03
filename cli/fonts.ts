// The fonts that figures are set in, read from the packages they ship in.
/// <reference path="./wawoff2.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decompress } from 'wawoff2';
import type { Fonts } from '../renderer/export/svg.ts';

const require = createRequire(import.meta.url);
const bytesOf = (file: string) => readFile(require.resolve(file));

/** Inter as the page uses it, to be carried inside an SVG. */
export async function figureFonts(): Promise<Fonts> {
  const [latin, greek] = await Promise.all(
    ['latin', 'greek'].map((subset) => bytesOf(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`)),
  );
  return { latin: latin as Uint8Array, greek: greek as Uint8Array };
}

/** The face of formulas. */
export const mathFont = (): Promise<Uint8Array> => bytesOf('@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2');

/** Inter as TrueType, whole, one face a weight: what a renderer without woff2 and variable fonts reads. */
export async function trueTypeFonts(): Promise<Uint8Array[]> {
  const fonts: Uint8Array[] = [];
  // One after the other, each copied: the decompressor answers with a view of memory that it uses again.
  for (const face of ['Regular', 'SemiBold']) {
    fonts.push(Uint8Array.from(await decompress(await bytesOf(`inter-ui/web/Inter-${face}.woff2`))));
  }
  return fonts;
}
