// Sums over many rows by one thread and by several: equal bits, whoever takes which part.
import { afterAll, describe, expect, it } from 'vitest';
import { spawnThread } from '../../cli/threads.ts';
import { logistic } from '../../core/labs/samplers/model/logistic.ts';
import { openTeam } from '../../core/math/team.ts';
import { createRandom } from '../../core/prob/random.ts';

const random = createRandom(47);

/** Labels and features of so many rows. */
function rowsOf(size: number, dimension: number) {
  const x = new Float64Array(size * dimension);
  random.normals(x);
  return { x, y: Float64Array.from({ length: size }, () => random.below(2)), dimension };
}

describe('a team of threads', () => {
  const team = openTeam(spawnThread, 3);
  afterAll(() => team.close());

  it('sums logistic regressions to the bits of one thread, though others take some of the parts', async () => {
    // The last part is short, the last panel too.
    for (const rows of [rowsOf(20_003, 7), rowsOf(3_001, 45), rowsOf(10_007, 50)]) {
      const { dimension: d } = rows;
      const [alone, together] = [logistic(rows, 1.3), logistic(rows, 1.3, team)];
      const points = new Float64Array(2 * d);
      const [a, b] = [new Float64Array(2 * d), new Float64Array(2 * d)];
      const [heightsA, heightsB] = [new Float64Array(2), new Float64Array(2)];
      const before = team.helped();
      const end = Date.now() + 20_000;
      // Until a thread that is still starting has helped: what it does must be seen.
      for (let i = 0; i < 50 || (team.helped() === before && Date.now() < end); i += 1) {
        random.normals(points);
        alone.logDensityGradients(points, a, heightsA);
        together.logDensityGradients(points, b, heightsB);
        expect(b).toEqual(a);
        expect(heightsB).toEqual(heightsA);
        together.logDensities(points, heightsB);
        expect(heightsB).toEqual(heightsA);
        if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect(team.helped()).toBeGreaterThan(before);
    }
  });

  it('leaves to one thread what is too little to share', () => {
    const rows = rowsOf(100, 3);
    const target = logistic(rows, 1, { ...team, create: () => expect.unreachable('asked for') });
    const [gradient, height] = [new Float64Array(3), new Float64Array(1)];
    target.logDensityGradients(Float64Array.of(1, 2, 3), gradient, height);
    expect(height[0]).toBeLessThan(0);
  });

  it('sums in parts what one sum would give, but for the order', () => {
    const rows = rowsOf(2_500, 3);
    const { x, y } = rows;
    const [gradient, height] = [new Float64Array(3), new Float64Array(1)];
    const w = [0.3, -0.2, 0.5];
    logistic(rows, 1).logDensityGradients(Float64Array.from(w), gradient, height);
    const slope = w.map((wj) => -wj);
    let sum = -1.5 * Math.log(2 * Math.PI) - 0.5 * w.reduce((s, wj) => s + wj * wj, 0);
    y.forEach((label, i) => {
      const sign = 2 * label - 1;
      const z = sign * w.reduce((s, wj, j) => s + wj * (x[3 * i + j] as number), 0);
      sum -= Math.log1p(Math.exp(-z));
      for (let j = 0; j < 3; j += 1) slope[j] = (slope[j] as number) + (sign * (x[3 * i + j] as number)) / (1 + Math.exp(z));
    });
    expect(height[0]).toBeCloseTo(sum, 8);
    slope.forEach((g, j) => {
      expect(gradient[j]).toBeCloseTo(g, 9);
    });
  });
});
