// The computation, apart from the declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { device } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { readCheckpoint, writeCheckpoint } from './run/checkpoint.ts';
import { exert } from './run/exert.ts';
import { dispose, done, init, type KilowattHourState, step } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ last }) => ({ trainingLoss: -last }),
  observe,
  checkpoint: { write: writeCheckpoint, read: readCheckpoint },
  exports: { device },
  exert,
  dispose,
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, KilowattHourState>;
