// No file or link of a user’s takes much memory or work before it is refused, whatever it says of itself: each is opened in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Opened {
  readonly name: string;
  readonly said: string;
  /** Of the processor, so that a busy machine takes no longer. */
  readonly seconds: number;
  readonly megabytes: number;
}

const script = fileURLToPath(new URL('open-all.ts', import.meta.url));
const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], {
  encoding: 'utf8',
  timeout: 300_000,
});
const all = stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Opened);

describe('what is made to be too much', () => {
  it('ends', () => {
    expect([stderr, status]).toEqual(['', 0]);
    expect(all.length).toBeGreaterThan(12);
  });

  it.each(all)('is refused in one line, within a gigabyte and ten seconds of work: $name', ({ said, seconds, megabytes }) => {
    expect(said).toMatch(/^InputError: [^\n]+: expected [^\n]+, got [^\n]+$/);
    expect(seconds).toBeLessThan(10);
    expect(megabytes).toBeLessThan(1000);
  });
});
