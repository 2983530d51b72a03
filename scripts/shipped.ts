// What ships, as THIRD-PARTY-LICENSES.md lists it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { root } from './root.ts';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
}

/** The packages that ship, and Electron. */
export function shippedPackages(): readonly ShippedPackage[] {
  const licences = readFileSync(join(root, 'THIRD-PARTY-LICENSES.md'), 'utf8');
  const listed = [...licences.matchAll(/^\| ([@\w][^ |]*) \| (\d[^ |]*)/gm)];
  const packages = listed.map(([, name, version]) => ({ name: name as string, version: version as string }));
  return [...packages, { name: 'electron', version: packageJson.peerDependencies.electron }];
}
