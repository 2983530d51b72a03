// A small lab for tests of the house: a noisy walk toward zero, that diverges where the rate is above 2.
import { defineLab } from '../../core/lab/lab.ts';
import { choice, integer, real, subset, toggle } from '../../core/lab/param.ts';

interface State {
  readonly at: number;
  readonly path: readonly number[];
}

export const walk = defineLab({
  version: 2,
  params: {
    kind: choice({ label: 'Kind', group: 'Walk', effect: 'restart', options: { plain: 'plain', noisy: 'noisy' }, initial: 'noisy' }),
    start: real({ label: 'Start', group: 'Walk', effect: 'restart', scale: 'linear', min: -1e300, max: 1e300, initial: 8 }),
    rate: real({ label: 'Rate', group: 'Walk', effect: 'live', scale: 'log', min: 1e-3, max: 100, initial: 0.5 }),
    count: integer({ label: 'Count', group: 'Walk', effect: 'redraw', scale: 'linear', min: 1, max: 9, initial: 3 }),
    mirrored: toggle({ label: 'Mirrored', group: 'Walk', effect: 'redraw', initial: false }),
    seen: subset({ label: 'Seen', group: 'Walk', effect: 'redraw', options: { path: 'path', sheet: 'sheet' }, initial: 'path' }),
    data: choice({ label: 'Data', group: 'Walk', effect: 'restart', options: { none: 'none', own: 'own' }, initial: 'none' }),
  },
  scalars: {
    at: { label: 'at', help: 'Where the walk is.' },
    energy: { label: 'energy', unit: 'nat', help: 'Half its square.' },
  },
  tables: { path: { step: { label: 'step' }, at: { label: 'at', unit: 'm' } } },
  grids: { sheet: { label: 'sheet' } },
  presets: { start: { title: 'Start', sentence: 'Watch it fall.', values: {} } },
  equations: [{ title: 'Energy', tex: 'E = x^2/2', sentence: 'Half the square.', source: 'by definition' }],
  headline: { left: { scalar: 'energy' }, terms: [{ scalar: 'energy', sign: 1 }] },
  ledger: { total: 'energy', rows: [{ terms: [{ scalar: 'energy', sign: 1 }] }] },
  plots: {
    path: {
      title: 'Path',
      x: { label: 'step', steps: true },
      y: {},
      marks: [{ mark: 'line', table: 'path', x: 'step', y: 'at', hue: 'ink' }],
      sentence: ({ scalars }) => `The walk is at ${scalars.at}.`,
    },
  },
  layout: { main: ['path'], side: [], row: [] },
  identities: [
    {
      name: 'energy',
      tex: 'E = x^2/2',
      of: ['energy', 'at'],
      tolerance: 1e-12,
      residual: ({ energy, at }) => energy - (at * at) / 2,
    },
  ],
  data: { param: 'data', sets: {} },
  sentence: ({ scalars }) => `At ${scalars.at}.`,
  play: 'Walk',
  engine: () => ({
    init: ({ start }, { data }): State => {
      const at = data ? (Object.values(data.columns)[0]?.[0] ?? start) : start;
      return { at, path: [at] };
    },
    step: ({ at, path }, { rate, kind }, random): State => {
      const next = at - rate * at + (kind === 'noisy' ? random.normal() : 0);
      return { at: next, path: [...path, next] };
    },
    monitor: ({ at }) => ({ at, energy: (at * at) / 2 }),
    observe: ({ at, path }, { count, mirrored }) => ({
      scalars: { at: mirrored ? -at : at, energy: (at * at) / 2 },
      tables: { path: { step: Float64Array.from(path.keys()), at: Float64Array.from(path) } },
      grids: { sheet: { columns: count, rows: 1, xDomain: [0, count], yDomain: [0, 1], values: new Float32Array(count) } },
    }),
  }),
});
