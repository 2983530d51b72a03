// Joules that the processor counts itself, as Linux shows them under /sys/class/powercap; a pure reading of what is there.
import { InputError } from '../base/input-error.ts';
import { type Tree, wholeOf } from './tree.ts';

/** One package, as it stood. */
export interface Counter {
  /** Folder, such as `intel-rapl:0`. */
  readonly zone: string;
  readonly name: string;
  readonly microjoules: number;
  /** Where it begins again from 0. */
  readonly range: number;
}

/** A counter’s number. */
const countOf = (text: string | undefined): number | undefined => {
  const number = wholeOf(text);
  return number !== undefined && number >= 0 ? number : undefined;
};

/** A package by its place: `intel-rapl:0`; `intel-rapl:0:0` is a part of one, and `intel-rapl-mmio:0` the same one seen otherwise. */
const isZone = (name: string) => /^intel-rapl:\d+$/.test(name);

/**
 * The counters of all packages, each once: parts of packages, what sees them another way, and `psys`, which holds them and more, are left out. None
 * where the system has none. Throws InputError where there are some that may not be read: since Linux 5.10 only root may.
 */
export async function countersOf(tree: Tree): Promise<readonly Counter[]> {
  const zones = (await tree.list()).filter(isZone).toSorted();
  const found: Counter[] = [];
  for (const zone of zones) {
    const name = (await tree.read(`${zone}/name`))?.trim();
    if (name === undefined || !name.startsWith('package')) continue;
    const [microjoules, range] = [countOf(await tree.read(`${zone}/energy_uj`)), countOf(await tree.read(`${zone}/max_energy_range_uj`))];
    if (microjoules === undefined) throw new InputError('energy', `a readable ${zone}/energy_uj`, 'none: it may take an administrator');
    if (range === undefined) throw new InputError('energy', `a number in ${zone}/max_energy_range_uj`, 'none');
    if (!found.some((other) => other.name === name)) found.push({ zone, name, microjoules, range });
  }
  return found;
}

/**
 * Joules of all packages between two readings that lie less than one turn of a counter apart: one that is below what it was has begun again. Throws
 * InputError where a package is gone, or another is there.
 */
export function joulesBetween(before: readonly Counter[], after: readonly Counter[]): number {
  const names = (counters: readonly Counter[]) => counters.map(({ name }) => name).join(', ');
  if (names(before) !== names(after)) throw new InputError('energy', `counters of ${names(before) || 'nothing'}`, names(after) || 'none');
  return before.reduce((sum, { microjoules, range }, i) => {
    const now = (after[i] as Counter).microjoules;
    return sum + (now >= microjoules ? now - microjoules : now + range - microjoules) / 1e6;
  }, 0);
}
