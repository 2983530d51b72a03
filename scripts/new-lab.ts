// `npm run new-lab -- <id> [title]`: writes a small lab that works, registers it, freezes its presets and lists it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../core/base/input-error.ts';
import { labFiles, registered } from './lab-template.ts';
import { root } from './root.ts';

async function newLab(id: string, title: string): Promise<void> {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(id)) throw new InputError('id', 'letters and digits, a small letter first', id || 'nothing');
  if (!/^[^'\\\n]{1,40}$/.test(title)) throw new InputError('title', 'up to 40 characters, none of them a quote', title);
  if (existsSync(join(root, 'core/labs', id))) throw new InputError('id', 'a name that no lab has', id);
  const files = labFiles(id, title);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const registry = join(root, 'core/labs/index.ts');
  await writeFile(registry, registered(await readFile(registry, 'utf8'), id, title));
  for (const command of [
    ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', ...Object.keys(files).filter((path) => path.endsWith('.ts'))],
    ['--import', 'tsx', 'scripts/freeze-samples.ts', id],
    ['--import', 'tsx', 'scripts/labs-md.ts'],
  ]) {
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`${command.join(' ')}: exit code ${status}`);
  }
  process.stdout.write(`${Object.keys(files).join('\n')}\nRegistered in core/labs/index.ts. What to change: docs/adding-a-lab.md\n`);
}

const [id = '', ...title] = process.argv.slice(2);
try {
  await newLab(id, title.join(' ') || `${id[0]?.toUpperCase()}${id.slice(1)}`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof InputError ? 2 : 1;
}
