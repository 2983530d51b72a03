// The worker that trains, as a run’s worker does.
import { openBench, type TensorBench } from '../tensor-steps.ts';

const spawn = () => new Worker(new URL('../../core/tensor/kernel-worker.ts', import.meta.url), { type: 'module' });

let bench: TensorBench | undefined;

self.onmessage = async ({ data: { kind, count } }: { data: { kind: 'open' | 'steps' | 'product'; count: number } }) => {
  try {
    if (kind === 'open') {
      bench = await openBench({ ...(count > 1 && { spawn }), threads: count });
      self.postMessage({ answer: bench.info });
    } else self.postMessage({ answer: bench?.[kind](count) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
