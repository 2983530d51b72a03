// The length as coded agrees with the description length, within what its error says, for tables of the user's own and from the first step on.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { type CertificateSpec, certificatesOf, certify } from '../../core/lab/certificate.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { descriptionLength as lab } from '../../core/labs/descriptionLength/lab.ts';
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
