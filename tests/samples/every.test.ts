// The frozen runs: every sample is replayed, and gives the numbers that it holds.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { localRun } from '../../core/lab/local-run.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { replay } from '../../core/lab/replay.ts';
import { readSession } from '../../core/lab/session.ts';
import { labs, loadLab } from '../../core/labs/index.ts';
import { readExpected, samples } from '../../scripts/sample.ts';

const all = await samples();

/** What a replay of the sample has that the sample does not expect. */
async function deviations(text: string): Promise<string[]> {
  const session = await readSession(text, loadLab);
  const lab = await loadLab(session.lab);
  const run = localRun(lab, session.seed, await dataFor(lab, session.values, session.data));
  const { frame } = await replay(run, session);
  run.close();
  const { step, scalars } = readExpected(text);
  const off = Object.entries(scalars).filter(
    ([name, { value, tolerance }]) => !(Math.abs((frame.result.scalars[name] ?? Number.NaN) - value) <= tolerance),
  );
  return [
    ...(frame.step === step ? [] : [`step: ${frame.step}, not ${step}`]),
    ...off.map(([name, { value }]) => `${name}: ${frame.result.scalars[name]}, not ${value}`),
  ];
}

describe('every sample', () => {
  it.each(all)('$name gives the numbers it holds', { timeout: 60_000 }, async ({ name, text }) => {
    expect(await deviations(text)).toEqual([]);
    const { lab } = JSON.parse(text);
    expect(name.startsWith(`${lab}-`)).toBe(true);
    expect(Object.keys(readExpected(text).scalars).length).toBeGreaterThan(0);
  });

  it('would tell of a number that is off by more than its tolerance, or is not there', async () => {
    const { text } = all[0] as (typeof all)[number];
    const sample = JSON.parse(text);
    const [name, { value, tolerance }] = Object.entries(readExpected(text).scalars)[0] as [string, { value: number; tolerance: number }];
    sample.expected.scalars[name].value = value + 10 * tolerance;
    sample.expected.scalars.gravity = { value: 9.81, tolerance: 1 };
    expect(await deviations(JSON.stringify(sample))).toEqual([expect.stringContaining(`${name}: `), 'gravity: undefined, not 9.81']);
  });
});

describe.each(labs)('the samples of $id', ({ id, load }) => {
  it('hold every preset, as it is now', async () => {
    const lab = await load();
    for (const [preset, { values, steps = 0 }] of Object.entries(lab.presets)) {
      const text = all.find(({ name }) => name === `${id}-${preset}.json`)?.text;
      expect(text, `${id}-${preset}.json: npm run samples`).toBeDefined();
      const session = await readSession(text as string, loadLab);
      expect(session.values, `${id}-${preset}.json: npm run samples`).toEqual(parseValues(lab.params, initialValues(lab.params), values));
      expect(session.steps).toBe(steps);
    }
  });
});
