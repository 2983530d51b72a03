// `sweep`: shards that join to the whole byte for byte, and files that a later run continues.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { invoke } from './invoke.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = ['sweep', 'bound', '--over', 'temperature=0.1:10:5:log', '--over', 'qMean=-1:1:3', '--steps', '2', '--seed', '11'];

let folder: string;
let whole: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-sweep-'));
  const { code, out, err } = await invoke(args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  whole = out;
});

/** The command line as a process of its own. */
function started(given: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...given], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const wrote = { out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      wrote.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      wrote.err += chunk;
    });
    child.on('close', (code) => resolve({ code, ...wrote }));
  });
  return { child, ended };
}

describe('sweep', () => {
  it('prints one JSON line a point, in the order of the lattice', () => {
    const points = whole
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(points.map(({ index }) => index)).toEqual([...Array(15).keys()]);
    expect(points.slice(0, 4).map(({ over }) => over.qMean)).toEqual([-1, 0, 1, -1]);
    expect(new Set(points.map(({ seed }) => seed)).size).toBe(15);
    expect(points[0]).toMatchObject({
      seed: 11,
      step: 2,
      over: { temperature: 0.1, qMean: -1 },
      scalars: { freeEnergy: expect.any(Number) },
    });
  });

  it('gives at a point the numbers that run gives there', async () => {
    const point = JSON.parse(whole.split('\n')[7] as string);
    const { out } = await invoke([
      ...['run', 'bound', '--json', '--steps', '2', '--seed', String(point.seed)],
      ...Object.entries(point.over).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ]);
    expect(JSON.parse(out).scalars).toEqual(point.scalars);
  });

  it('joins shards, run as processes of their own, to the whole file byte for byte', async () => {
    const shards = await Promise.all([1, 2, 3, 4].map((i) => started([...args, '--shard', `${i}/4`]).ended));
    expect(shards.map(({ code, err }) => ({ code, err }))).toEqual(Array(4).fill({ code: 0, err: '' }));
    expect(shards.map(({ out }) => out).join('')).toBe(whole);
  });

  it('has shards with nothing to do where there are more of them than points', async () => {
    const parts = await Promise.all([1, 2, 3].map((i) => invoke(['sweep', 'bound', '--over', 'qMean=0:1:2', '--shard', `${i}/3`])));
    expect(parts.map(({ code, out }) => [code, out.split('\n').length - 1])).toEqual([
      [0, 0],
      [0, 1],
      [0, 1],
    ]);
  });

  it('sweeps choices', async () => {
    const { out } = await invoke(['sweep', 'bound', '--over', 'direction=qp,pq']);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).over.direction),
    ).toEqual(['qp', 'pq']);
  });

  it.each([
    [['--over', 'qMean'], 'qMean: expected from:to:count or from:to:count:log, got nothing'],
    [['--over', 'gravity=1:2:3'], /^gravity: expected a parameter/],
    [['--over', 'qMean=0:1:2', '--over', 'qMean=0:1:3'], 'over: expected each parameter once, got qMean twice'],
    [['--over', 'qMean=0:1:2', '--shard', '0/2'], 'shard: expected whole number 1 to 2, got 0'],
    [['--over', 'qMean=0:1:2', '--shard', '3/2'], 'shard: expected whole number 1 to 2, got 3'],
    [['--over', 'qMean=0:1:2', '--shard', '1'], 'shard: expected i/n, such as 2/8, got 1'],
    [['--over', 'qMean=0:1:2', '--out', '/dev/null/x'], 'out: expected a file that can be written, got /dev/null/x (ENOTDIR)'],
    [[], 'over: expected name=from:to:count[:log], at least one, got none'],
  ] as [string[], string | RegExp][])('refuses %j in one line', async (given, message) => {
    const { code, out, err } = await invoke(['sweep', 'bound', ...given]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    if (typeof message === 'string') expect(err).toBe(`${message}\n`);
    else expect(err).toMatch(message);
  });
});

describe('an interrupted sweep', () => {
  const lines = (text: string) => text.split('\n').length - 1;

  it('keeps on standard output what it had written, and ends with code 130', async () => {
    const { code, out } = await invoke(args, 4);
    expect({ code, out }).toEqual({ code: 130, out: `${whole.split('\n').slice(0, 4).join('\n')}\n` });
  });

  it('is continued by a later run, to the same bytes', async () => {
    const out = join(folder, 'torn.jsonl');
    await writeFile(out, whole);
    // In the middle of the tenth line.
    await truncate(out, whole.split('\n').slice(0, 9).join('\n').length + 20);
    expect(await invoke([...args, '--out', out])).toEqual({ code: 0, out: '', err: '' });
    expect(await readFile(out, 'utf8')).toBe(whole);
    expect((await invoke([...args, '--out', out])).code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe(whole);
  });

  it('keeps whole lines when its process is told to stop, and goes on from there', async () => {
    const out = join(folder, 'stopped.jsonl');
    const long = ['sweep', 'bound', '--over', 'qMean=-2:2:20000', '--out', out];
    const { child, ended } = started(long);
    const written = () => readFile(out, 'utf8').catch(() => '');
    while (lines(await written()) < 5) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, out: '', err: '' });
    const kept = await written();
    expect(kept.endsWith('\n')).toBe(true);
    expect(lines(kept)).toBeLessThan(20000);
    const again = started(long);
    while (lines(await written()) < lines(kept) + 3) await new Promise((resolve) => setTimeout(resolve, 50));
    again.child.kill('SIGINT');
    await again.ended;
    const more = await written();
    expect(more.startsWith(kept)).toBe(true);
    expect(
      more
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).index),
    ).toEqual([...Array(lines(more)).keys()]);
  });

  it.each([
    ['another seed', ['--seed', '12']],
    ['other values', ['--set', 'observation=2']],
    ['other steps', ['--steps', '3']],
    ['another shard', ['--shard', '2/3']],
  ])('is not continued with %s: the file stays as it was', async (_, other) => {
    const out = join(folder, 'other.jsonl');
    const begun = whole.split('\n').slice(0, 6).join('\n').slice(0, -5);
    await writeFile(out, begun);
    const { code, err } = await invoke([...args, ...other, '--out', out]);
    expect({ code, err }).toEqual({ code: 2, err: `out: expected a new file, or one that this very sweep began, got ${out}\n` });
    expect(await readFile(out, 'utf8')).toBe(begun);
  });

  it('is not continued over a line in the middle that is none of its own', async () => {
    const out = join(folder, 'spoiled.jsonl');
    const begun = whole.split('\n').slice(0, 6);
    for (const middle of ['garbage', begun[3] as string, `${begun[2]?.slice(0, 40)}`]) {
      const text = `${begun.with(2, middle).join('\n')}\n`;
      await writeFile(out, text);
      expect((await invoke([...args, '--out', out])).code).toBe(2);
      expect(await readFile(out, 'utf8')).toBe(text);
    }
  });

  it('is not begun by two processes on one file', async () => {
    const out = join(folder, 'two.jsonl');
    const both = await Promise.all([started([...args, '--out', out]).ended, started([...args, '--out', out]).ended]);
    // Whoever comes late finds it locked, or whole.
    for (const { code, err } of both)
      expect(code === 0 ? err : err.replace(/got .*/, '')).toBe(code === 0 ? '' : 'out: expected a file that nobody else writes to, \n');
    expect(await readFile(out, 'utf8')).toBe(whole);
  });

  it('does not touch a file that is something else', async () => {
    const out = join(folder, 'letter.txt');
    await writeFile(out, 'Dear Geoffrey,');
    expect((await invoke([...args, '--out', out])).code).toBe(2);
    expect(await readFile(out, 'utf8')).toBe('Dear Geoffrey,');
  });
});

describe('the process', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'keeps at %s what it keeps at an interruption, and ends with code %d',
    async (signal, expected) => {
      const out = join(folder, `${signal}.jsonl`);
      const { child, ended } = started(['sweep', 'bound', '--over', 'qMean=-2:2:20000', '--out', out]);
      const written = () => readFile(out, 'utf8').catch(() => '');
      while ((await written()).split('\n').length < 4) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill(signal);
      expect((await ended).code).toBe(expected);
      expect((await written()).endsWith('}\n')).toBe(true);
    },
    60_000,
  );

  it('ends quietly when its reader has seen enough', async () => {
    const { child, ended } = started(['sweep', 'bound', '--over', 'qMean=-2:2:20000']);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('has nothing but the answer on standard output, nothing at all on standard error', async () => {
    const { code, out, err } = await started(['run', 'bound', '--json', '--steps', '3']).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ lab: 'bound', step: 3 });
    const refused = await started(['run', 'bound', '--set', 'noiseSd=0']).ended;
    expect(refused).toMatchObject({ code: 2, out: '' });
  });
});
