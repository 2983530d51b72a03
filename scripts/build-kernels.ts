// Compiles core/tensor/assembly (AssemblyScript) twice, with and without relaxed SIMD, and writes both as base64 beside it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';
import { root } from './root.ts';

const source = 'core/tensor/assembly/main.ts';

async function compile(features: readonly string[]): Promise<Uint8Array> {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      source,
      ...['--baseDir', root, '--outFile', 'kernels.wasm', '-O3', '--runtime', 'stub', '--noAssert'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '16', '--maximumMemory', '65536'],
      ...['simd', 'threads', ...features].flatMap((feature) => ['--enable', feature]),
    ],
    {
      writeFile(_, contents) {
        binary = contents as Uint8Array<ArrayBuffer>;
      },
    },
  );
  if (error) throw new Error(`${source}: ${stderr.toString()}`);
  return binary;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The text of core/tensor/kernels.generated.ts. */
export async function kernelsModule(): Promise<string> {
  return [
    '// Written by `npm run kernels` from core/tensor/assembly.',
    `export const simd =\n  '${text(await compile([]))}';`,
    `export const relaxed =\n  '${text(await compile(['relaxed-simd']))}';`,
    '',
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(root, 'core/tensor/kernels.generated.ts'), await kernelsModule());
}
