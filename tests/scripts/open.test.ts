// `npm start` steps down where it has to, saying in one line each what it did and why.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isRoot, sandboxed } from '../../scripts/display.ts';

const root = join(import.meta.dirname, '../..');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

/** Starts the lab where nothing can be shown, and waits for the address or the end. */
const start = (...args: string[]) =>
  new Promise<{ said: string[]; address: string | undefined; code: number | null }>((resolve) => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
    const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let said = '';
    let answered = '';
    const end = (code: number | null) => resolve({ said: said.trim().split('\n'), address: /http:\S+/.exec(answered)?.[0], code });
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.stdout.on('data', (text) => {
      answered += text;
      if (answered.includes('http:')) end(null);
    });
    child.on('close', end);
  });

describe.runIf(process.platform === 'linux')('without a display', () => {
  test('the page is served, and each step down is one line', async () => {
    const { said, address } = await start('--port', '0');
    expect(said.filter((line) => line !== 'Building …')).toEqual([
      'Not in Electron: there is no display. Trying a browser’s window.',
      'Not in a browser’s window: there is no display. Trying an address.',
    ]);
    const page = await fetch(address as string);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Free Energy Lab</title>');
  });

  test('a host that was asked for and cannot be had is a failure with its reason', async () => {
    const { said, code } = await start('--host', 'browser');
    expect(said.at(-1)).toBe('it cannot open in a browser’s window: there is no display');
    expect(code).toBe(1);
  });
});

test('a wrong option is one line that names it', async () => {
  const { said, code } = await start('--port', 'many');
  expect(said.join('\n')).toContain("option '--port <port>' argument 'many' is invalid. expected 0 to 65535, got many");
  expect(code).toBe(1);
});

test('what has a sandbox is never started as root with the sandbox off', () => {
  const { command, env } = sandboxed('/usr/bin/program', '/home/scratch');
  expect(command.endsWith('as-nobody.sh') ? env.LAB_PROGRAM : command).toBe('/usr/bin/program');
  expect(command.endsWith('as-nobody.sh')).toBe(isRoot());
});
