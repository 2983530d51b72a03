// One sum is stated once: headline and ledger are identities, too, named after their terms.
import { describe, expect, it } from 'vitest';
import { checkIdentities } from '../../core/lab/identity.ts';
import { sumOf } from '../../core/lab/sums.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { tiny } from '../renderer/panel/tiny-lab.ts';

const scalars = { energy: 2, entropy: 0.5, heat: -0.5, gap: 2, free: 1 };
const at = (temperature: number) => ({ temperature });

describe('identitiesOfSums', () => {
  it('states headline and ledger, each sum once, in words and in symbols', () => {
    expect(tiny.identities.map(({ name }) => name)).toEqual([
      'free energy = energy − temperature · entropy',
      'free energy = gap − entropy + heat',
    ]);
    expect(tiny.identities[0]).toMatchObject({
      tex: '\\text{free energy}=\\text{energy} - \\text{temperature}\\,\\text{entropy}',
      of: ['free', 'energy', 'entropy'],
      tolerance: 1e-10,
    });
    expect(vae.identities[0]?.name).toMatch(/^bound, training = accuracy − complexity − /);
  });

  it('holds where the terms add up, and not where one is off or the temperature is another', () => {
    const holds = (more: Partial<typeof scalars>, temperature = 2) =>
      checkIdentities(tiny.identities, { scalars: { ...scalars, ...more }, tables: {}, grids: {} }, at(temperature)).map(
        (check) => check.holds,
      );
    expect(holds({})).toEqual([true, true]);
    expect(holds({ energy: 2 + 1e-8 })).toEqual([false, true]);
    expect(holds({}, 1)).toEqual([false, true]);
    expect(holds({ free: Number.NaN })).toEqual([false, false]);
  });
});

describe('sumOf', () => {
  it('is no number where a scalar is unknown', () => {
    expect(sumOf([{ scalar: 'energy', sign: 1 }], scalars, at(1))).toBe(2);
    expect(sumOf([{ scalar: 'other', sign: 1 }], scalars, at(1))).toBe(Number.NaN);
  });
});
