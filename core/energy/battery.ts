// Watts that are drawn from batteries, as Linux shows them under /sys/class/power_supply; a pure reading of what is there.
import { InputError } from '../base/input-error.ts';
import { type Tree, wholeOf } from './tree.ts';

const read = async (tree: Tree, path: string) => (await tree.read(path))?.trim();

/** Batteries that feed the machine: those of a mouse or a pen are a device’s. */
async function batteriesOf(tree: Tree): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of (await tree.list()).toSorted()) {
    const device = (await read(tree, `${name}/scope`)) === 'Device';
    if ((await read(tree, `${name}/type`)) === 'Battery' && !device) found.push(name);
  }
  return found;
}

/** power_now in µW, or else current_now in µA × voltage_now in µV; some drivers give what flows out a minus. Throws InputError for neither. */
async function wattsOf(tree: Tree, name: string): Promise<number> {
  const [power, current, voltage] = await Promise.all(
    ['power_now', 'current_now', 'voltage_now'].map(async (file) => wholeOf(await tree.read(`${name}/${file}`))),
  );
  if (power !== undefined) return Math.abs(power) / 1e6;
  if (current !== undefined && voltage !== undefined) return Math.abs(current * voltage) / 1e12;
  throw new InputError('battery', `a number in ${name}/power_now, or in current_now and voltage_now`, 'none');
}

/**
 * Watts that all batteries give together at this moment; undefined where there is none. Throws InputError where none of them discharges, or one is
 * being charged: then what the machine draws comes by the mains.
 */
export async function batteryWatts(tree: Tree): Promise<number | undefined> {
  const names = await batteriesOf(tree);
  if (names.length === 0) return undefined;
  const states = await Promise.all(names.map(async (name) => (await read(tree, `${name}/status`)) ?? 'Unknown'));
  if (!states.includes('Discharging') || states.includes('Charging'))
    throw new InputError('battery', 'one that discharges (unplug the machine)', states.join(', '));
  let watts = 0;
  for (const [at, name] of names.entries()) if (states[at] === 'Discharging') watts += await wattsOf(tree, name);
  return watts;
}
