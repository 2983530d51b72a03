// CSV with a provenance head: what is written is read back bit for bit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, readTable } from '../../core/lab/csv.ts';
import { isHandedOut } from '../../core/lab/lab.ts';

const provenance = { lab: 'walk', version: 2, seed: 7, step: 12, values: { start: -0, kind: 'a "b", c', on: true }, table: 'path' };

describe('csvOf', () => {
  it('writes its head, then names and rows, a line each', () => {
    const text = csvOf(provenance, { x: Float64Array.of(1, 0.1), y: Float64Array.of(-0, 2) }, { x: { label: 'x', unit: 'nat' } });
    expect(text).toBe(
      [
        '# lab: walk',
        '# version: 2',
        '# seed: 7',
        '# step: 12',
        '# values: {"start":-0,"kind":"a \\"b\\", c","on":true}',
        '# table: path',
        '# units: {"x":"nat"}',
        'x,y',
        '1,-0',
        '0.1,2',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what only says where a row stands in a picture', () => {
    const table = { value: Float64Array.of(1), x: Float64Array.of(300) };
    const specs = { value: { label: 'value' }, x: { label: 'from, across', place: true } } as const;
    expect(readTable(csvOf(provenance, table, specs)).table).toEqual({ value: table.value });
    const { value, x } = specs;
    expect([isHandedOut({ value, x }), isHandedOut({ x }), isHandedOut(undefined)]).toEqual([true, false, true]);
  });

  it('gives every number back to the last bit, with −0, NaN, ±∞ and the subnormal', () => {
    const doubles = fc.double({ noNaN: false });
    fc.assert(
      fc.property(fc.array(fc.tuple(doubles, doubles)), (rows) => {
        const table = { x: Float64Array.from(rows, ([x]) => x), 'a, "b"\n': Float64Array.from(rows, ([, y]) => y) };
        const read = readTable(csvOf(provenance, table));
        expect(read.table).toEqual(table);
        expect(read.provenance).toEqual(provenance);
      }),
    );
    const hard = Float64Array.of(-0, Number.NaN, Infinity, -Infinity, 5e-324, 1e-320, 0.1 + 0.2, Number.MAX_VALUE);
    const back = readTable(csvOf(provenance, { hard })).table.hard as Float64Array;
    expect(new BigUint64Array(back.buffer)).toEqual(new BigUint64Array(hard.buffer));
  });

  it('keeps the columns of a table without rows', () => {
    expect(readTable(csvOf(provenance, { x: new Float64Array(0), y: new Float64Array(0) })).table).toEqual({
      x: new Float64Array(0),
      y: new Float64Array(0),
    });
  });
});

describe('readTable', () => {
  it.each([
    ['x,y\n1,2\n', 'table: expected a line “# lab: …”, got none'],
    ['# lab: a\n# version: 1\n# seed: !\n# step: 0\n# values: {}\n# table: t\n# units: {}\nx\n1\n', 'seed: expected JSON, got !'],
    ['# lab: a\nx,y\n1,2\n3\n', 'table: expected 2 cells in row 3, got 1'],
  ])('refuses what it did not write (%#)', (text, message) => {
    expect(() => readTable(text)).toThrow(message);
  });
});
