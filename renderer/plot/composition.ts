// What a picture is made from: the marks of a plot that are to be seen, and how far they reach.
import type { AnyPlot } from '../../core/lab/lab.ts';
import { applies, type Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import type { Turn } from '../../core/lab/turns.ts';
import { domainOf } from './domains.ts';
import { area } from './marks/area.ts';
import { arrow } from './marks/arrow.ts';
import { bar } from './marks/bar.ts';
import { box } from './marks/box.ts';
import { contour } from './marks/contour.ts';
import { dot } from './marks/dot.ts';
import { handle } from './marks/handle.ts';
import { line } from './marks/line.ts';
import { type AnyMark, gridOf, type MarkKind, type Reach, settled } from './marks/mark.ts';
import { note } from './marks/note.ts';
import { raster } from './marks/raster.ts';
import { rule } from './marks/rule.ts';
import { text } from './marks/text.ts';
import { createMemory, type Memory } from './memory.ts';
import type { Domain } from './scene.ts';
import type { Theme } from './theme.ts';

const kinds: { readonly [K in AnyMark['mark']]: MarkKind<K> } = {
  line,
  dot,
  arrow,
  area,
  bar,
  box,
  text,
  note,
  rule,
  raster,
  contour,
  handle,
};

/** The kind of a mark; TypeScript does not see that the two go together. */
export const markKindOf = (mark: AnyMark) => kinds[mark.mark] as MarkKind<AnyMark['mark']>;

export interface Composition {
  readonly plot: AnyPlot;
  readonly result: Result;
  readonly values: Values;
  readonly theme: Theme;
  /** Where the run’s values turned. */
  readonly turns: readonly Turn[];
  readonly memory: Memory;
  /** Each with its place in the plot’s list. */
  readonly marks: readonly { readonly mark: AnyMark; readonly index: number; readonly faint?: boolean }[];
  readonly reaches: readonly Reach[];
}

export interface Domains {
  readonly x: Domain;
  readonly y: Domain;
}

/** Lines of the run before have its tables under this name. */
const before = (table: string) => `${table} before`;

type Given = Pick<Composition, 'plot' | 'result' | 'values' | 'theme'> & {
  readonly memory?: Memory | undefined;
  readonly turns?: readonly Turn[] | undefined;
  readonly ghost?: Result['tables'] | undefined;
};

export function compose({ plot, result: now, values, theme, turns = [], ghost = {}, memory = createMemory() }: Given): Composition {
  const left = Object.entries(ghost).map(([name, table]) => [before(name), table] as const);
  const result = left.length > 0 ? { ...now, tables: { ...now.tables, ...Object.fromEntries(left) } } : now;
  const own = plot.marks.map((mark, index) => ({ mark: settled(mark, values), index })).filter(({ mark }) => applies(mark.when, values));
  const ghosts = own.flatMap(({ mark, index }) => {
    if (mark.mark !== 'line' || !mark.ghost || !ghost[mark.table]) return [];
    const { label: _, ...line } = mark;
    return [{ mark: { ...line, table: before(mark.table) }, index, faint: true }];
  });
  const marks = [...ghosts, ...own];
  return { plot, result, values, theme, turns, memory, marks, reaches: marks.map(({ mark }) => markKindOf(mark).reach(mark, result)) };
}

/** Whether there is nothing to be drawn: words that stand where they are told to do not count. */
export const isBlank = ({ marks, result }: Pick<Composition, 'marks' | 'result'>): boolean =>
  marks.every(({ mark }) => {
    if ('grid' in mark) return gridOf(result, mark.grid) === undefined;
    return !('table' in mark) || Object.values(result.tables[mark.table] ?? {}).every(({ length }) => length === 0);
  });

/** Whether another stage is in the light than those that a mark belongs to. */
export function inShade({ plot, values, marks }: Pick<Composition, 'plot' | 'values' | 'marks'>, mark: AnyMark): boolean {
  const lit = plot.stage === undefined ? undefined : values[plot.stage];
  const belongs = ({ stage }: AnyMark) => stage !== undefined && [stage].flat().some((one) => one === lit);
  return lit !== undefined && mark.stage !== undefined && !belongs(mark) && marks.some((other) => belongs(other.mark));
}

export const domainsOf = ({ plot, reaches, values }: Composition): Domains => ({
  x: domainOf(plot.x, 'x', reaches, values),
  y: domainOf(plot.y, 'y', reaches, values),
});
