// `run --measure`: joules of a made-up machine are laid into the values before anything is printed; and a line where there are none.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Lab } from '../../core/lab/lab.ts';
import { measurementOf } from '../../core/lab/measurement.ts';
import { initialValues } from '../../core/lab/param.ts';
import { writeSession } from '../../core/lab/session.ts';
import { type FakeMeter, fakeMeter } from '../energy/fake-meter.ts';
import { metered } from '../lab/metered-lab.ts';
import { walk } from '../lab/walk.ts';
import { withEngine } from '../lab/with-engine.ts';
import { invoke } from './invoke.ts';

const under: { meter?: FakeMeter } = {};

/** A call takes a millisecond of the made-up clock, and gives five answers. */
const working: Lab = {
  ...withEngine(metered, () => ({
    async exert() {
      await under.meter?.exert(1);
      return 5;
    },
  })),
  measures: { param: 'measured', of: ({ rate }) => `a walk at ${rate}` },
};

// `plain` has no work that is measured.
vi.mock('../../core/labs/index.ts', () => ({
  labs: ['walk', 'plain'].map((id) => ({ id, title: id, tagline: 'A walk', load: async () => working })),
  loadLab: async (id: string) => (id === 'walk' ? working : walk),
}));

function run(meter: FakeMeter, ...args: string[]) {
  under.meter = meter;
  return invoke(['run', ...args], Number.POSITIVE_INFINITY, meter);
}

it('lays what was measured at the last step into values, session and tables', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'measure-'));
  const values = { ...initialValues(working.params), rate: 0.5 };
  const session = { lab: 'walk', labVersion: 1, values, seed: 1, steps: 2, changes: [{ step: 1, values: { rate: 0.25 } }] };
  const path = join(folder, 'given.json');
  await writeFile(path, writeSession(session));
  const { code, out, err } = await run(fakeMeter('RAPL', 2, 30), path, '--measure', '--json', '--out', folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const answered = JSON.parse(out);
  const found = measurementOf(answered.values.measured);
  expect(answered.step).toBe(2);
  expect(found).toMatchObject({ by: 'RAPL', answers: 5 * 2800, of: 'a walk at 0.25' });
  // 28 W for a fifth of a millisecond.
  expect(found?.joules).toBeCloseTo(0.0056, 12);
  const written = await readFile(join(folder, 'walk.json'), 'utf8');
  expect(JSON.parse(written)).toMatchObject({ values: { rate: 0.5, measured: answered.values.measured }, changes: session.changes });
  expect(await readFile(join(folder, 'walk-path.csv'), 'utf8')).toContain(JSON.stringify(answered.values.measured));
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
