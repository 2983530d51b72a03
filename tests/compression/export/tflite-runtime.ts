// TensorFlow Lite’s own interpreter, as WebAssembly, in Node: what it makes of a file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface TensorInfo {
  readonly shape: string;
  readonly dataType: string;
  data(): Int8Array;
}
interface Vector {
  get(i: number): TensorInfo;
}
interface Runner {
  GetInputs(): Vector;
  GetOutputs(): Vector;
  Infer(): boolean;
}
interface Runtime {
  _malloc(bytes: number): number;
  readonly HEAPU8: Uint8Array;
  readonly TFLiteWebModelRunner: {
    CreateFromBufferAndOptions(at: number, bytes: number, options: object): { ok(): boolean; errorMessage(): string; value(): Runner };
  };
}

const wasm = join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-tflite/package.json')), 'wasm');

/** The runtime is written for a page, as one script: it takes Node for none as long as it sees no `process`. */
async function load(): Promise<Runtime> {
  const script = readFileSync(join(wasm, 'tflite_web_api_cc_simd.js'), 'utf8');
  const make = new Function('process', 'document', `${script}; return tflite_web_api_ModuleFactory;`)();
  return make({ wasmBinary: readFileSync(join(wasm, 'tflite_web_api_cc_simd.wasm')), printErr: () => undefined });
}

let loaded: Promise<Runtime> | undefined;

/** Codes of the output for codes of the input. Throws what the interpreter says where it does not take the file. */
export async function tfliteRunner(file: Uint8Array): Promise<(codes: Int8Array) => Int8Array> {
  loaded ??= load();
  const runtime = await loaded;
  const at = runtime._malloc(file.length);
  runtime.HEAPU8.set(file, at);
  const made = runtime.TFLiteWebModelRunner.CreateFromBufferAndOptions(at, file.length, {
    numThreads: 1,
    enableProfiling: false,
    maxProfilingBufferEntries: 1,
  });
  if (!made.ok()) throw new Error(made.errorMessage());
  const runner = made.value();
  return (codes) => {
    runner.GetInputs().get(0).data().set(codes);
    if (!runner.Infer()) throw new Error('no inference');
    return runner.GetOutputs().get(0).data().slice();
  };
}
