// The package that `npm pack` makes, in an empty folder beside what it depends on: the program, the library with its types, nothing to build.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lab-package-'));
const installed = join(folder, 'node_modules/free-energy-lab');
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};

const shell = process.platform === 'win32';
const run = (cwd: string, command: string, ...args: string[]) => execFileSync(command, args, { cwd, encoding: 'utf8', shell });
const program = join(installed, 'dist/scripts/free-energy-lab.js');
const lab = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });

beforeAll(() => {
  const [packed] = JSON.parse(run(root, 'npm', 'pack', '--json', '--loglevel=error', '--pack-destination', folder)) as [
    { filename: string },
  ];
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run(folder, 'tar', '-xzf', packed.filename);
  mkdirSync(join(folder, 'node_modules'));
  renameSync(join(folder, 'package'), installed);
  // As npm would install them, without fetching them again: what it depends on, and nothing else of what the sources have.
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
}, 400_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modules = () =>
  readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.js$/.test(file) && !/^out[\\/]/.test(file),
  );

describe('the package', () => {
  test('brings compiled files alone, and depends on what they import, and on nothing else', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /(?<!\.d)\.tsx?$|(^|[\\/])tests[\\/]|\.map$/.test(file))).toEqual([]);
    const text = modules()
      .map((file) => readFileSync(join(installed, 'dist', file), 'utf8'))
      .join('\n');
    const name = String.raw`((?:@[\w-]+\/)?[a-z][\w.-]*)`;
    const imports = [`(?:from|import\\(|import) *["']${name}["'/]`, `bytesOf\\(["'\`]${name}/`].map((pattern) => new RegExp(pattern, 'g'));
    const imported = imports.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []));
    const packages = new Set(imported);
    // By its name among the package’s `imports`.
    packages.add('@tensorflow/tfjs');
    expect([...packages].toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  test('tells its version, and how it is called', () => {
    expect(lab('--version').stdout).toBe(`${version}\n`);
    expect(lab('help').stdout).toMatch(/^Usage: free-energy-lab \[options\] \[command\]/);
    expect(lab('--help').stdout).toContain('free-energy-lab list, describe, run, sweep');
  });

  test('runs a preset to the numbers of its sample', () => {
    const { status, stdout, stderr } = lab('run', 'bound', '--preset', 'twoExplanations', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^(bound[^\n]*\n)*$/) });
    const { expected } = JSON.parse(readFileSync(join(root, 'samples/bound-twoExplanations.json'), 'utf8'));
    const { step, scalars } = JSON.parse(stdout);
    expect(step).toBe(expected.step);
    for (const [name, { value, tolerance }] of Object.entries<{ value: number; tolerance: number }>(expected.scalars))
      expect(Math.abs(scalars[name] - value), name).toBeLessThanOrEqual(tolerance);
  });

  test('reads the data that ship, and trains on threads', () => {
    const { status, stdout } = lab('run', 'compression', '--steps', '2', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).step).toBe(2);
  });

  test('is a library with types: the example compiles and runs', () => {
    cpSync(join(root, 'docs/examples/evidence.mjs'), join(folder, 'evidence.mjs'));
    const options = ['--noEmit', '--checkJs', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext'];
    const checked = spawnSync(process.execPath, [join(root, 'node_modules/@typescript/native/bin/tsc'), ...options, 'evidence.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(checked.stdout).toBe('');
    const { stdout, stderr } = spawnSync(process.execPath, ['evidence.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.match(/\(holds\)/g)).toHaveLength(3);
  });

  test('serves the page where there is no window', async () => {
    const served = spawn(process.execPath, [program, '--host', 'serve', '--port', '0'], { cwd: folder });
    try {
      const line = await new Promise<string>((resolve, reject) => {
        served.stdout.once('data', (bytes) => resolve(String(bytes)));
        served.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
      });
      const answer = await fetch(/http:\S+/.exec(line)?.[0] ?? '');
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<div id="page">')]);
    } finally {
      served.kill();
    }
  });
});
