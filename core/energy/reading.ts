// What this machine counts joules by, at one moment; and the joules between two of them.
import { InputError } from '../base/input-error.ts';
import { batteryWatts } from './battery.ts';
import { type Counter, countersOf, joulesBetween } from './rapl.ts';
import type { Tree } from './tree.ts';

export type Reading =
  | { readonly by: 'RAPL'; readonly counters: readonly Counter[] }
  /** What it gives just now. */
  | { readonly by: 'battery'; readonly watts: number };

/** A reading, or why there is none. */
export type Energy = Reading | { readonly none: string };

/** The folders of /sys/class that tell of energy. */
export interface EnergyTrees {
  readonly powercap: Tree;
  readonly powerSupply: Tree;
}

/** The line of a source that cannot be read. */
async function orLine<T>(source: Promise<T>): Promise<{ readonly found?: T; readonly line?: string }> {
  try {
    return { found: await source };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { line: error.message };
  }
}

/** The processors’ counters where they may be read, since they are quick and know of the processors alone, or else the battery. */
export async function energyOf({ powercap, powerSupply }: EnergyTrees): Promise<Energy> {
  const processors = await orLine(countersOf(powercap));
  if (processors.found && processors.found.length > 0) return { by: 'RAPL', counters: processors.found };
  const battery = await orLine(batteryWatts(powerSupply));
  if (battery.found !== undefined) return { by: 'battery', watts: battery.found };
  return { none: `${processors.line ?? 'this machine has no RAPL counters'}; ${battery.line ?? 'it has no battery'}` };
}

/**
 * Joules between two readings so many seconds apart: of counters exactly, of a battery the mean of both moments times the time. Throws InputError where
 * the source is gone, or is another one.
 */
export function joulesOver(before: Reading, after: Energy, seconds: number): number {
  if ('none' in after) throw new InputError('energy', `${before.by}, as it was`, `none: ${after.none}`);
  if (before.by === 'RAPL' && after.by === 'RAPL') return joulesBetween(before.counters, after.counters);
  if (before.by === 'battery' && after.by === 'battery') return ((before.watts + after.watts) / 2) * seconds;
  throw new InputError('energy', `${before.by}, as it was`, after.by);
}
