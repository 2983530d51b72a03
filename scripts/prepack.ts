// What the npm package holds, made into dist/: JavaScript with its types, the page and the desktop app as built, data and models.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { ensureBuilt } from './built.ts';
import { root } from './root.ts';

const dist = join(root, 'dist');
const { name, version, type, main, imports } = packageJson;

ensureBuilt();
rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', 'scripts/tsconfig.package.json'], { cwd: root, stdio: ['ignore', 2, 2] });
if (status !== 0) throw new Error('it does not compile');
for (const path of ['out', 'samples/data', 'samples/models', 'renderer/export/sheet.css', 'THIRD-PARTY-LICENSES.md'])
  cpSync(join(root, path), join(dist, path), { recursive: true });
// It is what Electron opens, and where the compiled files find what `#` stands for.
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, type, main, imports }, null, 2)}\n`);
