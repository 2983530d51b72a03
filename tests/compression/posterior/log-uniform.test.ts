// KL from the log-uniform prior: the series against the integral and the table, and the published fit against both.
import { describe, expect, it } from 'vitest';
import { approximateLogUniformKl, approximateLogUniformKlSlope } from '../../../core/compression/posterior/approximate-kl.ts';
import { logUniformKl, logUniformKlSlope } from '../../../core/compression/posterior/log-uniform-kl.ts';
import { tabulatedLogUniformKl, tabulatedLogUniformKlSlope } from '../../../core/compression/posterior/tabulated-kl.ts';
import { expectNormal, integrate } from '../../../core/math/quadrature.ts';

/** ∫₀¹ (1 − e^{−u(1 − s²)})/(1 − s²) ds. */
const integral = (logAlpha: number) => {
  const u = 0.5 * Math.exp(-logAlpha);
  return integrate(
    (s) => {
      const rest = (1 - s) * (1 + s);
      return -Math.expm1(-u * rest) / rest;
    },
    [0, 0.9, 0.999, 1],
  ).value;
};

const table = [
  [-8, 4.63501360692, 4.635899480334027],
  [-4, 2.62575493233, 2.6342083140622754],
  [-2, 1.54415464476, 1.540532741238367],
  [0, 0.426685604296, 0.4312389509903088],
  [1, 0.173193859243, 0.1779697195385873],
  [2, 0.0661684854636, 0.06841654603737557],
  [3, 0.0246883354403, 0.025420043312364804],
  [4, 0.00912993236065, 0.00932994145045185],
  [8, 0.000167721936439, 0.0001683693469554104],
] as const;

describe('the exact KL', () => {
  it.each(table)('at log α = %i is tabled, and its fit', (logAlpha, exact, fit) => {
    expect(Math.abs(logUniformKl(logAlpha) / exact - 1)).toBeLessThan(5e-12);
    expect(Math.abs(approximateLogUniformKl(logAlpha) / fit - 1)).toBeLessThan(1e-9);
  });

  it('is the integral to 1e−11, across the place where one series follows the other', () => {
    // u = 40 is at log α = −log 80 = −4.382.
    for (const logAlpha of [-10, -7.3, -5, -4.39, -4.37, -3.5, -1, 0.7, 5, 12]) {
      expect(Math.abs(logUniformKl(logAlpha) - integral(logAlpha)), `${logAlpha}`).toBeLessThan(1e-11);
    }
    const seam = -Math.log(80);
    expect(Math.abs(logUniformKl(seam - 1e-9) - logUniformKl(seam + 1e-9) + 2e-9 * logUniformKlSlope(seam))).toBeLessThan(1e-14);
    expect(Math.abs(logUniformKlSlope(seam - 1e-9) - logUniformKlSlope(seam + 1e-9))).toBeLessThan(1e-10);
  });

  it('keeps its relative accuracy where it vanishes, as u + …', () => {
    for (const logAlpha of [20, 30, 600]) expect(logUniformKl(logAlpha) / (0.5 * Math.exp(-logAlpha))).toBeCloseTo(1, 8);
  });

  it('is KL by its definition, up to one constant: E log|w| less the log of the sd', () => {
    // KL = −½ log(2πe σ²) + E log|w| + c, w = σ(θ/σ + t); its differences have no constant.
    const defined = (logAlpha: number) => {
      const shift = Math.exp(-logAlpha / 2);
      return integrate(
        (t) => (Math.exp(-0.5 * (t - shift) ** 2) / Math.sqrt(2 * Math.PI)) * Math.log(Math.abs(t)),
        [-12, -1, -1e-3, 0, 1e-3, 1, shift + 12],
        1e-10,
      ).value;
    };
    const difference = (a: number, b: number) => defined(a) - defined(b);
    expect(logUniformKl(-1) - logUniformKl(1)).toBeCloseTo(difference(-1, 1), 8);
    expect(logUniformKl(0) - logUniformKl(3)).toBeCloseTo(difference(0, 3), 8);
  });
});

describe('the derivative of the exact KL', () => {
  it('agrees with central differences, on both sides of the seam', () => {
    const h = 1e-4;
    for (const logAlpha of [-8, -4.5, -4.2, -2, 0, 1.5, 4, 8]) {
      const by = (f: (x: number) => number, step: number) => (f(logAlpha + step) - f(logAlpha - step)) / (2 * step);
      // Richardson’s step takes the h² away.
      const difference = (4 * by(logUniformKl, h / 2) - by(logUniformKl, h)) / 3;
      expect(Math.abs(logUniformKlSlope(logAlpha) - difference)).toBeLessThan(1e-10);
      expect(
        Math.abs(approximateLogUniformKlSlope(logAlpha) - (4 * by(approximateLogUniformKl, h / 2) - by(approximateLogUniformKl, h)) / 3),
      ).toBeLessThan(1e-10);
    }
  });

  it('is −√u D(√u), Dawson’s integral: D(1) = 0.5380795069127684', () => {
    expect(logUniformKlSlope(-Math.log(2))).toBeCloseTo(-0.5380795069127684, 14);
  });

  it('goes to −½ as α goes to 0', () => {
    expect(logUniformKlSlope(-30)).toBeCloseTo(-0.5, 12);
  });
});

describe('the published fit', () => {
  it('is off by at most 0.0095 nats for log α from −8 to 8, the most near −3.5', () => {
    let [worst, where] = [0, 0];
    for (let logAlpha = -8; logAlpha <= 8; logAlpha += 1 / 64) {
      const off = Math.abs(approximateLogUniformKl(logAlpha) - logUniformKl(logAlpha));
      if (off > worst) [worst, where] = [off, logAlpha];
    }
    expect(worst).toBeLessThan(0.0095);
    expect(worst).toBeGreaterThan(0.009);
    expect(Math.abs(where + 3.5)).toBeLessThan(0.3);
  });

  it('has k₁ near ½(γ + log 2), which the exact one needs as α goes to 0', () => {
    expect(logUniformKl(-40) - 20).toBeCloseTo(0.5 * (0.5772156649015329 + Math.LN2), 12);
  });
});

it('the trapezoidal rule finds the same as E log|w| away from 0', () => {
  // At small α the weight stays away from 0: E log|θ + σt| − log θ by quadrature over t, against the two KLs’ difference.
  const mean = (logAlpha: number) => expectNormal((t) => Math.log1p(t), 0, Math.exp(logAlpha / 2)).value;
  const difference = logUniformKl(-7) - logUniformKl(-8);
  expect(difference).toBeCloseTo(-0.5 + mean(-7) - mean(-8), 10);
});

describe('the table that training takes', () => {
  const places = Array.from({ length: 2001 }, (_, i) => -8 + (16 * (i + 0.377)) / 2001);

  it('is the exact KL to 1e−10, and its slope to 1e−6, also at both ends', () => {
    for (const at of [-8, ...places, 8]) {
      expect(Math.abs(tabulatedLogUniformKl(at) - logUniformKl(at)), `${at}`).toBeLessThan(1e-10);
      expect(Math.abs(tabulatedLogUniformKlSlope(at) - logUniformKlSlope(at)), `${at}`).toBeLessThan(1e-6);
    }
  });

  it('is not the published fit, which is up to 0.0094 nats off', () => {
    const most = places.reduce((a, at) => Math.max(a, Math.abs(approximateLogUniformKl(at) - tabulatedLogUniformKl(at))), 0);
    expect(most).toBeGreaterThan(0.0093);
    expect(most).toBeLessThan(0.0095);
  });
});
