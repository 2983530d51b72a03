import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { EDITABLE_ROWS } from '../../core/lab/editable-rows.ts';
import { editedRows, keyAt, withAdded, withMoved, withRemoved } from '../../core/lab/edited-rows.ts';
import { edits, MOST_EDITS } from '../../core/lab/edits.ts';
import { editsInWords } from '../../core/lab/edits-in-words.ts';
import { parseValue } from '../../core/lab/param.ts';

const param = edits({ label: 'By hand', group: 'Model', effect: 'restart' });
const parsed = (text: unknown) => parseValue(param, 'edits', text);

/** Rows (0, 0), (1, 10), (2, 20) … */
const plane = (size: number) => Float64Array.from({ length: 2 * size }, (_, at) => (at % 2 === 0 ? at / 2 : 5 * (at - 1)));
const made = (text: string, size = 4) => [...editedRows('edits', plane(size), 2, text)];

describe('the text of edits', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['17:2.1 55;-3;+3.2 70', '17:2.1 55;-3;+3.2 70'],
    [' +1  2 ; -9 ; 3 : 1e1 −2 ; -2; 1:.5 ', '1:0.5;3:10 -2;-2;-9;+1 2'],
    ['+-1 -2;+-0 5', '+-1 -2;+0 5'],
  ])('has one form: %j is written %j', (given, canonical) => {
    expect(parsed(given)).toBe(canonical);
    expect(parsed(canonical)).toBe(canonical);
  });

  it.each([
    'seventeen',
    '17',
    '17:',
    '0:1 2',
    '-0',
    '1.5:2 3',
    '+',
    '+1 2 3',
    '+1 x',
    '+Infinity 1',
    '1:1e999 2',
    '2:1 1;2:3 3',
    '2:1 1;-2',
    '-2;-2',
    '-2;;-3',
    '1:0x10 2',
    'a'.repeat(5000),
    7,
    true,
  ])('is refused in one short line: %j', (text) => {
    expect(() => parsed(text)).toThrow(InputError);
    expect(() => parsed(text)).toThrow(/^edits: expected nothing, or edits of rows [^\n]{1,200}, got [^\n]{1,61}$/);
  });

  it('has an end', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `-${i + 1}`).join(';');
    expect(parsed(many(MOST_EDITS))).toBe(many(MOST_EDITS));
    expect(() => parsed(many(MOST_EDITS + 1))).toThrow(InputError);
  });

  it('is told in words by what was done', () => {
    expect(editsInWords('2:1 1;3:1 1;-1;+1 1')).toBe('2 moved, 1 added, 1 removed');
    expect(editsInWords('')).toBe('');
  });
});

describe('edited rows', () => {
  it('are the rows as they came where nothing was edited, without being copied', () => {
    const rows = plane(EDITABLE_ROWS + 1);
    expect(editedRows('edits', rows, 2, '')).toBe(rows);
  });

  it('are those moved where they were moved to, without those removed, and those added after all others', () => {
    expect(made('3:7 8;-1;+5 6;+-1 0')).toEqual([1, 10, 7, 8, 3, 30, 5, 6, -1, 0]);
  });

  it('stay along an axis that they were not moved along', () => {
    expect(made('2:9')).toEqual([0, 0, 9, 10, 2, 20, 3, 30]);
    expect([...editedRows('edits', Float64Array.of(1, 2, 3), 1, '2:9 55;+4 1')]).toEqual([1, 9, 3, 4]);
  });

  it.each([
    ['5:1 1', 'edits: expected rows 1 to 4, got 5'],
    ['-90', 'edits: expected rows 1 to 4, got 90'],
    ['+1', 'edits: expected 2 numbers for a row that is added, got 1'],
    ['-1;-2;-3;-4', 'edits: expected a row that is left, got 4 removed'],
  ])('are refused where the data are no such rows: %s', (text, line) => {
    expect(() => made(text)).toThrow(new InputError('edits', ...(line.slice(16).split(', got ') as [string, string])));
    expect(() => made(text)).toThrow(line);
  });

  it('are refused of more rows than a hand can take hold of', () => {
    expect(() => made('-1', EDITABLE_ROWS + 1)).toThrow('edits: expected no edits of more than 3000 rows, got 1 removed');
    expect(made('-1', EDITABLE_ROWS)).toHaveLength(2 * EDITABLE_ROWS - 2);
  });
});

describe('one more edit', () => {
  type Deed = readonly ['move' | 'remove' | 'add', number];
  const deeds = fc.array(fc.tuple(fc.constantFrom<Deed[0]>('move', 'remove', 'add'), fc.nat(1000)), { maxLength: 40 });

  it('does to the rows what a hand did to them, one deed after another', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const SIZE = 6;
        const rows = Array.from({ length: SIZE }, (_, i) => [i, 10 * i] as [number, number]);
        let text = '';
        for (const [deed, n] of done) {
          const at = n % rows.length;
          const place: [number, number] = [n / 8, -n - 1];
          const key = keyAt(text, rows.length, at);
          if (deed === 'move') {
            rows[at] = place;
            text = withMoved(text, key, place);
          } else if (deed === 'add') {
            rows.push(place);
            text = withAdded(text, place);
          } else if (rows.length > 1) {
            rows.splice(at, 1);
            text = withRemoved(text, key);
          }
          expect(parsed(text)).toBe(text);
          expect(made(text, SIZE)).toEqual(rows.flat());
        }
      }),
    );
  });

  it('along one axis leaves what another picture did along the other', () => {
    expect(withMoved('2:9 55', 2, [8])).toBe('2:8 55');
    expect(withMoved('+3 70', -1, [4])).toBe('+4 70');
  });

  it('of a row that is gone is none', () => {
    expect(withMoved('-2', 2, [1, 1])).toBe('-2');
    expect(withRemoved('-2', 2)).toBe('-2');
  });
});
