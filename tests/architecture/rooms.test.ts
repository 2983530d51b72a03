// Every lab has the same rooms (see ARCHITECTURE.md), and in them, under the same names, what is looked for first.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labs } from '../../core/labs/index.ts';

const folder = join(import.meta.dirname, '../../core/labs');
const within = (id: string, room = '') => readdirSync(join(folder, id, room));

test.each(labs.map(({ id }) => id))('%s has the rooms of a lab, and nothing beside them', (id) => {
  const rooms = within(id).filter((room) => room !== 'files');
  expect(rooms.sort()).toEqual(['declaration', 'engine.ts', 'lab.ts', 'look', 'model', 'notes.md', 'run']);
  const declared = ['params.ts', 'outputs.ts', 'presets.ts', 'equations.ts', 'plots.ts', 'sentences.ts', 'guide.ts'];
  expect(within(id, 'declaration')).toEqual(expect.arrayContaining(declared));
  expect(within(id, 'run')).toContain('state.ts');
  expect(within(id, 'look')).toContain('observe.ts');
});

test.each(labs.map(({ id, load }) => [id, load] as const))(
  '%s has a room for files where it hands some out or takes some in',
  async (id, load) => {
    const { exports, training } = await load();
    expect(existsSync(join(folder, id, 'files'))).toBe(Object.keys(exports ?? {}).length > 0 || training?.models !== undefined);
  },
);

test('every folder of labs is registered', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(labs.map(({ id }) => id).sort());
});
