// What the packages are made of, after CycloneDX: of all that is installed here, what ships.
import { spawnSync } from 'node:child_process';
import packageJson from '../package.json' with { type: 'json' };
import { root } from './root.ts';
import { shippedPackages } from './shipped.ts';

interface Bill {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly component: { readonly 'bom-ref': string; readonly name: string } };
  readonly components: readonly { readonly name: string; readonly group?: string; readonly version: string; readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** Those of a bill’s parts that ship, without what differs from one making to the next: its number, its hour, its folder. */
export function ofWhatShips({ serialNumber: _, ...bill }: Bill, ships: (name: string, version: string) => boolean): Bill {
  const { timestamp: __, ...rest } = bill.metadata;
  const metadata = { ...rest, component: { ...rest.component, name: packageJson.name } };
  const components = bill.components.filter(({ name, group, version }) => ships(group ? `${group}/${name}` : name, version));
  const kept = new Set([metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  return { ...bill, metadata, components, dependencies };
}

/** As the text of its file. Throws where npm cannot say. */
export function billOfMaterials(): string {
  const { status, stdout, stderr } = spawnSync('npm sbom --sbom-format cyclonedx', { cwd: root, encoding: 'utf8', shell: true });
  if (status !== 0) throw new Error(`npm sbom: ${stderr.trim()}`);
  const shipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
  const bill = ofWhatShips(JSON.parse(stdout), (name, version) => shipped.has(`${name}@${version}`));
  return `${JSON.stringify(bill, null, 2)}\n`;
}
