// The noise of a minibatch gradient, and the map of what it does: which rows the map has, and where its noise equals what is injected.
import type { Target } from '../../inference/mcmc/target.ts';
import type { MapRow } from '../../lab/lab.ts';
import type { params, SamplersValues } from './params.ts';
import { STOCHASTIC, WITH_DATA } from './params.ts';
import { keep, type SamplersState } from './state.ts';

/** Batches of the map’s rows, from the bottom up; above them MALA and HMC. */
export const BATCHES = [1, 2, 5, 10, 20, 50, 100] as const;

/** Gradients that every cell of the map may ask for, by each of its chains. */
export const MAP_GRADIENTS = 4000;
const LEAPS = 10;

const withData = (target: string) => (WITH_DATA as readonly string[]).includes(target);

/** SGLD at every batch size, or ULA where there are no data; MALA and HMC beside it, with as many gradients. */
export function mapRows(values: SamplersValues): readonly MapRow<typeof params>[] {
  const still = { stepSizeDecay: 0, chains: 4, thinning: 1, compare: '', adapt: false, leapfrogSteps: LEAPS, scaled: true } as const;
  const row = (label: string, laid: Partial<SamplersValues>, steps: number): MapRow<typeof params> => ({
    label,
    values: { ...still, batchSize: 100, burnIn: Math.round(steps / 4), ...laid },
    steps,
  });
  const stochastic = withData(values.target)
    ? BATCHES.map((batchSize) => row(String(batchSize), { sampler: 'sgld', batchSize }, MAP_GRADIENTS))
    : [row('ULA', { sampler: 'ula' }, MAP_GRADIENTS)];
  return [...stochastic, row('MALA', { sampler: 'mala' }, MAP_GRADIENTS), row('HMC', { sampler: 'hmc' }, MAP_GRADIENTS / LEAPS)];
}

/** The map’s row that is nearest to these values; NaN where none is. */
export function rowAt(values: SamplersValues, target: Target): number {
  const rows = mapRows(values);
  if (values.sampler === 'mala') return rows.length - 2;
  if (values.sampler === 'hmc') return rows.length - 1;
  if (!withData(values.target)) return values.sampler === 'ula' || values.sampler === 'sgld' ? 0 : Number.NaN;
  if (values.sampler !== 'sgld' && values.sampler !== 'ula') return Number.NaN;
  const batch = values.sampler === 'ula' ? (target.data?.size ?? 1) : values.batchSize;
  const distances = BATCHES.map((size) => Math.abs(Math.log(size / batch)));
  return distances.indexOf(Math.min(...distances));
}

/** Mean over the coordinates of the variance of a row’s own gradient, at the target’s centre. */
function rowVariance(state: SamplersState): number {
  const { target, scale } = state.problem;
  const { data, dimension: d } = target;
  if (!data) return 0;
  return keep(state, 'rows', '', () => {
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
  return (STOCHASTIC as readonly string[]).includes(sampler) ? varianceAt(state, batchSize, scaled) : 0;
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
