// A plot over a sweep takes its x axis from the parameter that is swept.
import type { AnyPlot, Lab } from '../../core/lab/lab.ts';
import { isSwept } from './is-swept.ts';

/** The plot with the swept parameter along x; any other plot as it is. */
export function sweptPlot(plot: AnyPlot, lab: Lab, over: string): AnyPlot {
  const param = lab.params[over];
  if (!param || !isSwept(plot)) return plot;
  const scale = 'scale' in param ? param.scale : 'linear';
  const label = param.unit ? `${param.label}, ${param.unit}` : param.label;
  return { ...plot, x: { label, scale, ...plot.x } };
}
