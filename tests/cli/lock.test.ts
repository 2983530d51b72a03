// One process at a time writes what --out names; what a dead one left is taken over, and said.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locked } from '../../cli/lock.ts';
import { invoke } from './invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fresh = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  return { path, lock: join(path, '.lock') };
};
const owned = (lock: string, owner: object) => writeFileSync(lock, JSON.stringify(owner));
/** A process that has ended. */
const ended = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock', () => {
  it('is had once, and again when it was given back', async () => {
    const { path, lock } = fresh('once');
    const told: string[] = [];
    const release = await locked('folder', path, lock, (line) => told.push(line));
    await expect(locked('folder', path, lock, () => {})).rejects.toThrow(
      `out: expected a folder that nobody else writes to, got ${path}: process ${process.pid} of ${hostname()} writes there, says ${lock}`,
    );
    await release();
    expect(readdirSync(path)).toEqual([]);
    await (await locked('folder', path, lock, (line) => told.push(line)))();
    expect(told).toEqual([]);
  });

  it('of a process that has ended is taken over, by one of several', async () => {
    const { path, lock } = fresh('stale');
    owned(lock, { process: ended(), host: hostname() });
    const told: string[] = [];
    const tries = await Promise.allSettled([1, 2, 3].map(() => locked('folder', path, lock, (line) => told.push(line))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatch(/^out: .* was left locked by process \d+ of [^\n]+, which has ended\n$/);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual({ process: process.pid, host: hostname() });
  });

  it.each([
    ['another machine’s', { process: 1, host: 'elsewhere' }],
    ['one that was torn', {}],
  ])('that is %s is not taken', async (_, owner) => {
    const { path, lock } = fresh(String(_));
    owned(lock, owner);
    await expect(locked('folder', path, lock, () => {})).rejects.toThrow(/^out: expected a folder that nobody else writes to, got [^\n]+$/);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual(owner);
  });

  it.each([
    ['another machine’s', { process: 1, host: 'elsewhere' }, / by process 1 of elsewhere, which has ended\n$/],
    ['one that was torn', {}, /^out: .* was left locked\n$/],
  ])('that is %s is taken once it was silent for two minutes', async (name, owner, line) => {
    const { path, lock } = fresh(`silent ${name}`);
    owned(lock, owner);
    const told: string[] = [];
    const silentFor = (seconds: number) => utimesSync(lock, new Date(Date.now() - 1000 * seconds), new Date(Date.now() - 1000 * seconds));
    silentFor(60);
    await expect(locked('folder', path, lock, () => {})).rejects.toThrow('nobody else');
    silentFor(180);
    await (await locked('folder', path, lock, (one) => told.push(one)))();
    expect(told).toEqual([expect.stringMatching(line)]);
  });
});

describe('a run into a folder', () => {
  it('that another one writes to is refused before it is worked out, and nothing is touched', async () => {
    const { path, lock } = fresh('busy');
    owned(lock, { process: process.ppid, host: hostname() });
    expect(await invoke(['run', 'bound', '--out', path, '--json'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('nobody else'),
    });
    expect(readdirSync(path)).toEqual(['.lock']);
  });

  it('leaves no lock, and none in a folder that cannot be', async () => {
    const { path, lock } = fresh('free');
    expect((await invoke(['run', 'bound', '--out', path])).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
    const blocked = join(path, 'bound.json', 'below');
    expect(await invoke(['run', 'bound', '--out', blocked])).toMatchObject({ code: 2, out: '' });
  });

  it('tells its answer though a file cannot be written, and leaves the others whole', async () => {
    const { path } = fresh('partly');
    mkdirSync(join(path, 'bound.json'));
    const { code, out, err } = await invoke(['run', 'bound', '--out', path, '--json']);
    expect([code, JSON.parse(out).lab]).toEqual([2, 'bound']);
    expect(err).toMatch(/^out: expected a folder that can be written, got .*\n$/);
    expect(readdirSync(path)).toEqual(['bound.json']);
  });
});

it.skipIf(!existsSync('/dev/full'))('an answer that finds no room is one line, and no trace', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" --import tsx cli/main.ts list > /dev/full`], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, 'free-energy-lab failed: standard output cannot be written (ENOSPC)\n']);
});
