// Identities and certificates: what holds is told, and what does not hold is told as loudly.
import { describe, expect, it } from 'vitest';
import { certificatesOf, certify } from '../../core/lab/certificate.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import { initialValues } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { createRandom } from '../../core/prob/random.ts';
import { walk } from './walk.ts';

const of = (scalars: Record<string, number>): Result => ({ scalars, tables: {}, grids: {} });
const values = initialValues(walk.params);
const half = walk.identities.filter(({ name }) => name === 'energy');

describe('checkIdentities', () => {
  it('holds within the tolerance, scaled by the largest term and at least by 1', () => {
    const check = (at: number, energy: number) => checkIdentities(half, of({ at, energy }), values)[0];
    expect(check(2, 2)).toEqual({ name: 'energy', residual: 0, tolerance: 2e-12, holds: true });
    expect(check(0.1, 0.005 + 5e-13)).toMatchObject({ tolerance: 1e-12, holds: true });
    expect(check(2, 2 + 1e-11)).toMatchObject({ holds: false });
    expect(check(2e8, 2e16 + 64)).toMatchObject({ holds: true });
  });

  it('says nothing where a number it is about is unknown, and does not hold where it is none', () => {
    expect(checkIdentities(half, of({ at: 1 }), values)).toEqual([]);
    expect(checkIdentities(half, of({ at: 1, energy: Number.NaN }), values)[0]?.holds).toBe(false);
  });
});

describe('certificatesOf', () => {
  const specs = {
    mean: { estimate: 'mean', standardError: 'error', exact: 'truth', test: 'mean of draws' },
    spread: { estimate: 'mean', standardError: 'error', exact: 'spread', test: 'spread of draws' },
  };

  it('leaves out those of which a number is unknown, and only those', () => {
    const known = { mean: 1, error: 0.1, truth: 1 };
    expect(certificatesOf(specs, of(known))).toMatchObject([{ name: 'mean', holds: true }]);
    expect(certificatesOf(specs, of({ ...known, spread: Number.NaN }))).toMatchObject([{ holds: true }, { name: 'spread', holds: false }]);
    expect(certificatesOf(undefined, of(known))).toEqual([]);
  });
});

describe('certify', () => {
  const spec = { estimate: 'mean', standardError: 'error', exact: 'truth', test: 'mean of draws' };
  const certificate = (mean: number, error: number, truth: number) => certify('mean', spec, of({ mean, error, truth }));

  it('takes an estimate within four standard errors, and none beyond', () => {
    expect(certificate(1.3, 0.1, 1)).toMatchObject({ z: expect.closeTo(3, 9), holds: true });
    expect(certificate(0.59, 0.1, 1)).toMatchObject({ z: expect.closeTo(-4.1, 9), holds: false });
  });

  it('wants an estimate without spread to be exact to rounding', () => {
    expect(certificate(1 + 1e-12, 0, 1)).toMatchObject({ z: 0, holds: true });
    expect(certificate(1.001, 0, 1).holds).toBe(false);
    expect(certificate(Number.NaN, 0.1, 1).holds).toBe(false);
    expect(certificate(1, Number.NaN, 2).holds).toBe(false);
  });

  it('judges few draws by Student’s t, whose tails are heavier', () => {
    const few = { ...spec, draws: 'draws' };
    const holds = (z: number, draws?: number) => certify('mean', few, of({ mean: z, error: 1, truth: 0, ...(draws && { draws }) })).holds;
    // Quantiles of t at P(|Z| > 4) / 2, by scipy 1.17: of 1, 4 and 15 degrees of freedom.
    for (const [draws, limit] of [
      [2, 10050.439],
      [5, 17.448228],
      [16, 5.480376],
    ] as const)
      expect([holds(0.999 * limit, draws), holds(-1.001 * limit, draws)]).toEqual([true, false]);
    expect([holds(4.01, 100_000), holds(3.99, 100_000), holds(4.01), holds(Number.NaN, 5)]).toEqual([false, true, false, false]);
  });

  it('holds for the mean of seeded draws, and fails for the same draws shifted', () => {
    const random = createRandom(11);
    const draws = Array.from({ length: 2000 }, () => random.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const error = 1 / Math.sqrt(draws.length);
    expect(certificate(mean, error, 0).holds).toBe(true);
    expect(certificate(mean + 8 * error, error, 0).holds).toBe(false);
  });
});
