// The bill of materials has what ships, and the same bytes each time.
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../scripts/bill.ts';
import { shippedPackages } from '../../scripts/shipped.ts';

test('lists each package that ships by name and version, and no tool', () => {
  const text = billOfMaterials();
  const bill = JSON.parse(text);
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'free-energy-lab']);
  const listed = bill.components.map(({ group, name, version }: Record<string, string>) => `${group ? `${group}/` : ''}${name}@${version}`);
  const shipped = shippedPackages();
  expect(shipped.length).toBeGreaterThan(50);
  expect(shipped.map(({ name, version }) => `${name}@${version}`).filter((each) => !listed.includes(each))).toEqual([]);
  expect(listed.filter((each: string) => /^(vitest|typescript|electron-builder|@playwright\/test)@/.test(each))).toEqual([]);
  // Each part that it refers to is there.
  const refs = new Set([
    bill.metadata.component['bom-ref'],
    ...bill.components.map((component: Record<string, string>) => component['bom-ref']),
  ]);
  expect(
    bill.dependencies
      .flatMap(({ ref, dependsOn }: { ref: string; dependsOn: string[] }) => [ref, ...dependsOn])
      .filter((ref: string) => !refs.has(ref)),
  ).toEqual([]);
  expect(text).not.toMatch(/serialNumber|timestamp/);
});
