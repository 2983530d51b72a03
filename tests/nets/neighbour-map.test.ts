// UMAP: groups that stand apart in many dimensions stand apart on its map, seeded, and nothing is found where nothing is.
import { describe, expect, it } from 'vitest';
import { neighbourMap } from '../../core/nets/neighbour-map.ts';
import { createRandom } from '../../core/prob/random.ts';

const GROUPS = 3;
const EACH = 20;
const DIMENSIONS = 10;

/** Normals whose means differ in the last dimensions alone, by `apart` standard deviations. */
function grouped(apart: number): Float32Array {
  const random = createRandom(5);
  return Float32Array.from({ length: GROUPS * EACH * DIMENSIONS }, (_, at) => {
    const [group, i] = [Math.floor(at / DIMENSIONS / EACH), at % DIMENSIONS];
    return random.normal() + (i === DIMENSIONS - 1 - group ? apart : 0);
  });
}

/** The share of the five nearest of each place that are of its group. */
function purity(places: ArrayLike<number>, stride = 2): number {
  const count = places.length / stride;
  const off = (a: number, b: number) =>
    Math.hypot(
      (places[stride * a] as number) - (places[stride * b] as number),
      (places[stride * a + 1] as number) - (places[stride * b + 1] as number),
    );
  let same = 0;
  for (let a = 0; a < count; a += 1) {
    const others = Array.from({ length: count }, (_, b) => b).filter((b) => b !== a);
    others.sort((b, c) => off(a, b) - off(a, c));
    same += others.slice(0, 5).filter((b) => Math.floor(b / EACH) === Math.floor(a / EACH)).length;
  }
  return same / (5 * count);
}

const mapped = (points: Float32Array, seed = 1) => neighbourMap(points, DIMENSIONS, createRandom(seed)) as Float64Array;

describe('a map of neighbours', () => {
  it('keeps groups apart that two of the dimensions mix, and finds none in one normal', () => {
    const points = grouped(8);
    expect(purity(mapped(points))).toBeGreaterThan(0.97);
    // Two of the dimensions tell nothing: a third of the nearest are of the group by chance, sd 0.03.
    expect(purity(points, DIMENSIONS)).toBeLessThan(0.5);
    expect(purity(mapped(grouped(0)))).toBeLessThan(0.55);
  });

  it('is the same for the same generator, another for another, and lies about 0', () => {
    const points = grouped(8);
    const map = mapped(points);
    expect(mapped(points)).toEqual(map);
    expect(mapped(points, 2)).not.toEqual(map);
    for (const axis of [0, 1]) expect(map.reduce((sum, x, at) => sum + (at % 2 === axis ? x : 0), 0)).toBeCloseTo(0, 8);
  });

  it('is made of few points too, but not of fewer than four', () => {
    expect(mapped(grouped(8).subarray(0, 4 * DIMENSIONS))).toHaveLength(8);
    expect(mapped(new Float32Array(5 * DIMENSIONS))?.every(Number.isFinite)).toBe(true);
    expect(mapped(grouped(8).subarray(0, 3 * DIMENSIONS))).toBeUndefined();
  });
});
