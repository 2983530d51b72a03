// What a host shows of a preset, against the sample that the command line froze: all digits that are shown.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { dataFor } from '../../cli/data.ts';
import { localRun } from '../../core/lab/local-run.ts';
import { countNumber, fineNumber } from '../../core/lab/number-text.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { replay } from '../../core/lab/replay.ts';
import { writeSession } from '../../core/lab/session.ts';
import { loadLab } from '../../core/labs/index.ts';
import { root } from '../../scripts/root.ts';

interface Sample {
  readonly expected: { readonly step: number; readonly scalars: Readonly<Record<string, { readonly value: number }>> };
}

const sampleOf = (id: string): Sample => JSON.parse(readFileSync(`${root}/samples/${id}.json`, 'utf8'));

/** Chaotic ones: a last bit that differs between hosts becomes another number within a few hundred steps. */
export const chaotic = [
  { preset: 'One row at a time', sample: 'samplers-welling-teh' },
  { preset: 'Glides along a banana', sample: 'samplers-hamiltonian-banana' },
  { preset: 'A funnel', sample: 'samplers-funnel' },
] as const;

/** Opens the preset in the Samplers lab and reads every readout off the page. */
export async function expectSampleShown(page: Page, { preset, sample }: (typeof chaotic)[number]): Promise<void> {
  const { step, scalars } = sampleOf(sample).expected;
  await page.getByText('Samplers', { exact: true }).first().click();
  await page.getByText(preset, { exact: true }).first().click();
  await expect(page.getByTestId('step')).toHaveText(String(step), { timeout: 30_000 });
  const readouts = page.locator('[aria-label=Readouts] [data-scalar]');
  await expect(readouts.first()).toBeVisible();
  const names = await readouts.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-scalar') ?? ''));
  const known = names.filter((name) => scalars[name] !== undefined);
  expect(known.length).toBeGreaterThan(2);
  const lab = await loadLab('samplers');
  for (const name of known) {
    const told = lab.scalars[name]?.known === 'counted' ? countNumber : fineNumber;
    await expect(page.locator(`[aria-label=Readouts] [data-scalar=${name}]`)).toHaveText(told(scalars[name]?.value ?? Number.NaN));
  }
}

/** Opens a training of the small digits, by reproducible arithmetic, and reads the curve’s end off the page. */
export async function expectTrainingShown(page: Page, open: (session: string) => Promise<unknown>): Promise<void> {
  await expect(page.locator('main figure svg').first()).toBeVisible({ timeout: 30_000 });
  const steps = 12;
  const lab = await loadLab('vae');
  const values = parseValues(lab.params, initialValues(lab.params), { dataset: 'digits', hiddenUnits: 32, arithmetic: 'reproducible' });
  const session = { lab: 'vae', labVersion: lab.version, values, seed: 3, steps, changes: [] };
  const run = localRun(lab, session.seed, await dataFor(lab, values, undefined));
  const { frame } = await replay(run, session);
  run.close();
  await open(writeSession(session));
  await expect(page.getByTestId('step')).toHaveText(String(steps), { timeout: 30_000 });
  for (const name of ['heldOutElbo', 'activeUnits']) {
    const told = lab.scalars[name]?.known === 'counted' ? countNumber : fineNumber;
    await expect(page.locator(`[aria-label=Readouts] [data-scalar=${name}]`)).toHaveText(told(frame.result.scalars[name] ?? Number.NaN));
  }
  for (const name of ['elbo', 'accuracy', 'complexity'])
    await expect(page.locator(`[aria-label=Identity] [data-scalar=${name}]`)).toHaveText(
      fineNumber(frame.result.scalars[name] ?? Number.NaN),
    );
}
