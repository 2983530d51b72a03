// The dial of temperature from end to end, on every model: descent never rises, comes to rest at the lowest F, and says what it has not reached.
import { describe, expect, it } from 'vitest';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';

const opened = async (set: Readonly<Record<string, unknown>>) => {
  const values = parseValues(bound.params, initialValues(bound.params), set);
  return { values, run: await openRun(bound, values, 1) };
};

const at = async (set: Readonly<Record<string, unknown>>, steps: number) => {
  const { values, run } = await opened(set);
  return run.next(steps, values);
};

const presetOf = (id: string) => bound.presets[id]?.values ?? {};
const models = {
  gaussian: { model: 'gaussian' },
  coin: presetOf('coin'),
  poisson: { model: 'poisson' },
  states: presetOf('twoCoins'),
  bimodal: presetOf('twoExplanations'),
  logistic: { model: 'logistic' },
  correlated: presetOf('meanField'),
  banana: presetOf('banana'),
  eightSchools: presetOf('eightSchools'),
  // With a prior of the noise so sure that there is a lowest F as far as the dial goes.
  unknownNoise: { ...presetOf('unknownNoise'), noiseShape: 60 },
  polynomials: presetOf('polynomials'),
};
const dial = [0, 0.01, 0.3, 1, 3, 20, 50, 100];
/** At the posterior’s own temperature every rate, elsewhere each in its turn. */
const ratesAt = (temperature: number) => {
  const rates = [0.01, 0.1, 1];
  return temperature === 1 ? rates : [rates[dial.indexOf(temperature) % rates.length] as number];
};
/** A step of eight schools is an integral of integrals. */
const stepsOf = (model: string) => (model === 'eightSchools' ? 8 : 60);

/** Those whose family holds every Q_T. */
const inReach = ['gaussian', 'coin', 'poisson', 'states'];

describe.each(Object.entries(models))('%s, from the cold end of the dial to the hot one', (model, set) => {
  it.each(['natural', 'plain', 'coordinate'])('%s: F never rises and never falls below its lowest', async (descent) => {
    for (const temperature of dial) {
      for (const rate of descent === 'coordinate' ? [0.1] : ratesAt(temperature)) {
        const { diverged, result } = await at({ ...set, descent, rate, temperature }, stepsOf(model));
        const { rise, freeEnergy } = result.scalars as { rise: number; freeEnergy: number };
        const where = `T ${temperature}, rate ${rate}`;
        expect(diverged, where).toBeUndefined();
        expect(rise, where).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(freeEnergy)));
        const { excess = new Float64Array(), freeEnergy: trail = new Float64Array() } = result.tables.trail ?? {};
        // The lowest F below the coldest temperature is known to its square, 1e-6.
        expect(Math.min(...excess), where).toBeGreaterThan(-(temperature < 1e-3 ? 1e-5 : 1e-9) * Math.max(1, Math.abs(freeEnergy)));
        expect(
          trail.slice(1).every((f, i) => f <= (trail[i] as number) + 1e-10 * Math.max(1, Math.abs(f))),
          where,
        ).toBe(true);
      }
    }
  });

  if (inReach.includes(model))
    it.each([0.3, 1, 20, 100])('comes to rest at the lowest F there is, T = %s', async (temperature) => {
      const { done, result } = await at({ ...set, rate: 0.3, temperature }, 5000);
      expect(done).toBe(true);
      expect(result.tables.trail?.excess?.at(-1)).toBeLessThan(1e-8);
    });
});

describe('a temperature that turns on the way', () => {
  it('leaves each stretch of F above its own lowest, with both values at the step where it turned', async () => {
    const { values, run } = await opened(presetOf('twoExplanations'));
    await run.next(41, values);
    const cold = { ...values, temperature: 0 };
    const { result } = await run.next(0, cold);
    const trail = result.tables.trail as Record<string, Float64Array>;
    const stops = Array.from(trail.step as Float64Array, (step, i) => ({
      step,
      temperature: trail.temperature?.[i],
      lowest: trail.lowest?.[i] as number,
      freeEnergy: trail.freeEnergy?.[i] as number,
    }));
    expect(stops.slice(-2).map(({ step, temperature }) => [step, temperature])).toEqual([
      [41, 1],
      [41, 0],
    ]);
    // At T = 1 the lowest is −log P(X), at T = 0 the least energy: −max log P(X, Θ), by a scan.
    expect(stops.at(-2)?.lowest).toBeCloseTo(-(result.scalars.logEvidence as number), 9);
    const joint = (theta: number) =>
      -0.5 * (Math.log(2 * Math.PI * 1.5 ** 2) + ((theta - 0.25) / 1.5) ** 2) -
      0.5 * (Math.log(2 * Math.PI * 0.25) + ((1.7 - Math.abs(theta)) / 0.5) ** 2);
    const least = -Array.from({ length: 20_001 }, (_, i) => joint(-10 + i / 1000)).reduce((a, b) => Math.max(a, b));
    expect(stops.at(-1)?.lowest).toBeCloseTo(least, 5);
    for (const { lowest, freeEnergy } of stops) expect(freeEnergy).toBeGreaterThan(lowest - 1e-6);
    const after = await run.next(30, cold);
    expect(after.result.scalars.rise).toBe(0);
  });

  it('is not lost among many stops', async () => {
    const { values, run } = await opened({ model: 'gaussian', rate: 0.001 });
    await run.next(700, values);
    const { result } = await run.next(1500, { ...values, temperature: 2 });
    const { step, temperature } = result.tables.trail as Record<string, Float64Array>;
    const turned = Array.from(temperature as Float64Array).indexOf(2);
    expect([step?.[turned - 1], step?.[turned]]).toEqual([700, 700]);
  });
});
