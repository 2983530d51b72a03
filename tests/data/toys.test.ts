// Points in the plane: their parts are as likely as they should be and lie where they should.
import { describe, expect, it } from 'vitest';
import { eightGaussians, moons, type PointSet, pinwheel } from '../../core/data/toys.ts';
import { normalCdf } from '../../core/math/special.ts';
import { createRandom, type Random } from '../../core/prob/random.ts';
import { kolmogorovSmirnov, UNLIKELY } from '../inference/mcmc/kolmogorov-smirnov.ts';

const COUNT = 8000;
const pointsOf = ({ points, labels }: PointSet) =>
  Array.from(labels, (part, i) => ({ part, x: points[2 * i] as number, y: points[2 * i + 1] as number }));

describe.each([
  ['moons', moons, 2],
  ['pinwheel', pinwheel, 5],
  ['eightGaussians', eightGaussians, 8],
] as const)('%s', (name, make: (count: number, random: Random) => PointSet, parts) => {
  it('are the same for the same seed', () => {
    expect(make(100, createRandom(1))).toEqual(make(100, createRandom(1)));
    expect(make(100, createRandom(1))).not.toEqual(make(100, createRandom(2)));
    expect(make(100, createRandom(1))).toMatchObject({ name, count: 100 });
  });

  it('have parts of equal weight: within 4.5 standard errors', () => {
    const { labels } = make(COUNT, createRandom(3));
    const p = 1 / parts;
    for (let part = 0; part < parts; part += 1) {
      const n = labels.filter((label) => label === part).length;
      expect(Math.abs(n - COUNT * p) / Math.sqrt(COUNT * p * (1 - p))).toBeLessThan(4.5);
    }
  });
});

/** Refused where `xs` are not from the distribution; a shift of a tenth of an sd is seen. */
function follows(xs: readonly number[], cdf: (x: number) => number, shift: number) {
  expect(kolmogorovSmirnov([...xs], cdf)).toBeLessThan(UNLIKELY);
  expect(kolmogorovSmirnov([...xs], (x) => cdf(x + shift))).toBeGreaterThan(UNLIKELY);
}

describe('the figures', () => {
  it('of moons are half circles without the noise', () => {
    for (const { part, x, y } of pointsOf(moons(500, createRandom(5), 0))) {
      const [dx, dy] = part === 0 ? [x, y] : [1 - x, 0.5 - y];
      expect(Math.hypot(dx, dy)).toBeCloseTo(1, 12);
      expect(dy).toBeGreaterThanOrEqual(0);
    }
  });

  it('of moons are evenly dense along the arc', () => {
    const upper = pointsOf(moons(COUNT, createRandom(6), 0)).filter(({ part }) => part === 0);
    follows(
      upper.map(({ x, y }) => Math.atan2(y, x)),
      (t) => Math.min(1, Math.max(0, t / Math.PI)),
      0.1,
    );
  });

  it('of the pinwheel are normals before they are turned', () => {
    const all = pointsOf(pinwheel(COUNT, createRandom(7)));
    // A radial coordinate r and a tangential one t, turned by an angle that r makes: |point|² = r² + t².
    const squares = all.map(({ x, y }) => x * x + y * y);
    const mean = squares.reduce((a, b) => a + b, 0) / COUNT;
    const sd = Math.sqrt(squares.reduce((a, b) => a + (b - mean) ** 2, 0) / COUNT);
    // E r² + E t² = (1 + 0.3²) + 0.1²
    expect(Math.abs(mean - 1.1) / (sd / Math.sqrt(COUNT))).toBeLessThan(4);
    expect(Math.abs(mean - 1.15) / (sd / Math.sqrt(COUNT))).toBeGreaterThan(4);
    // Where r is near 1 an arm lies at the angle 2π k/5 + e/4.
    const off = all
      .filter(({ x, y }) => Math.abs(Math.hypot(x, y) - 1) < 0.02)
      .map(({ part, x, y }) => {
        const angle = Math.atan2(y, x) - (2 * Math.PI * part) / 5 - Math.E / 4;
        return Math.atan2(Math.sin(angle), Math.cos(angle));
      });
    const centre = off.reduce((a, b) => a + b, 0) / off.length;
    expect(off.length).toBeGreaterThan(200);
    expect(Math.abs(centre)).toBeLessThan(0.03);
  });

  it('of eight Gaussians lie about a circle of radius 2', () => {
    const all = pointsOf(eightGaussians(COUNT, createRandom(8)));
    const off = all.map(({ part, x, y }) => [
      (x - 2 * Math.cos((Math.PI * part) / 4)) / 0.2,
      (y - 2 * Math.sin((Math.PI * part) / 4)) / 0.2,
    ]);
    for (const axis of [0, 1])
      follows(
        off.map((each) => each[axis] as number),
        normalCdf,
        0.1,
      );
  });
});
