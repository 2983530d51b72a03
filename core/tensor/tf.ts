// The one door to TensorFlow.js: functions alone (`mean(x)`), since the methods of tensors (`x.mean()`) are not loaded.
export * from '@tensorflow/tfjs-core';

// The gradients of its kernels: a file of their own, which Node cannot load but with the whole library (package.json, imports).
import '#tensor-gradients';
import type { backend_util } from '@tensorflow/tfjs-core';

export type BackendValues = backend_util.BackendValues;
