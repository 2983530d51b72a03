import { describe, expect, it } from 'vitest';
import { leaveOneOut } from '../../../core/inference/estimators/leave-one-out.ts';
import { sine } from '../../../core/inference/estimators/problems/energy.ts';
import { separable } from '../../../core/inference/estimators/problems/separable.ts';
import { createRandom } from '../../../core/prob/random.ts';

const uneven = { mean: Float64Array.of(1, -0.5, 2), sd: Float64Array.of(0.5, 1.5, 0.1) };

describe.each(['mean', 'sd'] as const)('a separable energy, by the %s', (of) => {
  it.each([1, 2, 3])('weighs its scores by f − b in one pass as in two, %d of them a row', (width) => {
    const problem = separable({ energy: sine, q: uneven, of });
    const [x, f] = [new Float64Array(30), new Float64Array(10)];
    problem.draw(10, createRandom(1), x);
    problem.values(x, 10, f);
    const [scores, weighed] = [new Float64Array(10 * width), new Float64Array(10 * width)];
    problem.scores(x, 10, width, scores);
    problem.weighedScores?.(x, f, 0.3, 10, width, weighed);
    expect(weighed).toEqual(scores.map((s, i) => ((f[Math.floor(i / width)] as number) - 0.3) * s));
  });
});

describe('normal draws', () => {
  it.each([
    { name: 'all alike', q: { mean: new Float64Array(3).fill(2), sd: new Float64Array(3).fill(0.3) } },
    { name: 'uneven', q: uneven },
  ])('$name are μ + σ ε, and mirrored in place μ − σ ε', ({ q }) => {
    const problem = separable({ energy: sine, q, of: 'mean' });
    const x = new Float64Array(12);
    problem.draw(4, createRandom(3), x);
    const noise = new Float64Array(12);
    createRandom(3).normals(noise);
    const at = (sign: number) => noise.map((e, i) => (q.mean[i % 3] as number) + sign * (q.sd[i % 3] as number) * e);
    expect(x).toEqual(at(1));
    problem.mirror?.(x, 4, x);
    for (const [i, expected] of at(-1).entries()) expect(x[i]).toBeCloseTo(expected, 14);
  });
});

describe('leaving one out', () => {
  it('is (1/K) Σ (fᵢ − the mean of the others) sᵢ', () => {
    const problem = separable({ energy: sine, q: uneven, of: 'mean' });
    const out = new Float64Array(6 * 2);
    leaveOneOut(3).sample(problem, 6, 2, createRandom(4), out);
    const [x, f, s] = [new Float64Array(18 * 3), new Float64Array(18), new Float64Array(18 * 2)];
    problem.draw(18, createRandom(4), x);
    problem.values(x, 18, f);
    problem.scores(x, 18, 2, s);
    for (let row = 0; row < 6; row += 1)
      for (const j of [0, 1]) {
        const terms = [0, 1, 2].map((k) => {
          const others = [0, 1, 2].filter((each) => each !== k).map((each) => f[3 * row + each] as number);
          return (
            (((f[3 * row + k] as number) - ((others[0] as number) + (others[1] as number)) / 2) * (s[(3 * row + k) * 2 + j] as number)) / 3
          );
        });
        expect(out[row * 2 + j]).toBeCloseTo((terms[0] as number) + (terms[1] as number) + (terms[2] as number), 12);
      }
  });
});
