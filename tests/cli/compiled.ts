// The command line as plain JavaScript, for tests that start it many times: what compiles it at each start takes longer than it does.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformWithOxc } from 'vite';

const root = join(import.meta.dirname, '../..');
const folders = ['core', 'cli', 'renderer/plot', 'renderer/export'];
const RELATIVE = /((?:from|import) ?\(?['"]\.[^'"]+)\.ts(?=['"])/g;

/** Its entry, in a new folder from which the packages that it needs are found; and that folder, to be removed. */
export async function compiledCommand(): Promise<{ readonly entry: string; readonly folder: string }> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'command-'));
  for (const source of folders) {
    for (const name of readdirSync(join(root, source), { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.d)\.ts$/.test(name) || /[\\/]assembly[\\/]/.test(name)) continue;
      const { code } = await transformWithOxc(readFileSync(join(root, source, name), 'utf8'), name, { sourcemap: false });
      const file = join(folder, source, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code.replace(RELATIVE, '$1.js'));
    }
  }
  const { type, imports, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type, imports, version }));
  symlinkSync(join(root, 'samples'), join(folder, 'samples'), 'junction');
  return { entry: join(folder, 'cli/main.js'), folder };
}
