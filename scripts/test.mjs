// Runs every check and every test.
import { run } from './install.mjs';

await run('scripts/check.ts');
