// The Samplers lab's computation, apart from its declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { drawsArviz, drawsCsv, drawsNpz } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { dispose, init, type SamplersState, step } from './run/state.ts';

export const engine = {
  init,
  step,
  dispose,
  // Asked after every step, so not the density itself: where a chain is lost, so is its density.
  monitor: ({ main }) => ({ logDensity: main.state.positions.reduce((sum, x) => sum + x, 0) }),
  observe,
  exports: { csv: drawsCsv, npz: drawsNpz, arviz: drawsArviz },
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, SamplersState>;
