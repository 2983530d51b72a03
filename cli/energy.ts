// Joules that Linux counts, as this machine stands: two folders of /sys/class.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Energy, energyOf } from '../core/energy/reading.ts';
import type { Tree } from '../core/energy/tree.ts';

const treeAt = (folder: string): Tree => ({
  list: () => readdir(folder).catch(() => []),
  read: (path) => readFile(join(folder, path), 'utf8').catch(() => undefined),
});

export async function energyHere(classes = '/sys/class', platform: string = process.platform): Promise<Energy> {
  if (platform !== 'linux') return { none: 'joules are read on Linux alone' };
  return energyOf({ powercap: treeAt(join(classes, 'powercap')), powerSupply: treeAt(join(classes, 'power_supply')) });
}
