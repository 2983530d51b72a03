// The command line: `npm run -s lab -- help`.
import { run } from './install.mjs';

await run('cli/main.ts');
