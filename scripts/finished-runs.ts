// Trains every method of the Compression lab to its end, by itself, and writes what each came to:
// npx tsx scripts/finished-runs.ts [network] [method …]; about a quarter of an hour for all.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFor } from '../cli/data.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { openRun } from '../core/lab/run.ts';
import { compression as lab } from '../core/labs/compression/lab.ts';
import type { FinishedRun } from '../core/labs/compression/model/finished-run.ts';
import { finishedRows } from '../core/labs/compression/model/finished-runs.generated.ts';
import { methodNames } from '../core/labs/compression/model/method-names.ts';
import { root } from './root.ts';

const path = join(root, 'core/labs/compression/model/finished-runs.generated.ts');

/** Where the lab opens, and its preset of the larger network. */
const networks = { small: {}, lenet300: lab.presets.lenet?.values ?? {} };

const write = (rows: readonly FinishedRun[]) =>
  writeFileSync(
    path,
    `// Written by scripts/finished-runs.ts.\nimport type { FinishedRun } from './finished-run.ts';\n\nexport const finishedRows: readonly FinishedRun[] = [\n${rows
      .map((row) => `  ${JSON.stringify(row)},\n`)
      .join('')}];\n`,
  );

let rows = finishedRows;
const [chosen, ...some] = process.argv.slice(2);
for (const [network, more] of Object.entries(networks).filter(([name]) => !chosen || name === chosen)) {
  for (const method of methodNames.filter((name) => some.length === 0 || some.includes(name))) {
    const values = parseValues(lab.params, initialValues(lab.params), { ...more, methods: method, shown: method });
    const run = await openRun(lab, values, 1, await dataFor(lab, values, undefined));
    let frame = await run.next(0, values);
    while (!frame.done) frame = await run.next(100, values);
    run.close();
    const { fileBytes: bytes, heldOutError: error, kept, multiplyAccumulates } = frame.result.scalars;
    const row = { network, dataset: values.dataset, method, steps: frame.step, bytes, error, kept, multiplyAccumulates } as FinishedRun;
    rows = [...rows.filter((one) => one.network !== network || one.method !== method), row];
    write(rows);
    console.log(JSON.stringify(row));
  }
}
