// `run --measure`: joules of a made-up machine are laid into the values before anything is printed; and a line where there are none.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { measurementOf } from '../../core/lab/measurement.ts';
import { type FakeMeter, fakeMeter } from '../energy/fake-meter.ts';
import { metered } from '../lab/metered-lab.ts';
import { walk } from '../lab/walk.ts';
import { invoke } from './invoke.ts';

// `plain` has no work that is measured.
vi.mock('../../core/labs/index.ts', () => ({
  labs: ['walk', 'plain'].map((id) => ({ id, title: id, tagline: 'A walk', load: async () => metered })),
  loadLab: async (id: string) => (id === 'walk' ? metered : walk),
}));

function run(meter: FakeMeter, ...args: string[]) {
  // A call of the lab's work takes a millisecond of the made-up clock.
  const now = () => {
    void meter.exert(1);
    return meter.now();
  };
  return invoke(['run', ...args], Number.POSITIVE_INFINITY, { ...meter, now });
}

it('lays what was measured into values, session and tables', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'measure-'));
  const { code, out, err } = await run(fakeMeter('RAPL', 2, 30), 'walk', '--measure', '--steps', '2', '--json', '--out', folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { values, step } = JSON.parse(out);
  const found = measurementOf(values.measured);
  expect(step).toBe(2);
  expect(found?.by).toBe('RAPL');
  // Five answers a call, one call a millisecond of which the clock's own look takes a part.
  expect(found?.answers).toBeGreaterThan(2800);
  expect(found?.joules).toBeGreaterThan(0);
  const session = await readFile(join(folder, 'walk.json'), 'utf8');
  expect(JSON.parse(session).values.measured).toBe(values.measured);
  expect(await readFile(join(folder, 'walk-path.csv'), 'utf8')).toContain(JSON.stringify(values.measured));
});

it.each([
  [
    'walk',
    fakeMeter('RAPL', 1, 2, () => ({ none: 'it has no battery' })),
    'measure: expected joules that this machine counts, got none: it has no battery',
  ],
  ['plain', fakeMeter('RAPL', 1, 2), 'measure: expected a lab whose work is measured, got plain'],
])('ends in one line: %s', async (lab, meter, line) => {
  expect(await run(meter, lab, '--measure')).toEqual({ code: 2, out: '', err: `${line}\n` });
});
