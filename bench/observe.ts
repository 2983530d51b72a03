// Compute time of one observation for each preset of each lab: begun anew, as a slider of the model does it, and looked at again with q moved.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { dataFor } from '../cli/data.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { openRun } from '../core/lab/run.ts';
import { labs } from '../core/labs/index.ts';
import { median, type Row, timed } from './statistics.ts';

const FRAME = { name: 'a frame at 60 Hz', value: 1000 / 60 };

/** Milliseconds of the same observation in NumPy, where it is installed. */
function numpyPeer(): number | undefined {
  const { status, stdout } = spawnSync('python3', [join(import.meta.dirname, 'peers/bound.py')], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

export async function observeRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, load } of labs) {
    const lab = await load();
    for (const [name, preset] of Object.entries(lab.presets)) {
      const values = parseValues(lab.params, initialValues(lab.params), preset.values as Record<string, unknown>);
      const data = await dataFor(lab, values, undefined);
      const begun = await timed(30, 10, async (seed) => (await openRun(lab, values, seed, data)).next(0, values));
      const run = await openRun(lab, values, 1, data);
      await run.next(0, values);
      const again = await timed(40, 10, async () => run.next(1, values));
      rows.push({ what: `${id}/${name}, begun anew`, measured: median(begun), unit: 'ms', against: FRAME });
      rows.push({ what: `${id}/${name}, one step and a look`, measured: median(again), unit: 'ms', against: FRAME });
    }
  }
  const numpy = numpyPeer();
  if (numpy === undefined) console.log('NumPy is not installed (Debian package: python3-numpy): no peer for the observation.');
  else {
    const gaussian = rows.find(({ what }) => what === 'bound/aMean, begun anew');
    if (gaussian) rows.push({ ...gaussian, what: 'bound/aMean, begun anew, against NumPy', against: { name: 'NumPy', value: numpy } });
  }
  return rows;
}
