// Changes on the way, as curves over steps tell of them.
import { expect, test } from 'vitest';
import { choice, real, subset, toggle } from '../../core/lab/param.ts';
import type { Change } from '../../core/lab/session.ts';
import { turnsAlong, turnsOf } from '../../core/lab/turns.ts';

const number = (effect: 'live' | 'redraw') =>
  real({ label: 'temperature', group: 'all', effect, min: -9, max: 1e6, initial: 1, scale: 'linear' });
const params = {
  temperature: number('live'),
  zoom: number('redraw'),
  way: choice({ label: 'Direction', group: 'all', effect: 'live', options: { qp: 'KL(q ‖ p)', pq: 'KL(p ‖ q)' }, initial: 'qp' }),
  decay: toggle({ label: 'decay', group: 'all', effect: 'live', initial: true }),
  shown: subset({ label: 'set', group: 'all', effect: 'live', options: { a: 'A', b: 'B' }, initial: 'a' }),
};

test('each names the step and what was set, and leaves out what only looks otherwise', () => {
  const changes: readonly Change[] = [
    { step: 3, values: { temperature: 0.5 } },
    { step: 5, values: { zoom: 2 } },
    { step: 8, values: { zoom: 2, way: 'pq', decay: false } },
    { step: 9, values: { temperature: -1.23456, shown: 'a,b' } },
  ];
  expect(turnsOf({ params }, changes)).toEqual([
    { step: 3, text: 'temperature 0.5' },
    { step: 8, text: 'Direction: KL(p ‖ q), decay off' },
    { step: 9, text: 'temperature −1.23, another set' },
  ]);
  expect(turnsOf({ params }, [])).toEqual([]);
});

test('stand on an axis of steps, after those of before the run, and on no other', () => {
  const turns = [{ step: 3, text: 'temperature 0.5' }];
  const result = { scalars: { before: 40 } };
  expect(turnsAlong({ steps: true }, result, turns)).toEqual(turns);
  expect(turnsAlong({ steps: { after: 'before' } }, result, turns)).toEqual([{ step: 43, text: 'temperature 0.5' }]);
  expect(turnsAlong({}, result, turns)).toEqual([]);
});
