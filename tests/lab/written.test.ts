// Parameters that are kept as texts: a file of the user's, and what was measured, each in its one form or refused in one line.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { measurementOf } from '../../core/lab/measurement.ts';
import { measurementInWords } from '../../core/lab/measurement-in-words.ts';
import { initialValues, parseValue } from '../../core/lab/param.ts';
import { readSession, writeSession } from '../../core/lab/session.ts';
import { textOfFile } from '../../core/lab/text.ts';
import { turnsOf } from '../../core/lab/turns.ts';
import { provenanceOf } from '../../renderer/export/provenance.ts';
import { declarationFaults } from '../labs/declaration-faults.ts';
import { measured, metered, prices } from './metered-lab.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const MEASURED = '{"joules":0.0000123,"standardError":4e-7,"answers":5120,"seconds":3,"by":"RAPL","of":"a walk"}';

describe('a text of the user’s', () => {
  const parsed = (text: unknown) => parseValue(prices, 'prices', text);

  it.each([
    ['', ''],
    [' \r\n ', ''],
    ['add, 0.9\r\nmultiply,3.7\r\n', 'add,0.9\nmultiply,3.7'],
    ['add , 1\radd,2', 'add,1\nadd,2'],
  ])('has one form: %j is kept as %j', (given, kept) => {
    expect(parsed(given)).toBe(kept);
    expect(parsed(kept)).toBe(kept);
  });

  it.each([
    ['add', 'prices: expected operation,pJ in each line, got add'],
    [7, 'prices: expected nothing, or lines of operation,pJ, got 7'],
    ['add,1\n'.repeat(4000), `prices: expected nothing, or lines of operation,pJ, got ${'add,1 '.repeat(10)}…`],
  ])('is refused in one line: %.10j', (given, line) => {
    expect(() => parsed(given)).toThrow(new RegExp(`^${line}$`));
    expect(() => parsed(given)).toThrow(InputError);
  });

  it('is read of a file in the usual encodings, and of none that holds no text', () => {
    expect(textOfFile('p.csv', bytes('\uFEFFadd,1'))).toBe('add,1');
    expect(textOfFile('p.csv', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62, 0))).toBe('ab');
    expect(() => textOfFile('p.csv', Uint8Array.of(0x61, 0, 0x62))).toThrow('p.csv: expected a text, got a binary file');
    expect(() => textOfFile('p.csv', bytes(' \n'))).toThrow('p.csv: expected a text, got an empty file');
    expect(() => textOfFile('p.csv', bytes('x'.repeat(20_001)))).toThrow('p.csv: expected at most 20000 characters, got 20001');
  });
});

describe('a measurement', () => {
  const parsed = (text: unknown) => parseValue(measured, 'measured', text);

  it('has one form, and is read off it', () => {
    const given = ' {"by":"RAPL", "of":"a walk", "seconds":3.0, "answers":5120, "standardError":4e-7, "joules":1.23e-5} ';
    expect(parsed(given)).toBe(MEASURED);
    expect(parsed(MEASURED)).toBe(MEASURED);
    expect(measurementOf(MEASURED)).toEqual({ joules: 1.23e-5, standardError: 4e-7, answers: 5120, seconds: 3, by: 'RAPL', of: 'a walk' });
    expect(parsed('  ')).toBe('');
    expect(measurementOf('')).toBeUndefined();
  });

  it.each([
    'null',
    '7',
    '[]',
    'ten joules',
    MEASURED.replace('5120', '0'),
    MEASURED.replace('5120', '1.5'),
    MEASURED.replace('"seconds":3', '"seconds":1.9'),
    MEASURED.replace('0.0000123', '1e999'),
    MEASURED.replace('0.0000123', '"1"'),
    MEASURED.replace('4e-7', '-1'),
    MEASURED.replace('RAPL', 'guess'),
    MEASURED.replace('"a walk"', '7'),
    MEASURED.replace('a walk', 'x'.repeat(201)),
    MEASURED.replace('}', ',"more":1}'),
    MEASURED.replace('"seconds":3,', ''),
    12,
  ])('is refused in one line: %s', (given) => {
    expect(() => parsed(given)).toThrow(/^measured: expected nothing, or what was measured: [^\n]+, got [^\n]+$/);
  });

  it.each([
    [1.23e-5, 4e-7, 'a walk: 12.3 ± 0.4 µJ an answer · RAPL · 5,120 answers in 3.0 s'],
    [1.234e-5, 1.23e-7, 'a walk: 12.34 ± 0.12 µJ an answer · RAPL · 5,120 answers in 3.0 s'],
    [-2e-7, 4e-6, 'a walk: 0 ± 4 µJ an answer · RAPL · 5,120 answers in 3.0 s'],
    [-0.02, 0.001, 'a walk: −20.0 ± 1.0 mJ an answer · RAPL · 5,120 answers in 3.0 s'],
    [2.5, 0, 'a walk: 2.5 ± 0.0 J an answer · RAPL · 5,120 answers in 3.0 s'],
    [0, 0, 'a walk: 0 ± 0 J an answer · RAPL · 5,120 answers in 3.0 s'],
  ])('is told to the digits that its error leaves: %d ± %d', (joules, standardError, words) => {
    expect(measurementInWords(JSON.stringify({ joules, standardError, answers: 5120, seconds: 3, by: 'RAPL', of: 'a walk' }))).toBe(words);
  });
});

describe('both', () => {
  const values = { ...initialValues(metered.params), prices: 'add,0.9\nmultiply,3.7', measured: MEASURED };

  it('are in a session and a provenance, and only named among what was changed', async () => {
    const session = { lab: 'walk', labVersion: 1, values, seed: 1, steps: 0, changes: [] };
    expect((await readSession(writeSession(session), async () => metered)).values).toEqual(values);
    const told = provenanceOf({ lab: metered, labTitle: 'Walk', values, seed: 1, step: 0, version: '1' });
    expect(told).toEqual(
      expect.arrayContaining(['prices prices of 2', 'measured a walk: 12.3 ± 0.4 µJ an answer · RAPL · 5,120 answers in 3.0 s']),
    );
    const nothing = provenanceOf({ lab: metered, labTitle: 'Walk', values: initialValues(metered.params), seed: 1, step: 0, version: '1' });
    expect(nothing).toEqual(expect.arrayContaining(['prices none', 'measured none']));
    const live = { params: { ...metered.params, prices: { ...prices, effect: 'live' as const } } };
    expect(turnsOf(live, [{ step: 3, values: { prices: 'add,1' } }])).toEqual([{ step: 3, text: 'another prices' }]);
  });

  it('are no fault of a declaration, but a template that is not taken is', () => {
    expect(declarationFaults(metered)).toEqual([]);
    const twice = { ...prices, canonical: (given: string) => (given === '' ? '' : `${given}+`) };
    expect(declarationFaults({ ...metered, params: { ...metered.params, prices: twice } })).toContain(
      'prices: its template has no one form',
    );
    expect(declarationFaults({ ...metered, measures: undefined })).toContain('measured: nothing is measured for it');
    expect(declarationFaults({ ...metered, measures: { param: 'prices', of: () => '' } })).toContain('measures: no measurement prices');
    const live = { ...metered.params, measured: { ...measured, effect: 'live' as const } };
    expect(declarationFaults({ ...metered, params: live })).toContain('measured: a change of it is live');
  });
});
