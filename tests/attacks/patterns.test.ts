// No pattern of a reader looks at its text twice: each is found where it is written down, and run on what it would match worst, in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** In seconds, far above what all of them take; one that tries each part of its text again takes longer by itself. */
const GUARD = 90;

it('every pattern of the readers is done with each text at once', { timeout: 2000 * GUARD }, () => {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('match-all.ts', import.meta.url))], {
    encoding: 'utf8',
    timeout: 1000 * GUARD,
  });
  // The last line is the pattern that was under way, where one was.
  const last = stdout.trim().split('\n').at(-1);
  expect(last).toMatch(/^\d+ patterns$/);
  expect(Number.parseInt(last as string, 10)).toBeGreaterThan(80);
});
