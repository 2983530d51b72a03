// What is known of Spikes beyond its identities: a closed form.
import { expect, it } from 'vitest';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { spiking } from '../../core/labs/spiking/lab.ts';

it.each([0.1, 1, 2, 30])('at sd %d F is (σ² − 1)/2 − log σ', async (sd) => {
  const values = { ...initialValues(spiking.params), sd };
  const { result } = await (await openRun(spiking, values, 1)).next(0, values);
  const exact = (sd * sd - 1) / 2 - Math.log(sd);
  expect(Math.abs((result.scalars.freeEnergy as number) - exact)).toBeLessThan(1e-12 * Math.max(1, exact));
});
