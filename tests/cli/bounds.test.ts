// What a command line is given is bounded before anything is worked out: devices, pipes, seeds, steps and lattices.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoke } from './invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let session: string;
beforeAll(async () => {
  await invoke(['run', 'bound', '--out', folder]);
  session = readFileSync(join(folder, 'bound.json'), 'utf8');
});

/** What a run of the session says, with one number of it another. */
async function withNumber(name: string, number: string) {
  const path = join(folder, 'other.json');
  const text = session.replace(new RegExp(`"${name}": \\d+`), `"${name}": ${number}`);
  expect(text).not.toBe(session);
  writeFileSync(path, text);
  return invoke(['run', path, '--json']);
}

describe('a session', () => {
  it.each([
    ['seed', '4294967296', 'session seed: expected at most 4294967295, got 4294967296\n'],
    ['seed', '8589934593', 'session seed: expected at most 4294967295, got 8589934593\n'],
    ['steps', '1e15', 'session steps: expected at most 1000000000, got 1000000000000000\n'],
    ['steps', '1000000001', 'session steps: expected at most 1000000000, got 1000000001\n'],
  ])('whose %s is %s is refused', async (name, number, err) => {
    expect(await withNumber(name, number)).toEqual({ code: 2, out: '', err });
  });

  it('has every seed of 32 bits', async () => {
    const { code, out } = await withNumber('seed', '4294967295');
    expect([code, JSON.parse(out).seed]).toEqual([0, 2 ** 32 - 1]);
  });
});

describe('a file of one’s own', () => {
  it.skipIf(!existsSync('/dev/zero'))('is no device, which may never end', async () => {
    for (const flag of ['--data', '--set'])
      expect(
        await invoke(['run', flag === '--set' ? 'kilowattHour' : 'bound', flag, flag === '--set' ? 'prices=@/dev/zero' : '/dev/zero']),
      ).toEqual({
        code: 2,
        out: '',
        err: 'zero: expected a file, got a device or a pipe\n',
      });
  });

  it.skipIf(process.platform === 'win32')('is no pipe, which may never begin', async () => {
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    expect((await invoke(['run', 'bound', '--data', pipe])).err).toBe('pipe.csv: expected a file, got a device or a pipe\n');
    expect((await invoke(['run', pipe])).code).toBe(2);
  });
});

it('a lattice has no more points than can be numbered', async () => {
  const axes = ['qMean', 'observation', 'noiseSd', 'qSd'].flatMap((name) => ['--over', `${name}=0.5:1:10000`]);
  expect(await invoke(['sweep', 'bound', ...axes])).toEqual({
    code: 2,
    out: '',
    err: 'over: expected at most 2^53 points in all, got 1.00e+16\n',
  });
});
