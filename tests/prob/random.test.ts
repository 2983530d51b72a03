import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../core/math/special.ts';
import { mixedState } from '../../core/prob/mixed-state.ts';
import { createRandom, type Random, randomFrom } from '../../core/prob/random.ts';
import { kolmogorovSmirnov, UNLIKELY } from '../inference/mcmc/kolmogorov-smirnov.ts';

const draws = (seed: number, n: number) => {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => random.normal());
};

/** Standard errors that a count of `n` tries of chance `p` is off. */
const binomialZ = (count: number, n: number, p: number) => (count - n * p) / Math.sqrt(n * p * (1 - p));

describe('the generator', () => {
  it('gives the same numbers for the same seed, an odd count of normals before or not', () => {
    const random = createRandom(5);
    random.normal();
    expect(draws(5, 9)).toEqual(draws(5, 9));
    expect(draws(5, 9)).not.toEqual(draws(6, 9));
  });

  it('draws normals of a mean and a standard deviation that are the standard ones moved, to the bit', () => {
    const out = new Float64Array(20_001);
    createRandom(5).normals(out, 3, 0.2);
    const standard = new Float64Array(20_001);
    createRandom(5).normals(standard);
    expect(out).toEqual(standard.map((x) => 3 + 0.2 * x));
    expect([...standard.subarray(0, 9)]).toEqual(draws(5, 9));
  });

  it.each([0.5, 2 ** 32, -(2 ** 31) - 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'takes no seed of which another has the numbers: %d',
    (seed) => {
      expect(() => createRandom(seed)).toThrow('seed: expected a whole number from 0 to 4294967295, got ');
    },
  );

  it('keeps its state to itself: two generators do not disturb each other', () => {
    const [a, b] = [createRandom(1), createRandom(2)];
    const mixed = Array.from({ length: 6 }, () => [a.normal(), b.normal()] as const);
    expect(mixed.map(([x]) => x)).toEqual(draws(1, 6));
    expect(mixed.map(([, y]) => y)).toEqual(draws(2, 6));
  });

  it.each([0, 1, -7, 2147483647])('of seed %i is xoroshiro128+: uniforms from the low halves of two words', (seed) => {
    const [low0, high0, low1, high1] = mixedState([seed]) as unknown as readonly [number, number, number, number];
    const words = xoroshiro128plusFromState([high0, low0, high1, low1]);
    const { uniform } = createRandom(seed);
    for (let i = 0; i < 2000; i += 1) {
      const high = words.next() >>> 5;
      const low = words.next() >>> 6;
      expect(uniform()).toBe((high * 67108864 + low) / 9007199254740992);
    }
  });

  it('begins anew with each seed: of 4000 seeds in a row, each of the first draws is normal and tells nothing of the next seed’s', () => {
    const n = 4000;
    /** Standard errors that mean, variance and covariance with the neighbour are off at each of the first eight draws; the worst. */
    const worst = (randomOf: (seed: number) => Random) => {
      const first = Array.from({ length: n }, (_, seed) => {
        const { normal } = randomOf(seed);
        return Array.from({ length: 8 }, normal);
      });
      const zs = Array.from({ length: 8 }, (_, at) => {
        const x = first.map((draws) => draws[at] as number);
        const sum = x.reduce((a, b) => a + b, 0);
        const squares = x.reduce((a, b) => a + b * b, 0);
        const products = x.slice(1).reduce((a, b, i) => a + b * (x[i] as number), 0);
        return [sum / Math.sqrt(n), (squares - n) / Math.sqrt(2 * n), products / Math.sqrt(n - 1)];
      });
      return Math.max(...zs.flat().map(Math.abs));
    };
    expect(worst(createRandom)).toBeLessThan(4);
    // A seed that is the state itself, but for constants, is not mixed yet when the first numbers are drawn.
    expect(worst((seed) => randomFrom(Int32Array.of(~seed, -1, 0, seed)))).toBeGreaterThan(20);
  });

  it('is uniform on [0, 1): mean and variance within 4 standard errors', () => {
    const { uniform } = createRandom(11);
    const n = 100_000;
    const xs = Array.from({ length: n }, uniform);
    const mean = xs.reduce((a, b) => a + b, 0) / n;
    const variance = xs.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
    expect(Math.abs(mean - 0.5) / Math.sqrt(1 / 12 / n)).toBeLessThan(4);
    // Var of (u − ½)² is 1/180.
    expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / n)).toBeLessThan(4);
    expect(xs.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it.each([2, 10, 272])('draws whole numbers below %i alike', (count) => {
    const { below } = createRandom(13);
    const n = 1000 * count;
    const times = new Float64Array(count);
    for (let i = 0; i < n; i += 1) {
      const drawn = below(count);
      times[drawn] = (times[drawn] as number) + 1;
    }
    expect(times.reduce((a, b) => a + b, 0)).toBe(n);
    for (const k of times) expect(Math.abs(binomialZ(k, n, 1 / count))).toBeLessThan(4.5);
  });

  it.each([10_007, 2 ** 21, 2 ** 31 - 1])(
    'draws them alike one by one and by the array, and leaves the generator alike: below %i',
    (bound) => {
      const [one, many] = [createRandom(37), createRandom(37)];
      const out = new Int32Array(1_000_000);
      many.wholes(bound, out);
      expect(out.every((drawn) => drawn === one.below(bound))).toBe(true);
      expect(many.uniform()).toBe(one.uniform());
    },
  );
});

describe('normals by the ziggurat', () => {
  it('come alike one by one and by the array, and leave the generator alike', () => {
    const [one, many] = [createRandom(17), createRandom(17)];
    const out = new Float64Array(100_000);
    many.normals(out);
    expect(Float64Array.from(out, () => one.normal())).toEqual(out);
    expect(many.uniform()).toBe(one.uniform());
  });

  it('take no word where there is nothing to fill', () => {
    const random = createRandom(19);
    random.normals(new Float64Array(0));
    expect(random.normal()).toBe(draws(19, 1)[0]);
  });

  it('are distributed as they should be', () => {
    const xs = draws(23, 100_000);
    expect(kolmogorovSmirnov(xs, normalCdf)).toBeLessThan(UNLIKELY);
    expect(kolmogorovSmirnov(xs, (x) => normalCdf(x + 0.02))).toBeGreaterThan(UNLIKELY);
    expect(kolmogorovSmirnov(xs, (x) => normalCdf(x / 1.03))).toBeGreaterThan(UNLIKELY);
  });

  it('have the moments that they should have, up to the sixth', () => {
    const n = 1_000_000;
    const xs = new Float64Array(n);
    createRandom(29).normals(xs);
    // E x^p and E x^2p: 1, 1·3, 1·3·5, …
    const even = [1, 1, 3, 15, 105, 945, 10395];
    for (const p of [1, 2, 3, 4, 5, 6]) {
      const mean = xs.reduce((sum, x) => sum + x ** p, 0) / n;
      const expected = p % 2 === 0 ? (even[p / 2] as number) : 0;
      const variance = (even[p] as number) - expected ** 2;
      expect(Math.abs(mean - expected) / Math.sqrt(variance / n), `power ${p}`).toBeLessThan(4);
    }
  });

  it('fall as often beyond the lowest layer as they should, on both sides, and as far', () => {
    const n = 4_000_000;
    const edge = 3.6541528853610088;
    const xs = new Float64Array(n);
    createRandom(31).normals(xs);
    const beyond = normalCdf(-edge);
    const tail = xs.filter((x) => Math.abs(x) > edge);
    expect(Math.abs(binomialZ(tail.filter((x) => x > 0).length, n, beyond))).toBeLessThan(4);
    expect(Math.abs(binomialZ(tail.filter((x) => x < 0).length, n, beyond))).toBeLessThan(4);
    expect(kolmogorovSmirnov(tail.map(Math.abs), (x) => 1 - normalCdf(-x) / beyond)).toBeLessThan(UNLIKELY);
    expect(kolmogorovSmirnov(tail.map(Math.abs), (x) => 1 - normalCdf(0.04 - x) / beyond)).toBeGreaterThan(UNLIKELY);
  });
});
