// Trains every method of the Compression lab to its end, by itself, and writes what each came to: npx tsx scripts/finished-runs.ts [network] [method …]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFor } from '../cli/data.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { openRun } from '../core/lab/run.ts';
import { compression as lab } from '../core/labs/compression/lab.ts';
import type { FinishedRun } from '../core/labs/compression/model/finished-runs.ts';
import { methodNames } from '../core/labs/compression/model/method-names.ts';
import { root } from './root.ts';

const path = join(root, 'core/labs/compression/model/finished-runs.json');
const SEED = 1;

/** Where the lab opens, and the preset of the larger network. */
const begins = { small: {}, lenet300: lab.presets.lenet?.values ?? {} };

const [network, ...chosen] = process.argv.slice(2);
for (const [name, more] of Object.entries(begins)) {
  if (network && network !== name) continue;
  for (const method of methodNames) {
    if (chosen.length > 0 && !chosen.includes(method)) continue;
    const values = parseValues(lab.params, initialValues(lab.params), { ...more, methods: method, shown: method });
    const run = await openRun(lab, values, SEED, await dataFor(lab, values, undefined));
    let frame = await run.next(0, values);
    while (!frame.done) frame = await run.next(100, values);
    run.close();
    const { fileBytes, heldOutError, kept, multiplyAccumulates } = frame.result.scalars as Record<string, number>;
    const row = { network: name, method, steps: frame.step, bytes: fileBytes, error: heldOutError, kept, multiplyAccumulates } as FinishedRun;
    const rows = (JSON.parse(readFileSync(path, 'utf8')) as FinishedRun[]).filter((one) => one.network !== name || one.method !== method);
    writeFileSync(path, `${JSON.stringify([...rows, row], null, 2)}\n`);
    console.log(JSON.stringify(row));
  }
}
