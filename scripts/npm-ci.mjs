// Installs, in a process of its own that ends npm when whoever started it has ended, however that came: its standard input closes then.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { locked } from './install-lock.mjs';
import { lackOf, markInstalled } from './installation.mjs';

const root = join(import.meta.dirname, '..');
const say = (line) => process.stderr.write(`${line}\n`);
const isWindows = process.platform === 'win32';

const NO_NETWORK = /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)$/;

/** npm and all that it started. */
function end(npm) {
  try {
    if (isWindows) spawnSync('taskkill', ['/pid', String(npm.pid), '/t', '/f'], { windowsHide: true });
    else process.kill(-npm.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Resolves to why it failed; undefined where it did not. */
function npmCi(abandoned) {
  return new Promise((resolve) => {
    // A shell finds npm.cmd on Windows.
    const npm = spawn('npm ci --no-audit --no-fund --loglevel=error', {
      cwd: root,
      shell: true,
      detached: !isWindows,
      windowsHide: true,
      stdio: ['ignore', 2, 'pipe'],
    });
    abandoned(() => end(npm));
    let said = '';
    npm.stderr.on('data', (text) => {
      said += text;
      process.stderr.write(text);
    });
    npm.on('close', (code, signal) => {
      if (code === 0) return resolve(undefined);
      const fault = /^npm (?:error|ERR!) code (\w+)/m.exec(said)?.[1];
      resolve(NO_NETWORK.test(fault) ? 'npm ci failed: is there a network?' : `npm ci failed (${fault ?? signal ?? `exit code ${code}`}).`);
    });
  });
}

let isAbandoned = false;
let act = () => process.exit(1);
process.stdin.resume();
process.stdin.on('close', () => {
  isAbandoned = true;
  act();
});

const unlock = await locked(join(root, '.installing'), () => say('Another command installs: waiting for it.'));
try {
  // What another has installed meanwhile need not be installed again.
  const lack = lackOf(root);
  if (lack !== undefined) {
    say(`Installing what package-lock.json names: ${lack} …`);
    const failure = await npmCi((ends) => {
      act = ends;
      if (isAbandoned) act();
    });
    const left = failure === undefined ? lackOf(root) : undefined;
    if (failure === undefined && left === undefined) markInstalled(root);
    else {
      if (!isAbandoned) say(`${failure ?? `npm ci ended, and ${left}.`} Nothing was started.`);
      process.exitCode = 1;
    }
  }
} finally {
  unlock();
  act = () => {};
  process.stdin.destroy();
}
