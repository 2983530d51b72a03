// Networks that no memory holds are refused by the sizes they would have, before they are made.
import { expect, it } from 'vitest';
import { initialValues } from '../../core/lab/param.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { architectureOf } from '../../core/labs/vae/run/architecture-of.ts';

const values = { ...initialValues(vae.params), network: 'dense' } as Parameters<typeof architectureOf>[0];

it('refuses more hidden units than images leave room for, in one line', () => {
  const vast = { rows: 256, columns: 256 };
  expect(() => architectureOf({ ...values, hiddenUnits: 257 }, vast)).toThrow(
    'hiddenUnits: expected at most 256 for images of 256 × 256 pixels, got 257',
  );
  expect(architectureOf({ ...values, hiddenUnits: 256 }, vast).pixels).toBe(65_536);
  expect(architectureOf({ ...values, hiddenUnits: 2000 }, { rows: 28, columns: 28 }).hiddenUnits).toBe(2000);
});
