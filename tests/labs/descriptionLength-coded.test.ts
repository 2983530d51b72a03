// The length as coded agrees with the description length, within what its error says, for tables of the user's own and from the first step on.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { createBuckets } from '../../core/codec/discretized-normal.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { type CertificateSpec, certificatesOf, certify } from '../../core/lab/certificate.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { descriptionLength as lab } from '../../core/labs/descriptionLength/lab.ts';
import { coarseness } from '../../core/labs/descriptionLength/model/terms.ts';
import { normalCdf } from '../../core/math/special.ts';
import { createRandom } from '../../core/prob/random.ts';

/** A target of two values, of seven, of cents: the fewer there are the wider its intervals. */
const targets: Readonly<Record<string, (x: number, i: number) => number>> = {
  'yes and no': (_, i) => (i % 3 ? 1 : 0),
  counts: (_, i) => i % 7,
  cents: (x) => Math.round(200 * x) / 100,
};

function table(kind: string): Dataset {
  const random = createRandom(3);
  const x = Float64Array.from({ length: 40 }, (_, i) => (i % 2 ? 3 : -3) + random.normal());
  return { name: 'own.csv', columns: { x, y: x.map((each, i) => (targets[kind] as (typeof targets)[string])(each, i)) } };
}

async function codedAt(set: Readonly<Record<string, unknown>>, steps: number, own?: Dataset) {
  const values: Values = parseValues(lab.params, initialValues(lab.params), set);
  const run = await openRun(lab, values, 1, await dataFor(lab, values, own));
  const { result } = await run.next(steps, values);
  run.close();
  const coded = certificatesOf(lab.certificates, result).find(({ name }) => name === 'coded');
  return { coded: coded as NonNullable<typeof coded>, result };
}

describe.each(Object.keys(targets))('of a target of %s', (kind) => {
  it.each(['fixed', 'fitted', 'mixture'])('is the length within its error, coded under a prior that is %s', async (prior) => {
    for (const steps of [0, 5, 20, 200]) {
      const { coded } = await codedAt({ subject: 'own', prior }, steps, table(kind));
      expect({ steps, ...coded }).toMatchObject({ steps, holds: true });
    }
  });

  it('is told from one ten errors shorter, and the error is small, once it has been learnt', async () => {
    const { coded, result } = await codedAt({ subject: 'own', prior: 'fitted' }, 200, table(kind));
    expect(coded.standardError).toBeLessThan(0.03 * coded.exact);
    const shorter = { ...result, scalars: { ...result.scalars, measured: coded.exact - 10 * coded.standardError } };
    expect(certify('coded', lab.certificates?.coded as CertificateSpec, shorter).holds).toBe(false);
  });
});

it('says how little is known of it where the intervals of the prior end before the weights', async () => {
  const { coded } = await codedAt({ subject: 'concrete', prior: 'mixture' }, 0);
  expect(coded.holds).toBe(true);
  expect(coded.standardError).toBeGreaterThan(0.5 * coded.exact);
});

describe('what intervals do not tell of a choice', () => {
  /** KL[N(mean, sd²)‖N(0, 1)] less that of the masses in 2^precision equally likely intervals, in bits, one by one. */
  function untold(precision: number, mean: number, sd: number): number {
    const { edges } = createBuckets(precision);
    const below = Array.from(edges, (edge) => normalCdf((edge - mean) / sd));
    const above = Array.from(edges, (edge) => normalCdf((mean - edge) / sd));
    const told = below.slice(1).reduce((sum, end, i) => {
      const begin = below[i] as number;
      const mass = begin > 0.5 ? (above[i] as number) - (above[i + 1] as number) : end - begin;
      return mass > 0 ? sum + mass * (Math.log2(mass) + precision) : sum;
    }, 0);
    return (0.5 * (mean * mean + sd * sd - 1) - Math.log(sd)) / Math.LN2 - told;
  }

  it.each([
    ['fine and wide', 12, 0.3, 0.2, 0.1],
    ['fine and wide, at another place', 9, -1.4, 0.5, 0.25],
    ['wider than the prior', 9, 0, 2.4, 0.15],
    ['wider than the prior, told finely', 16, 0.5, 3, 0.05],
    ['beyond the last interval', 12, 9, 0.3, 0.3],
    ['far beyond it', 12, 100, 0.01, 0.01],
  ])('is worked out for a belief that is %s', (_, precision, mean, sd, off) => {
    const exact = untold(precision, mean, sd);
    expect(exact).toBeGreaterThan(0);
    expect(Math.abs(coarseness(precision, mean, sd) / exact - 1)).toBeLessThan(off);
  });

  it('is never more than the divergence', () => {
    expect(coarseness(3, 0.2, 1e-6)).toBeCloseTo((0.5 * (0.04 + 1e-12 - 1) - Math.log(1e-6)) / Math.LN2, 10);
  });
});
