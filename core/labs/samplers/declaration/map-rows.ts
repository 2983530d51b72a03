// The rows of the map of bias: SGLD at every batch size, and what has no bias beside it.
import type { MapRow } from '../../../lab/lab.ts';
import { applies } from '../../../lab/param.ts';
import { spaced } from '../../../lab/sweep.ts';
import { params, type SamplersValues, WITH_DATA } from './params.ts';

/** Batches of the map’s rows, from the bottom up; above them MALA and HMC. */
export const BATCHES = [1, 2, 5, 10, 20, 50, 100] as const;

/** Gradients that every cell of the map may ask for, by each of its chains. */
const MAP_GRADIENTS = 4000;
const LEAPS = 10;

/** Whether the target is a sum over data. */
export const withData = (target: string) => (WITH_DATA as readonly string[]).includes(target);

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

/** Step sizes that the map spans: about where each target is stable; and how many. */
const spans = {
  mixture: [1e-4, 0.3],
  iris: [1e-3, 2],
  penguins: [1e-4, 0.3],
  faithful: [1e-5, 0.03],
  concrete: [1e-7, 1e-3],
  own: [1e-5, 0.3],
} as const;
export const MAP_COLUMNS = 16;

export const mapDomain = ({ target }: SamplersValues): readonly [number, number] =>
  target in spans ? spans[target as keyof typeof spans] : [0.003, 3];

/** The step sizes of the map’s columns. */
export const mapSteps = (values: SamplersValues): readonly number[] => spaced(...mapDomain(values), MAP_COLUMNS, 'log');

/** What tells one kernel from another, beside its step size. */
const KERNEL = ['sampler', 'batchSize', 'scaled', 'stepSizeDecay', 'adapt', 'leapfrogSteps'] as const;

/** The kernel of a row’s cells, in what applies to it. */
export function mapKernel(values: SamplersValues, row: number): Partial<SamplersValues> {
  const laid = { ...values, ...mapRows(values)[row]?.values };
  return Object.fromEntries(KERNEL.filter((name) => applies(params[name].when, laid)).map((name) => [name, laid[name]]));
}

/** The map’s row that is nearest to these values; NaN where none is. */
export function mapRowAt(values: SamplersValues): number {
  const rows = mapRows(values);
  // ULA is SGLD that reads all data.
  const kernelOf = (sampler: string | undefined) => (sampler === 'ula' ? 'sgld' : sampler);
  const batch = values.sampler === 'ula' ? 1e6 : Math.min(values.batchSize, 1e6);
  const distances = rows.map((row) =>
    kernelOf(row.values.sampler) === kernelOf(values.sampler)
      ? Math.abs(Math.log(Number(row.values.batchSize) / batch))
      : Number.POSITIVE_INFINITY,
  );
  const least = Math.min(...distances);
  return least === Number.POSITIVE_INFINITY ? Number.NaN : distances.indexOf(least);
}
