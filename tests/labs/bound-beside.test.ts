// What stands beside the bound: predictions, evidence of sums alone, another prior of τ; closed forms to 1e-10.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { eightSchools, rubin } from '../../core/labs/bound/model/eight-schools.ts';
import type { Model } from '../../core/labs/bound/model/model.ts';
import { halfCauchy, halfNormal } from '../../core/labs/bound/model/tau-priors.ts';
import { integrate } from '../../core/math/quadrature.ts';
import { logNormalDensity } from '../../core/prob/normal.ts';
import { anywhere } from '../anywhere.ts';

const scalarsAt = async (set: Readonly<Record<string, unknown>>, numbers?: readonly number[]) => {
  const values = parseValues(bound.params, initialValues(bound.params), set);
  const data = numbers && { name: 'own.csv', columns: { x: Float64Array.from(numbers) } };
  return (await (await openRun(bound, values, 1, data)).next(0, values)).result.scalars as Record<string, number>;
};

const residual = (model: Model, q: readonly number[]) => {
  const terms = [model.accuracy(q), -model.complexity(q), model.gap(q), -model.logEvidence.value];
  return Math.abs(terms.reduce((a, b) => a + b)) / Math.max(1, ...terms.map(Math.abs));
};

describe('the next number', () => {
  it('of a normal of known noise has the posterior’s mean, and its variance beside the noise', async () => {
    // Of (0.5, −0.3, 1.2) under N(0, 1) with noise 1: N(0.35, 0.25 + 1).
    const found = await scalarsAt({ model: 'gaussian', dataset: 'own', priorMean: 0, priorSd: 1, noiseSd: 1 }, [0.5, -0.3, 1.2]);
    expect(found.predictiveMean).toBeCloseTo(0.35, 14);
    expect(found.predictiveVariance).toBeCloseTo(1.25, 14);
  });

  it('has the moments of its integral over the posterior, whatever the scale', async () => {
    const power = anywhere({ min: -12, max: 12 }).map((k) => 10 ** k);
    await fc.assert(
      fc.asyncProperty(power, power, power, async (priorSd, noiseSd, observation) => {
        const found = await scalarsAt({ model: 'gaussian', observation, priorMean: 0, priorSd, noiseSd });
        const share = 1 / (1 + (noiseSd / priorSd) ** 2);
        expect(Math.abs((found.predictiveMean as number) / (observation * share) - 1)).toBeLessThan(1e-14);
        expect(Math.abs((found.predictiveVariance as number) / (noiseSd ** 2 * (1 + share)) - 1)).toBeLessThan(1e-14);
      }),
      { seed: 20261130, numRuns: 15 },
    );
  });

  it('of a coin is heads with (a + h)/(a + b + n); of a rate it is a negative binomial', async () => {
    const coin = await scalarsAt({ model: 'coin', heads: 7, tosses: 10, priorA: 1, priorB: 1 });
    expect(coin.predictiveMean).toBeCloseTo(8 / 12, 14);
    expect(coin.predictiveVariance).toBeCloseTo(32 / 144, 14);
    const rate = await scalarsAt({ model: 'poisson', count: 4, priorShape: 2, priorRate: 1 });
    // Gamma(6, rate 2): mean 3, variance 3 + 6/4.
    expect(rate.predictiveMean).toBeCloseTo(3, 14);
    expect(rate.predictiveVariance).toBeCloseTo(4.5, 14);
  });

  it('is left out where it has no closed form', async () => {
    for (const model of ['states', 'bimodal', 'banana', 'eightSchools']) {
      const found = Object.keys(await scalarsAt({ model }));
      expect(found.filter((name) => name.startsWith('predictive') || name === 'logEvidenceOfCounts')).toEqual([]);
    }
  });
});

describe('the evidence of a sum alone', () => {
  it('of seven heads in ten is 1/11, log 120 above that of their order, which log P(X) is of', async () => {
    const found = await scalarsAt({ model: 'coin', heads: 7, tosses: 10, priorA: 1, priorB: 1 });
    expect(found.logEvidence).toBeCloseTo(-Math.log(1320), 13);
    expect(found.logEvidenceOfCounts).toBeCloseTo(-Math.log(11), 13);
  });

  it('is known at a million million tosses', async () => {
    const found = await scalarsAt({ model: 'coin', heads: 5e11, tosses: 1e12, priorA: 1, priorB: 1 });
    expect(found.logEvidenceOfCounts).toBeCloseTo(-Math.log(1e12 + 1), 12);
  });

  it('of counts 3, 1, 4 is 3⁸ 3! 1! 4!/8! times that of the counts one by one', async () => {
    const found = await scalarsAt({ model: 'poisson', dataset: 'own', priorShape: 2, priorRate: 1 }, [3, 1, 4]);
    expect(found.logEvidence).toBeCloseTo(-6.030929430693438, 12);
    expect(found.logEvidenceOfCounts).toBeCloseTo(-6.030929430693438 - Math.log(40320 / (6561 * 144)), 12);
  });
});

describe('eight schools under a half-normal τ', () => {
  // log quad(lambda l: [density of y given τ = e^l, μ integrated by hand] * sqrt(2/pi)/c * exp(-e^(2l)/(2c²)) * e^l)
  it.each([
    [5, 5, -31.036239406061213, 4.441369516471591, 0.7814729291520557],
    [25, 10, -32.15927120356031, 6.3862620556866805, 1.344264340622306],
    [0.5, 50, -32.19923120054343, 7.63684545250181, -1.3303692598621224],
    [1e3, 5, -35.72511263321106, 4.071258617449256, 1.4168102170313572],
  ])('of scale %s, μ of sd %s', (scale, muSd, evidence, mu, logTau) => {
    const model = eightSchools(rubin, muSd, scale, halfNormal);
    const { value, error } = model.logEvidence;
    expect(Math.abs(value - evidence)).toBeLessThan(1e-10);
    expect(error).toBeLessThan(1e-10);
    const { statistics } = model.tempered(1);
    expect(statistics[0]).toBeCloseTo(mu, 8);
    expect(statistics[2]).toBeCloseTo(logTau, 8);
    for (const q of [
      [4, 3, 1, 0.8],
      [-20, 0.1, -3, 2],
      [4, 3, 2, 5],
    ])
      expect(residual(model, q)).toBeLessThan(1e-10);
  });

  it.each([
    ['half-Cauchy', halfCauchy],
    ['half-normal', halfNormal],
  ])('has a %s density of area 1, the energy of its integral', (_, prior) => {
    const { logDensity, energy } = prior(3);
    expect(integrate((l) => Math.exp(logDensity(l)), [-40, -5, 0, 2, 5, 40], 1e-13).value).toBeCloseTo(1, 11);
    const [m, s] = [0.4, 0.7];
    const exact = integrate((l) => -logDensity(l) * Math.exp(logNormalDensity(l, m, s)), [-8, 0.4, 4, 10], 1e-13).value;
    if (energy) expect(energy(m, s)).toBeCloseTo(exact, 10);
  });

  it('is not the prior unless it is chosen, and goes down as the other does', async () => {
    const plain = await scalarsAt({ model: 'eightSchools' });
    expect(plain.logEvidence).toBeCloseTo(-31.311347352292792, 10);
    const values = parseValues(bound.params, initialValues(bound.params), { model: 'eightSchools', tauPrior: 'halfNormal', rate: 0.3 });
    const run = await openRun(bound, values, 1);
    const { result } = await run.next(40, values);
    expect(result.scalars.rise).toBe(0);
    expect(result.scalars.logEvidence).toBeCloseTo(-31.036239406061213, 10);
    expect(result.scalars.gap).toBeLessThan(0.2);
  });

  it('says in one line where E[τ²] under q is beyond all numbers', async () => {
    const wide = { model: 'eightSchools', tauPrior: 'halfNormal', tauScale: 5 };
    await expect(scalarsAt({ ...wide, qMean2: 0, qSd2: 30 })).rejects.toThrow(/^qSd2: expected at most 15\.9, so that .+, got 30$/);
    await expect(scalarsAt({ ...wide, qMean2: 1e6, qSd2: 1 })).rejects.toThrow(InputError);
    expect(Number.isFinite((await scalarsAt({ ...wide, qMean2: 0, qSd2: 15.8 })).freeEnergy)).toBe(true);
  });
});
