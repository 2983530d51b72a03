// A small lab that works: one slider, one curve, one identity. `npm run new-lab` writes it, for whoever makes it theirs.

/** The files of a lab of this name, by their paths from the project's folder. */
export function labFiles(id: string, title: string): Readonly<Record<string, string>> {
  const Values = `${id[0]?.toUpperCase()}${id.slice(1)}Values`;
  const folder = `core/labs/${id}`;
  return {
    [`${folder}/model/width.ts`]: `// q = N(0, σ²) where the prior is N(0, 1), and nothing was seen: what a width costs.

const LOG_2_PI = Math.log(2 * Math.PI);

/** −E_q[log N(θ; 0, 1)] = (log 2π + σ²)/2, in nats. */
export const energyOf = (sd: number): number => (LOG_2_PI + sd * sd) / 2;

/** −E_q[log q] = (log 2π + 1)/2 + log σ, in nats. */
export const entropyOf = (sd: number): number => (LOG_2_PI + 1) / 2 + Math.log(sd);
`,
    [`${folder}/declaration/params.ts`]: String.raw`// The parameters: each becomes a slider, a flag, a column of a sweep.
import { real, type Values } from '../../../lab/param.ts';

export const params = {
  sd: real({
    label: 'sd',
    tex: '\\sigma',
    group: 'Approximation q',
    hue: 'entropy',
    effect: 'restart',
    help: 'How wide q is.',
    min: 0.001,
    max: 1000,
    slider: [0.1, 5],
    initial: 2,
    scale: 'log',
  }),
} as const;

export type ${Values} = Values<typeof params>;
`,
    [`${folder}/declaration/outputs.ts`]: `// What the lab yields: its scalars, tables and grids.

export const scalars = {
  energy: { label: 'energy', tex: 'E_q', unit: 'nat', hue: 'energy', known: 'exact', help: 'Expected −log of the prior under q.' },
  entropy: { label: 'entropy', tex: 'H(q)', unit: 'nat', hue: 'entropy', known: 'exact', help: 'How spread out q is.' },
  freeEnergy: { label: 'free energy', tex: 'F', unit: 'nat', hue: 'ink', known: 'exact', help: 'Energy less entropy.' },
} as const;

export const tables = {
  curve: { sd: { label: 'sd' }, energy: { label: 'energy' }, entropy: { label: 'entropy' }, freeEnergy: { label: 'free energy' } },
  now: { sd: { label: 'sd' }, freeEnergy: { label: 'free energy' } },
} as const;

export const grids = {} as const;
`,
    [`${folder}/declaration/presets.ts`]: `// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  wide: { title: 'Too wide', sentence: 'q is wider than it need be: drag the point down to where energy and entropy balance.', values: { sd: 2 } },
  right: { title: 'As wide as the prior', sentence: 'Nothing was seen, so the prior is the posterior, and F is 0.', values: { sd: 1 } },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
`,
    [`${folder}/declaration/equations.ts`]: String.raw`// The equations behind the lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Free energy of a width',
    tex: 'F(\\sigma)=\\tfrac12(\\sigma^2-1)-\\log\\sigma',
    sentence: 'What the prior charges for a wide q, less what q gains by being wide.',
    source: 'Neal and Hinton 1998',
  },
];
`,
    [`${folder}/declaration/plots.ts`]: `// The pictures. A handle binds a point of a picture to parameters.
import type { PlotOf } from '../../../lab/lab.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { params } from './params.ts';
import { sentence } from './sentences.ts';

type ThisPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

export const plots = {
  curve: {
    title: 'Energy, entropy and their difference',
    caption: 'nats',
    x: { label: 'sd of q', scale: 'log' },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'curve', x: 'sd', y: 'energy', hue: 'energy', term: 'energy', label: 'energy' },
      { mark: 'line', table: 'curve', x: 'sd', y: 'entropy', hue: 'entropy', term: 'entropy', label: 'entropy' },
      { mark: 'line', table: 'curve', x: 'sd', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', width: 2, label: 'F' },
      {
        mark: 'handle',
        table: 'now',
        x: 'sd',
        y: 'freeEnergy',
        hue: 'ink',
        name: 'width of q',
        moves: 'x',
        params: ['sd'],
        drag: ({ x }) => ({ sd: Number(Math.min(params.sd.max, Math.max(params.sd.min, x)).toPrecision(4)) }),
      },
    ],
    sentence,
  },
} as const satisfies Readonly<Record<string, ThisPlot>>;
`,
    [`${folder}/declaration/sentences.ts`]: `// What is to be seen, in words: each claim is read off the numbers.
import { readNumber } from '../../../lab/number-text.ts';

interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
}

export function sentence({ scalars: { freeEnergy = Number.NaN } }: Seen): string {
  return freeEnergy < 1e-12 ? 'q is the prior: F is 0, its least.' : \`F is \${readNumber(freeEnergy)} nats above its least.\`;
}
`,
    [`${folder}/declaration/guide.ts`]: `// The lab explains itself: its plots, and where its terms come from.
import type { Guide } from '../../../lab/guide.ts';
import { derivations } from '../../derivations.ts';

const { energy, entropy, freeEnergy } = derivations;

export const guide: Guide = {
  explain: {
    curve: {
      shows: 'The two terms of the free energy for every width of q, and what is left of one without the other.',
      tries: 'Drag the point: F is lowest where one term grows as fast as the other.',
    },
  },
  derive: { energy, entropy, freeEnergy },
};
`,
    [`${folder}/run/state.ts`]: `// The state of a run. This one takes no steps: a lab that does has a \`step\` beside \`init\`.
import type { ${Values} } from '../declaration/params.ts';

export interface State {
  readonly sd: number;
}

export const init = ({ sd }: ${Values}): State => ({ sd });
`,
    [`${folder}/look/observe.ts`]: `// What is seen of a state.
import { spaced } from '../../../lab/sweep.ts';
import { params } from '../declaration/params.ts';
import { energyOf, entropyOf } from '../model/width.ts';
import type { State } from '../run/state.ts';

const POINTS = 121;

export function observe({ sd }: State) {
  const [low, high] = params.sd.slider ?? [params.sd.min, params.sd.max];
  const along = Float64Array.from(spaced(Math.min(low, sd), Math.max(high, sd), POINTS, 'log'));
  const [energy, entropy] = [energyOf(sd), entropyOf(sd)];
  const freeEnergy = energy - entropy;
  return {
    scalars: { energy, entropy, freeEnergy },
    tables: {
      curve: { sd: along, energy: along.map(energyOf), entropy: along.map(entropyOf), freeEnergy: along.map((at) => energyOf(at) - entropyOf(at)) },
      now: { sd: Float64Array.of(sd), freeEnergy: Float64Array.of(freeEnergy) },
    },
    grids: {},
  };
}
`,
    [`${folder}/engine.ts`]: `// The computation, apart from the declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { observe } from './look/observe.ts';
import { init, type State } from './run/state.ts';

export const engine = { init, observe } satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, State>;
`,
    [`${folder}/lab.ts`]: String.raw`// ${title}: how wide an approximation wants to be.
import { defineLab } from '../../lab/lab.ts';
import { equations } from './declaration/equations.ts';
import { grids, scalars, tables } from './declaration/outputs.ts';
import { params } from './declaration/params.ts';
import { plots } from './declaration/plots.ts';
import { presets } from './declaration/presets.ts';
import { sentence } from './declaration/sentences.ts';

const terms = [
  { scalar: 'energy', sign: 1 },
  { scalar: 'entropy', sign: -1 },
] as const;

export const ${id} = defineLab({
  version: 1,
  params,
  scalars,
  tables,
  grids,
  presets,
  equations,
  headline: { left: { scalar: 'freeEnergy' }, terms },
  ledger: { total: 'freeEnergy', rows: [{ terms }] },
  plots,
  layout: { main: ['curve'], side: [], row: [] },
  identities: [
    {
      name: 'free energy ≥ 0',
      tex: 'F\\ge 0',
      of: ['freeEnergy', 'energy'],
      residual: ({ freeEnergy }) => Math.min(0, freeEnergy),
      tolerance: 1e-10,
    },
  ],
  guide: async () => (await import('./declaration/guide.ts')).guide,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});
`,
    [`${folder}/notes.md`]: String.raw`# ${title}

Nothing was seen yet, and the prior is $N(0,1)$. An approximation $q=N(0,\sigma^2)$ pays for its width and gains by it:

$$F(\sigma)=\tfrac12(\sigma^2-1)-\log\sigma$$

The first term is energy: far from 0 the prior is low. The second is entropy: a wide $q$ commits itself to less.

## Try

- [Begin too wide](preset:wide) and drag the point down the curve. It comes to rest at $\sigma=1$.
- [There](preset:right) $q$ is the prior, which without data is the posterior, and $F=0$.

## Sources

Neal and Hinton 1998, *A view of the EM algorithm that justifies incremental, sparse, and other variants*.
`,
    [`tests/labs/${id}.test.ts`]: `// What is known of ${title} beyond its identities: a closed form.
import { expect, it } from 'vitest';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { ${id} } from '../../core/labs/${id}/lab.ts';

it.each([0.1, 1, 2, 30])('at sd %d F is (σ² − 1)/2 − log σ', async (sd) => {
  const values = { ...initialValues(${id}.params), sd };
  const { result } = await (await openRun(${id}, values, 1)).next(0, values);
  const exact = (sd * sd - 1) / 2 - Math.log(sd);
  expect(Math.abs((result.scalars.freeEnergy as number) - exact)).toBeLessThan(1e-12 * Math.max(1, exact));
});
`,
  };
}

/** The registry's text with one line more, the last in the menu. */
export function registered(registry: string, id: string, title: string): string {
  const end = registry.indexOf('\n];');
  const entry = `  {
    id: '${id}',
    title: '${title}',
    tagline: 'How wide an approximation wants to be',
    load: async () => (await import('./${id}/lab.ts')).${id},
  },`;
  return `${registry.slice(0, end)}\n${entry}${registry.slice(end)}`;
}
