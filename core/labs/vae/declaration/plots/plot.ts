// A plot of the VAE lab, with the tables and grids it may draw.
import { categories } from '../../../../lab/hue.ts';
import type { Column } from '../../../../lab/lab.ts';
import type { Plot } from '../../../../lab/plot.ts';
import type { grids, scalars, tables } from '../outputs.ts';
import type { VaeValues } from '../params.ts';

type Tables = typeof tables & { readonly sweep: Readonly<Record<'x' | keyof typeof scalars, Column>> };
type Grids = typeof grids & Readonly<Record<`map ${keyof typeof scalars}`, Column>>;

export type VaePlot = Plot<Tables, Grids, VaeValues>;

/** Of labels: digits, clothes, letters. */
export const labelHues = categories(64);

/** What is laid out along an axis of the plane of codes. */
export const axisName = ({ latentDimension, aligned, axisX, axisY }: VaeValues, which: 0 | 1): string =>
  latentDimension > 2 ? (aligned ? `direction ${which + 1}` : `latent ${which === 0 ? axisX : axisY}`) : (['z₁', 'z₂'] as const)[which];
