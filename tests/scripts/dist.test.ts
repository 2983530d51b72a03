// What is asked for and cannot be made is said before anything is touched.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const systems: Readonly<Record<string, readonly string[]>> = {
  linux: ['tar.gz', 'deb', 'AppImage', 'rpm'],
  darwin: ['dmg', 'zip'],
  win32: ['nsis', 'zip'],
};
const here = systems[process.platform] ?? [];
const foreign = [...new Set(Object.values(systems).flat())].filter((target) => !here.includes(target));

test.each(foreign)('%s is refused on a system that does not make it, in one line', (target) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/dist.ts', target], {
    cwd: root,
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([1, '', `target: expected one of ${here.join(', ')} on this system, got ${target}\n`]);
});
