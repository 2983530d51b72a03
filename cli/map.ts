// The lab's map, computed to its last point.

import type { Values } from '../core/lab/param.ts';
import type { Grid } from '../core/lab/result.ts';
import { openMap } from '../core/lab/run-map.ts';
import type { Experiment } from './experiment.ts';
import type { Host } from './host.ts';
import { progressOf } from './progress.ts';

/** Its grids; undefined for a lab that has none, and where the user interrupts. */
export async function mapOf(
  { lab, session, data }: Experiment,
  values: Values,
  host: Host,
): Promise<Readonly<Record<string, Grid>> | undefined> {
  if (!lab.map) return undefined;
  const map = openMap(lab, values, session.seed, data);
  const size = lab.map.count * lab.map.rows(values).length;
  const progress = await progressOf(host, size, 'cells of the map');
  try {
    while (map.share() < 1) {
      if (host.signal.aborted) return undefined;
      await map.fill();
      progress.update(Math.round(map.share() * size));
    }
    return map.grids();
  } finally {
    progress.stop();
  }
}
