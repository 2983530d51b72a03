// `--set name=@FILE`: the text of a file as a value.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { metered } from '../lab/metered-lab.ts';
import { invoke } from './invoke.ts';

vi.mock('../../core/labs/index.ts', async () => ({
  labs: [{ id: 'walk', title: 'Walk', tagline: 'A walk', load: async () => (await import('../lab/metered-lab.ts')).metered }],
  loadLab: async () => (await import('../lab/metered-lab.ts')).metered,
}));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'written-'));
  await writeFile(join(folder, 'good.csv'), 'add, 0.9\r\n');
  await writeFile(join(folder, 'bad.csv'), 'add: 0.9');
});

const run = (value: string, name = 'prices') => invoke(['run', 'walk', '--set', `${name}=${value}`, '--json']);

it('reads a file, and takes plain text as it is', async () => {
  for (const value of [`@${join(folder, 'good.csv')}`, 'add , 0.9']) {
    const { code, out } = await run(value);
    expect({ code, prices: JSON.parse(out).values.prices }).toEqual({ code: 0, prices: 'add,0.9' });
  }
});

it('ends in one line where it cannot be taken', async () => {
  const missing = join(folder, 'missing.csv');
  expect(await run(`@${join(folder, 'bad.csv')}`)).toEqual({
    code: 2,
    out: '',
    err: 'prices: expected operation,pJ in each line, got add: 0.9\n',
  });
  expect(await run(`@${missing}`)).toEqual({
    code: 2,
    out: '',
    err: `prices: expected a file that can be read, got ${missing} (ENOENT)\n`,
  });
  expect((await run('@file', 'measured')).err).toMatch(/^measured: expected nothing, or .*, got @file\n$/);
});

it('is described like any other', async () => {
  expect(metered.params.prices?.kind).toBe('text');
  expect((await invoke(['describe', 'walk'])).out).toMatch(/prices +nothing, or lines of operation,pJ +none/);
});
