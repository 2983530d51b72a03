// Joules that Linux counts, read by the main process: two folders of /sys/class, whatever the page asks.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Energy, energyOf, type Tree } from '../core/contract/energy.ts';

const treeAt = (folder: string): Tree => ({
  list: () => readdir(folder).catch(() => []),
  read: (path) => readFile(join(folder, path), 'utf8').catch(() => undefined),
});

/** As this machine stands. */
export async function energyHere(classes = '/sys/class', platform: string = process.platform): Promise<Energy> {
  if (platform !== 'linux') return { none: 'joules are read on Linux alone' };
  return energyOf({ powercap: treeAt(join(classes, 'powercap')), powerSupply: treeAt(join(classes, 'power_supply')) });
}
