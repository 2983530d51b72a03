// What the Compression lab's pictures of weights and of certainty count: laws in bins, the learnt levels, and how sure against how right.
import { describe, expect, it } from 'vitest';
import { dense } from '../../core/compression/ledger/networks.ts';
import { calibrationOf, wilson } from '../../core/labs/compression/model/calibration.ts';
import { addNormal, scaleFreeCounts } from '../../core/labs/compression/model/expected-counts.ts';
import { lawOfUnit } from '../../core/labs/compression/model/unit-law.ts';
import { normalCdf } from '../../core/math/special.ts';

describe('calibration', () => {
  // Of two classes, log odds of 9:1, 3:1 and 1:1.
  const logits = [Math.log(9), 0, 0, Math.log(9), Math.log(3), 0, 0, 0];

  it('sets the share right against the probability given, bin by bin', () => {
    const { counts, confidence, right, error } = calibrationOf(logits, Uint8Array.of(0, 0, 0, 0));
    expect([...counts]).toEqual([1, 1, 2]);
    for (const [bin, p] of [0.5, 0.75, 0.9].entries()) expect(confidence[bin]).toBeCloseTo(p, 14);
    // Of equal logits the first class is taken.
    expect([...right]).toEqual([1, 1, 0.5]);
    expect(error).toBeCloseTo((0.5 + 0.25 + 2 * 0.4) / 4, 14);
  });

  it('has no error where it is as sure as it is right', () => {
    const rows = Array.from({ length: 4 }, () => [Math.log(3), 0]).flat();
    expect(calibrationOf(rows, Uint8Array.of(0, 0, 0, 1)).error).toBeCloseTo(0, 14);
    expect(calibrationOf(rows, Uint8Array.of(0, 0, 0, 0)).error).toBeCloseTo(0.25, 14);
  });

  it('has an interval whose ends are one standard error of their own away', () => {
    for (const [p, n] of [
      [0.3, 10],
      [1, 1],
      [0, 40],
    ] as const) {
      const [low, high] = wilson(p, n);
      for (const end of [low, high]) expect((p - end) ** 2).toBeCloseTo((end * (1 - end)) / n, 14);
      expect(high).toBeGreaterThan(low);
    }
  });
});

describe('what a law expects in a bin', () => {
  const bins = { reach: 2, count: 8 };

  it('is its probability there, and all of it within reach', () => {
    const counts = new Float64Array(8);
    addNormal(counts, bins, 0.3, 0.4, 10);
    expect(counts[4]).toBeCloseTo(10 * (normalCdf((0.5 - 0.3) / 0.4) - normalCdf(-0.3 / 0.4)), 13);
    expect(counts.reduce((a, b) => a + b, 0)).toBeCloseTo(10 * (normalCdf(1.7 / 0.4) - normalCdf(-2.3 / 0.4)), 12);
    // A needle is in one bin, and one beyond reach in none.
    const needle = new Float64Array(8);
    addNormal(needle, bins, 0.3, 1e-6, 1);
    addNormal(needle, bins, 7, 0.1, 1);
    expect([...needle]).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('of 1/|w| is as much in every doubling, and unknown at 0', () => {
    const counts = scaleFreeCounts(bins, 100);
    expect([counts[3], counts[4]]).toEqual([Number.NaN, Number.NaN]);
    // From ½ to 1, and from 1 to 2 in two bins.
    expect(counts[5]).toBeCloseTo((counts[6] as number) + (counts[7] as number), 12);
    expect(counts.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0)).toBeCloseTo(100, 12);
  });
});

describe('what a unit is told', () => {
  it('is the law of all signs of its weights and of the units before it', () => {
    const classifier = { name: 'tiny', input: [2], layers: dense(2, 2, 2) };
    const weights = Object.fromEntries(
      Object.entries({
        'dense1/weights': [0.5, -0.2, 0.8, 0.1],
        'dense1/gamma': [1.5, -1],
        'dense1/beta': [0.2, 0.1],
        'dense2/weights': [0.3, -0.6, 0.9, 0.4],
      }).map(([name, values]) => [name, { shape: [values.length], values: Float32Array.from(values) }]),
    );
    const rows = Float32Array.of(1, 0.5, 0, 1, 0.5, 0.25);
    const { law, moments } = lawOfUnit(classifier, weights, rows, 1);
    // By hand: means Σ θ x, variances Σ (1 − θ²) x²; batch statistics of three rows; φ = 2 Φ(μ/σ) − 1.
    const phi = [0, 1].map((j) => {
      const theta = [0, 1].map((i) => weights['dense1/weights']?.values[2 * i + j] as number);
      const found = [0, 1, 2].map((row) => {
        const x = [rows[2 * row] as number, rows[2 * row + 1] as number] as const;
        const sum = (f: (t: number, at: number) => number) => f(theta[0] as number, x[0]) + f(theta[1] as number, x[1]);
        return { mean: sum((t, at) => t * at), variance: sum((t, at) => (1 - t * t) * at * at) };
      });
      const centre = found.reduce((total, { mean }) => total + mean / 3, 0);
      const spread = found.reduce((total, { mean, variance }) => total + (variance + (mean - centre) ** 2) / 2, 0);
      const scale = (weights['dense1/gamma']?.values[j] as number) / Math.sqrt(spread + 1e-5);
      const first = found[0] as { mean: number; variance: number };
      const at = scale * (first.mean - centre) + (weights['dense1/beta']?.values[j] as number);
      return 2 * normalCdf(at / Math.sqrt(scale * scale * first.variance)) - 1;
    }) as [number, number];
    const [a, b] = [1, 3].map((place, i) => (weights['dense2/weights']?.values[place] as number) * (phi[i] as number)) as [number, number];
    const up = [(1 + a) / 2, (1 + b) / 2] as const;
    expect([...law.values]).toEqual([-2, 0, 2]);
    expect(law.probabilities[2]).toBeCloseTo(up[0] * up[1], 12);
    expect(law.probabilities[0]).toBeCloseTo((1 - up[0]) * (1 - up[1]), 12);
    expect(moments.mean).toBeCloseTo(a + b, 12);
  });
});
