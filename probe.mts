import { dataFor } from './cli/data.ts';
import { certificatesOf } from './core/lab/certificate.ts';
import { openRun } from './core/lab/run.ts';
import { loadLab } from './core/labs/index.ts';
import { presetValues } from './tests/labs/declaration-faults.ts';
const [id, ...want] = process.argv.slice(2);
const lab = await loadLab(id!);
for (const preset of Object.keys(lab.presets)) {
  if (want.length && !want.includes(preset)) continue;
  const values = presetValues(lab, preset);
  const run = await openRun(lab, values, 1, await dataFor(lab, values, undefined));
  const { steps = 0, title, sentence, speed = 30 } = lab.presets[preset]!;
  console.log(`\n## ${preset} — ${title}: ${sentence}`);
  let at = 0;
  for (const to of [steps, steps + 5 * speed, steps + 30 * speed]) {
    const f = await run.next(to - at, values); at = to;
    const s = f.result.scalars;
    console.log(`@${to}: ${lab.sentence(f.result, values)}`);
    console.log('   ', (lab.readouts ?? []).filter((r) => r.scalar in s).map((r) => `${r.scalar}=${(s[r.scalar] as number).toPrecision(4)}`).join(' '), certificatesOf(lab.certificates, f.result).map((c) => `${c.name}:${c.holds ? 'ok' : 'X'}(z${c.z.toFixed(1)})`).join(' '), `stein=${s.steinDiscrepancy?.toPrecision(3)}`);
    for (const [pid, plot] of Object.entries(lab.plots)) if (process.env.ALL && to === steps) console.log('     -', pid, ':', plot.sentence(f.result, values));
  }
  run.close();
}
