// Freezes every preset of every lab, or of the labs that are named, as a sample: run it when a change of the numbers is meant, and say why in
// the commit.
import { writeFile } from 'node:fs/promises';
import { dataFor } from '../cli/data.ts';
import { localRun } from '../core/lab/local-run.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { replay } from '../core/lab/replay.ts';
import type { Session } from '../core/lab/session.ts';
import { labs } from '../core/labs/index.ts';
import { readExpected, samples, samplesFolder, writeSample } from './sample.ts';

/** Rounding differs from machine to machine, by less than this of the number: of float64, and of the float32 that networks are made of. */
const RELATIVE = 1e-9;
const RELATIVE_OF_NETWORKS = 1e-5;

/** Whether a frozen sample says the same, up to its tolerances: then its last digits stay as they are. */
function stands(frozen: string | undefined, text: string): boolean {
  if (frozen === undefined) return false;
  const [before, after] = [readExpected(frozen), readExpected(text)];
  const sessionOf = (sample: string) => JSON.stringify({ ...JSON.parse(sample), expected: undefined });
  const within = Object.entries(after.scalars).every(([name, { value }]) => {
    const held = before.scalars[name];
    return held !== undefined && Math.abs(held.value - value) <= held.tolerance;
  });
  const same = Object.keys(before.scalars).join() === Object.keys(after.scalars).join() && before.step === after.step;
  return within && same && sessionOf(frozen) === sessionOf(text);
}

const named = process.argv.slice(2);
const before = new Map((await samples()).map(({ name, text }) => [name, text]));
for (const { id, load } of labs.filter((lab) => named.length === 0 || named.includes(lab.id))) {
  const lab = await load();
  for (const [preset, { values: raw, steps = 0 }] of Object.entries(lab.presets)) {
    const values = parseValues(lab.params, initialValues(lab.params), raw);
    const session: Session = { lab: id, labVersion: lab.version, values, seed: 1, steps, changes: [] };
    const run = localRun(lab, session.seed, await dataFor(lab, values, undefined));
    const { frame } = await replay(run, session);
    run.close();
    const scalars = Object.entries(frame.result.scalars).map(([name, value]) => [
      name,
      { value, tolerance: (lab.training ? RELATIVE_OF_NETWORKS : RELATIVE) * Math.max(1, Math.abs(value)) },
    ]);
    const name = `${id}-${preset}.json`;
    const text = writeSample(session, { step: frame.step, scalars: Object.fromEntries(scalars) });
    if (stands(before.get(name), text)) continue;
    await writeFile(new URL(name, samplesFolder), text);
    console.log(`${name}: ${before.has(name) ? 'changed' : 'new'}`);
  }
}
