// A lab small enough to know every number of: q moves towards a target, noise is drawn, some values are refused or diverge.
import { InputError } from '../../core/base/input-error.ts';
import { defineLab } from '../../core/lab/lab.ts';
import { choice, real } from '../../core/lab/param.ts';

const number = (initial: number, effect: 'restart' | 'live' | 'redraw') =>
  ({ label: 'a number', group: 'all', min: -1e6, max: 1e6, slider: [-2, 2], initial, scale: 'linear', effect }) as const;

interface State {
  readonly path: readonly number[];
  readonly noise: number;
  readonly mean: number;
}

export const counting = defineLab({
  version: 1,
  params: {
    target: real(number(1, 'restart')),
    q: real({ ...number(0, 'restart'), follows: ['path', 'q'] }),
    rate: real(number(0.5, 'live')),
    zoom: real(number(1, 'redraw')),
    data: choice({ label: 'Data', group: 'all', effect: 'restart', initial: 'none', options: { none: 'none', two: 'two', own: 'own' } }),
  },
  scalars: {
    q: { label: 'q', help: 'where q is' },
    noise: { label: 'noise', help: 'a draw of the seed' },
    mean: { label: 'mean', help: 'of the data' },
    zoomed: { label: 'zoomed', help: 'q · zoom' },
  },
  tables: { path: { q: { label: 'q' } } },
  grids: {},
  presets: {
    start: { title: 'Start', sentence: 'q begins at 0.', values: {} },
    far: { title: 'Far', sentence: 'q begins at 2.', values: { q: 2 }, steps: 3 },
  },
  equations: [],
  headline: { left: { scalar: 'q' }, terms: [{ scalar: 'noise', sign: 1 }] },
  ledger: { total: 'q', rows: [] },
  plots: {},
  layout: { main: [], side: [], row: [] },
  identities: [],
  data: { param: 'data', sets: { two: { file: 'two.csv', source: 'made up' } } },
  sweep: { over: 'target' },
  exports: { note: { label: 'Note' } },
  play: 'Go',
  sentence: () => 'q moves.',
  adopt: (_values, { columns }) => ({ target: Math.max(...(Object.values(columns)[0] ?? [])) }),
  engine: () => ({
    exports: {
      note: ({ path }: State) => [{ name: 'q.txt', type: 'text/plain', bytes: new TextEncoder().encode(String(path.at(-1))) }],
    },
    init: (values, { random, data }): State => {
      if (values.target === 13) throw new InputError('target', 'another number', '13');
      if (values.target === 14) throw new Error('broken');
      const first = Object.values(data?.columns ?? {})[0] ?? Float64Array.of(0);
      return { path: [values.q], noise: random.normal(), mean: first.reduce((a, b) => a + b, 0) / first.length };
    },
    step: ({ path, mean }: State, values, random) => {
      const q = path.at(-1) as number;
      return { path: [...path, q + values.rate * (values.target - q)], noise: random.normal(), mean };
    },
    observe: ({ path, noise, mean }: State, values) => {
      if (values.zoom === 13) throw new InputError('zoom', 'another number', '13');
      const q = path.at(-1) as number;
      return { scalars: { q, noise, mean, zoomed: q * values.zoom }, tables: { path: { q: Float64Array.from(path) } }, grids: {} };
    },
  }),
});
