// A lab of one curve, one landscape and one image, for the tests of figures.
import { defineLab, type Lab } from '../../core/lab/lab.ts';
import { real } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { writeSession } from '../../core/lab/session.ts';
import { type FigureInput, figureOf, figureSizes } from '../../renderer/export/figure-of.ts';
import { light } from '../../renderer/plot/theme.ts';

const grid = {
  columns: 4,
  rows: 3,
  xDomain: [0, 1],
  yDomain: [0, 1],
  values: Float32Array.from({ length: 12 }, (_, i) => (i * 5) % 12),
} as const;

export const lab: Lab = defineLab({
  version: 1,
  params: {
    mean: real({ label: 'mean', group: 'q', effect: 'redraw', min: -5, max: 5, initial: 0.25, scale: 'linear' }),
    hidden: real({ label: 'hidden', group: 'q', effect: 'redraw', min: 0, max: 1, initial: 0.5, scale: 'linear', when: { mean: [99] } }),
  },
  scalars: { peak: { label: 'peak', help: 'The highest point.' } },
  tables: { curve: { x: { label: 'x' }, y: { label: 'y' } } },
  grids: { field: { label: 'field' } },
  presets: { first: { title: 'First', sentence: 'Look.', values: {} } },
  equations: [],
  headline: { left: { scalar: 'peak' }, terms: [] },
  ledger: { total: 'peak', rows: [] },
  plots: {
    curve: {
      title: 'A & B < "C"',
      caption: 'nats',
      x: { label: 'Θ' },
      y: { grid: true },
      marks: [
        { mark: 'area', table: 'curve', x: 'x', y: 'y', hue: 'gap' },
        { mark: 'line', table: 'curve', x: 'x', y: 'y', hue: 'gap', label: 'P(Θ | X) & <more>' },
        {
          mark: 'handle',
          table: 'curve',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: 'point',
          moves: 'x',
          params: ['mean'],
          drag: ({ x }) => ({ mean: x }),
        },
      ],
      sentence: () => 'It rises & falls: x < 1.',
    },
    field: {
      title: 'Field',
      x: {},
      y: {},
      marks: [
        { mark: 'raster', grid: 'field', map: 'viridis' },
        { mark: 'contour', grid: 'field', hue: 'gap', levels: 3 },
      ],
      sentence: () => 'A field.',
    },
  },
  layout: { main: ['curve'], side: ['field'], row: [] },
  identities: [],
  sentence: () => 'Look.',
  engine: () => ({
    init: () => 0,
    observe: (_, { mean }) => ({
      scalars: { peak: mean },
      tables: { curve: { x: Float64Array.of(-1, 0, 1), y: Float64Array.of(0, 1, Number.NaN) } },
      grids: { field: grid },
    }),
  }),
});

export const values = { mean: 0.25, hidden: 0.5 };
export const session = writeSession({ lab: 'small', labVersion: 1, values, seed: 7, steps: 0, changes: [] });

export async function smallFigure(plotId: 'curve' | 'field' = 'curve', more: Partial<FigureInput> = {}) {
  const run = await openRun(lab, values, 7);
  const frame = await run.next(0, values);
  return figureOf({
    labId: 'small',
    labTitle: 'Small & whole',
    lab,
    plotId,
    frame,
    values,
    turns: [],
    seed: 7,
    theme: light,
    size: figureSizes.slide,
    version: '1.2.3',
    session,
    ...more,
  });
}
