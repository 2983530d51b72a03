// The computation of the lab of expectation–maximization, apart from its declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { draft, observe } from './look/observe.ts';
import { done, type EmLabState, init, step } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ trail }) => ({ energy: trail.at(-1)?.energy ?? 0 }),
  draft,
  observe,
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, EmLabState>;
