// The target as a landscape.
import { copiedGrid, keep } from '../../../lab/keep.ts';
import { column, emptyGrid, type Grid } from '../../../lab/result.ts';
import { spaced } from '../../../lab/sweep.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { SamplersState } from '../run/state.ts';
import { type Axes, windowSeen } from './axes.ts';

const LATTICE = 72;

/** p^{1/T} over the plane, highest 1: of the whole target, or where it is normal its margin in two coordinates. */
export function targetGrid(state: SamplersState, values: SamplersValues, [i, j]: Axes): Grid {
  const { problem } = state;
  const temperature = Math.max(0.02, values.temperature);
  const made = keep(state.ofProblem, 'grid', `${temperature} ${i} ${j}`, (): Grid => {
    const [xDomain, yDomain] = windowSeen(state, values, [i, j]);
    const [xs, ys] = [xDomain, yDomain].map((domain) => Float64Array.from(spaced(...domain, LATTICE, 'linear'))) as [
      Float64Array,
      Float64Array,
    ];
    let heights: Float64Array;
    if (problem.picture) heights = problem.picture.evaluate(xs, ys);
    else if (problem.normal && i !== j) {
      const { covariance } = problem.normal;
      const d = problem.target.dimension;
      const [a, b, c] = [covariance[i * d + i] as number, covariance[i * d + j] as number, covariance[j * d + j] as number];
      const determinant = a * c - b * b;
      const [mx, my] = [problem.scale.centre[i] as number, problem.scale.centre[j] as number];
      heights = column(LATTICE * LATTICE, (at) => {
        const [u, v] = [(xs[at % LATTICE] as number) - mx, (ys[Math.floor(at / LATTICE)] as number) - my];
        return -0.5 * ((c * u * u - 2 * b * u * v + a * v * v) / determinant);
      });
    } else return emptyGrid;
    const most = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const relative = Float32Array.from(heights, (height) => Math.exp((height - most) / temperature));
    return { columns: LATTICE, rows: LATTICE, xDomain, yDomain, values: relative };
  });
  return copiedGrid(made);
}
