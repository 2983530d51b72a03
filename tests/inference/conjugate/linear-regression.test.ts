// Bayesian linear regression of known noise, against 120 digits (mpmath; the expressions below), and against itself by other roads.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearRegression } from '../../../core/inference/conjugate/linear-regression.ts';
import { logNormalDensity } from '../../../core/prob/normal.ts';
import { anywhere } from '../../anywhere.ts';

const off = (found: number, exact: number) => Math.abs(found - exact) / Math.max(1, Math.abs(exact));
const powers = (x: readonly number[], degree: number) => Array.from({ length: degree + 1 }, (_, k) => x.map((each) => each ** k));

const x = [-1.5, -1, -0.25, 0.5, 1, 1.25];
const y = [2.25, 1, 0.5, -0.25, 0.75, 1.5];
const line = [
  [1, 1, 1, 1],
  [-1, 0, 1, 2],
];

describe('linear regression', () => {
  // C = s*s*eye(n) + t*t*X*X.T; A = eye(M)/t**2 + X.T*X/s**2
  // evidence -(n*log(2*pi) + log(det(C)) + (y.T*lu_solve(C, y))[0])/2; gamma M - trace(A**-1)/t**2; mean lu_solve(A, X.T*y/s**2)
  it.each([
    [line, [-0.9, 0.1, 1.2, 1.8], Math.SQRT2, 0.5, -4.8360610676724605, 1.9397501836884643, [0.0975753122703894, 0.8987509184423218]],
    [powers(x, 0), y, 2, 0.5, -11.109887110274695, 0.9896907216494846, [0.9484536082474226]],
    [powers(x, 1), y, 2, 0.5, -12.114517742412698, 1.9795897115484744, [0.9484536082474226, -0.32323232323232326]],
    [powers(x, 2), y, 2, 0.5, -8.79599590050908, 2.938813668849397, [0.025822763344009313, -0.12951978653182303, 0.9132162444452153]],
    [
      powers(x, 3),
      y,
      2,
      0.5,
      -10.25064591687887,
      3.8220933424602426,
      [-0.011955165724130898, -0.49410276521677504, 1.0037803140887724, 0.24813427168842353],
    ],
    [
      powers(x, 3),
      y,
      1e6,
      1e-3,
      -124900.70098622794,
      4.0,
      [-0.03974358357472116, -0.5752377332136361, 1.0424517212888254, 0.3021373649110313],
    ],
    [
      powers(x, 3),
      y,
      1e-6,
      10,
      -19.375079257192496,
      3.891650390624232e-13,
      [5.74999999999903e-14, -1.999999999999284e-14, 9.124999999998523e-14, -4.953124999998468e-14],
    ],
    [
      powers(
        x.map((each) => 1000 * each),
        3,
      ),
      y,
      1e3,
      0.5,
      -76.28614678780002,
      3.9999998685422966,
      [-0.03974357835012549, -0.0005752377324412339, 1.0424517175780638e-6, 3.021373639078045e-10],
    ],
    [
      powers([0.5], 3),
      [2],
      1,
      0.5,
      -2.414383982618734,
      0.8415841584158416,
      [1.2673267326732673, 0.6336633663366337, 0.31683168316831684, 0.15841584158415842],
    ],
    [
      powers([0.5, 0.5, 0.5], 3),
      [2, 1, 3],
      1e4,
      0.01,
      -10003.448005845572,
      0.999999999999749,
      [1.5058823529407985, 0.7529411764703993, 0.37647058823519963, 0.18823529411759982],
    ],
  ])('of the columns %j', (columns, seen, priorSd, noiseSd, evidence, effective, mean) => {
    const found = linearRegression(columns, seen, priorSd, noiseSd);
    expect(off(found.logEvidence, evidence)).toBeLessThan(1e-13);
    expect(Math.abs(found.effectiveParameters / effective - 1)).toBeLessThan(1e-12);
    const size = Math.max(...mean.map(Math.abs));
    for (const [k, m] of mean.entries()) expect(Math.abs((found.mean[k] as number) - m) / size).toBeLessThan(1e-12);
    expect(off(found.accuracy - found.complexity, evidence)).toBeLessThan(1e-12);
  });

  it('of four points has its covariance, and predicts at 1.5 with variance 0.36058', () => {
    const { covariance, predict } = linearRegression(line, [-0.9, 0.1, 1.2, 1.8], Math.SQRT2, 0.5);
    const exact = [0.07200587803085966, -0.02351212343864805, -0.02351212343864805, 0.048493754592211606];
    for (const [k, c] of exact.entries()) expect(covariance[k]).toBeCloseTo(c, 13);
    expect(predict([1, 1.5]).mean).toBeCloseTo(0.0975753122703894 + 1.5 * 0.8987509184423218, 13);
    expect(predict([1, 1.5]).variance).toBeCloseTo(0.3605804555473916, 13);
  });

  const power = (low: number, high: number) => anywhere({ min: low, max: high }).map((k) => 10 ** k);
  const place = fc.integer({ min: -2000, max: 2000 }).map((k) => k / 1000);
  const rows = fc.array(fc.tuple(place, place), { minLength: 2, maxLength: 8 });

  it('has the evidence that is the product of what was predicted of each y', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 3 }), power(-2, 2), power(-2, 1), (table, degree, priorSd, noiseSd) => {
        const [xs, ys] = [table.map(([a]) => a), table.map(([, b]) => b)];
        const upTo = (n: number) => linearRegression(powers(xs.slice(0, n), degree), ys.slice(0, n), priorSd, noiseSd);
        const first = logNormalDensity(
          ys[0] as number,
          0,
          Math.hypot(noiseSd, priorSd * Math.hypot(...powers(xs, degree).map((c) => c[0] as number))),
        );
        const sum = ys.slice(1).reduce((total, seen, i) => {
          const { mean, variance } = upTo(i + 1).predict(powers([xs[i + 1] as number], degree).map(([c]) => c as number));
          return total + logNormalDensity(seen, mean, Math.sqrt(variance));
        }, first);
        expect(off(upTo(ys.length).logEvidence, sum)).toBeLessThan(1e-8);
      }),
      { seed: 20261130, numRuns: 60 },
    );
  });

  it('counts from no weight to all of them, or to as many as there are places seen', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 3 }), power(-30, 30), (table, degree, unit) => {
        const xs = table.map(([a]) => a);
        const columns = powers(xs, degree);
        const seen = table.map(([, b]) => unit * b);
        const most = Math.min(degree + 1, new Set(xs).size);
        const at = (priorSd: number) => linearRegression(columns, seen, unit * priorSd, unit).effectiveParameters;
        const counted = [1e-9, 1e-3, 1, 1e3, 1e9].map(at);
        for (const [k, each] of counted.entries()) expect(each).toBeGreaterThanOrEqual(counted[k - 1] ?? 0);
        expect(counted[0]).toBeLessThan(1e-12);
        expect(counted[4]).toBeLessThanOrEqual(most + 1e-12);
        // A width of prior and noise by the same factor changes the density by the unit alone.
        const plain = linearRegression(
          columns,
          table.map(([, b]) => b),
          1,
          1,
        ).logEvidence;
        expect(off(linearRegression(columns, seen, unit, unit).logEvidence + seen.length * Math.log(unit), plain)).toBeLessThan(1e-9);
      }),
      { seed: 20261130, numRuns: 60 },
    );
  });

  it('takes a column that others make up for no direction of its own, however wide the prior', () => {
    const twice = [
      [1, 1, 1],
      [0.1, 0.2, 0.4],
      [1.1, 1.2, 1.4],
    ];
    expect(linearRegression(twice, [1, 2, 3], 1e35, 1e-35).effectiveParameters).toBe(2);
  });
});
