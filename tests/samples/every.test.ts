// The frozen runs: every sample is replayed, and gives the numbers that it holds.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { localRun } from '../../core/lab/local-run.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { replay } from '../../core/lab/replay.ts';
import { readSession } from '../../core/lab/session.ts';
import { labs, loadLab } from '../../core/labs/index.ts';
import { readExpected, samples } from '../../scripts/sample.ts';
import { deviations } from './deviations.ts';

const all = await samples();

/** What a replay of the sample has that the sample does not expect. */
async function replayed(text: string): Promise<string[]> {
  const session = await readSession(text, loadLab);
  const lab = await loadLab(session.lab);
  const run = localRun(lab, session.seed, await dataFor(lab, session.values, session.data));
  const { frame } = await replay(run, session);
  run.close();
  return deviations(frame, text);
}

const loaded = await Promise.all(labs.map(async ({ id, load }) => ({ id, lab: await load() })));
/** The one of a lab that opens first, and those that are no preset’s: the contract runs each preset, and holds it to its sample. */
const ofPresets = loaded.flatMap(({ id, lab }) =>
  Object.keys(lab.presets)
    .slice(1)
    .map((preset) => `${id}-${preset}.json`),
);
const replays = all.filter(({ name }) => !ofPresets.includes(name));

describe('every sample', () => {
  it('is named after its lab, and holds numbers', () => {
    for (const { name, text } of all) {
      expect(name.startsWith(`${JSON.parse(text).lab}-`), name).toBe(true);
      expect(Object.keys(readExpected(text).scalars).length, name).toBeGreaterThan(0);
    }
  });

  it.each(replays)('$name, replayed, gives the numbers it holds', async ({ text }) => {
    expect(await replayed(text)).toEqual([]);
  });

  it('would tell of a number that is off by more than its tolerance, or is not there', async () => {
    const { text } = all[0] as (typeof all)[number];
    const sample = JSON.parse(text);
    const [name, { value, tolerance }] = Object.entries(readExpected(text).scalars)[0] as [string, { value: number; tolerance: number }];
    sample.expected.scalars[name].value = value + 10 * tolerance;
    sample.expected.scalars.gravity = { value: 9.81, tolerance: 1 };
    expect(await replayed(JSON.stringify(sample))).toEqual([expect.stringContaining(`${name}: `), 'gravity: undefined, not 9.81']);
  });
});

describe.each(loaded)('the samples of $id', ({ id, lab }) => {
  it('hold every preset, as it is now', async () => {
    for (const [preset, { values, steps = 0 }] of Object.entries(lab.presets)) {
      const text = all.find(({ name }) => name === `${id}-${preset}.json`)?.text;
      expect(text, `${id}-${preset}.json: npm run samples`).toBeDefined();
      const session = await readSession(text as string, loadLab);
      expect(session.values, `${id}-${preset}.json: npm run samples`).toEqual(parseValues(lab.params, initialValues(lab.params), values));
      expect([session.steps, session.seed, session.changes]).toEqual([steps, 1, []]);
    }
  });
});
