// A plane, or images: where a unit is to be as long across as up, the axis with more room for one gets a wider domain.
import type { AnyPlot } from '../../core/lab/lab.ts';
import { applies, type Values } from '../../core/lab/param.ts';
import type { Scales } from './scene.ts';

export const isEqual = ({ equal }: AnyPlot, values: Values): boolean => equal === true || (equal !== undefined && applies(equal, values));

export function evened(plot: AnyPlot, values: Values, scales: Scales): Scales {
  const { x, y } = scales;
  const length = ({ domain, range }: Scales['x']) => Math.abs((range[1] - range[0]) / (domain[1] - domain[0]));
  const px = Math.min(length(x), length(y));
  if (!isEqual(plot, values) || !(px > 0)) return scales;
  const wide = (axis: Scales['x']): Scales['x'] => {
    const [from, to] = axis.domain;
    const more = (length(axis) / px - 1) / 2;
    return { ...axis, domain: [from - more * (to - from), to + more * (to - from)] };
  };
  return { x: wide(x), y: wide(y) };
}
