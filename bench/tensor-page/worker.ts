// The worker that trains, as a run’s worker does.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { openTensors, tf } from '../../core/tensor/index.ts';
import { openStock } from '../stock-steps.ts';
import { openBench } from '../tensor-steps.ts';

const spawn = () => new Worker(new URL('../../core/tensor/kernel-worker.ts', import.meta.url), { type: 'module' });

type Measure = 'steps' | 'tapedSteps' | 'softmaxSteps' | 'classifierSteps' | 'product';

interface Request {
  readonly kind: 'open' | 'openStock' | Measure;
  readonly count: number;
}

let bench: Partial<Record<Measure, (count: number) => number | Promise<number>>> | undefined;

async function answerTo({ kind, count }: Request): Promise<unknown> {
  if (kind === 'open') {
    const opened = await openBench({ ...(count > 1 && { spawn }), threads: count });
    bench = opened;
    return opened.info;
  }
  if (kind === 'openStock') {
    await openTensors();
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    // The last is not asked for, but must be named.
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
    bench = await openStock();
    return undefined;
  }
  return bench?.[kind]?.(count);
}

self.onmessage = async ({ data }: { data: Request }) => {
  try {
    self.postMessage({ answer: await answerTo(data) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
