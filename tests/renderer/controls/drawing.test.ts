// A drawing as levels and as text, and what a stroke leaves on it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawing, parseValue } from '../../../core/lab/param.ts';
import { type Sheet, sheetOf, stroked, textOf } from '../../../renderer/controls/drawing.ts';

const blank = sheetOf('', 8, 12);
const at = ({ levels, columns }: Sheet, row: number, column: number) => levels[row * columns + column] as number;

describe('the text of a drawing', () => {
  it('comes back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 96, maxLength: 96 });
    fc.assert(fc.property(text, (value) => void expect(textOf(sheetOf(value, 8, 12))).toBe(value)));
  });

  it('is paper where there is none', () => {
    expect(blank.levels).toEqual(new Uint8Array(96));
  });

  it('is what its parameter takes', () => {
    const param = drawing({ label: 'd', group: 'g', effect: 'redraw', rows: 8, columns: 12, initial: '' });
    const text = textOf(stroked(blank, [2, 2], [9, 5]));
    expect(parseValue(param, 'd', text)).toBe(text);
    expect(parseValue(param, 'd', textOf(blank))).toBe('');
  });
});

describe('a stroke', () => {
  it('is darkest along its line, fades at its edge, and leaves the rest', () => {
    const sheet = stroked(blank, [2, 4], [10, 4]);
    // The line runs between rows 3 and 4, as far from the middles of both.
    for (let column = 2; column < 10; column += 1) {
      expect(at(sheet, 3, column)).toBe(15);
      expect(at(sheet, 4, column)).toBe(15);
      expect([at(sheet, 2, column), at(sheet, 5, column)].every((level) => level > 0 && level < 15)).toBe(true);
      expect([at(sheet, 1, column), at(sheet, 6, column), at(sheet, 0, column)]).toEqual([0, 0, 0]);
    }
    expect(blank.levels.every((level) => level === 0)).toBe(true);
  });

  it('to where it began is a dot', () => {
    const sheet = stroked(blank, [6.5, 4.5], [6.5, 4.5]);
    expect(at(sheet, 4, 6)).toBe(15);
    const inked = Array.from(sheet.levels.keys()).filter((i) => (sheet.levels[i] as number) > 0);
    for (const i of inked) expect(Math.hypot((i % 12) - 6, Math.floor(i / 12) - 4)).toBeLessThan(2);
    // The same all round.
    expect([at(sheet, 3, 6), at(sheet, 5, 6), at(sheet, 4, 5)]).toEqual(new Array(3).fill(at(sheet, 4, 7)));
  });

  const point = fc.tuple(fc.double({ min: -5, max: 17, noNaN: true }), fc.double({ min: -5, max: 13, noNaN: true }));
  it('never takes ink away, runs either way alike, and twice is as good as once', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const first = stroked(blank, a, b);
        const second = stroked(first, b, c);
        second.levels.forEach((level, i) => {
          expect(level).toBeGreaterThanOrEqual(first.levels[i] as number);
          expect(level).toBeLessThanOrEqual(15);
        });
        expect(stroked(first, a, b)).toEqual(first);
        // To rounding at an edge between two levels.
        stroked(blank, b, a).levels.forEach((level, i) => {
          expect(Math.abs(level - (first.levels[i] as number))).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('beyond the sheet leaves nothing', () => {
    expect(stroked(blank, [-50, -50], [-40, -50])).toEqual(blank);
  });
});
