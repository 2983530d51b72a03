import { describe, expect, it } from 'vitest';
import { softplus } from '../../core/math/elementary.ts';
import { expectNormal, expectNormal2, hermite7, integrate, panelRule } from '../../core/math/quadrature.ts';

describe('integrate', () => {
  it('is exact for polynomials up to degree 22 in a single panel', () => {
    for (const degree of [0, 1, 7, 22]) expect(integrate((x) => x ** degree, [0, 1]).value).toBeCloseTo(1 / (degree + 1), 14);
  });

  it('gives the normal integral', () => {
    expect(integrate((x) => Math.exp(-0.5 * x * x), [-12, 12]).value).toBeCloseTo(Math.sqrt(2 * Math.PI), 12);
  });

  it('takes a kink where it is told of it, and estimates no less error than it makes', () => {
    const { value, error } = integrate((x) => Math.abs(x - 0.3), [0, 0.3, 1]);
    expect(Math.abs(value - 0.29)).toBeLessThan(1e-14);
    const untold = integrate((x) => Math.sqrt(Math.abs(x - 0.3)), [0, 1], 1e-8);
    const exact = (2 / 3) * (0.3 ** 1.5 + 0.7 ** 1.5);
    expect(Math.abs(untold.value - exact)).toBeLessThanOrEqual(untold.error);
    expect(error).toBeLessThan(1e-14);
  });

  it('says by its error that an integral does not converge', () => {
    expect(integrate((x) => 1 / x, [0, 1]).error).toBeGreaterThan(1e-3);
  });
});

describe('expectNormal', () => {
  it('gives the moments 1, m, m² + s², m⁴ + 6m²s² + 3s⁴', () => {
    const [m, s] = [0.7, 1.3];
    const moment = (k: number) => expectNormal((x) => x ** k, m, s).value;
    expect(moment(0)).toBeCloseTo(1, 14);
    expect(moment(1)).toBeCloseTo(m, 13);
    expect(moment(2)).toBeCloseTo(m * m + s * s, 13);
    expect(moment(4)).toBeCloseTo(m ** 4 + 6 * m * m * s * s + 3 * s ** 4, 11);
  });

  it('agrees with adaptive quadrature where the integrand has poles nearby', () => {
    for (const s of [0.1, 1, 5, 20]) {
      const adaptive = integrate((t) => (softplus(1 + s * t) * Math.exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI), [-10, -1 / s, 10]);
      const { value, error } = expectNormal(softplus, 1, s);
      expect(Math.abs(value - adaptive.value)).toBeLessThan(1e-11);
      expect(error).toBeLessThan(1e-10);
    }
  });

  it('is a product in the plane for a product', () => {
    const both = expectNormal2((x, y) => x * x * Math.cos(y), [0.5, 1], [2, 0.7]);
    expect(both.value).toBeCloseTo((0.25 + 4) * Math.cos(1) * Math.exp(-0.245), 12);
    expect(both.error).toBeLessThan(1e-10);
  });
});

describe('hermite7', () => {
  it('is exact for the even moments of N(0, 1) up to 12 and not beyond 13', () => {
    const moment = (k: number) => hermite7.reduce((sum, [x, w]) => sum + w * x ** k, 0);
    for (const [k, exact] of [
      [0, 1],
      [2, 1],
      [4, 3],
      [6, 15],
      [8, 105],
      [10, 945],
      [12, 10395],
    ] as const)
      expect(moment(k) / exact).toBeCloseTo(1, 12);
    expect(moment(14) / 135135).toBeLessThan(0.99);
  });
});

describe('panelRule', () => {
  it('is exact for polynomials up to degree 22 in each of its panels, and not for a pole close by', () => {
    const over = (f: (x: number) => number, points: readonly number[]) => {
      const { nodes, weights } = panelRule(points);
      expect(nodes).toEqual(nodes.toSorted());
      return nodes.reduce((sum, node, i) => sum + (weights[i] as number) * f(node), 0);
    };
    for (const degree of [0, 1, 7, 22])
      expect(over((x) => x ** degree, [-1, 0.3, 0.4, 1])).toBeCloseTo(degree % 2 === 0 ? 2 / (degree + 1) : 0, 14);
    const peaked = (x: number) => 1 / (1 + 1e4 * x * x);
    expect(Math.abs(over(peaked, [0, 1]) - Math.atan(100) / 100)).toBeGreaterThan(1e-5);
    expect(over(peaked, [0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1])).toBeCloseTo(Math.atan(100) / 100, 12);
  });
});
