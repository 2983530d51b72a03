// Freezes every preset of every lab as a sample: run it when a change of the numbers is meant, and say why in the commit.
import { writeFile } from 'node:fs/promises';
import { dataFor } from '../cli/data.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { replay, type Session } from '../core/lab/session.ts';
import { labs } from '../core/labs/index.ts';
import { samples, samplesFolder, writeSample } from './sample.ts';

/** Rounding differs from machine to machine, by less than this of the number. */
const RELATIVE = 1e-9;

const before = new Map((await samples()).map(({ name, text }) => [name, text]));
for (const { id, load } of labs) {
  const lab = await load();
  for (const [preset, { values: raw, steps = 0 }] of Object.entries(lab.presets)) {
    const values = parseValues(lab.params, initialValues(lab.params), raw);
    const session: Session = { lab: id, labVersion: lab.version, values, seed: 1, steps, changes: [] };
    const { run, frame } = await replay(lab, session, await dataFor(lab, values, undefined));
    run.close();
    const scalars = Object.entries(frame.result.scalars).map(([name, value]) => [
      name,
      { value, tolerance: RELATIVE * Math.max(1, Math.abs(value)) },
    ]);
    const name = `${id}-${preset}.json`;
    const text = writeSample(session, { step: frame.step, scalars: Object.fromEntries(scalars) });
    await writeFile(new URL(name, samplesFolder), text);
    if (before.get(name) !== text) console.log(`${name}: ${before.has(name) ? 'changed' : 'new'}`);
  }
}
