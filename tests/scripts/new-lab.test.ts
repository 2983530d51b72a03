// A lab in an afternoon: the one that `npm run new-lab` writes compiles and keeps the contract. It is made in a copy, which is thrown away.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'lab-copy-'));
const node = (...args: string[]) =>
  spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
const newLab = (...args: string[]) => node('--import', 'tsx', 'scripts/new-lab.ts', ...args);

/** What the new lab stands on, and what holds it to the contract. */
const copied = ['core', 'cli', 'renderer', 'samples', 'scripts', 'tests', 'build', 'LABS.md', 'README.md'];
const settings = ['package.json', 'tsconfig.base.json', 'vitest.config.ts', 'biome.json', '.gitignore'];

beforeAll(() => {
  for (const name of [...copied, ...settings])
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (from) => !from.includes(`${sep}e2e${sep}`) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a new lab', () => {
  test('is written, registered, frozen and listed', () => {
    const { status, stdout, stderr } = newLab('width', 'One', 'width');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const files = stdout.trim().split('\n').slice(0, -1);
    expect(files).toContain('core/labs/width/lab.ts');
    expect(files.filter((file) => !existsSync(join(copy, file)))).toEqual([]);
    expect(existsSync(join(copy, 'samples/width-wide.json'))).toBe(true);
    expect(readFileSync(join(copy, 'LABS.md'), 'utf8')).toContain('## One width');
    expect(readFileSync(join(copy, 'core/labs/index.ts'), 'utf8')).toContain("title: 'One width'");
  });

  test('is formatted and has nothing to complain of', () => {
    const said = node('node_modules/@biomejs/biome/bin/biome', 'ci', '--vcs-enabled=false', '--error-on-warnings', 'core/labs/width');
    expect(said.stderr).toBe('');
    expect(said.status).toBe(0);
  });

  test('compiles', () => {
    writeFileSync(join(copy, 'tsconfig.width.json'), '{ "extends": "./tsconfig.base.json", "include": ["core/labs/width"] }');
    expect(node('node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.width.json').stdout).toBe('');
  });

  test('keeps the contract, and its own test', () => {
    const files = ['tests/labs/width.test.ts', 'tests/labs/every.test.ts', 'tests/labs/hues.test.ts', 'tests/architecture/rooms.test.ts'];
    const { status, stdout } = node('node_modules/vitest/vitest.mjs', 'run', ...files, '-t', 'width|at sd', '--maxWorkers=1');
    expect(stdout).toMatch(/Test Files +4 passed/);
    expect(status, stdout).toBe(0);
  });

  test('is refused in one line where its name is taken, or is none', () => {
    for (const [id, said] of [
      ['bound', 'id: expected a name that no lab has, got bound\n'],
      ['Bound-2', 'id: expected letters and digits, a small letter first, got Bound-2\n'],
    ] as const) {
      const { status, stderr } = newLab(id);
      expect({ status, stderr }).toEqual({ status: 2, stderr: said });
    }
  });
});
