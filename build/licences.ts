// The licences of what ships go with the page, as text that any browser shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts THIRD-PARTY-LICENSES.md beside the page as `licences.txt`. */
export function licences(root: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    buildStart() {
      // A worker is a bundle of its own, and needs no second copy.
      if (this.environment.config.isWorker) return;
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: readFileSync(join(root, 'THIRD-PARTY-LICENSES.md')) });
    },
  };
}
