// The Compression lab's computation, apart from its declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { compressed, device, onnx, safetensors, tflite } from './files/exports.ts';
import { draft, observe } from './look/observe.ts';
import { readCheckpoint, writeCheckpoint } from './run/checkpoint.ts';
import { type CompressionState, dispose, done, init, step } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ worst }) => ({ objective: worst }),
  observe,
  draft,
  checkpoint: { write: writeCheckpoint, read: readCheckpoint },
  exports: { compressed, onnx, safetensors, tflite, device },
  dispose,
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, CompressionState>;
