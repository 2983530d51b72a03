// The kernels as a WebAssembly instance on shared memory. The few names of WebAssembly that are used, since this folder knows no host.
import { bytesOfBase64 } from '../base/base64.ts';
import { relaxed, simd } from './kernels.generated.ts';

export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

/** A compiled module: it can be posted to a thread. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

/** What the kernels export (core/tensor/assembly/main.ts); addresses are bytes. */
export interface KernelExports {
  setScratch(address: number): void;
  countNonZeros(address: number, length: number): number;
  run(parts: number, shared: boolean, spin: number, mayWait: boolean): void;
  runAll(list: number, count: number, shared: boolean, spin: number, mayWait: boolean): void;
  serve(spin: number): void;
}

declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule, imports: object): Promise<{ readonly exports: object }>;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
  readonly Memory: new (options: { initial: number; maximum: number; shared: true }) => WasmMemory;
};

export const PAGE = 65536;
const INITIAL = 256;

/** The kernels’ module: with relaxed SIMD where the host knows it and results need not be the same on every host. */
export async function compileKernels(reproducible: boolean): Promise<{ module: WasmModule; kernels: 'simd' | 'relaxed simd' }> {
  if (typeof WebAssembly === 'undefined') throw new Error('Networks need WebAssembly, which this host does not have.');
  const loose = bytesOfBase64(relaxed);
  if (!reproducible && WebAssembly.validate(loose)) return { module: await WebAssembly.compile(loose), kernels: 'relaxed simd' };
  const strict = bytesOfBase64(simd);
  if (!WebAssembly.validate(strict)) throw new Error('Networks need WebAssembly with SIMD and threads, which this host does not have.');
  return { module: await WebAssembly.compile(strict), kernels: 'simd' };
}

/** Shared memory that may grow to 2 GB, or to as much of it as the host lets be set aside. */
export function createMemory(): WasmMemory {
  for (let maximum = 32768; ; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: INITIAL, maximum, shared: true });
    } catch (error) {
      if (maximum <= INITIAL) throw error;
    }
  }
}

const imports = (memory: WasmMemory) => ({ env: { memory } });

export const instantiate = async (module: WasmModule, memory: WasmMemory): Promise<KernelExports> =>
  (await WebAssembly.instantiate(module, imports(memory))).exports as KernelExports;

/** At once: for a thread, which has nothing else to do. */
export const instantiateNow = (module: WasmModule, memory: WasmMemory): KernelExports =>
  new WebAssembly.Instance(module, imports(memory)).exports as KernelExports;
