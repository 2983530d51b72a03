// A plot of the VAE lab, with the tables and grids it may draw.
import { categories } from '../../../../lab/hue.ts';
import type { PlotOf } from '../../../../lab/lab.ts';
import type { grids, scalars, tables } from '../outputs.ts';
import type { params, VaeValues } from '../params.ts';

export type VaePlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

/** Of labels: digits, clothes, letters. */
export const labelHues = categories(64);

/** What is laid out along an axis of the plane of codes. */
export const axisName = ({ latentDimension, aligned, axisX, axisY }: VaeValues, which: 0 | 1): string =>
  latentDimension > 2 ? (aligned ? `direction ${which + 1}` : `latent ${which === 0 ? axisX : axisY}`) : (['z₁', 'z₂'] as const)[which];
