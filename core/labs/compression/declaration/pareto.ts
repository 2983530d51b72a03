// What error each method buys, and at what price: over bytes, over multiplications, over weights. Rings are what papers report, and what other methods came to.
import type { PlotOf } from '../../../lab/lab.ts';
import { methodHues } from '../model/method-names.ts';
import { precisions } from '../model/quantized.ts';
import { byMethod, named } from './by-method.ts';
import type { grids, scalars, tables } from './outputs.ts';
import type { CompressionValues, params } from './params.ts';
import { publishedNames } from './published-names.ts';
import { paretoSentence } from './sentences.ts';

export type CompressionPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const dot = { mark: 'dot', y: 'height' } as const;
/** One colour for all: they are told apart by their names. */
const ring = (kind: 'coded' | 'kept') =>
  ({ ...dot, y: 'error', by: 'source', hues: ['soft'], names: publishedNames(kind), radius: 3.5, hollow: true }) as const;

/** What else one posterior over signs is read as. */
const reading = (table: 'ternary' | 'ensemble', label: string) =>
  ({ ...dot, table, x: 'bytes', hue: methodHues.probabilisticBinary, label, radius: 4 }) as const;

const published = {
  bytes: { ...ring('coded'), table: 'published', x: 'bytes' },
  kept: { ...ring('kept'), table: 'publishedKept', x: 'kept' },
  multiplyAccumulates: { ...ring('kept'), table: 'publishedKept', x: 'multiplyAccumulates' },
} as const;

const over = <X extends keyof typeof published>(x: X, title: string, tab: string, label: string, more?: string) =>
  ({
    title,
    tab,
    caption: ({ network, dataset }: CompressionValues) =>
      `± a standard error${more ? `; ${more}` : ''}${network === 'lenet300' && dataset === 'mnist' ? '; grey: published' : ''}`,
    x: { label, scale: 'log', grid: true },
    y: { label: 'held-out error, %', scale: 'log', grid: true, include: [1, 100] },
    marks: [
      // Room for the outermost.
      { ...dot, table: 'room', x, hue: 'soft', radius: 0 },
      published[x],
      ...(x === 'bytes'
        ? ([
            {
              ...dot,
              table: 'quantized',
              x: 'bytes',
              hue: 'ink',
              by: 'kind',
              names: [...precisions],
              radius: 3,
              when: { beside: ['precisions'] },
            },
            reading('ternary', 'read as ternary'),
            reading('ensemble', 'sixteen drawn'),
          ] as const)
        : []),
      { ...dot, table: 'finished', x, ...named, radius: 3.5, hollow: true },
      { ...dot, table: 'base', x, hue: 'ink', label: 'base', radius: 4.5 },
      { mark: 'line', table: 'course', x, y: 'height', ...named, width: 1.25 },
      { mark: 'line', table: 'intervals', x, y: 'error', ...byMethod, width: 1.5 },
      { ...dot, table: 'present', x, ...byMethod, radius: 4 },
      { ...dot, table: 'hand', x, ...byMethod, term: 'heldOutError', radius: 7 },
    ],
    sentence: paretoSentence,
  }) as const satisfies CompressionPlot;

export const pareto = {
  pareto: over('bytes', 'Error over bytes', 'Bytes', 'bytes of the file'),
  paretoWork: over(
    'multiplyAccumulates',
    'Error over multiply–accumulates',
    'Multiplications',
    'multiply–accumulates of an image',
    'without additions of signs',
  ),
  paretoKept: over('kept', 'Error over weights kept', 'Weights kept', 'weights kept, %'),
} as const satisfies Readonly<Record<string, CompressionPlot>>;
