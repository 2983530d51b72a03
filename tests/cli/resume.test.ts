// A training that was ended goes on from its folder, to the same numbers.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/program.ts';

const small = ['--set', 'dataset=digits', '--set', 'hiddenUnits=24', '--set', 'latentDimension=3', '--seed', '5', '--json'];

/** Runs the command; `until` interrupts it once its folder says so. */
async function lab(args: readonly string[], until?: () => boolean) {
  const interrupted = new AbortController();
  let out = '';
  let err = '';
  const watch = until && setInterval(() => until() && interrupted.abort(), 5);
  const code = await runCli(args, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal: false,
    signal: interrupted.signal,
    debug: false,
  });
  clearInterval(watch);
  return { code, out, err };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resume-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a training that is ended and goes on', () => {
  it('comes to the same numbers, curves and networks as one that was not', async () => {
    const [whole, parts] = [join(folder, 'whole'), join(folder, 'parts')];
    const straight = await lab(['run', 'vae', ...small, '--steps', '300', '--out', whole]);
    expect([straight.code, straight.err]).toEqual([0, '']);
    const stopped = await lab(['run', 'vae', ...small, '--steps', '300', '--out', parts], () => readdirSync(folder).includes('parts'));
    expect(stopped.code).toBe(130);
    const { step } = JSON.parse(readFileSync(join(parts, 'checkpoint.json'), 'utf8')) as { step: number };
    expect(step).toBeLessThan(300);
    const resumed = await lab(['run', 'vae', '--resume', parts, '--json']);
    expect([resumed.code, resumed.err]).toEqual([0, '']);
    // But how fast it went, which is no number of the run.
    const numbers = (out: string) => JSON.stringify({ ...JSON.parse(out), rates: undefined });
    expect(numbers(resumed.out)).toBe(numbers(straight.out));
    expect(JSON.parse(resumed.out).rates.examplesPerSecond).toBeGreaterThan(0);
    for (const file of ['model.safetensors', 'vae-curves.csv', 'codes.npz', 'sheet.png', 'encoder.onnx', 'decoder/weights.bin'])
      expect(readFileSync(join(parts, file)).equals(readFileSync(join(whole, file))), file).toBe(true);
  });

  it('goes on beyond what was asked for at first, and leaves one checkpoint', async () => {
    const whole = join(folder, 'whole');
    const { code, out } = await lab(['run', 'vae', '--resume', whole, '--steps', '320', '--json']);
    expect([code, JSON.parse(out).step]).toEqual([0, 320]);
    expect(
      readdirSync(whole)
        .filter((name) => name.startsWith('checkpoint'))
        .sort(),
    ).toEqual(['checkpoint-320.safetensors', expect.stringMatching(/^checkpoint-session-[0-9a-f]{16}\.json$/), 'checkpoint.json']);
  });

  it.each([
    [
      'another seed',
      ['--set', 'dataset=digits', '--seed', '6'],
      /^resume: expected the run of .*, got another lab, other values or another seed\n$/,
    ],
    ['fewer steps than it has', ['--steps', '10'], /^steps: expected whole number 320 to 1000000000, got 10\n$/],
  ])('refuses %s in one line', async (_, more, line) => {
    const { code, err } = await lab(['run', 'vae', '--resume', join(folder, 'whole'), ...more]);
    expect(code).toBe(2);
    expect(err).toMatch(line);
  });

  it('refuses a folder without a checkpoint, and one whose checkpoint is spoiled', async () => {
    expect(await lab(['run', 'vae', '--resume', join(folder, 'none')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^resume: expected a folder with/),
    });
    const whole = join(folder, 'whole');
    for (const name of readdirSync(whole).filter((each) => /^checkpoint-/.test(each))) {
      const bytes = readFileSync(join(whole, name));
      // One bit of it, in the middle of numbers.
      const spoiled = Buffer.from(bytes);
      spoiled[Math.floor(bytes.length / 2)] = (spoiled[Math.floor(bytes.length / 2)] as number) ^ 1;
      writeFileSync(join(whole, name), spoiled);
      expect(await lab(['run', 'vae', '--resume', whole])).toEqual({
        code: 2,
        out: '',
        err: `${name}: expected a file as it was written, got one that was changed\n`,
      });
      writeFileSync(join(whole, name), bytes);
    }
    writeFileSync(join(whole, 'checkpoint.json'), '{}');
    expect(await lab(['run', 'vae', '--resume', whole])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^resume: expected a folder whose/),
    });
  });
});
