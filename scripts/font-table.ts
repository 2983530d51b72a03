// Writes renderer/plot/inter-widths.generated.ts: the advance widths of the Inter that ships, so that text is measured without a DOM.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { decompress } from 'wawoff2';

const require = createRequire(import.meta.url);
const target = new URL('../renderer/plot/inter-widths.generated.ts', import.meta.url);

async function load(subset: string): Promise<Font> {
  const woff2 = await readFile(require.resolve(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`));
  return create(Buffer.from(await decompress(woff2))) as Font;
}

async function widths(weight: number): Promise<Record<string, number>> {
  const table: Record<string, number> = {};
  for (const subset of ['latin', 'greek']) {
    const font = (await load(subset)).getVariation({ wght: weight });
    for (const point of font.characterSet) {
      const char = String.fromCodePoint(point);
      if (char in table || point < 32) continue;
      const run = font.layout(char, ['tnum']);
      table[char] = Math.round((run.advanceWidth / font.unitsPerEm) * 1000);
    }
  }
  return table;
}

/** The text of the generated file. */
export async function fontTable(): Promise<string> {
  const rows = await Promise.all([400, 600].map(async (weight) => `  ${weight}: ${JSON.stringify(await widths(weight))},`));
  return `// Written by scripts/font-table.ts: advance widths of Inter with tabular figures, in thousandths of an em, by weight.
export const interWidths: Readonly<Record<400 | 600, Readonly<Record<string, number>>>> = {
${rows.join('\n')}
};
`;
}

if (import.meta.url === `file://${process.argv[1]}`) await writeFile(target, await fontTable());
