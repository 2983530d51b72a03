// Whether windows can be shown here, and how a program is started that Chromium's sandbox keeps from root.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

export const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

export interface Launch {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder for as long as this process runs. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'free-energy-lab-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** How to start `program` with its sandbox on: as it is, or, for root, as nobody, at home in `home`. */
export function sandboxed(program: string, home = isRoot() ? scratchFolder() : ''): Launch {
  if (!isRoot()) return { command: program, env: process.env };
  return { command: join(root, 'scripts/as-nobody.sh'), env: { ...process.env, LAB_PROGRAM: program, LAB_HOME: home } };
}

export interface Ended {
  readonly code: number;
  readonly seconds: number;
  /** The last line it said on standard error. */
  readonly said: string;
}

/** Runs a program with a window until it ends. */
export function ran({ command, env }: Launch, args: readonly string[]): Promise<Ended> {
  const started = performance.now();
  let said = '';
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const end = (code: number, last?: string) =>
      resolve({ code, seconds: (performance.now() - started) / 1000, said: (last ?? said).trim().split('\n').at(-1) as string });
    child.stderr.on('data', (text) => {
      said = `${said}${text}`.slice(-4000);
    });
    child.on('error', ({ message }) => end(127, message));
    child.on('close', (code) => end(code ?? 1));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  });
}
