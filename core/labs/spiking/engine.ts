// The computation, apart from the declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { safetensors } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { done, init, type SpikingState, step } from './run/state.ts';

export const engine = { init, step, done, observe, exports: { safetensors } } satisfies Engine<
  typeof params,
  typeof scalars,
  typeof tables,
  typeof grids,
  SpikingState
>;
