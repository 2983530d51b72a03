// Pictures of polynomials: their curves, what each degree costs, and how many weights it has in effect.
import type { PlotOf } from '../../../lab/lab.ts';
import type { grids, scalars, tables } from './outputs.ts';
import type { params } from './params.ts';
import { costsSentence, effectiveSentence, fitsSentence } from './sentences.ts';

const when = { model: ['polynomials'] } as const;
const degrees = { label: 'degree', categories: ['0', '1', '2', '3'] } as const;

export const regressionPlots = {
  fits: {
    title: 'Data and curves',
    tab: 'Curves',
    caption: 'what comes next, within 2 sd',
    when,
    x: { label: 'x' },
    y: { label: 'y', grid: true },
    marks: [
      { mark: 'area', table: 'mixed', x: 'x', y: 'high', from: 'low', hue: 'gap' },
      { mark: 'line', table: 'degreeCurves', x: 'x', y: 'y', by: 'degree', hue: 'soft', names: ['0', '1', '2', '3'] },
      { mark: 'line', table: 'mixed', x: 'x', y: 'posterior', hue: 'gap', label: 'posterior' },
      { mark: 'line', table: 'mixed', x: 'x', y: 'q', hue: 'entropy', width: 2, label: 'q' },
      { mark: 'dot', table: 'seen', x: 'x', y: 'y', hue: 'ink', radius: 2.5 },
    ],
    sentence: fitsSentence,
  },
  costs: {
    title: 'What each degree costs',
    tab: 'Costs',
    caption: 'nats',
    when,
    x: degrees,
    y: { include: 0, grid: true },
    marks: [
      { mark: 'bar', orient: 'vertical', table: 'degrees', at: 'degree', to: 'complexity', hues: ['complexity'], label: 'complexity' },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'degrees',
        at: 'degree',
        from: 'complexity',
        to: 'cost',
        hues: ['accuracy'],
        label: 'misfit',
      },
    ],
    sentence: costsSentence,
  },
  effective: {
    title: 'Effective parameters',
    tab: 'Weights',
    caption: 'γ of the weights there are',
    when,
    x: degrees,
    y: { domain: [0, 4.5], grid: true },
    marks: [
      { mark: 'bar', orient: 'vertical', table: 'degrees', at: 'degree', to: 'weights', hues: ['soft'], slot: [0, 2], label: 'weights' },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'degrees',
        at: 'degree',
        to: 'effective',
        hues: ['accuracy'],
        terms: ['effectiveParameters'],
        slot: [1, 2],
        label: 'γ',
      },
    ],
    sentence: effectiveSentence,
  },
} as const satisfies Readonly<Record<string, PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>>>;
