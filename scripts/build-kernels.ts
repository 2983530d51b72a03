// Compiles what is written in AssemblyScript and writes it as base64 beside its source: core/tensor/assembly twice, with and without
// relaxed SIMD, core/math/assembly twice, for memory of one thread and for memory that threads share, and core/compression/assembly.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';
import { root } from './root.ts';

async function compile(source: string, memory: readonly string[], features: readonly string[]): Promise<string> {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      source,
      ...['--baseDir', root, '--outFile', 'kernels.wasm', '-O3', '--runtime', 'stub', '--noAssert'],
      '--importMemory',
      ...memory,
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    {
      writeFile(_, contents) {
        binary = contents as Uint8Array<ArrayBuffer>;
      },
    },
  );
  if (error) throw new Error(`${source}: ${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

const SHARED = ['--sharedMemory', '--initialMemory', '16', '--maximumMemory', '65536'];

// What the kernels read stands above the block of a job (core/tensor/assembly/job.ts), and below the heap.
const compileTensor = (features: readonly string[]) =>
  compile('core/tensor/assembly/main.ts', [...SHARED, '--memoryBase', '2048'], ['simd', 'threads', ...features]);

/** The text of core/tensor/kernels.generated.ts. */
export async function kernelsModule(): Promise<string> {
  return [
    '// Written by `npm run kernels` from core/tensor/assembly.',
    `export const simd =\n  '${await compileTensor([])}';`,
    `export const relaxed =\n  '${await compileTensor(['relaxed-simd'])}';`,
    '',
  ].join('\n');
}

const compileFloat64 = (memory: readonly string[]) => compile('core/math/assembly/main.ts', memory, ['simd', 'threads']);

/** The text of core/math/float64.generated.ts. */
export async function float64Module(): Promise<string> {
  return [
    '// Written by `npm run kernels` from core/math/assembly.',
    `export const alone =\n  '${await compileFloat64([])}';`,
    `export const shared =\n  '${await compileFloat64(SHARED)}';`,
    '',
  ].join('\n');
}

/** The text of core/compression/kernels.generated.ts. */
export async function compressionModule(): Promise<string> {
  return [
    '// Written by `npm run kernels` from core/compression/assembly.',
    `export const compression =\n  '${await compile('core/compression/assembly/main.ts', [], ['simd'])}';`,
    '',
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(root, 'core/tensor/kernels.generated.ts'), await kernelsModule());
  writeFileSync(join(root, 'core/math/float64.generated.ts'), await float64Module());
  writeFileSync(join(root, 'core/compression/kernels.generated.ts'), await compressionModule());
}
