// What the tests need of the system, and how it gets there: installed where that is allowed, else named in one command.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browser.ts';
import { hasDisplay, isRoot } from './display.ts';

const runs = (command: string): boolean => !spawnSync(command, ['--help'], { stdio: 'ignore' }).error;

/** Debian's packages that are missing here; the libraries of a desktop come with the browser or with libgtk. */
function missing(): string[] {
  return [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasDisplay() || runs('xvfb-run') ? [] : ['xvfb', 'xauth']),
    ...(runs('unzip') ? [] : ['unzip']),
    ...(existsSync('/usr/lib/x86_64-linux-gnu/libgtk-3.so.0') || process.arch !== 'x64' ? [] : ['libgtk-3-0']),
  ];
}

/** On Debian and its kin: installs what is missing if it may, or says how. */
export function ensureSystem(say: (line: string) => void): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const packages = missing();
  if (packages.length === 0) return;
  const { CI, LAB_E2E, LAB_INSTALL } = process.env;
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (isRoot() && (CI || LAB_E2E === 'required' || LAB_INSTALL === 'system')) {
    say(`Installing ${packages.join(', ')} …`);
    for (const args of [['update'], install]) {
      const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], {
        encoding: 'utf8',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      if (status !== 0) say(`apt-get ${args[0]} failed: ${stderr.trim().split('\n').at(-1)}`);
    }
  } else say(`For all end-to-end tests: ${isRoot() ? '' : 'sudo '}apt-get install ${packages.join(' ')}`);
}
