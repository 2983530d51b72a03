// The first command installs, whatever it finds: a half-deleted folder, another that installs, one that was killed; and it ends what it began.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

const folders: string[] = [];
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What npm ci does, by a file `npm-does` beside it: it takes all away, puts half in place, waits while it is told to, then the rest and its record. */
const npm = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const does = existsSync('npm-does') ? readFileSync('npm-does', 'utf8') : '';
appendFileSync('npm-log', 'begun ' + process.pid + '\\n');
if (does.startsWith('fail ')) {
  process.stderr.write('npm error code ' + does.slice(5) + '\\n');
  process.exit(1);
}
rmSync('node_modules', { recursive: true, force: true });
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const put = (path) => {
  mkdirSync(path, { recursive: true });
  writeFileSync(path + '/package.json', '{"type":"module","exports":{"./esm/api":"./api.js"}}');
  writeFileSync(path + '/api.js', 'export const register = () => {};');
};
put('node_modules/tsx');
const end = () => {
  if (does === 'wait' && !existsSync('npm-may-end')) return setTimeout(end, 20);
  put('node_modules/zod');
  if (does === 'leave') rmSync('node_modules/zod', { recursive: true });
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { ...packages, '': undefined } }));
  appendFileSync('npm-log', 'ended\\n');
};
end();
`;

const packages = { '': {}, 'node_modules/tsx': { version: '1.0.0' }, 'node_modules/zod': { version: '2.0.0' } };
let root: string;
const at = (path: string) => join(root, path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const log = () => (existsSync(at('npm-log')) ? readFileSync(at('npm-log'), 'utf8').trim().split('\n') : []);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  folders.push(root);
  for (const file of ['install.mjs', 'installation.mjs', 'install-lock.mjs', 'npm-ci.mjs']) {
    mkdirSync(at('scripts'), { recursive: true });
    copyFileSync(new URL(`../../scripts/${file}`, import.meta.url), at(`scripts/${file}`));
  }
  write('scripts/go.mjs', "import { run } from './install.mjs';\nawait run('ran.mjs');\n");
  write('ran.mjs', "console.log('ran');\n");
  write('package-lock.json', JSON.stringify({ packages }));
  write('bin/npm', `#!${process.execPath}\n${npm}`);
  chmodSync(at('bin/npm'), 0o755);
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function go(): { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<Ended> } {
  const env = { ...process.env, PATH: `${at('bin')}${delimiter}${process.env.PATH}` };
  const child = spawn(process.execPath, [at('scripts/go.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => child.on('exit', (code) => setTimeout(() => resolve({ code, out, err }), 20)));
  return { child, said: () => err, ended };
}

const until = async (holds: () => boolean) => {
  while (!holds()) await wait(20);
};
const isAlive = (id: number) => {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
};
const line = (why: string) => `Installing what package-lock.json names: ${why} …\n`;

describe.skipIf(process.platform === 'win32')('the first command', () => {
  it('installs once, and says nothing from then on', async () => {
    expect(await go().ended).toEqual({ code: 0, out: 'ran\n', err: line('nothing is installed yet') });
    expect(await go().ended).toEqual({ code: 0, out: 'ran\n', err: '' });
    expect(existsSync(at('.installing'))).toBe(false);
  });

  it('takes what npm installed without it, where all of it is there', async () => {
    for (const name of ['tsx', 'zod']) write(`node_modules/${name}/package.json`, '{"type":"module","exports":{"./esm/api":"./api.js"}}');
    write('node_modules/tsx/api.js', 'export const register = () => {};');
    write('node_modules/.package-lock.json', JSON.stringify({ packages }));
    expect(await go().ended).toEqual({ code: 0, out: 'ran\n', err: '' });
    expect(log()).toEqual([]);
    // Other versions, from now on.
    write('package-lock.json', JSON.stringify({ packages: { ...packages, 'node_modules/zod': { version: '3.0.0' } } }));
    expect((await go().ended).err).toBe(line('package-lock.json names other versions'));
  });

  it('repairs a folder that is half deleted, though npm’s own record says that all is there', async () => {
    await go().ended;
    rmSync(at('node_modules/tsx'), { recursive: true });
    expect(await go().ended).toEqual({ code: 0, out: 'ran\n', err: line('node_modules is not whole: tsx is missing') });
  });

  it('of two first commands one installs and the other waits for it', async () => {
    write('npm-does', 'wait');
    const [one, other] = [go(), go()];
    await until(() => log().length > 0 && `${one.said()}${other.said()}`.includes('waiting'));
    write('npm-may-end', '');
    const both = await Promise.all([one.ended, other.ended]);
    expect(both.map(({ code, out }) => [code, out])).toEqual([
      [0, 'ran\n'],
      [0, 'ran\n'],
    ]);
    expect(both.map(({ err }) => err).sort()).toEqual(['Another command installs: waiting for it.\n', line('nothing is installed yet')]);
    expect(log()).toHaveLength(2);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ended by %s, it ends npm; the next command installs anew', async (signal) => {
    write('npm-does', 'wait');
    const { child, ended } = go();
    await until(() => existsSync(at('node_modules/tsx/api.js')));
    const id = Number(log()[0]?.split(' ')[1]);
    child.kill(signal);
    await ended;
    await until(() => !isAlive(id) && !existsSync(at('.installing')));
    expect(log()).toHaveLength(1);
    write('npm-does', '');
    expect(await go().ended).toEqual({ code: 0, out: 'ran\n', err: line('node_modules is not whole: zod is missing') });
  });

  it('takes over the lock of a process that has ended', async () => {
    const { child, ended } = go();
    await ended;
    rmSync(at('node_modules'), { recursive: true });
    write('.installing', JSON.stringify({ process: child.pid, host: hostname() }));
    expect(await go().ended).toMatchObject({ code: 0, out: 'ran\n' });
    expect(existsSync(at('.installing'))).toBe(false);
  });

  it.each([
    ['EAI_AGAIN', 'npm ci failed: is there a network? Nothing was started.'],
    ['ENOSPC', 'npm ci failed (ENOSPC). Nothing was started.'],
  ])('asks for a network only where there was none: %s', async (code, said) => {
    write('npm-does', `fail ${code}`);
    expect(await go().ended).toEqual({
      code: 1,
      out: '',
      err: `${line('nothing is installed yet')}npm error code ${code}\n${said}\n`,
    });
  });

  it('does not take npm’s word for it', async () => {
    write('npm-does', 'leave');
    const { code, err } = await go().ended;
    expect([code, err]).toEqual([
      1,
      `${line('nothing is installed yet')}npm ci ended, and node_modules is not whole: zod is missing. Nothing was started.\n`,
    ]);
  });
});
