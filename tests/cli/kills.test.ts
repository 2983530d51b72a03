// What is killed at any moment, or finds the disk full, goes on to the same numbers: nothing that was written is lost, nothing is mixed.
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/prob/random.ts';
import { compiledCommand } from './compiled.ts';
import { invoke } from './invoke.ts';

const KILLS = 10;
const folder = mkdtempSync(join(tmpdir(), 'kills-'));
const compiled = await compiledCommand();
afterAll(() => {
  for (const made of [folder, compiled.folder]) rmSync(made, { recursive: true, force: true });
});

const command = [compiled.entry];

/** The command in a process of its own. */
function started(program: string, args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ readonly code: number | null; readonly err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, err }));
  });
  return { child, ended };
}

/** Starts it again and again; each is killed a random while after `seen` has changed. Returns what was seen at the last kill. */
async function killed(args: readonly string[], seen: () => string, seed: number): Promise<void> {
  const random = createRandom(seed);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = seen();
    const { child, ended } = started(process.execPath, [...command, ...args]);
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!over && seen() === before) await wait(2);
    await wait(random.below(30));
    child.kill('SIGKILL');
    await ended;
  }
}

const size = (file: string) => String(statSync(file, { throwIfNoEntry: false })?.size ?? 0);

describe.concurrent('killed ten times', () => {
  it('a sweep has each of its lines once, in their order', async () => {
    const sweep = ['sweep', 'bound', '--over', 'qMean=-2:2:500', '--seed', '3', '--out'];
    const [whole, parts] = [join(folder, 'whole.jsonl'), join(folder, 'parts.jsonl')];
    await killed([...sweep, parts], () => size(parts), 1);
    const begun = readFileSync(parts, 'utf8');
    expect((await invoke([...sweep, whole])).code).toBe(0);
    const straight = readFileSync(whole, 'utf8');
    // What stood there before the last start stands there still.
    expect(straight.startsWith(begun.slice(0, begun.lastIndexOf('\n') + 1))).toBe(true);
    expect((await invoke([...sweep, parts])).code).toBe(0);
    expect(readFileSync(parts, 'utf8')).toBe(straight);
  });

  it('a training comes to the numbers of one that was not', async () => {
    const [straight, parts] = [join(folder, 'straight'), join(folder, 'parts')];
    const small = ['--set', 'dataset=digits', '--set', 'hiddenUnits=24', '--set', 'latentDimension=3', '--seed', '5'];
    const index = () => {
      try {
        return readFileSync(join(parts, 'checkpoint.json'), 'utf8');
      } catch {
        return '';
      }
    };
    const step = () => (JSON.parse(index()) as { step: number }).step;
    expect((await invoke(['run', 'vae', ...small, '--steps', '5', '--out', parts])).code).toBe(0);
    await killed(['run', 'vae', '--resume', parts, '--steps', '100000'], index, 2);
    const reached = step();
    expect(reached).toBeGreaterThan(5);
    const last = await invoke(['run', 'vae', '--resume', parts, '--steps', String(reached + 5), '--json']);
    const whole = await invoke(['run', 'vae', ...small, '--steps', String(reached + 5), '--out', straight, '--json']);
    const numbers = (out: string) => JSON.stringify({ ...JSON.parse(out), rates: undefined });
    expect(numbers(last.out)).toBe(numbers(whole.out));
    const model = (at: string) => readFileSync(join(at, 'model.safetensors'));
    expect(model(parts).equals(model(straight))).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32').concurrent('on a disk that is full', () => {
  it('a training that finds no room says so in one line, and what was kept goes on', async () => {
    const out = join(folder, 'full');
    const run = [
      'run',
      'vae',
      '--set',
      'dataset=digits',
      '--set',
      'hiddenUnits=8',
      '--set',
      'latentDimension=2',
      '--steps',
      '3',
      '--out',
      out,
    ];
    expect((await invoke(run)).code).toBe(0);
    const kept = () =>
      readdirSync(out)
        .filter((name) => name.startsWith('checkpoint'))
        .sort();
    const before = kept();
    for (const blocks of [0, 1, 8, 16, 24]) {
      // A file that grows beyond so many blocks is refused, as one on a full disk is: by an error, where the signal is heard.
      const shell = `ulimit -f ${blocks}; exec "$0" "$@"`;
      const heard = ['--import', 'data:text/javascript,process.on("SIGXFSZ",()=>{})'];
      const resume = [...heard, ...command, 'run', 'vae', '--resume', out, '--steps', '6'];
      const { code, err } = await started('sh', ['-c', shell, process.execPath, ...resume]).ended;
      expect([code, err], `${blocks} blocks`).toEqual([
        2,
        expect.stringMatching(/^out: expected a folder that can be written, got [^\n]+\n$/),
      ]);
      expect(kept(), `${blocks} blocks`).toEqual(expect.arrayContaining(before));
    }
    expect((await invoke(['run', 'vae', '--resume', out, '--steps', '6', '--json'])).code).toBe(0);
  });
});
