// What the way in the light hands out: its network for a device.
import { InputError } from '../../../base/input-error.ts';
import { deviceFiles } from '../../../compression/export/device.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import { shownWay } from '../declaration/asked-ways.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import type { KilowattHourState } from '../run/state.ts';

/** Throws InputError for a way that asks several networks, or none yet. */
export function device({ ways, calibrating }: KilowattHourState, values: KilowattHourValues): readonly ExportedFile[] {
  const [network, second] = ways.get(shownWay(values))?.stages ?? [];
  if (!network || second) throw new InputError('shown', 'a way that asks one network', shownWay(values));
  return deviceFiles(network.network, calibrating).map((file) => ({ ...file, name: `device/${file.name}` }));
}
