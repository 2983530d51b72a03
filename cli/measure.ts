// `run --measure`: the joules of an answer, measured where this machine counts them, before the run whose values they enter.
import { InputError } from '../core/base/input-error.ts';
import { lengthOf, measure } from '../core/energy/measure.ts';
import { exertFor } from '../core/lab/exert.ts';
import { localRun } from '../core/lab/local-run.ts';
import { measurementText } from '../core/lab/measurement.ts';
import { replay } from '../core/lab/replay.ts';
import { type Experiment, throughout } from './experiment.ts';
import type { Host } from './host.ts';
import { progressOf } from './progress.ts';

/** The experiment with what was measured of its last step; as it is where that was interrupted. Throws InputError where nothing counts joules here. */
export async function measured(experiment: Experiment, host: Host): Promise<Experiment> {
  const { lab, session, data, from } = experiment;
  const { measures } = lab;
  if (!measures) throw new InputError('measure', 'a lab whose work is measured', session.lab);
  if (!host.meter) throw new Error('the host has no meter');
  const { read, wait, now } = host.meter;
  const energy = await read();
  const progress = await progressOf(host, 'none' in energy ? 0 : Math.round(lengthOf(energy.by) / 1000), 's');
  const run = localRun(lab, session.seed, data);
  let replayed: ReturnType<typeof replay> | undefined;
  try {
    const found = await measure({
      read,
      async exert(ms) {
        replayed ??= replay(run, session, { from });
        return exertFor(run, (await replayed).values, ms, now);
      },
      wait,
      now,
      progress: (share) => 'by' in energy && progress.update(Math.round((share * lengthOf(energy.by)) / 1000)),
      ended: () => host.signal.aborted,
    });
    if (!found || !replayed) return experiment;
    const { param, of } = measures;
    // Whose it is goes by the values at which it was measured, changes on the way among them.
    const text = measurementText({ ...found, of: of((await replayed).values) });
    return { ...experiment, session: throughout(session, { ...session.values, [param]: text }, [param]) };
  } finally {
    progress.stop();
    run.close();
  }
}
