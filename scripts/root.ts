// The project's folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Here are the sources; in the package that is installed, what was made of them. */
export const isSource = existsSync(join(root, 'tsconfig.json'));
