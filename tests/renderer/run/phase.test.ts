// The transitions of a run's phase, as a table: what each event makes of each phase.
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../core/lab/run.ts';
import { type Phase, type PhaseEvent, transition, UNCHANGED } from '../../../renderer/run/phase.ts';
import type { Status } from '../../../renderer/store.ts';

const frame = (step: number, done = false): Frame => ({ step, done, result: { scalars: { step }, tables: {}, grids: {} } });

const phase = (kind: 'opening' | 'paused' | 'playing', over: Partial<Phase> = {}): Phase => ({
  status: { kind },
  target: undefined,
  frame: frame(5),
  frameValues: { rate: 1 },
  start: { rate: 0 },
  changes: [{ step: 2, values: { rate: 1 } }],
  ...over,
});
const status = (kind: 'opening' | 'paused' | 'playing') => ({ status: { kind } satisfies Status });

const unseen = phase('opening', { frame: undefined, target: 0 });
const paused = phase('paused');
const playing = phase('playing');
const failed: Phase = { ...paused, status: { kind: 'failed', message: 'broken' } };
/** A run was left, and the next one is on its way to step 3. */
const awaited = { ...playing, frame: { ...frame(5), step: 0 }, target: 3 };

const begin: PhaseEvent = { kind: 'begin', values: { rate: 7 }, steps: 3 };
const begun = { start: { rate: 7 }, changes: UNCHANGED, target: 3 };
const left = { frame: { ...frame(5), step: 0 } };

const came = { frame: frame(6), start: { rate: 2 }, values: { rate: 3 }, changes: [{ step: 1, values: { rate: 3 } }] };
const arrived = { frame: came.frame, frameValues: came.values, start: came.start, changes: came.changes, target: undefined };
const publish = (superseded: boolean, over: Partial<typeof came> = {}): PhaseEvent => {
  return { kind: 'frame', progress: { ...came, ...over }, superseded };
};
const last = frame(9, true);

const table: readonly [what: string, from: Phase, event: PhaseEvent, change: Partial<Phase>][] = [
  ['an edit that begins again leaves the picture, at step 0', paused, begin, { ...begun, ...left }],
  ['an edit that begins again plays on', playing, begin, { ...begun, ...left }],
  ['an edit before there is a picture', unseen, begin, begun],
  ['an edit after a failure still tells of it', failed, begin, { ...begun, ...left }],

  ['what is asked for after a failure opens', failed, { kind: 'ask' }, status('opening')],
  ['what is asked for else stays what it is', playing, { kind: 'ask' }, {}],

  ['the first frame', unseen, publish(false), { ...arrived, ...status('paused') }],
  ['a frame of a paused run', paused, publish(false), { ...arrived, ...status('paused') }],
  ['a frame of a playing run', playing, publish(false), { ...arrived, ...status('playing') }],
  ['the last frame of a playing run', playing, publish(false, { frame: last }), { ...arrived, frame: last, ...status('paused') }],
  ['the frame that was awaited', awaited, publish(false), { ...arrived, ...status('playing') }],
  ['a frame while another run is on its way', awaited, publish(true), { frame: { ...frame(6), step: 0 }, frameValues: came.values }],
  ['a frame after a failure', failed, publish(false), { ...arrived, ...status('paused') }],

  ['a refusal', playing, { kind: 'refusal' }, status('paused')],
  ['a failure keeps the picture', playing, { kind: 'failure', message: 'gone' }, { status: { kind: 'failed', message: 'gone' } }],

  ['play', paused, { kind: 'play' }, status('playing')],
  ['play while the run is on its way', unseen, { kind: 'play' }, status('playing')],
  ['pause', playing, { kind: 'pause' }, status('paused')],
  ['pause before there is a picture', { ...playing, frame: undefined }, { kind: 'pause' }, status('opening')],
  ['pause of what does not play', failed, { kind: 'pause' }, {}],

  ['travel stops and leaves the picture, at step 0', playing, { kind: 'travel' }, { ...status('paused'), ...left }],
  ['travel while paused', paused, { kind: 'travel' }, left],
  ['travel after a failure', failed, { kind: 'travel' }, left],
  ['travel before there is a picture', unseen, { kind: 'travel' }, {}],
];

describe('transition', () => {
  it.each(table)('%s', (_, from, event, change) => {
    const before = structuredClone(from);
    expect(transition(from, event)).toEqual(change);
    expect(from).toEqual(before);
  });

  it('is told of in every phase', () => {
    const kinds = new Set(table.map(([, , { kind }]) => kind));
    expect([...kinds].toSorted()).toEqual(['ask', 'begin', 'failure', 'frame', 'pause', 'play', 'refusal', 'travel']);
  });

  it('gives one object for all runs that nothing was changed in', () => {
    expect(transition(paused, begin).changes).toBe(transition(playing, begin).changes);
  });
});
