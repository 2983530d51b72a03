// The sheet as a page of its own, with its styles, its inks and its fonts.
import { readFile } from 'node:fs/promises';
import { base64Of } from '../core/base/base64.ts';
import { mathml } from '../core/io/mathml.ts';
import { type SheetInput, sheetColors, sheetOf } from '../renderer/export/sheet.ts';
import { figureFonts, mathFont } from './fonts.ts';

const face = (family: string, bytes: Uint8Array, weight = '400') =>
  `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${base64Of(bytes)}) format("woff2")}`;

export async function pageOfSheet(input: Omit<SheetInput, 'mathml'>): Promise<string> {
  const [css, { latin, greek }, math] = await Promise.all([
    readFile(new URL('../renderer/export/sheet.css', import.meta.url), 'utf8'),
    figureFonts(),
    mathFont(),
  ]);
  const greekFace = face('Inter', greek, '100 900').replace('}', ';unicode-range:U+370-3FF}');
  const fonts = face('Inter', latin, '100 900') + greekFace + face('Noto Sans Math', math);
  const colors = Object.entries(sheetColors).map(([name, value]) => `${name}:${value}`);
  const sheet = sheetOf({ ...input, mathml: (tex) => mathml(tex, 'inline') });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${input.labTitle}</title><style>${fonts}:root{${colors.join(';')}}${css}</style><body>${sheet}`;
}
