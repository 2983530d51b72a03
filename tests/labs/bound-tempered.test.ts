// Where the tempered posterior does not exist: the lab says so, and draws nothing from it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { coin } from '../../core/labs/bound/model/coin.ts';
import { poisson } from '../../core/labs/bound/model/poisson.ts';
import { integrate } from '../../core/math/quadrature.ts';
import { anywhere } from '../anywhere.ts';

const frameOf = async (set: Readonly<Record<string, unknown>>, steps = 0) => {
  const values = parseValues(bound.params, initialValues(bound.params), set);
  const frame = await (await openRun(bound, values, 1)).next(steps, values);
  return { frame, values };
};

describe('a density whose power has no finite integral', () => {
  it.each([
    { smallest: 0.1, set: { model: 'coin', heads: 0, tosses: 10, priorA: 0.1, temperature: 0.5 } },
    { smallest: 0.1, set: { model: 'coin', heads: 0, tosses: 10, priorA: 0.1, temperature: 0.9 } },
    { smallest: 0.3, set: { model: 'coin', heads: 4, tosses: 4, priorB: 0.3, temperature: 0.001 } },
    { smallest: 0.9995, set: { model: 'coin', heads: 0, tosses: 0, priorA: 0.9995, priorB: 2, temperature: 0 } },
    { smallest: 0.1, set: { model: 'poisson', count: 0, priorShape: 0.1, temperature: 0.5 } },
    { smallest: 0.6, set: { model: 'poisson', count: 0, priorShape: 0.6, temperature: 0 } },
  ])('has no lowest F, and no point on the path, at $set', async ({ smallest, set }) => {
    const { frame, values } = await frameOf(set, 2);
    const { exact, path, trail } = frame.result.tables;
    expect(exact?.lowest?.[0]).toBeNaN();
    expect([...(trail?.excess ?? [])].every(Number.isNaN)).toBe(true);
    for (const [i, T] of (path?.temperature ?? []).entries()) expect(Number.isFinite(path?.energy?.[i]), `${T}`).toBe(T > 1 - smallest);
    for (const says of [bound.sentence, bound.plots.descent?.sentence, bound.plots.excess?.sentence])
      expect(says?.(frame.result, values)).toMatch(/has no lowest value/);
    expect(frame.diverged).toBeUndefined();
  });

  it('leaves a q that should cover it where it is', async () => {
    for (const descent of ['plain', 'natural', 'coordinate']) {
      const { frame, values } = await frameOf(
        { model: 'coin', heads: 0, tosses: 10, priorA: 0.1, temperature: 0.5, direction: 'pq', descent },
        3,
      );
      expect(frame.result.tables.trail?.qA?.at(-1)).toBe(values.qA);
      expect(frame.result.tables.trail?.qB?.at(-1)).toBe(values.qB);
    }
  });

  it('has a Q_T exactly above 1 − the smallest exponent, with the partition of the integral over log odds', () => {
    const share = anywhere({ min: 0.02, max: 0.98 });
    fc.assert(
      fc.property(share, share, anywhere({ min: 0.3, max: 5 }), (a, temperature, b) => {
        const model = coin(0, 3, a, b);
        if (temperature <= 1 - a) {
          expect(() => model.tempered(temperature)).toThrow(RangeError);
          return;
        }
        const logPower = (odds: number) => {
          const point = [1 / (1 + Math.exp(-odds)), -Math.log1p(Math.exp(-odds)), -odds - Math.log1p(Math.exp(-odds))];
          const jacobian = (point[1] as number) + (point[2] as number);
          return (model.logPrior(point) + model.logLikelihood(point)) / temperature + jacobian;
        };
        // Towards −∞ the integrand falls like e^{odds (1 + (a − 1)/T)}.
        const reach = Math.min(700, 40 / (1 + (a - 1) / temperature));
        if (reach === 700) return;
        const { logPartition } = model.tempered(temperature);
        const normalized = (odds: number) => Math.exp(logPower(odds) - logPartition.value / temperature);
        expect(integrate(normalized, [-reach, -10, 0, 60], 1e-13).value).toBeCloseTo(1, 10);
      }),
      { numRuns: 60 },
    );
    expect(() => poisson([0], 0.1, 1).tempered(0.9)).toThrow(RangeError);
    expect(Number.isFinite(poisson([0], 0.1, 1).tempered(0.91).energy)).toBe(true);
  });
});
