// The VAE lab's computation, apart from its declaration.

import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { codesCsv, codesNpz, layers, onnx, safetensors, sheet } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { readCheckpoint, writeCheckpoint } from './run/checkpoint.ts';
import { dispose, done, init, step, type VaeState } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ sums }) => ({ accuracy: sums.accuracy, complexity: sums.priorEnergy - sums.entropy }),
  observe,
  checkpoint: { write: writeCheckpoint, read: readCheckpoint },
  exports: { onnx, layers, safetensors, csv: codesCsv, npz: codesNpz, sheet },
  dispose,
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, VaeState>;
