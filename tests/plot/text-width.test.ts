import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fitClauses, fitText, textWidth } from '../../renderer/plot/text-width.ts';
import { fontTable } from '../../scripts/font-table.ts';

describe('textWidth', () => {
  it('is read from the font that ships: the table is what npx tsx scripts/font-table.ts writes', async () => {
    const written = await readFile(new URL('../../renderer/plot/inter-widths.generated.ts', import.meta.url), 'utf8');
    expect(written).toBe(await fontTable());
  });

  it('gives all digits, + and − one width, so that numbers do not jitter', () => {
    for (const weight of [400, 600] as const) {
      const widths = new Set([...'0123456789+−'].map((char) => textWidth(char, 11, weight)));
      expect(widths.size).toBe(1);
    }
  });

  it('grows with size, length and weight', () => {
    expect(textWidth('nats', 22)).toBeCloseTo(2 * textWidth('nats', 11), 12);
    expect(textWidth('posterior', 11, 600)).toBeGreaterThan(textWidth('posterior', 11, 400));
    expect(textWidth('', 11)).toBe(0);
  });

  it('shortens a text to what fits, and says so by an ellipsis', () => {
    const short = fitText('log P(X), exact', 50, 11);
    expect(short).toMatch(/^log.*…$/);
    expect(textWidth(short, 11)).toBeLessThanOrEqual(50);
    expect(fitText('nats', 50, 11)).toBe('nats');
  });

  it('leaves out clauses from the last on before it cuts a word', () => {
    const label = 'rows in a batch; dashed: minibatch noise';
    const at = (width: number) => fitClauses(label, width, 11);
    expect(at(400)).toBe(label);
    expect(at(textWidth(label, 11) - 1)).toBe('rows in a batch; dashed');
    expect(at(textWidth('rows in a batch', 11))).toBe('rows in a batch');
    expect(at(40)).toMatch(/^rows.*…$/);
  });
});
