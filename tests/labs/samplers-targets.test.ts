// The targets of the Samplers lab: gradients, what is known of them in closed form, and what their lattices make of them.
import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { DataSum } from '../../core/inference/mcmc/target.ts';
import { gradientAt, logDensityAt } from '../../core/inference/mcmc/target.ts';
import { findMode } from '../../core/inference/mode.ts';
import { byLines, temperedPlane } from '../../core/inference/tempered/plane.ts';
import { linear } from '../../core/labs/samplers/model/linear.ts';
import { logistic, logisticOnLattice } from '../../core/labs/samplers/model/logistic.ts';
import { mixture, mixtureOnLattice } from '../../core/labs/samplers/model/mixture.ts';
import {
  boxShares,
  drawnDivergence,
  drawnShares,
  type Evaluate,
  logEvidenceOf,
  momentsOfShares,
  type Plane,
  sharesOf,
  totalVariation,
} from '../../core/labs/samplers/model/plane.ts';
import type { Problem, Truth } from '../../core/labs/samplers/model/problem.ts';
import { LOG_2PI, normalCdf, normalDensity } from '../../core/math/special.ts';
import { createRandom } from '../../core/prob/random.ts';
import { anywhere } from '../anywhere.ts';
import { problemNamed, quantileData, rowsNamed } from '../inference/problems.ts';

const all = ['gaussian', 'banana', 'ring', 'eightModes', 'funnel', 'mixture', 'iris', 'penguins', 'faithful', 'concrete'] as const;
const withData = ['mixture', 'iris', 'penguins', 'faithful', 'concrete'] as const;
const inPlane = ['gaussian', 'banana', 'ring', 'eightModes', 'mixture', 'iris', 'faithful'] as const;

const planeOf = (problem: Problem, temperature = 1): Plane => (problem.plane as NonNullable<Problem['plane']>)(temperature);

/** Points about where a target lives, near and far. */
function around({ scale: { centre, sd } }: Problem, count: number): Float64Array[] {
  const { normal } = createRandom(53);
  return Array.from({ length: count }, () => centre.map((c, i) => c + 1.5 * Math.min(4, sd[i] as number) * normal()));
}

describe.each(all)('the target %s', (name) => {
  const problem = problemNamed(name);
  const { target } = problem;

  it('has the gradient that finite differences have', () => {
    for (const at of around(problem, 6)) {
      const gradient = gradientAt(target, at);
      const size = Math.max(...gradient.map(Math.abs), 1);
      at.forEach((x, i) => {
        const h = 1e-4 * Math.max(0.1, Math.abs(x));
        const moved = (by: number) => logDensityAt(target, at.with(i, x + by));
        // Fourth order: two central differences.
        const slope = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
        expect(Math.abs(slope - (gradient[i] as number)) / size).toBeLessThan(1e-6);
      });
    }
  });

  it('says the same of many points at once as of each', () => {
    const points = around(problem, 5);
    const flat = Float64Array.from(points.flatMap((point) => [...point]));
    const [heights, again, gradients] = [new Float64Array(5), new Float64Array(5), new Float64Array(flat.length)];
    target.logDensities(flat, heights);
    target.logDensityGradients(flat, gradients, again);
    expect(again).toEqual(heights);
    points.forEach((point, k) => {
      expect(heights[k]).toBe(logDensityAt(target, point));
      expect(gradients.subarray(k * target.dimension, (k + 1) * target.dimension)).toEqual(gradientAt(target, point));
    });
  });
});

describe.each(withData)('the data of %s', (name) => {
  const problem = problemNamed(name);
  const data = problem.target.data as DataSum;
  const { dimension } = problem.target;

  it('give the whole gradient where all rows are read, and its mean where each is read alone and counts N times', () => {
    for (const at of around(problem, 3)) {
      const whole = gradientAt(problem.target, at);
      const size = Math.max(...whole.map(Math.abs), 1);
      const rows = Int32Array.from({ length: data.size }, (_, i) => i);
      const sum = new Float64Array(dimension);
      data.estimates(at, rows, data.size, 1, sum);
      const points = Float64Array.from({ length: data.size * dimension }, (_, i) => at[i % dimension] as number);
      const each = new Float64Array(points.length);
      data.estimates(points, rows, 1, data.size, each);
      whole.forEach((g, i) => {
        expect(Math.abs((sum[i] as number) - g) / size).toBeLessThan(1e-11);
        const mean = rows.reduce((total, k) => total + (each[k * dimension + i] as number), 0) / data.size;
        expect(Math.abs(mean - g) / size).toBeLessThan(1e-11);
      });
    }
  });
});

describe.each(inPlane)('the lattice of %s', (name) => {
  const problem = problemNamed(name);

  it('holds the log densities of the target itself', () => {
    const { xs, ys, logDensities } = planeOf(problem);
    const { uniform } = createRandom(59);
    for (let k = 0; k < 200; k += 1) {
      const [i, j] = [Math.floor(uniform() * xs.length), Math.floor(uniform() * ys.length)];
      const there = logDensityAt(problem.target, [xs[i] as number, ys[j] as number]);
      expect(Math.abs((logDensities[j * xs.length + i] as number) - there) / Math.max(1, Math.abs(there))).toBeLessThan(1e-12);
    }
  });

  it.each([1, 2, 0.5])('has the evidence and moments of the closed form, where there is one: T = %f', (temperature) => {
    const plane = planeOf(problem, temperature);
    const { means, variances } = momentsOfShares(plane, sharesOf(plane, temperature));
    const truth = problem.truth(temperature);
    truth?.means.forEach((mean, i) => {
      const sd = Math.sqrt(truth.variances[i] as number);
      expect(Math.abs((means[i] as number) - mean) / sd).toBeLessThan(1e-9);
      expect((variances[i] as number) / (truth.variances[i] as number)).toBeCloseTo(1, 9);
    });
    expect(Math.abs(logEvidenceOf(planeOf(problem)) - (problem.logEvidence as number))).toBeLessThan(1e-9);
  });
});

describe('moments at a temperature', () => {
  it.each([
    [0.1, 1e-3],
    [0.3, 0.02],
    [1, 5],
    [0.05, 1e4],
  ])('of a ring of width %s at T = %s are those of its squared radius, a normal above 0', (width, temperature) => {
    const truth = problemNamed('ring', { width }).truth(temperature) as Truth;
    // θ₁² + θ₂² ~ N(9, 36 w² T) above 0, each half of it: 9 + s φ(9/s)/Φ(9/s).
    const s = 6 * width * Math.sqrt(temperature);
    const square = 9 + (s * normalDensity(9 / s)) / normalCdf(9 / s);
    truth.means.forEach((mean, i) => {
      expect(Math.abs(mean) / Math.sqrt(square)).toBeLessThan(1e-10);
      expect((2 * (truth.variances[i] as number)) / square).toBeCloseTo(1, 10);
      expect((truth.errors?.variances[i] as number) / square).toBeLessThan(1e-10);
    });
  });

  it('of two tied means are the same along other lines', () => {
    const { truth } = problemNamed('mixture');
    const evaluate = mixtureOnLattice(quantileData());
    for (const temperature of [1e-3, 0.02]) {
      const turned = byLines((b) => {
        const along = evaluate.along(2 * b);
        return (a) => along(2 * a - b);
      });
      const around = [
        [-40, 40],
        [-20, 20],
      ] as const;
      const { statistics } = temperedPlane(turned, [around], temperature);
      const [, , mean, variance] = statistics as [number, number, number, number];
      expect(Math.abs((truth(temperature)?.means[1] as number) - 2 * mean)).toBeLessThan(1e-9);
      expect((truth(temperature)?.variances[1] as number) / (4 * variance)).toBeCloseTo(1, 9);
    }
  });
});

describe('two tied means given quantiles', () => {
  const x = quantileData();
  const problem = problemNamed('mixture');
  const { target } = problem;
  const plane = planeOf(problem);
  const shares = sharesOf(plane, 1);

  it('are given the data that the numbers were found for', () => {
    const variance = x.reduce((sum, xi) => sum + (xi - 0.5) ** 2, 0) / 100;
    expect(x[0]).toBeCloseTo(-3.348572057989502, 12);
    expect(x[99]).toBeCloseTo(4.348572057989496, 12);
    expect(variance).toBeCloseTo(2.2222175548, 9);
  });

  it('have the evidence and the moments of the quadrature', () => {
    const { means, variances, covariance } = momentsOfShares(plane, shares);
    expect(Math.abs(logEvidenceOf(plane) + 185.1475045936)).toBeLessThan(1e-9);
    const found = [means[0], means[1], variances[0], variances[1], covariance] as number[];
    const known = [0.49028152840556, 0.01730735858325, 0.19435017639229, 0.69385919213146, -0.34610678536077];
    known.forEach((number, i) => {
      expect(Math.abs((found[i] as number) - number), `${i}`).toBeLessThan(1e-9);
    });
  });

  it('put θ₂ above 0 with the probability of the quadrature', () => {
    // A lattice of its own, whose cells end at 0.
    const [xs, ys] = [
      Float64Array.from({ length: 400 }, (_, i) => -4 + (i + 0.5) * 0.02),
      Float64Array.from({ length: 800 }, (_, j) => -8 + (j + 0.5) * 0.02),
    ];
    const heights = mixtureOnLattice(x)(xs, ys);
    let [above, total] = [0, 0];
    heights.forEach((height, at) => {
      const density = Math.exp(height + 185);
      total += density;
      if ((ys[Math.floor(at / xs.length)] as number) > 0) above += density;
    });
    // The midpoint rule on half a plane: off by h²/24 times the slope at 0.
    expect(above / total).toBeCloseTo(0.5087838, 6);
    expect(Math.log(total * 0.02 ** 2) - 185).toBeCloseTo(-185.1475045936, 9);
  });

  it.each([
    [[1, 1], [0.253646935657, 0.49166091397], -185.07755414824],
    [[1, -1], [0.70759612488, -0.418084358131], -185.10039167355],
  ] as const)('have a mode up from %j', (start, at, height) => {
    const mode = findMode(target, start);
    // Where these were found the gradient is 1e-6: that many digits are right.
    at.forEach((c, i) => {
      expect(Math.abs((mode[i] as number) - c)).toBeLessThan(2e-6);
    });
    expect(logDensityAt(target, mode)).toBeCloseTo(height, 9);
    expect(Math.max(...gradientAt(target, mode).map(Math.abs))).toBeLessThan(2e-7);
  });

  it('have a likelihood that does not know (θ₁, θ₂) from (θ₁ + θ₂, −θ₂)', () => {
    const prior = (a: number, b: number) => -0.5 * (a * a * 0.1 + b * b);
    const [a, b] = [0.3, 0.8];
    const likelihood = (at: readonly [number, number]) => logDensityAt(target, at) - prior(...at);
    expect(likelihood([a, b])).toBeCloseTo(likelihood([a + b, -b]), 10);
  });

  it('have the log joint that is written out term by term', () => {
    const normal = (y: number, mean: number, variance: number) =>
      Math.exp(-((y - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    const [a, b] = [-0.4, 1.3];
    const joint = x.reduce(
      (sum, xi) => sum + Math.log(0.5 * normal(xi, a, 2) + 0.5 * normal(xi, a + b, 2)),
      Math.log(normal(a, 0, 10)) + Math.log(normal(b, 0, 1)),
    );
    expect(logDensityAt(mixture(x), [a, b])).toBeCloseTo(joint, 10);
  });
});

describe('regressions', () => {
  it('linear: the evidence is the normal density of the responses, N(0, s² I + t² X Xᵀ)', () => {
    const { normal } = createRandom(61);
    const [size, d, priorSd, noiseSd] = [9, 3, 1.7, 0.6];
    const x = Float64Array.from({ length: size * d }, normal);
    const y = Float64Array.from({ length: size }, normal);
    const design = Matrix.from1DArray(size, d, x);
    const covariance = Matrix.add(Matrix.mul(design.mmul(design.transpose()), priorSd ** 2), Matrix.mul(Matrix.eye(size), noiseSd ** 2));
    const cholesky = new CholeskyDecomposition(covariance);
    const responses = Matrix.columnVector(y);
    const away = responses.transpose().mmul(cholesky.solve(responses)).get(0, 0);
    const logDeterminant = 2 * cholesky.lowerTriangularMatrix.diagonal().reduce((sum, l) => sum + Math.log(l), 0);
    const direct = -0.5 * (size * LOG_2PI + logDeterminant + away);
    expect(linear({ x, y, dimension: d }, priorSd, noiseSd).logEvidence).toBeCloseTo(direct, 10);
  });

  it('linear: the joint is written out row by row', () => {
    const rows = rowsNamed('faithful');
    const { target } = linear(rows, 2.5, 0.5);
    const logNormal = (u: number, sd: number) => -0.5 * (LOG_2PI + (u / sd) ** 2) - Math.log(sd);
    const w = [0.2, 0.7] as const;
    const joint = rows.y.reduce(
      (sum, y, i) => sum + logNormal(y - w[0] * (rows.x[2 * i] as number) - w[1] * (rows.x[2 * i + 1] as number), 0.5),
      logNormal(w[0], 2.5) + logNormal(w[1], 2.5),
    );
    expect(logDensityAt(target, w)).toBeCloseTo(joint, 9);
  });

  it('linear: the posterior’s mean is the mode', () => {
    const { target, truth } = problemNamed('concrete');
    const mode = findMode(target, new Float64Array(target.dimension));
    truth(1)?.means.forEach((mean, i) => {
      expect(mode[i]).toBeCloseTo(mean, 8);
    });
  });

  it('logistic: the joint is written out row by row, and stays finite far out', () => {
    const rows = rowsNamed('iris');
    const { target } = problemNamed('iris');
    const w = [0.4, 1.9] as const;
    const joint = rows.y.reduce(
      (sum, y, i) => {
        const p = 1 / (1 + Math.exp(-w[0] - w[1] * (rows.x[2 * i + 1] as number)));
        return sum + Math.log(y === 1 ? p : 1 - p);
      },
      -LOG_2PI - 2 * Math.log(2.5) - 0.5 * ((w[0] / 2.5) ** 2 + (w[1] / 2.5) ** 2),
    );
    expect(logDensityAt(target, w)).toBeCloseTo(joint, 10);
    expect(Number.isFinite(logDensityAt(target, [2000, -3000]))).toBe(true);
    expect(gradientAt(target, [2000, -3000]).every(Number.isFinite)).toBe(true);
  });
});

describe('lattices far out', () => {
  const rows = { x: Float64Array.of(1, -2, 1, -1.5, 1, -0.5, 1, 0.5, 1, 1, 1, 2.5), y: Float64Array.of(0, 0, 0, 1, 1, 1), dimension: 2 };
  const near = (found: number | undefined, exact: number) => Math.abs((found as number) - exact) / Math.max(1, Math.abs(exact));

  // mpmath: -(a*a + b*b)/(2*t*t) - log(2*pi) - 2*log(t) - sum(log1p(exp(-/+(a + b*x))))
  it.each([
    [0, 0, -19.81227070773329],
    [700, 900, -266.3033876243736],
    [-3000, 20, -8940.153587624374],
    [250, -250, -2141.4090348049335],
    [-0.25, 400, -15.73338765562362],
  ])('logistic at (%s, %s), alone and beside what is near', (a, b, exact) => {
    const evaluate = logisticOnLattice(rows, 1000);
    expect(near(evaluate(Float64Array.of(a), Float64Array.of(b))[0], exact)).toBeLessThan(1e-14);
    expect(near(evaluate(Float64Array.of(0, a, 1), Float64Array.of(-1, b, 2))[4], exact)).toBeLessThan(1e-14);
  });

  // mpmath: -a*a/20 - b*b/2 - log(2*pi) - log(10)/2 + sum(log(npdf(x, a, sqrt(2))/2 + npdf(x, a + b, sqrt(2))/2))
  it.each([
    [[9998, 10000.5, 10001, 10003], 9999, 2, -4999013.223452794],
    [[9998, 10000.5, 10001, 10003], 10000, -3, -5000017.676432813],
    [[9998, 10000.5, 10001, 10003], 0, 2, -99972517.88630682],
    [[9998, 10000.5, 10001, 10003], 9990, 40, -4990931.886306829],
    [[-900, 1000], 0, 3000, -4952506.906488221],
  ])('mixture of %j at (%s, %s), as its target has it', (data, a, b, exact) => {
    const x = Float64Array.from(data);
    const found = mixtureOnLattice(x)(Float64Array.of(a), Float64Array.of(b))[0];
    expect(near(found, exact)).toBeLessThan(1e-14);
    expect(near(found, logDensityAt(mixture(x), [a, b]))).toBeLessThan(1e-13);
  });

  it('are what the targets have, at any scale of data and weights', () => {
    const scale = fc.tuple(anywhere({ min: -3, max: 5 }), fc.boolean()).map(([k, minus]) => (minus ? -(10 ** k) : 10 ** k));
    const column = fc.array(scale, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(column, scale, scale, (data, a, b) => {
        const x = Float64Array.from(data);
        const here = (evaluate: Evaluate) => evaluate(Float64Array.of(a), Float64Array.of(b))[0];
        expect(near(here(mixtureOnLattice(x)), logDensityAt(mixture(x), [a, b]))).toBeLessThan(1e-11);
        const y = x.map((value) => (value > 1 ? 1 : 0));
        const wide = { x: Float64Array.from(data.flatMap((value) => [1, value])), y, dimension: 2 };
        expect(near(here(logisticOnLattice(wide, 1000)), logDensityAt(logistic(wide, 1000), [a, b]))).toBeLessThan(1e-12);
      }),
      { seed: 20261130, numRuns: 200 },
    );
  });
});

describe('draws in boxes', () => {
  const problem = problemNamed('gaussian', { correlation: 0 });
  const plane = planeOf(problem);
  const truth = boxShares(plane, sharesOf(plane, 1), 40);

  it('are all of the density, and as far from themselves as nothing', () => {
    expect(truth.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(totalVariation(truth, truth)).toBeLessThan(1e-12);
    expect(drawnDivergence(truth, truth)).toBeCloseTo(0, 12);
  });

  it('count by weight, those outside the window too', () => {
    const drawn = drawnShares(plane, [0.01, 0.01, 100], [0.01, 0.01, 0], [1, 2, 1], 40);
    expect(Math.max(...drawn)).toBeCloseTo(0.75, 14);
    expect(drawn.reduce((a, b) => a + b, 0)).toBeCloseTo(0.75, 14);
    expect(totalVariation(truth, drawnShares(plane, [100], [0], [1], 40))).toBeCloseTo(1, 12);
  });

  // Σ q log(q/p) where p = e^−42 outside: 42 Q + Q log Q, beside what the rest counts.
  it.each([
    ['a chain that is stuck far out', [30, 30, 30], [0, 0, 0], [1, 1, 1], 1],
    ['one that has diverged', [Number.NaN, Number.POSITIVE_INFINITY], [0, -1e300], [1, 1], 1],
    ['one of two chains', [30, 0.01], [0, 0.01], [1, 1], 0.5],
    ['what counts three times', [30, 0.01], [0, 0.01], [3, 1], 0.75],
  ])('of %s are as far in KL as in total variation', (_, x, y, weights, outside) => {
    const drawn = drawnShares(plane, x, y, weights, 40);
    const inside = drawn.reduce((sum, q, box) => (q > 0 ? sum + q * Math.log(q / (truth[box] as number)) : sum), 0);
    expect(drawnDivergence(truth, drawn)).toBeCloseTo(inside + outside * (42 + Math.log(outside)), 10);
    expect(totalVariation(truth, drawn)).toBeGreaterThanOrEqual(outside - 1e-12);
  });
});
