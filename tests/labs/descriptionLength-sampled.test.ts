// The misfit of sampled networks against its exact expectation (Hinton & van Camp 1993, equations 10–12).
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { certificatesOf } from '../../core/lab/certificate.ts';
import type { DescriptionValues } from '../../core/labs/descriptionLength/declaration/params.ts';
import { descriptionLength as lab } from '../../core/labs/descriptionLength/lab.ts';
import { observe } from '../../core/labs/descriptionLength/look/observe.ts';
import type { NetworkRun } from '../../core/labs/descriptionLength/run/network.ts';
import { init, step } from '../../core/labs/descriptionLength/run/state.ts';
import { presetValues } from './declaration-faults.ts';

async function reached(preset: string, steps: number, seed = 1) {
  const values = presetValues(lab, preset) as DescriptionValues;
  let state = init(values, { seed, data: await dataFor(lab, values, undefined) });
  for (let i = 0; i < steps; i += 1) state = step(state, values);
  const { scalars } = observe(state, values);
  const certificate = certificatesOf(lab.certificates, { scalars, tables: {}, grids: {} }).find(({ name }) => name === 'sampled');
  return { run: state.sending as NetworkRun, scalars, certificate };
}

describe('networks that are drawn', () => {
  it.each([
    ['forgets', 120],
    ['strength', 40],
    ['forgets', 300],
  ])('have the exact misfit on average, but not without the variance of the output: %s after %i steps', async (preset, steps) => {
    const { run, scalars, certificate } = await reached(preset, steps);
    expect(certificate).toMatchObject({ exact: scalars.dataBits, holds: true });
    const { variances } = run.standing.fit;
    const variance = variances.reduce((sum, each) => sum + each, 0);
    const without = scalars.dataBits - (0.5 * variance) / run.standing.belief.noise ** 2 / Math.LN2;
    const { sampledBits = Number.NaN, sampledError = Number.NaN } = scalars as Record<string, number>;
    expect((sampledBits - without) / sampledError).toBeGreaterThan(4);
  });

  it('are others at another step, and the same at the same', async () => {
    const [now, again, later] = await Promise.all([reached('forgets', 5), reached('forgets', 5), reached('forgets', 6)]);
    const z = ({ certificate }: typeof now) => certificate?.z;
    expect(z(again)).toBe(z(now));
    expect(z(later)).not.toBe(z(now));
  });

  it('are none where no network is sent', async () => {
    expect((await reached('labels', 1)).certificate).toBeUndefined();
  });
});

describe('the length as coded', () => {
  const coded = async (steps: number) => {
    const values = { ...presetValues(lab, 'twoCodewords'), subject: 'concrete' } as DescriptionValues;
    let state = init(values, { seed: 1, data: await dataFor(lab, values, undefined) });
    for (let i = 0; i < steps; i += 1) state = step(state, values);
    const { scalars } = observe(state, values);
    return {
      scalars,
      certificate: certificatesOf(lab.certificates, { scalars, tables: {}, grids: {} }).find(({ name }) => name === 'coded'),
    };
  };

  it('falls short of the free energy where targets are far from the outputs, and says by how much it may', async () => {
    const { scalars, certificate } = await coded(0);
    expect(scalars.measured).toBeLessThan((scalars.descriptionLength as number) - 500);
    expect(certificate).toMatchObject({ holds: true });
  });

  it('does not say so where they are near', async () => {
    const { scalars, certificate } = await coded(60);
    expect(certificate).toMatchObject({ holds: true });
    expect(scalars.measuredError).toBeLessThan(4);
  });
});
