// What the compiler refuses in a declaration: each line is wrong in one way, and it is a fault of the types if one passes. Never run.
import type { Engine } from '../../core/lab/lab.ts';
import { defineLab } from '../../core/lab/lab.ts';
import { choice, real } from '../../core/lab/param.ts';

const params = {
  model: choice({ label: 'Model', group: 'Model', effect: 'restart', options: { coin: 'Coin', die: 'Die' }, initial: 'coin' }),
  bias: real({
    label: 'bias',
    group: 'Model',
    effect: 'restart',
    scale: 'linear',
    min: 0,
    max: 1,
    initial: 0.5,
    when: { model: ['coin'] },
  }),
} as const;
const scalars = {
  energy: { label: 'energy', help: 'Of the state.' },
  evidence: { label: 'evidence', help: 'Where it is known.', optional: true },
} as const;
const tables = { path: { step: { label: 'step' }, at: { label: 'at' } } } as const;

type TinyEngine = Engine<typeof params, typeof scalars, typeof tables, Record<never, never>, null>;
const path = { step: new Float64Array(), at: new Float64Array() };

export const engine = {
  init: () => null,
  observe: () => ({ scalars: { energy: 1 }, tables: { path }, grids: {} }),
} satisfies TinyEngine;

const line = { mark: 'line', table: 'path', x: 'step', y: 'at', hue: 'ink' } as const;
const plot = { title: 'Path', x: {}, y: {}, marks: [line], sentence: () => 'A path.' } as const;
const identity = {
  name: 'energy',
  tex: 'E',
  of: ['energy'],
  tolerance: 1e-10,
  residual: (s: { readonly energy: number }) => s.energy,
} as const;

const lab = {
  version: 1,
  params,
  scalars,
  tables,
  grids: {},
  presets: {},
  equations: [],
  headline: { left: { scalar: 'energy' }, terms: [] },
  ledger: { total: 'energy', rows: [] },
  plots: { path: plot },
  layout: { main: ['path'], side: [], row: [] },
  identities: [identity],
  sentence: () => '',
  engine: () => engine,
} as const;

defineLab(lab);

// @ts-expect-error: no scalar of that name
defineLab({ ...lab, plots: { path: { ...plot, marks: [{ ...line, term: 'energgy' }] } } });
// @ts-expect-error: no parameter of that name
defineLab({ ...lab, plots: { path: { ...plot, when: { modell: ['coin'] } } } });
// @ts-expect-error: no option of that name
defineLab({ ...lab, plots: { path: { ...plot, marks: [{ ...line, when: { model: ['dice'] } }] } } });
// @ts-expect-error: no column of that name
defineLab({ ...lab, plots: { path: { ...plot, marks: [{ ...line, x: 'steps' }] } } });
// @ts-expect-error: steps are counted after no scalar of that name
defineLab({ ...lab, plots: { path: { ...plot, x: { steps: { after: 'burnIn' } } } } });
// @ts-expect-error: a condition on no parameter
defineLab({ ...lab, params: { ...params, bias: { ...params.bias, when: { dataest: ['own'] } } } });
// @ts-expect-error: a condition on no option
defineLab({ ...lab, params: { ...params, bias: { ...params.bias, when: { model: ['dice'] } } } });
// @ts-expect-error: a residual reads no scalar of that name
defineLab({ ...lab, identities: [{ ...identity, residual: (s) => s.elbow }] });
// @ts-expect-error: an identity is about no scalar of that name
defineLab({ ...lab, identities: [{ ...identity, of: ['elbow'] }] });
// @ts-expect-error: a plot that no place shows
defineLab({ ...lab, plots: { path: plot, other: plot } });
// @ts-expect-error: a place that shows no plot
defineLab({ ...lab, layout: { main: ['path', 'other'], side: [], row: [] } });
// @ts-expect-error: no term of that name
defineLab({ ...lab, headline: { left: { scalar: 'energy' }, terms: [{ scalar: 'entropy', sign: 1 }] } });
// @ts-expect-error: no factor of that name
defineLab({ ...lab, ledger: { total: 'energy', rows: [{ terms: [{ scalar: 'energy', sign: 1, factor: 'temperature' }] }] } });
// @ts-expect-error: a certificate about no scalar of that name
defineLab({ ...lab, certificates: { mean: { estimate: 'mean', standardError: 'energy', exact: 'energy', test: 'None.' } } });
// @ts-expect-error: a preset sets no parameter of that name
defineLab({ ...lab, presets: { start: { title: 'Start', sentence: 'So.', values: { biass: 0.1 } } } });

export const without = {
  init: () => null,
  // @ts-expect-error: a scalar is missing
  observe: () => ({ scalars: { evidence: 1 }, tables: { path }, grids: {} }),
} satisfies TinyEngine;

export const short = {
  init: () => null,
  // @ts-expect-error: a column is missing
  observe: () => ({ scalars: { energy: 1 }, tables: { path: { step: path.step } }, grids: {} }),
} satisfies TinyEngine;
