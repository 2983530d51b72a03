// The changelog and the version of the package say the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changelogFaults, compareVersions, partsOf, releasesIn } from '../../scripts/changelog.ts';

const root = join(import.meta.dirname, '../..');
const written = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

it('agrees with the package', () => {
  expect(partsOf(version)).toHaveLength(3);
  expect(changelogFaults(written, version)).toEqual([]);
});

const log = (...headings: readonly string[]) => headings.map((heading) => `## ${heading}\n\n### Added\n\n- a lab\n`).join('\n');

it('reads the releases, the newest first', () => {
  expect(releasesIn(log('[Unreleased]', '[1.10.0] - 2026-12-01', '[1.9.0] - 2026-11-01'))).toEqual([
    { version: '1.10.0', date: '2026-12-01' },
    { version: '1.9.0', date: '2026-11-01' },
  ]);
  expect(() => releasesIn(log('1.2.0'))).toThrow('expected ## [version] - date, got ## 1.2.0');
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  expect(() => compareVersions('1.2', '1.2.0')).toThrow('expected a version such as 1.2.3, got 1.2');
});

it('would tell of versions out of order, behind, or that nothing is said of', () => {
  expect(changelogFaults(log('[1.0.0] - 2026-11-01', '[1.1.0] - 2026-12-01'), '1.0.0')).toEqual(['1.0.0 stands before 1.1.0']);
  expect(changelogFaults(log('[Unreleased]', '[1.1.0] - 2026-12-01'), '1.0.0')).toEqual(['the package is at 1.0.0, and 1.1.0 is released']);
  expect(changelogFaults(log('[1.1.0] - 2026-12-01'), '1.2.0')).toEqual(['1.2.0 is not released, and nothing is said of it']);
  expect(changelogFaults(log('[Unreleased]', '[1.1.0] - 2026-12-01'), '1.2.0')).toEqual([]);
  expect(changelogFaults(log('[1.1.0] - 2026-12-01'), '1.1.0')).toEqual([]);
});
