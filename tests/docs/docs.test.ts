// Prose that can be checked is checked: links lead somewhere, scripts exist, pages are current and keep to their measure.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { experimentOf } from '../../cli/experiment.ts';
import { parseAxis, shardRange, sweepSize } from '../../core/lab/sweep.ts';
import { bindings } from '../../renderer/shell/keys.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');
const pages = tracked.filter((path) => path.endsWith('.md') && existsSync(join(root, path)));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const prose = pages.filter((path) => path !== 'THIRD-PARTY-LICENSES.md');
const { scripts } = JSON.parse(read('package.json'));

describe.each(prose.map((path) => ({ path })))('$path', ({ path }) => {
  const text = read(path);

  it('has links that lead somewhere', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(([, a, b]) => (a ?? b) as string);
    const local = targets.filter((target) => !/^(https?:|preset:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
    expect(local.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  it('names only scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const named = [...text.matchAll(/`((?:core|renderer|electron|cli|build|scripts|samples|tests|bench|docs|tools)\/[\w./-]*)`/g)].map(
      ([, name]) => name as string,
    );
    // What is downloaded or built is not here before.
    const kept = named.filter((name) => !name.startsWith('tools/'));
    expect(kept.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('speaks of no machine in particular', () => {
    expect(text).not.toMatch(/\/(work|root|home|Users|tmp)\//);
  });
});

describe('the written pages', () => {
  it('are current: LABS.md is what the labs declare, the licences are those of what ships', () => {
    for (const script of ['labs-md', 'licenses-md']) {
      execFileSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, '--check'], { cwd: root, stdio: 'pipe' });
    }
  });

  it('ARCHITECTURE.md keeps to eighty lines', () => {
    expect(read('ARCHITECTURE.md').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  });

  it('README.md names the keys that are bound', () => {
    const key = (command: string) => bindings.find((each) => each.command === command)?.key;
    expect(['play', 'step', 'reset', 'newSeed', 'keys'].map(key)).toEqual([' ', 's', 'r', 'n', '?']);
    expect(read('README.md')).toMatch(/Space plays, S steps, R runs the same again, N draws a new seed/);
  });

  it('sources and pages name no place on this machine', () => {
    const texts = tracked.filter(
      (path) => /\.(ts|tsx|mjs|cjs|json|css|html|yml|sh)$/.test(path) && !path.includes('package-lock') && existsSync(join(root, path)),
    );
    expect(texts.filter((path) => /\/work\/|\/root\//.test(read(path)) && !path.startsWith('tests/docs/'))).toEqual([]);
  });
});

describe('the commands of the pages', () => {
  /** Every `lab -- …` command line, continued lines joined. */
  const commands = ['README.md', 'docs/scaling.md'].flatMap((path) =>
    [
      ...read(path)
        .replaceAll(/\\\n\s*/g, '')
        .matchAll(/lab -- (\w+)(.*)/g),
    ].map(([, command, rest]) => ({ path, command, args: (rest as string).trim() })),
  );
  const options = (args: string, name: string) =>
    [...args.matchAll(new RegExp(`--${name} (\\S+)`, 'g'))].map(([, value]) => value as string);

  it('are there', () => {
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each(commands.filter(({ args }) => args.startsWith('bound')))('$command $args takes what it is given', async ({ args }) => {
    const [preset] = options(args, 'preset');
    const { lab } = await experimentOf('bound', { set: options(args, 'set'), ...(preset !== undefined && { preset }) });
    for (const axis of options(args, 'over')) expect(parseAxis(lab, axis).values.length).toBeGreaterThan(0);
  });

  it('cut the lattice of docs/scaling.md into the 64 shards that it counts, from 1 for Slurm and from index 0 for Kubernetes', async () => {
    const text = read('docs/scaling.md');
    expect(text).toContain('#SBATCH --array=1-64');
    expect(text).toContain('--shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_MAX"');
    expect(text).toContain('completions: 64');
    expect(text).toContain('--shard "$((JOB_COMPLETION_INDEX + 1))/64"');
    const { lab } = await experimentOf('bound', { set: [] });
    const size = sweepSize(
      options(commands.find(({ path }) => path === 'docs/scaling.md')?.args ?? '', 'over').map((axis) => parseAxis(lab, axis)),
    );
    const ofSlurm = Array.from({ length: 64 }, (_, i) => shardRange(size, i + 1, 64));
    const ofKubernetes = [...Array(64).keys()].map((index) => shardRange(size, index + 1, 64));
    for (const ranges of [ofSlurm, ofKubernetes]) {
      expect(ranges[0]?.[0]).toBe(0);
      expect(ranges.at(-1)?.[1]).toBe(size);
      for (const [at, [from]] of ranges.slice(1).entries()) expect(from).toBe(ranges[at]?.[1]);
    }
    // Names padded with zeros are joined in the order of their shards.
    const names = Array.from({ length: 64 }, (_, i) => `${String(i + 1).padStart(4, '0')}.jsonl`);
    expect(names.toSorted()).toEqual(names);
  });
});

/** Lines that are told to whoever uses it, as they stand in the code: each in the pieces between what is filled in. */
function told(where: string, call: RegExp): readonly string[] {
  const files = tracked.filter(
    (path) => new RegExp(`^${where}\\b`).test(path) && /\.(ts|tsx|mjs)$/.test(path) && existsSync(join(root, path)),
  );
  return files.flatMap((path) => [...read(path).matchAll(call)].map(([, line]) => line as string));
}

describe('docs/troubleshooting.md', () => {
  const text = read('docs/troubleshooting.md');
  const quote = String.raw`(?:\`|')((?:[^\`'\\$]|\$\{[^}]*\}|\\.)+)(?:\`|')`;
  const lines = [
    ...told('renderer', new RegExp(String.raw`\bnotify(?:\?\.)?\(${quote}`, 'g')),
    ...told('electron', new RegExp(String.raw`\bmessage: ${quote}`, 'g')),
    ...told('electron', new RegExp(String.raw`new Refusal\(${quote}`, 'g')),
    ...told('scripts/(?:open|npm-ci|system|built|dist)', new RegExp(String.raw`\bsay\(${quote}`, 'g')),
  ];

  it('has each line that the page, the app and the first command can say', () => {
    expect(lines.length).toBeGreaterThan(30);
    // The longest piece without anything filled in.
    const pieces = lines.map((line) =>
      line
        .split(/\$\{[^}]*\}/)
        .reduce((a, b) => (b.length > a.length ? b : a))
        .trim(),
    );
    expect(pieces.filter((piece) => piece.length > 3 && !text.includes(piece))).toEqual([]);
  });
});
