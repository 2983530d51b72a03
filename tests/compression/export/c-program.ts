// Files of a device, compiled by the C compiler that is here and run: what the program says, and what its arrays take.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

export const hasCompiler = has('cc');
/** GNU’s, whose lines say sizes. */
export const hasSizes = hasCompiler && has('nm');
if (!hasCompiler) console.log('C code is not compiled here: no cc was found');

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Said {
  readonly label: number;
  readonly logits: readonly number[];
}

/** In a folder with these files, which is gone afterwards. */
function inFolder<T>(files: readonly File[], use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'free-energy-lab-device-'));
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const strict = ['-O2', '-Wall', '-Wextra', '-Werror', '-std=c99'];

/** What the program says of images, given as one file. */
export function saidBy(files: readonly File[], pixels: Uint8Array): readonly Said[] {
  return inFolder(files, (cwd) => {
    execFileSync('cc', [...strict, '-o', 'program', 'main.c'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    const text = execFileSync(join(cwd, 'program'), { cwd, input: pixels, encoding: 'utf8', maxBuffer: 2 ** 24 });
    return text
      .trim()
      .split('\n')
      .map((line) => line.split(/ +/).map(Number))
      .map(([label, ...logits]) => ({ label: label as number, logits }));
  });
}

/** Bytes of the constant objects of a header and of its buffers, by the symbols of what is compiled. */
export function sizesOf(header: File): { readonly constants: number; readonly buffers: number } {
  const prefix = header.name.replace('.h', '');
  const use = `#include "${header.name}"\nint use(const uint8_t *p, int8_t *l);\nint use(const uint8_t *p, int8_t *l) { return ${prefix}_predict(p, l); }\n`;
  return inFolder([header, { name: 'use.c', bytes: new TextEncoder().encode(use) }], (cwd) => {
    execFileSync('cc', ['-O0', '-std=c99', '-c', 'use.c'], { cwd });
    const lines = execFileSync('nm', ['-S', 'use.o'], { cwd, encoding: 'utf8' }).split('\n');
    const of = (kind: string) =>
      lines
        .map((line) => line.split(' '))
        .reduce((sum, [, size, letter]) => sum + (letter === kind ? Number.parseInt(size as string, 16) : 0), 0);
    return { constants: of('r'), buffers: of('b') };
  });
}
