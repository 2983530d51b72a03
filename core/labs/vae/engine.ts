// The VAE lab's computation, apart from its declaration.
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { codesCsv, codesNpz, layers, onnx, safetensors, sheet } from './exports.ts';
import { observe } from './observe.ts';
import { dispose, done, init, step, type VaeState } from './state.ts';

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
