// Whether a plot shows the lab's map, which is computed while it is looked at.
import type { AnyPlot } from '../../core/lab/lab.ts';
import { isMapGrid } from '../../core/lab/map.ts';

export const isMapped = ({ marks }: AnyPlot): boolean => marks.some((mark) => 'grid' in mark && isMapGrid(mark.grid));
