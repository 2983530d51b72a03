// The noise of a minibatch gradient, and where it equals what is injected.
import { traits } from '../../../inference/mcmc/kernels.ts';
import { keep } from '../../../lab/keep.ts';
import { BATCHES, withData } from '../declaration/map-rows.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { SamplersState } from '../run/state.ts';

/** Mean over the coordinates of the variance of a row’s own gradient, at the target’s centre. */
function rowVariance(state: SamplersState): number {
  const { target, scale } = state.problem;
  const { data, dimension: d } = target;
  if (!data) return 0;
  return keep(state.ofProblem, 'rows', '', () => {
    const points = new Float64Array(data.size * d).map((_, at) => scale.centre[at % d] as number);
    const rows = Int32Array.from({ length: data.size }, (_, i) => i);
    const gradients = new Float64Array(points.length);
    data.estimates(points, rows, 1, 1, gradients);
    let total = 0;
    for (let i = 0; i < d; i += 1) {
      let [mean, square] = [0, 0];
      for (let row = 0; row < data.size; row += 1) mean += (gradients[row * d + i] as number) / data.size;
      for (let row = 0; row < data.size; row += 1) square += ((gradients[row * d + i] as number) - mean) ** 2 / data.size;
      total += square;
    }
    return total / d;
  });
}

/** V of a minibatch gradient, (N²/n) S² (N − n)/(N − 1); n (…) where it is not scaled by N/n. */
function varianceAt(state: SamplersState, batchSize: number, scaled: boolean): number {
  const size = state.problem.target.data?.size ?? 1;
  const n = Math.min(size, batchSize);
  if (n >= size) return 0;
  const factor = scaled ? size / n : 1;
  return (factor * factor * n * rowVariance(state) * (size - n)) / (size - 1);
}

/** V of the gradient that is in use; 0 where it reads all data. */
export function minibatchVariance(state: SamplersState, { sampler, batchSize, scaled }: SamplersValues): number {
  return traits[sampler].reads.includes('batchSize') ? varianceAt(state, batchSize, scaled) : 0;
}

/** The ε of each batch size at which minibatch noise ε²V/4 is as large as injected noise εT. */
export function crossoverOf(state: SamplersState, { temperature, target }: SamplersValues) {
  const rows = withData(target) ? BATCHES.map((batch, row) => ({ row, variance: varianceAt(state, batch, true) })) : [];
  const crossing = rows.filter(({ variance }) => variance > 0 && temperature > 0);
  return {
    stepSize: Float64Array.from(crossing, ({ variance }) => (4 * temperature) / variance),
    row: Float64Array.from(crossing, ({ row }) => row),
  };
}
