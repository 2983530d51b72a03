// The rows of a line, of dots or of an area, each kind of them a trace of its own in its own hue.
import type { Hue } from '../../../core/lab/hue.ts';
import { traceOf } from '../trace.ts';
import { column, type Ground, type MarkOf, namesOf, textOf } from './mark.ts';

export interface RowKind {
  readonly hue: Hue;
  /** Where kinds are shades of one hue. */
  readonly opacity?: number;
  readonly name: string | undefined;
  /** The colours have come round: something else has to tell it from the kind that wears the same. */
  readonly again: boolean;
  /** x0, y0, x1, y1, … in px; NaN, NaN lifts the pen. */
  readonly trace: Float32Array;
}

type Kinded = MarkOf<'line' | 'dot' | 'area'>;

/** By category the places of its rows, a gap wherever rows of another category, or of none, come between. */
function parted(trace: Float32Array, by: Float64Array): Map<number, number[]> {
  const traces = new Map<number, number[]>();
  let before = Number.NaN;
  for (let row = 0; row < by.length && 2 * row < trace.length; row += 1) {
    const category = by[row] as number;
    if (Number.isInteger(category) && category >= 0) {
      const own = traces.get(category) ?? [];
      if (own.length === 0) traces.set(category, own);
      else if (before !== category) own.push(Number.NaN, Number.NaN);
      own.push(trace[2 * row] as number, trace[2 * row + 1] as number);
    }
    before = category;
  }
  return traces;
}

/** The faintest of several shades. */
const FAINTEST = 0.35;

/** Every kind that has rows, in the order of their categories; one of all rows where the mark knows no kinds. */
export function kindsOf(mark: Kinded, { result, x, y, theme, values }: Ground): RowKind[] {
  const trace = traceOf(column(result, mark.table, mark.x), column(result, mark.table, mark.y), x, y);
  const { hue: one = 'ink', hues } = mark;
  if (mark.by === undefined) return [{ hue: one, name: textOf(mark.label, values), again: false, trace }];
  const names = mark.mark === 'area' ? undefined : namesOf(mark, result, values);
  const kinds = [...parted(trace, column(result, mark.table, mark.by))].sort(([a], [b]) => a - b);
  return kinds.map(([category, own], at): RowKind => {
    const shared = { name: names?.[category], trace: Float32Array.from(own) };
    if (hues === undefined) {
      const shade = 1 - ((1 - FAINTEST) * at) / Math.max(1, kinds.length - 1);
      return { ...shared, hue: one, again: false, ...(shade < 1 && { opacity: Math.round(shade * 100) / 100 }) };
    }
    const hue = hues[category % hues.length] ?? 'ink';
    return { ...shared, hue, again: category >= hues.length || (typeof hue === 'number' && hue >= theme.category.length) };
  });
}
