// Opens the lab: `npm start -- --help` tells how.
import { run } from './install.mjs';

await run('scripts/open.ts');
