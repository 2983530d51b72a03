// What is known of the Bound lab beyond its identities: closed forms, worked values, invariances, limits.
import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { byLines } from '../../core/inference/tempered/plane.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { estimateBound } from '../../core/labs/bound/look/observe.ts';
import { banana } from '../../core/labs/bound/model/banana.ts';
import { bimodal, foldedMean } from '../../core/labs/bound/model/bimodal.ts';
import { coin } from '../../core/labs/bound/model/coin.ts';
import { correlated } from '../../core/labs/bound/model/correlated.ts';
import { eightSchools, rubin } from '../../core/labs/bound/model/eight-schools.ts';
import { explorePlane } from '../../core/labs/bound/model/explore.ts';
import { gaussian } from '../../core/labs/bound/model/gaussian.ts';
import { logistic } from '../../core/labs/bound/model/logistic.ts';
import { type Model, summarize } from '../../core/labs/bound/model/model.ts';
import { poisson } from '../../core/labs/bound/model/poisson.ts';
import { states } from '../../core/labs/bound/model/states.ts';
import { integrate } from '../../core/math/quadrature.ts';
import { logNormalDensity } from '../../core/prob/normal.ts';
import { anywhere } from '../anywhere.ts';

const three = summarize([0.5, -0.3, 1.2]);

const termsAt = (model: Model, q: readonly number[]) => {
  const accuracy = model.accuracy(q);
  return {
    accuracy,
    complexity: model.complexity(q),
    gap: model.gap(q),
    energy: model.priorEnergy(q) - accuracy,
    entropy: model.family.entropy(q),
  };
};

/** Largest of |log P(X) − (accuracy − complexity + gap)| and |bound − (entropy − energy)|, relative to the largest term. */
const residual = (model: Model, q: readonly number[]) => {
  const { accuracy, complexity, gap, energy, entropy } = termsAt(model, q);
  const scale = Math.max(1, ...[accuracy, complexity, gap, energy, entropy].map(Math.abs));
  return (
    Math.max(Math.abs(model.logEvidence.value - (accuracy - complexity + gap)), Math.abs(accuracy - complexity - (entropy - energy))) /
    scale
  );
};

const run = async (set: Readonly<Record<string, unknown>>, steps = 0) => {
  const values = parseValues(bound.params, initialValues(bound.params), set);
  const opened = await openRun(bound, values, 1);
  return { frame: await opened.next(steps, values), values, opened };
};

describe('worked values', () => {
  it('seven heads in ten ordered tosses have probability 1/1320 under a flat prior', () => {
    expect(coin(7, 10, 1, 1).logEvidence.value).toBeCloseTo(-Math.log(1320), 12);
  });

  it('the mean of (0.5, −0.3, 1.2) has posterior N(0.35, 0.25) and log evidence −4.094962780173963', () => {
    const model = gaussian({ data: three, priorMean: 0, priorSd: 1, noiseSd: 1 });
    expect(model.logEvidence.value).toBeCloseTo(-4.094962780173963, 13);
    expect(model.tempered(1).statistics[0]).toBeCloseTo(0.35, 14);
    expect(model.tempered(1).statistics[1]).toBeCloseTo(0.25, 14);
    const q = [0.3, 0.5];
    const { accuracy, complexity, gap, energy, entropy } = termsAt(model, q);
    expect(accuracy).toBeCloseTo(-3.736815599614018, 13);
    expect(complexity).toBeCloseTo(0.36314718055994527, 14);
    expect(gap).toBeCloseTo(0.005, 14);
    expect(energy).toBeCloseTo(4.825754132818691, 13);
    expect(entropy).toBeCloseTo(0.7257913526447274, 14);
  });

  it('counts (3, 1, 4) under Gamma(2, rate 1) have log evidence −6.030929430693438', () => {
    expect(poisson([3, 1, 4], 2, 1).logEvidence.value).toBeCloseTo(-6.030929430693438, 12);
  });

  it('the linear regression of four points has log evidence −4.8360610676724605 and its posterior', () => {
    const model = correlated({ a1: [1, 1, 1, 1], a2: [-1, 0, 1, 2], y: [-0.9, 0.1, 1.2, 1.8] }, Math.SQRT2, 0.5);
    expect(model.logEvidence.value).toBeCloseTo(-4.8360610676724605, 12);
    const [m1, v1, m2, v2] = model.tempered(1).statistics as [number, number, number, number];
    expect(m1).toBeCloseTo(0.09757531227, 10);
    expect(m2).toBeCloseTo(0.898750918442, 10);
    expect(v1).toBeCloseTo(0.072005878031, 10);
    expect(v2).toBeCloseTo(0.048493754592, 10);
  });

  it('eight schools have log evidence −31.311347352292792 and the known posterior moments', () => {
    const model = eightSchools(rubin, 5, 5);
    expect(model.logEvidence.value).toBeCloseTo(-31.311347352292792, 11);
    expect(model.logEvidence.error).toBeLessThan(1e-10);
    const [mu, variance] = model.tempered(1).statistics as [number, number];
    expect(mu).toBeCloseTo(4.39682071383301, 9);
    expect(variance + mu * mu).toBeCloseTo(30.339195294327, 7);
  });

  it('energies (0, 1, 2) at temperature 0.5 have F = −0.0714658142, U = 0.1490629078, S = 0.4410574441', () => {
    // A flat prior over three states adds log 3 to every energy.
    const model = states([1, 1, 1], [1, Math.exp(-1), Math.exp(-2)]);
    const { energy, entropy, logPartition, statistics } = model.tempered(0.5);
    expect(energy - Math.log(3)).toBeCloseTo(0.1490629078, 9);
    expect(entropy).toBeCloseTo(0.4410574441, 9);
    expect(-logPartition.value - Math.log(3)).toBeCloseTo(-0.0714658142, 9);
    expect(statistics[0]).toBeCloseTo(0.866813332, 8);
  });

  it('mean field on a correlation of 0.8 keeps 0.36 of the variance, and its gap is 0.5108256237659908', async () => {
    // t = 1, s = 1/2: the posterior of two causes of one sum has correlation −t²/(t² + s²) = −0.8.
    const { frame } = await run(
      { model: 'correlated', observation: 1, priorSd: 1, noiseSd: 0.5, qMean: 0, qSd: 1, qMean2: 0.9, qSd2: 0.6, rate: 0.3 },
      1000,
    );
    expect(frame.result.scalars.gap).toBeCloseTo(0.5108256237659908, 9);
    const marginal = 1 / (1 - 0.64) / 5;
    expect((frame.result.tables.trail!.qSd!.at(-1) as number) ** 2).toBeCloseTo(0.36 * marginal, 6);
  });

  it('the command line’s example agrees with its closed forms to 1e-10', async () => {
    const { frame } = await run({ model: 'gaussian', observation: 1.5, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: 0.2, qSd: 0.8 });
    const s = frame.result.scalars as Record<string, number>;
    const accuracy = -0.5 * Math.log(2 * Math.PI) - 0.5 * (1.3 ** 2 + 0.64);
    const complexity = 0.5 * (0.64 + 0.04 - 1 - Math.log(0.64));
    const gap = 0.5 * (0.64 / 0.5 + 0.55 ** 2 / 0.5 - 1 - Math.log(0.64 / 0.5));
    const entropy = 0.5 * Math.log(2 * Math.PI * Math.E * 0.64);
    const expected = {
      logEvidence: -0.5 * Math.log(4 * Math.PI) - 1.5 ** 2 / 4,
      accuracy,
      complexity,
      gap,
      energy: entropy - accuracy + complexity,
      entropy,
      elbo: accuracy - complexity,
      freeEnergy: complexity - accuracy,
    };
    for (const [name, exact] of Object.entries(expected)) expect(Math.abs((s[name] as number) - exact), name).toBeLessThan(1e-10);
  });
});

describe('conjugate models, over random values', () => {
  const positive = (low: number, high: number) => anywhere({ min: Math.log(low), max: Math.log(high) }).map(Math.exp);
  const real = anywhere({ min: -5, max: 5 });
  const holds = (model: Model, q: readonly number[]) => {
    expect(residual(model, q)).toBeLessThan(1e-10);
    expect(model.gap(q)).toBeGreaterThan(-1e-10 * Math.max(1, Math.abs(model.logEvidence.value)));
    // Chib: evidence = likelihood · prior / posterior at any point, here through the tempered posterior at T = 1.
    expect(Math.abs(model.tempered(1).logPartition.value - model.logEvidence.value)).toBeLessThan(
      1e-10 * Math.max(1, Math.abs(model.logEvidence.value)),
    );
  };

  it('gaussian', () => {
    fc.assert(
      fc.property(
        fc.array(real, { minLength: 1, maxLength: 30 }),
        real,
        positive(0.05, 5),
        positive(0.05, 5),
        real,
        positive(0.05, 5),
        (xs, priorMean, priorSd, noiseSd, m, s) => holds(gaussian({ data: summarize(xs), priorMean, priorSd, noiseSd }), [m, s]),
      ),
    );
  });

  it('coin', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        positive(0.1, 100),
        positive(0.1, 100),
        positive(0.1, 100),
        positive(0.1, 100),
        (heads, tails, a, b, qa, qb) => {
          const model = coin(heads, heads + tails, a, b);
          expect(residual(model, [qa, qb])).toBeLessThan(1e-10);
          expect(model.gap([a + heads, b + tails])).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it('poisson', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }),
        positive(0.1, 50),
        positive(0.1, 50),
        positive(0.1, 100),
        positive(0.1, 100),
        (counts, a, b, qa, qb) => {
          const model = poisson(counts, a, b);
          expect(residual(model, [qa, qb])).toBeLessThan(1e-10);
          const total = counts.reduce((x, y) => x + y, 0);
          expect(model.gap([a + total, b + counts.length])).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it('correlated', () => {
    const rows = fc.array(fc.tuple(real, real, real), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        rows,
        positive(0.1, 5),
        positive(0.1, 5),
        real,
        positive(0.05, 5),
        real,
        positive(0.05, 5),
        (table, priorSd, noiseSd, m1, s1, m2, s2) => {
          const [a1, a2, y] = [0, 1, 2].map((k) => table.map((row) => row[k] as number)) as [number[], number[], number[]];
          holds(correlated({ a1, a2, y }, priorSd, noiseSd), [m1, s1, m2, s2]);
        },
      ),
    );
  });

  it('correlated: evidence and moments are those of the joint normal, also of few rows, of columns that are parallel, nothing or next to nothing', () => {
    const few = fc.array(fc.tuple(real, real, real), { minLength: 1, maxLength: 5 });
    const parallel = anywhere({ min: -3, max: 3 });
    const scale = fc.constantFrom(1, 1e-9, 1e-163, 0);
    fc.assert(
      fc.property(few, fc.option(parallel), scale, positive(0.1, 5), positive(0.1, 5), (table, slope, tiny, t, s) => {
        const [first, second, y] = [0, 1, 2].map((k) => table.map((row) => row[k] as number)) as [number[], number[], number[]];
        const a1 = first.map((x) => tiny * x);
        const a2 = slope === null ? second : a1.map((x) => slope * x);
        const model = correlated({ a1, a2, y }, t, s);
        // N(y; 0, s²I + t²aaᵀ), and μ = t²aᵀ C⁻¹ y, V = t²I − t⁴aᵀ C⁻¹ a.
        const a = new Matrix(a1.map((x, i) => [x, a2[i] as number]));
        const factor = new CholeskyDecomposition(
          Matrix.eye(y.length)
            .mul(s * s)
            .add(a.mmul(a.transpose()).mul(t * t)),
        );
        const column = Matrix.columnVector(y);
        const logDeterminant = factor.lowerTriangularMatrix.diagonal().reduce((sum, each) => sum + 2 * Math.log(each), 0);
        const square = column.transpose().mmul(factor.solve(column)).get(0, 0);
        const evidence = -0.5 * (y.length * Math.log(2 * Math.PI) + logDeterminant + square);
        expect(Math.abs(model.logEvidence.value - evidence)).toBeLessThan(1e-9 * Math.max(1, Math.abs(evidence)));
        const means = a
          .transpose()
          .mmul(factor.solve(column))
          .mul(t * t);
        const covariance = Matrix.eye(2)
          .mul(t * t)
          .sub(
            a
              .transpose()
              .mmul(factor.solve(a))
              .mul(t ** 4),
          );
        const { statistics } = model.tempered(1);
        [means.get(0, 0), covariance.get(0, 0), means.get(1, 0), covariance.get(1, 1)].forEach((exact, i) => {
          expect(Math.abs((statistics[i] as number) - exact)).toBeLessThan(1e-8 * Math.max(1, Math.abs(exact)));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('states', () => {
    const weights = fc.array(positive(0.001, 1), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(weights, weights, weights, (prior, likelihood, q) => {
        const count = Math.min(prior.length, likelihood.length, q.length);
        const total = q.slice(0, count).reduce((a, b) => a + b, 0);
        holds(
          states(prior.slice(0, count), likelihood.slice(0, count)),
          q.slice(0, count).map((w) => w / total),
        );
      }),
    );
  });
});

describe('models without a closed form', () => {
  const real = anywhere({ min: -3, max: 3 });
  const width = anywhere({ min: 0.2, max: 3 });

  it('two explanations: evidence by closed form is the integral, over random values', () => {
    fc.assert(
      fc.property(real, real, width, width, real, width, (x, priorMean, priorSd, noiseSd, m, s) => {
        const model = bimodal({ data: summarize([x]), priorMean, priorSd, noiseSd });
        const integral = integrate(
          (theta) => Math.exp(model.logPrior([theta]) + model.logLikelihood([theta])),
          [-60, -5, 0, 5, 60],
          1e-14,
        ).value;
        expect(Math.abs(Math.exp(model.logEvidence.value) - integral)).toBeLessThan(1e-11);
        expect(residual(model, [m, s])).toBeLessThan(1e-10);
      }),
      { numRuns: 40 },
    );
  });

  it('E|Θ| is that of the folded normal', () => {
    const exact = integrate((x) => Math.abs(x) * Math.exp(logNormalDensity(x, 0.4, 1.3)), [-16, 0, 16]).value;
    expect(foldedMean(0.4, 1.3)).toBeCloseTo(exact, 12);
  });

  it('banana: evidence is the integral with Θ₁ done by hand', () => {
    for (const [y, t, s] of [
      [1, 1, 0.3],
      [-0.5, 1.5, 1],
      [3, 0.8, 0.6],
    ] as const) {
      const by1 = integrate(
        (b) => Math.exp(logNormalDensity(b, 0, t) + logNormalDensity(y, b * b, Math.hypot(s, t))),
        [-12 * t, 0, 12 * t],
        1e-14,
      ).value;
      const model = banana(summarize([y]), t, s);
      expect(model.logEvidence.value).toBeCloseTo(Math.log(by1), 10);
      expect(residual(model, [0.1, 0.7, 0.5, 0.4])).toBeLessThan(1e-10);
    }
  });

  it('eight schools: evidence is the integral with μ done by hand', () => {
    const density = (logTau: number) => {
      const tau = Math.exp(logTau);
      const precisions = rubin.sigma as number[];
      const w = precisions.map((s) => 1 / (s * s + tau * tau));
      const y = rubin.y as number[];
      const total = w.reduce((a, b) => a + b, 0) + 1 / 25;
      const mean = w.reduce((sum, wj, j) => sum + wj * (y[j] as number), 0) / total;
      const squares = w.reduce((sum, wj, j) => sum + wj * (y[j] as number) ** 2, 0) - total * mean * mean;
      const log = 0.5 * w.reduce((sum, wj) => sum + Math.log(wj / (2 * Math.PI)), 0) - 0.5 * Math.log(25 * total) - 0.5 * squares;
      return Math.exp(log + 31) * (2 / (Math.PI * 5 * (1 + (tau / 5) ** 2))) * tau;
    };
    const exact = Math.log(integrate(density, [-40, -5, 0, 3, 12], 1e-14).value) - 31;
    const model = eightSchools(rubin, 5, 5);
    expect(model.logEvidence.value).toBeCloseTo(exact, 10);
    expect(residual(model, [4, 3, 1, 0.8])).toBeLessThan(1e-10);
  });

  it('a posterior normal in one coordinate has the moments and the partition of the same posterior explored in the plane', () => {
    const models = { banana: banana(summarize([1]), 1.5, 0.6), schools: eightSchools(rubin, 5, 5) };
    for (const [name, model] of Object.entries(models)) {
      const logJoint = byLines((b) => (a) => model.logPrior([a, b]) + model.logLikelihood([a, b]));
      const box = [
        [-5, 5],
        [-5, 5],
      ] as const;
      const inPlane = explorePlane(logJoint, [box]);
      for (const t of [0.5, 1, 2]) {
        const [one, two] = [model.tempered(t), inPlane.tempered(t)];
        expect(one.logPartition.value, name).toBeCloseTo(two.logPartition.value, 9);
        expect(one.energy, name).toBeCloseTo(two.energy, 8);
        expect(one.entropy, name).toBeCloseTo(two.entropy, 8);
        for (const [k, x] of one.statistics.entries()) expect(x, `${name} ${k}`).toBeCloseTo(two.statistics[k] as number, 6);
      }
    }
  });

  it('banana: a thin ridge is no harder than a wide one', () => {
    const model = banana(summarize([-4]), 5, 0.05);
    expect(model.logEvidence.error).toBeLessThan(1e-10);
    expect(residual(model, [0.1, 0.7, 0.5, 0.4])).toBeLessThan(1e-10);
  });

  it('logistic: one weight in the line and one in a plane with a second that never matters agree', () => {
    const data = { x: [0, 0, 0], y: [1, 0, 1] };
    // With x = 0 the slope never matters, so two weights have the evidence of the intercept alone.
    const two = logistic(data, 2, 1.5);
    const intercept = integrate(
      (w) => Math.exp(logNormalDensity(w, 0, 1.5)) / (1 + Math.exp(-w)) ** 2 / (1 + Math.exp(w)),
      [-20, 0, 20],
      1e-14,
    ).value;
    expect(two.logEvidence.value).toBeCloseTo(Math.log(intercept), 10);
    expect(residual(two, [0.2, 0.7, 0, 1.5])).toBeLessThan(1e-10);
    expect(logistic({ x: [1], y: [1] }, 1, 2).logEvidence.value).toBeCloseTo(Math.log(0.5), 12);
  });

  it('logistic: the identity holds over random data and q', () => {
    const row = fc.tuple(anywhere({ min: -2.5, max: 2.5 }), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1 as const, 2 as const),
        width,
        real,
        width,
        real,
        width,
        (rows, weights, t, m1, s1, m2, s2) => {
          const model = logistic({ x: rows.map(([x]) => x), y: rows.map(([, y]) => y) }, weights, t);
          expect(model.logEvidence.error).toBeLessThan(1e-10);
          expect(residual(model, weights === 1 ? [m1, s1] : [m1, s1, m2, s2])).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('temperature', () => {
  const model = bimodal({ data: summarize([1.7]), priorMean: 0.25, priorSd: 1.5, noiseSd: 0.5 });

  it('the lowest F is energy − T · entropy of Q_T, at every T', () => {
    for (const t of [0.05, 0.3, 1, 4, 20]) {
      const { energy, entropy, logPartition } = model.tempered(t);
      expect(-logPartition.value).toBeCloseTo(energy - t * entropy, 9);
    }
  });

  it('no q of the family goes below it', () => {
    const lowest = (t: number) => -model.tempered(t).logPartition.value;
    fc.assert(
      fc.property(anywhere({ min: -4, max: 4 }), anywhere({ min: 0.05, max: 4 }), fc.constantFrom(0.1, 1, 5), (m, s, t) => {
        const { energy, entropy } = termsAt(model, [m, s]);
        expect(energy - t * entropy).toBeGreaterThanOrEqual(lowest(t) - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('the slope of entropy against energy along the path is 1/T', () => {
    for (const t of [0.2, 1, 3]) {
      const [a, b] = [model.tempered(t * 0.999), model.tempered(t * 1.001)];
      expect((b.entropy - a.entropy) / (b.energy - a.energy)).toBeCloseTo(1 / t, 3);
    }
  });

  it('a coin’s Q_T goes to the flat prior as T grows', () => {
    const { entropy } = coin(7, 10, 1, 1).tempered(1e6);
    expect(entropy).toBeCloseTo(0, 5);
  });

  it('at 0, F is the energy and q falls onto the likeliest Θ', async () => {
    const { frame } = await run({ model: 'gaussian', observation: 1.5, qMean: -1, qSd: 0.8, temperature: 0, descent: 'coordinate' }, 60);
    expect(frame.result.scalars.freeEnergy).toBe(frame.result.scalars.energy);
    expect(frame.result.tables.trail!.qMean!.at(-1)).toBeCloseTo(0.75, 5);
    expect(frame.result.tables.trail!.qSd!.at(-1)).toBeLessThan(1e-3);
  });
});

describe('descent', () => {
  it('F never rises, whatever the model', async () => {
    for (const model of ['gaussian', 'coin', 'poisson', 'states', 'bimodal', 'correlated', 'banana', 'eightSchools']) {
      const { frame } = await run({ model, rate: 0.05 }, 60);
      const f = frame.result.tables.trail!.freeEnergy as Float64Array;
      for (let i = 1; i < f.length; i += 1) {
        const [before, after] = [f[i - 1] as number, f[i] as number];
        expect(after, `${model}, step ${i}`).toBeLessThanOrEqual(before + 1e-10 * Math.max(1, Math.abs(after)));
      }
    }
  });

  it('on KL(p‖q) q takes the moments of the posterior', async () => {
    const { frame } = await run({ model: 'correlated', observation: 1, priorSd: 1, noiseSd: 0.5, direction: 'pq', rate: 0.3 }, 1000);
    const exact = correlated({ a1: [1], a2: [1], y: [1] }, 1, 0.5).tempered(1).statistics;
    const trail = frame.result.tables.trail as Record<string, Float64Array>;
    expect(trail.qMean!.at(-1)).toBeCloseTo(exact[0] as number, 6);
    expect((trail.qSd!.at(-1) as number) ** 2).toBeCloseTo(exact[1] as number, 6);
    expect((trail.qSd2!.at(-1) as number) ** 2).toBeCloseTo(exact[3] as number, 6);
  });

  it('goes on after a live change of temperature, though it had come to rest', async () => {
    const { frame, values, opened } = await run({ model: 'gaussian', rate: 0.5 }, 500);
    expect(frame.done).toBe(true);
    const after = await opened.next(500, { ...values, temperature: 2 });
    expect(after.step).toBeGreaterThan(frame.step);
    expect((after.result.tables.trail!.qSd!.at(-1) as number) ** 2).toBeCloseTo(1, 6);
  });

  it('takes a rate far too large as far as F falls', async () => {
    const { frame } = await run({ model: 'gaussian', noiseSd: 0.05, descent: 'plain', rate: 10 }, 500);
    expect(frame.diverged).toBeUndefined();
    expect(frame.result.scalars.gap).toBeLessThan(1e-4);
  });
});

describe('the sampled bound', () => {
  const model = gaussian({ data: three, priorMean: 0, priorSd: 1, noiseSd: 1 });
  const q = [0.3, 0.7];

  it('is unbiased: 200 seeds spread around the exact bound as a normal would', () => {
    const exact = model.accuracy(q) - model.complexity(q);
    const zs = Array.from({ length: 200 }, (_, seed) => {
      const { elboEstimate, elboStandardError } = estimateBound(model, q, 500, seed);
      return (elboEstimate - exact) / elboStandardError;
    });
    const mean = zs.reduce((a, b) => a + b, 0) / zs.length;
    const variance = zs.reduce((a, b) => a + b * b, 0) / zs.length;
    expect(Math.abs(mean) * Math.sqrt(200)).toBeLessThan(4);
    expect(Math.abs(variance - 1) / Math.sqrt(2 / 200)).toBeLessThan(4);
  });

  it('fails against the wrong number: log P(X) is not what it estimates', () => {
    const { elboEstimate, elboStandardError } = estimateBound(model, q, 5000, 1);
    expect(Math.abs(elboEstimate - model.logEvidence.value) / elboStandardError).toBeGreaterThan(4);
  });

  it('has no spread where q is the posterior', () => {
    const { elboEstimate, elboStandardError } = estimateBound(model, [0.35, 0.5], 100, 1);
    expect(elboEstimate).toBeCloseTo(model.logEvidence.value, 12);
    expect(elboStandardError).toBeLessThan(1e-14);
  });
});
