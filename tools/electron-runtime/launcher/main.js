// Stands where a stock Electron has its default app, and does the same for `electron [-r module] path/to/app`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const at = process.argv.indexOf('-r');
if (at > 0) createRequire(import.meta.url)(resolve(process.argv.splice(at, 2)[1]));

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  console.error('usage: electron [switches] [-r module] path/to/app');
  process.exit(2);
}

const root = resolve(folder);
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setAppPath(root);
app.setVersion(about.version ?? '0.0.0');
app.name = about.productName ?? about.name;

// Awaited: `ready` waits for this module, and the app has a scheme to register before.
await import(pathToFileURL(join(root, about.main ?? 'index.js')).href);
