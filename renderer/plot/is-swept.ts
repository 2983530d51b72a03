// Whether a plot shows the sweep, which is computed while it is looked at.
import type { AnyPlot } from '../../core/lab/lab.ts';

export const isSwept = ({ marks }: AnyPlot): boolean => marks.some((mark) => 'table' in mark && mark.table === 'sweep');
