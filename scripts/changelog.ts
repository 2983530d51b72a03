// What the changelog says of the releases, by its headings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export interface Release {
  readonly version: string;
  /** As `2026-11-30`. */
  readonly date: string;
}

const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** Its parts, to be compared one after the other. Throws where it is no version of Semantic Versioning without a suffix. */
export function partsOf(version: string): readonly [major: number, minor: number, patch: number] {
  const [, ...parts] = SEMVER.exec(version) ?? [];
  if (parts.length !== 3) throw new Error(`expected a version such as 1.2.3, got ${version}`);
  return parts.map(Number) as [number, number, number];
}

/** Less than 0 where `a` is the older. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return one.map((part, i) => part - (other[i] as number)).find((difference) => difference !== 0) ?? 0;
}

/** The newest first, as it lists them. Throws where a heading is neither `[Unreleased]` nor a version with its date. */
export function releasesIn(text: string): readonly Release[] {
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading as string);
  return headings
    .filter((heading, at) => at > 0 || heading !== '[Unreleased]')
    .map((heading) => {
      const [, version, date] = /^\[([^\]]+)\] - (\d{4}-\d{2}-\d{2})$/.exec(heading) ?? [];
      if (version === undefined || date === undefined) throw new Error(`expected ## [version] - date, got ## ${heading}`);
      return { version, date };
    });
}

/** What is wrong with a changelog at the version that the package has; nothing where they agree. */
export function changelogFaults(text: string, version: string): readonly string[] {
  const releases = releasesIn(text);
  const rising = releases.flatMap(({ version: older }, i) => {
    const newer = releases[i - 1]?.version;
    return newer !== undefined && compareVersions(newer, older) <= 0 ? [`${newer} stands before ${older}`] : [];
  });
  const newest = releases[0]?.version;
  const behind =
    newest !== undefined && compareVersions(version, newest) < 0 ? [`the package is at ${version}, and ${newest} is released`] : [];
  const pending = /^## \[Unreleased\]\n+(?:### .*\n+)?- /m.test(text);
  const silent = newest !== version && !pending ? [`${version} is not released, and nothing is said of it`] : [];
  return [...rising, ...behind, ...silent];
}

/** Whether this version is a release that the changelog names. */
export const isReleased = (version: string): boolean =>
  releasesIn(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).some((release) => release.version === version);
