// How far a run has come that ends.
import type { Lab } from './lab.ts';
import type { Values } from './param.ts';

type Ending = Pick<Lab, 'training'>;

/** The share of its way that a run has behind it, 0 to 1; undefined where its lab does not say. */
export function shareOf({ training }: Ending, scalars: Readonly<Record<string, number>>, values: Values): number | undefined {
  if (!training) return undefined;
  const { progress } = training;
  const share = (scalars[progress.scalar] ?? Number.NaN) / (values[progress.of] as number);
  return Number.isNaN(share) ? undefined : Math.min(1, Math.max(0, share));
}
