// Hard concrete gates: worked values, all of them again by quadrature over u, and by draws.
import { describe, expect, it } from 'vitest';
import {
  gateMean,
  gateOf,
  openSlope,
  probabilityOne,
  probabilityOpen,
  probabilityZero,
  publishedGate,
  testGate,
} from '../../../core/compression/posterior/hard-concrete.ts';
import { meanOf, standardErrorOf } from '../../../core/math/mean.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { createRandom } from '../../../core/prob/random.ts';

it.each([
  [-2, 0.5990247356, 0.0266333447, 0.142676103, 0.0430435064],
  [0, 0.168177816, 0.168177816, 0.5, 0.5],
  [2, 0.0266333447, 0.5990247356, 0.857323897, 0.9569564936],
])('at log α = %i a gate has the worked probabilities, mean and value for a test', (logAlpha, zero, one, mean, test) => {
  expect(probabilityZero(logAlpha)).toBeCloseTo(zero, 10);
  expect(probabilityOne(logAlpha)).toBeCloseTo(one, 10);
  expect(probabilityOpen(logAlpha)).toBeCloseTo(1 - zero, 10);
  expect(gateMean(logAlpha)).toBeCloseTo(mean, 10);
  expect(testGate(logAlpha)).toBeCloseTo(test, 10);
});

const gates = [publishedGate, { low: -0.3, high: 1.05, temperature: 0.4 }] as const;

describe.each(gates)('a gate from $low to $high at temperature $temperature', (gate) => {
  it.each([-4.6, -2, -0.3, 1, 4.6])('at log α = %f is 0, 1 and in the mean what quadrature over u says', (logAlpha) => {
    // The ends of the part of u where z is neither: s = −γ/(ζ − γ) and (1 − γ)/(ζ − γ), solved for u by bisection.
    const where = (reached: (z: number) => boolean) => {
      let [low, high] = [0, 1];
      for (let i = 0; i < 80; i += 1) {
        const u = (low + high) / 2;
        if (reached(gateOf(logAlpha, u, gate))) high = u;
        else low = u;
      }
      return high;
    };
    const opens = where((z) => z > 0);
    const full = where((z) => z >= 1);
    expect(probabilityZero(logAlpha, gate)).toBeCloseTo(opens, 12);
    expect(probabilityOne(logAlpha, gate)).toBeCloseTo(1 - full, 12);
    expect(gateMean(logAlpha, gate)).toBeCloseTo(integrate((u) => gateOf(logAlpha, u, gate), [opens, full]).value + 1 - full, 11);
  });

  it('opens faster with log α by the derivative', () => {
    for (const logAlpha of [-3, 0, 2.5]) {
      const h = 1e-5;
      const difference = (probabilityOpen(logAlpha + h, gate) - probabilityOpen(logAlpha - h, gate)) / (2 * h);
      expect(openSlope(logAlpha, gate)).toBeCloseTo(difference, 9);
    }
  });
});

describe('draws of a gate', () => {
  it('have the mean of the integral, which is not the value for a test', () => {
    const random = createRandom(17);
    const draws = Float64Array.from({ length: 20_000 }, () => gateOf(-2, random.uniform()));
    const z = (mean: number) => Math.abs(meanOf(draws) - mean) / standardErrorOf(draws);
    expect(z(gateMean(-2))).toBeLessThan(4);
    expect(z(testGate(-2))).toBeGreaterThan(4);
  });

  it('are 0 and 1 at the ends of u', () => {
    expect([gateOf(0, 0), gateOf(0, 1)]).toEqual([0, 1]);
  });
});
