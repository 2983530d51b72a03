// The float64 kernels against what is written a second time in TypeScript, bit by bit.
import { describe, expect, it } from 'vitest';
import { logistic } from '../../core/labs/samplers/model/logistic.ts';
import { mixture } from '../../core/labs/samplers/model/mixture.ts';
import { exp } from '../../core/math/elementary.ts';
import { readNumbers, SHARED_BYTES, sharedFloat64, writeNumbers } from '../../core/math/float64.ts';
import { createRandom } from '../../core/prob/random.ts';

const BLOCK = SHARED_BYTES / 8;

/** Numbers of either that differ in a bit, not counting that what is no number is written in many ways. */
const different = (a: Float64Array, b: Float64Array) => a.filter((x, i) => !Object.is(x, b[i])).length;

/** e^x of each by the kernels, a block at a time. */
function exponentials(xs: Float64Array): Float64Array {
  const { run, base, numbers } = sharedFloat64();
  const out = new Float64Array(xs.length);
  for (let from = 0; from < xs.length; from += BLOCK) {
    writeNumbers(numbers, base, xs.subarray(from, from + BLOCK));
    run.exponentials(base, Math.min(BLOCK, xs.length - from));
    readNumbers(numbers, base, out.subarray(from, from + BLOCK));
  }
  return out;
}

describe('e^x of two numbers at once', () => {
  it.each([1, 30, 400])('has the bits of exp at a million normals times %i', (scale) => {
    const xs = new Float64Array(1_000_000);
    createRandom(scale).normals(xs);
    const at = xs.map((x) => x * scale);
    expect(different(exponentials(at), at.map(exp))).toBe(0);
    // Another order of the additions would be seen.
    expect(
      different(
        exponentials(at),
        at.map((x) => 1 / exp(-x)),
      ),
    ).toBeGreaterThan(100_000);
  });

  it('has them at the ends, below the normal numbers, and halfway between two powers', () => {
    const ends = [0, -0, 709.782712893384, 709.7827128933841, 1000, Number.POSITIVE_INFINITY, -744.4, -744.39, Number.NaN, 5e-324];
    const below = Array.from({ length: 10_000 }, (_, i) => -700 - i * 0.0046);
    const halves = Array.from({ length: 2000 }, (_, i) => (i - 999.5) * Math.LN2);
    const xs = Float64Array.of(...ends, Number.NEGATIVE_INFINITY, ...below, ...halves);
    expect(different(exponentials(xs), xs.map(exp))).toBe(0);
  });
});

describe('gradients of many points at once', () => {
  const random = createRandom(3);
  const normals = (length: number) => {
    const out = new Float64Array(length);
    random.normals(out);
    return out;
  };
  const labelled = (size: number, dimension: number) =>
    logistic({ x: normals(size * dimension), y: normals(size).map((z) => (z > 0 ? 1 : 0)), dimension }, 1.3);

  it.each([
    ['two means, 101 rows', mixture(normals(101))],
    ['two means, 1 row', mixture(normals(1))],
    ['logistic regression of 1,003 rows in 7', labelled(1003, 7)],
    ['logistic regression of 13 rows in 2', labelled(13, 2)],
  ])('%s: are those of each alone, for every size of a batch and count of points', (_, target) => {
    const { dimension: d, data } = target;
    const size = data?.size ?? 0;
    for (const count of [1, 2, 5, 1025]) {
      const points = normals(count * d);
      const [gradients, heights] = [new Float64Array(count * d), new Float64Array(count)];
      target.logDensityGradients(points, gradients, heights);
      const alone = (k: number) => points.slice(k * d, (k + 1) * d);
      for (const k of [0, count - 1]) {
        const [gradient, height] = [new Float64Array(d), new Float64Array(1)];
        target.logDensityGradients(alone(k), gradient, height);
        expect(different(gradient, gradients.subarray(k * d, (k + 1) * d))).toBe(0);
        expect(height[0]).toBe(heights[k]);
      }
      for (const batch of [1, 2, 3, 5, 8, 9, 13].filter((n) => n <= size)) {
        const rows = new Int32Array(count * batch);
        random.wholes(size, rows);
        data?.estimates(points, rows, batch, size / batch, gradients);
        for (const k of [0, count - 1]) {
          const gradient = new Float64Array(d);
          data?.estimates(alone(k), rows.slice(k * batch, (k + 1) * batch), batch, size / batch, gradient);
          expect(different(gradient, gradients.subarray(k * d, (k + 1) * d))).toBe(0);
        }
      }
    }
  });

  it('from all rows are those that a batch of all rows gives, but for the order of the sum', () => {
    for (const target of [mixture(normals(101)), labelled(101, 3)]) {
      const points = normals(9 * target.dimension);
      const [whole, estimate] = [new Float64Array(points.length), new Float64Array(points.length)];
      const count = points.length / target.dimension;
      target.logDensityGradients(points, whole, new Float64Array(count));
      const rows = Int32Array.from({ length: 101 * count }, (_, i) => i % 101);
      target.data?.estimates(points, rows, 101, 1, estimate);
      for (const [i, g] of whole.entries()) expect(Math.abs(g - (estimate[i] as number))).toBeLessThan(1e-10 * (1 + Math.abs(g)));
    }
  });
});
