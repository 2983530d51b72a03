// The VAE lab's computation, apart from its declaration.

import { codesCsv, codesNpz, layers, onnx, safetensors, sheet } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { readCheckpoint, writeCheckpoint } from './run/checkpoint.ts';
import { dispose, done, init, step, type VaeState } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ sums }: VaeState) => ({ accuracy: sums.accuracy, complexity: sums.priorEnergy - sums.entropy }),
  observe,
  checkpoint: { write: writeCheckpoint, read: readCheckpoint },
  exports: { onnx, layers, safetensors, csv: codesCsv, npz: codesNpz, sheet },
  dispose,
};
