// Relaxed quantization: worked probabilities, their definition by draws of the noise, its limits.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import {
  cellLogProbabilities,
  cellProbabilities,
  concrete,
  gumbelOf,
  meanOnGrid,
  nearestOnGrid,
  relaxedCodes,
  relaxedGrid,
} from '../../../core/compression/quantize/relaxed.ts';
import { createRandom } from '../../../core/prob/random.ts';

const grid = relaxedGrid(2, 0.5);
const workedProbabilities = [0.005296906426, 0.060678292688, 0.417748842231, 0.516275958655];

describe('the relaxed grid', () => {
  it('has one more point below 0 than above; after a ReLU it begins at 0', () => {
    expect(Array.from(grid.points, (p) => p + 0)).toEqual([-1, -0.5, 0, 0.5]);
    expect(Array.from(relaxedGrid(2, 0.5, 0.1, true).points)).toEqual([0.1, 0.6, 1.1, 1.6]);
  });
});

describe('cell probabilities', () => {
  it('have the worked values and mean', () => {
    cellProbabilities(grid, 0.3, 0.2).forEach((p, i) => {
      expect(p).toBeCloseTo(workedProbabilities[i] as number, 11);
    });
    expect(meanOnGrid(grid, 0.3, 0.2)).toBeCloseTo(0.22250192655722598, 14);
  });

  it('sum to 1 and stay numbers far outside the grid, where all falls to the nearest end', () => {
    for (const x of [-500, -1.2, 0, 0.4, 700]) {
      const p = cellProbabilities(grid, x, 0.01);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
    }
    expect(cellProbabilities(grid, 700, 0.01)[3]).toBeCloseTo(1, 14);
    expect(cellLogProbabilities(grid, 700, 0.01)[0]).toBeCloseTo(-150, 9);
  });

  it('are how often logistic noise falls into the cells, of what falls into any; normal noise of that sd falls otherwise', () => {
    const random = createRandom(21);
    const [x, scale, draws] = [0.3, 0.2, 60_000];
    const z = (noise: () => number) => {
      const counts = new Float64Array(4);
      let within = 0;
      for (let i = 0; i < draws; i += 1) {
        const cell = Math.ceil((x + noise() + 1) / 0.5 - 0.5);
        if (cell < 0 || cell > 3) continue;
        counts[cell] = (counts[cell] as number) + 1;
        within += 1;
      }
      return workedProbabilities.map((p, i) => Math.abs((counts[i] as number) - p * within) / Math.sqrt(p * (1 - p) * within));
    };
    const logistic = z(() => {
      const u = random.uniform();
      return scale * Math.log(u / (1 - u));
    });
    expect(Math.max(...logistic)).toBeLessThan(4);
    expect(Math.max(...z(() => ((scale * Math.PI) / Math.sqrt(3)) * random.normal()))).toBeGreaterThan(4);
  });
});

describe('the concrete relaxation', () => {
  it('has the worked value', () => {
    const drawn = concrete([0.2, 0.5, 0.3].map(Math.log), [0.1, -0.4, 1], 0.5);
    [0.05913327, 0.13596197, 0.80490476].forEach((z, i) => {
      expect(drawn[i]).toBeCloseTo(z, 8);
    });
  });

  it('has its largest part at i as often as πᵢ says, for Gumbels of uniforms', () => {
    const random = createRandom(4);
    const [draws, p] = [20_000, [0.2, 0.5, 0.3]];
    const counts = [0, 0, 0];
    const inverse = [0, 0, 0];
    for (let i = 0; i < draws; i += 1) {
      const gumbels = p.map(() => gumbelOf(random.uniform() || Number.MIN_VALUE));
      const most = (z: Float64Array) => z.indexOf(Math.max(...z));
      counts[most(concrete(p.map(Math.log), gumbels, 0.5))]! += 1;
      // Noise of the other sign is not Gumbel.
      inverse[
        most(
          concrete(
            p.map(Math.log),
            gumbels.map((g) => -g),
            0.5,
          ),
        )
      ]! += 1;
    }
    const z = (seen: number[]) =>
      Math.max(
        ...seen.map((n, i) => Math.abs(n - draws * (p[i] as number)) / Math.sqrt(draws * (p[i] as number) * (1 - (p[i] as number)))),
      );
    expect(z(counts)).toBeLessThan(4);
    expect(z(inverse)).toBeGreaterThan(4);
  });
});

describe('rounding for a test', () => {
  it('takes the likeliest point of the grid when the noise goes to 0', () => {
    for (const x of [-3, -0.76, -0.2, 0.1, 0.26, 0.4, 9]) {
      const p = cellLogProbabilities(grid, x, 1e-3);
      expect(nearestOnGrid(grid, x)).toBeCloseTo(grid.points[p.indexOf(Math.max(...p))] as number, 14);
    }
  });

  it('rounds halves to even codes, counted from the offset', () => {
    expect([0.25, -0.25, -0.75].map((x) => nearestOnGrid(grid, x) + 0)).toEqual([0, 0, -1]);
    const shifted = relaxedGrid(2, 0.5, 0.25, true);
    expect([0.5, 1].map((x) => nearestOnGrid(shifted, x))).toEqual([0.25, 1.25]);
  });

  it('gives codes that decode to the points', () => {
    const weights = Float64Array.of(-2, -0.6, 0.1, 0.3, 1);
    const coded = relaxedCodes(weights, [5], 2, 0.5);
    expect(Array.from(coded.codes)).toEqual([-2, -1, 0, 1, 1]);
    expect(Array.from(decoded(coded), (w) => w + 0)).toEqual(Array.from(weights, (w) => nearestOnGrid(grid, w) + 0));
  });
});
