// Diagnostics against fixed arrays, by their published definitions.
import { describe, expect, it } from 'vitest';
import {
  autocorrelations,
  autocorrelationTime,
  bulkEffectiveSampleSize,
  effectiveSampleSize,
  meanStandardError,
  tailEffectiveSampleSize,
} from '../../../core/inference/mcmc/diagnostics/effective-sample-size.ts';
import { energyInformation } from '../../../core/inference/mcmc/diagnostics/energy-information.ts';
import { halves } from '../../../core/inference/mcmc/diagnostics/halves.ts';
import { folded, rankNormalized } from '../../../core/inference/mcmc/diagnostics/rank-normalized.ts';
import { rhat, splitRhat } from '../../../core/inference/mcmc/diagnostics/split-rhat.ts';
import { steinDiscrepancy } from '../../../core/inference/mcmc/diagnostics/stein-discrepancy.ts';
import { normalQuantile } from '../../../core/math/special.ts';

/** Four chains of 200 draws, y ← 0.6 y + u − ½, u by the minimal standard generator: the same on every machine. */
function testChains(): Float64Array[] {
  let s = 20180711;
  const uniform = () => {
    s = (16807 * s) % 2147483647;
    return s / 2147483647;
  };
  return Array.from({ length: 4 }, () => {
    let y = 0;
    return Float64Array.from({ length: 200 }, () => {
      y = 0.6 * y + (uniform() - 0.5);
      return y;
    });
  });
}

describe('the diagnostics of four mixed chains', () => {
  const chains = testChains();

  it('are of the chains that the numbers were published for', () => {
    expect(chains.map((chain) => chain[0])).toEqual(
      [0.441696203752, 0.191999800825, -0.058865096215, 0.394086104303].map((x) => expect.closeTo(x, 11)),
    );
    expect(chains[3]?.[199]).toBeCloseTo(-0.06502775668907877, 14);
  });

  it('give rank-normalized split R-hat, of ranks and of folded ranks', () => {
    const split = halves(chains);
    expect(rhat(rankNormalized(split))).toBeCloseTo(0.998818138, 9);
    expect(rhat(rankNormalized(folded(split)))).toBeCloseTo(1.0106599902904525, 12);
    expect(splitRhat(chains)).toBeCloseTo(1.0106599902904525, 12);
  });

  it('give effective sample sizes of bulk, tails and mean, and the standard error of the mean', () => {
    expect(bulkEffectiveSampleSize(chains)).toBeCloseTo(203.7546198543, 8);
    expect(tailEffectiveSampleSize(chains)).toBeCloseTo(330.0649181281, 8);
    expect(effectiveSampleSize(halves(chains))).toBeCloseTo(205.4723045552, 8);
    expect(meanStandardError(chains)).toBeCloseTo(0.0264326046706, 10);
  });

  it('give the integrated autocorrelation time N/ESS, of y ← 0.6 y + noise about (1 + 0.6)/(1 − 0.6)', () => {
    const total = 800;
    expect(autocorrelationTime(total, bulkEffectiveSampleSize(chains))).toBeCloseTo(800 / 203.7546198543, 10);
    expect(Math.abs(autocorrelationTime(total, bulkEffectiveSampleSize(chains)) - 4)).toBeLessThan(0.4);
    // 1 + 2 Σ ρ_t, summed by hand as far as the pairs of correlations stay positive and fall.
    const rho = autocorrelations(halves(chains));
    let [sum, cap] = [-1, Number.POSITIVE_INFINITY];
    for (let lag = 0; ; lag += 2) {
      const pair = rho(lag) + rho(lag + 1);
      if (!(pair > 0)) {
        sum += Math.max(0, rho(lag));
        break;
      }
      cap = Math.min(cap, pair);
      sum += 2 * cap;
    }
    expect(autocorrelationTime(total, effectiveSampleSize(halves(chains)))).toBeCloseTo(sum, 10);
  });

  it('raise R-hat where one chain sits apart, and where one is twice as wide', () => {
    const apart = chains.map((chain, c) => (c === 0 ? chain.map((x) => x + 1) : chain));
    const wide = chains.map((chain, c) => (c === 0 ? chain.map((x) => 3 * x) : chain));
    expect(splitRhat(apart)).toBeGreaterThan(1.1);
    expect(splitRhat(wide)).toBeGreaterThan(1.1);
  });

  it('do not change when the draws are seen through a rising function', () => {
    const bent = chains.map((chain) => chain.map((x) => Math.exp(3 * x)));
    expect(bulkEffectiveSampleSize(bent)).toBeCloseTo(bulkEffectiveSampleSize(chains), 8);
  });
});

it('ranks ties by their mean rank', () => {
  const [scores] = rankNormalized([Float64Array.of(2, 1, 1, 3)]);
  // Ranks 3, 1½, 1½, 4 of 4.
  const z = (rank: number) => normalQuantile((rank - 0.375) / 4.25);
  expect([...(scores ?? [])]).toEqual([z(3), z(1.5), z(1.5), z(4)]);
});

it('has no opinion on chains too short or that stand still', () => {
  expect(splitRhat([Float64Array.of(1, 2, 3)])).toBeNaN();
  expect(effectiveSampleSize([Float64Array.of(1, 1, 1, 1, 1, 1)])).toBeNaN();
});

it('reads E-BFMI of independent energies as 2, of a slow walk as little', () => {
  const alternating = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i * i));
  const slow = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i / 100));
  expect(energyInformation(alternating)).toBeGreaterThan(1.5);
  expect(energyInformation(slow)).toBeLessThan(0.01);
});

describe('the kernel Stein discrepancy', () => {
  it('of −1, 0, 2 for N(0, 1) is 0.66930…', () => {
    const points = Float64Array.of(-1, 0, 2);
    expect(
      steinDiscrepancy(
        points,
        points.map((x) => -x),
        1,
      ),
    ).toBeCloseTo(0.6693047784909091, 12);
  });

  it('does not depend on how a plane is turned', () => {
    const points = Float64Array.of(0.3, -1, 1.2, 0.4, -0.5, 0.9, 2, 2);
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = points.map((x, i) => (i % 2 === 0 ? c * x - s * (points[i + 1] as number) : s * (points[i - 1] as number) + c * x));
    const of = (at: Float64Array) =>
      steinDiscrepancy(
        at,
        at.map((x) => -x),
        2,
      );
    expect(of(turned)).toBeCloseTo(of(points), 12);
  });
});
