// A session is the whole experiment: written, read and run again it gives the same bits, or says what is wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { initialValues } from '../../core/lab/param.ts';
import { readSession, SESSION_FORMAT, type Session, writeSession } from '../../core/lab/session.ts';
import { walk } from './walk.ts';

const registry = async (id: string): Promise<Lab> => {
  if (id !== 'walk') throw new InputError('lab', 'one of walk', id);
  return walk;
};
const read = (text: string) => readSession(text, registry);
const session: Session = { lab: 'walk', labVersion: 2, values: initialValues(walk.params), seed: 3, steps: 9, changes: [] };
const stored = (change: Record<string, unknown>) =>
  JSON.stringify({ format: SESSION_FORMAT, version: 1, ...(JSON.parse(JSON.stringify(session)) as object), ...change });

describe('writeSession and readSession', () => {
  it('give every number back to the last bit', async () => {
    const finite = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
    const hard = [-0, 1e-320, 5e-324, 0.1 + 0.2];
    await fc.assert(
      fc.asyncProperty(fc.oneof(finite, fc.constantFrom(...hard)), fc.array(finite), fc.nat(), async (start, column, seed) => {
        const before: Session = {
          ...session,
          values: { ...session.values, start, data: 'own' },
          seed,
          changes: [{ step: 4, values: { start: -start } }],
          data: { name: 'mine.csv', columns: { u: Float64Array.from([...column, -0]), v: Float64Array.from([...column, start]) } },
        };
        expect(await read(writeSession(before))).toEqual(before);
      }),
    );
  });

  it('give images of the user’s back, and refuse damaged ones', async () => {
    const set = { name: 'mine', rows: 2, columns: 3, count: 2, pixels: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) };
    const images = { training: { ...set, labels: Uint8Array.of(1, 0), classes: ['cat', 'dog'] }, heldOut: set };
    const before: Session = { ...session, values: { ...session.values, data: 'own' }, data: { name: 'mine.npy', columns: {}, images } };
    expect(await read(writeSession(before))).toEqual(before);
    const text = JSON.parse(writeSession(before)) as { data: { images: { training: { pixels: string } } } };
    for (const pixels of ['AAAA', '!']) {
      text.data.images.training.pixels = pixels;
      await expect(read(JSON.stringify(text))).rejects.toThrow('session data: expected images of 2 × 3 pixels');
    }
  });

  it('refuse held-out images of another shape, though they have as many pixels', async () => {
    const set = { name: 'mine', rows: 2, columns: 3, count: 2, pixels: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) };
    const data = { name: 'mine.npy', columns: {}, images: { training: set, heldOut: { ...set, rows: 3, columns: 2 } } };
    const text = writeSession({ ...session, values: { ...session.values, data: 'own' }, data });
    await expect(read(text)).rejects.toThrow('session data: expected held-out images of 2 × 3 pixels, got 3 × 2');
  });

  it('write images once where nothing is held out', async () => {
    const set = { name: 'mine', rows: 1, columns: 2, count: 1, pixels: Uint8Array.of(7, 9) };
    const data = { name: 'mine.npy', columns: {}, images: { training: set, heldOut: set } };
    const text = writeSession({ ...session, values: { ...session.values, data: 'own' }, data });
    const back = (await read(text)).data?.images;
    expect([text.split('"pixels"').length - 1, back?.heldOut, back?.training === back?.heldOut]).toEqual([1, set, true]);
  });

  it('keep snapshots in the order of their numbers, and the preset that each began with', async () => {
    const presets = { calm: { title: 'Calm', sentence: 'It stays.', values: {} } };
    const withPresets = (text: string) => readSession(text, async () => ({ ...walk, presets }));
    const moment = { values: session.values, seed: 4, steps: 6, changes: [{ step: 2, values: { start: 0.5 } }] };
    const before: Session = {
      ...session,
      preset: 'calm',
      snapshots: [
        { key: 2, name: 'two', ...moment, preset: 'calm' },
        { key: 9, name: '', ...moment },
      ],
    };
    expect(await withPresets(writeSession(before))).toEqual(before);
    const { snapshots = [] } = before;
    const turned = await withPresets(writeSession({ ...before, snapshots: [...snapshots].reverse() }));
    expect(turned.snapshots).toEqual(snapshots);
    // A preset that this release does not have is no fault.
    const { preset, ...rest } = before;
    expect(await withPresets(writeSession({ ...rest, preset: 'gone' }))).toEqual(rest);
    expect(preset).toBe('calm');
  });

  it.each([
    ['a number beyond 9', { key: 10 }, 'session snapshots.0.key: expected at most 9, got 10'],
    ['a name too long', { name: 'x'.repeat(81) }, 'session snapshots.0.name: expected at most 80'],
    ['a change after its end', { changes: [{ step: 7, values: {} }] }, 'session snapshots.1 changes.0.step: expected 0 to 6, got 7'],
    ['a value that is none', { values: { start: 'far' } }, 'start: expected'],
    ['two of one number', {}, 'session snapshots: expected one for each number, got two for 1'],
  ])('refuse a snapshot with %s', async (what, wrong, said) => {
    const moment = { key: 1, name: 'one', values: session.values, seed: 4, steps: 6, changes: [], ...wrong };
    await expect(read(stored({ snapshots: what === 'two of one number' ? [moment, moment] : [moment] }))).rejects.toThrow(said);
  });

  it('fill in a parameter that a session of an older release does not know', async () => {
    const { values } = await read(stored({ labVersion: 1, values: { start: 3 } }));
    expect(values).toEqual({ ...session.values, start: 3 });
  });

  it.each([
    ['damaged text', writeSession(session).slice(0, -20), 'session: expected JSON, got text that does not parse'],
    ['foreign JSON', '{"version": 9, "name": "left-pad"}', `session: expected a file of format ${SESSION_FORMAT}, got nothing`],
    ['a number', '12', `session: expected a file of format ${SESSION_FORMAT}, got nothing`],
    ['null', 'null', `session: expected a file of format ${SESSION_FORMAT}, got nothing`],
    ['an unknown version', stored({ version: 'b' }), 'session version: expected 1, got "b"'],
    ['a newer version', stored({ version: 2 }), 'session version: expected 1, got 2 (written by a newer release)'],
    ['a newer lab', stored({ labVersion: 3 }), 'walk version: expected at most 2, got 3 (written by a newer release)'],
    ['an unknown lab', stored({ lab: 'flight' }), 'lab: expected one of walk, got flight'],
    ['no steps', stored({ steps: undefined }), 'session steps: expected number, got nothing'],
    ['half a step', stored({ steps: 1.5 }), 'session steps: expected a whole number, got 1.5'],
    ['a negative seed', stored({ seed: -1 }), 'session seed: expected at least 0, got -1'],
    ['values that are no object', stored({ values: [1] }), 'session values: expected record, got [1]'],
    [
      'an unknown parameter',
      stored({ values: { gravity: 1 } }),
      'gravity: expected a parameter (kind, start, rate, count, mirrored, seen, data), got an unknown name',
    ],
    ['a value out of range', stored({ values: { rate: 0 } }), 'rate: expected 0.001 to 100, got 0'],
    ['a changed value out of range', stored({ changes: [{ step: 1, values: { rate: 0 } }] }), 'rate: expected 0.001 to 100, got 0'],
    ['a change after the end', stored({ changes: [{ step: 10, values: {} }] }), 'session changes.0.step: expected 0 to 9, got 10'],
    [
      'changes out of order',
      stored({
        changes: [
          { step: 5, values: {} },
          { step: 4, values: {} },
        ],
      }),
      'session changes.1.step: expected 5 to 9, got 4',
    ],
    ['ragged data', stored({ data: { name: 'a', columns: { u: [1], v: [1, 2] } } }), 'data: expected columns of equal length, got 1 and 2'],
    ['words as data', stored({ data: { name: 'a', columns: { u: ['dog'] } } }), 'session data.columns.u.0: expected number, got "dog"'],
  ])('refuse %s in one line', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(InputError);
    await expect(read(text)).rejects.toThrow(message);
    expect(message).not.toContain('\n');
  });
});
