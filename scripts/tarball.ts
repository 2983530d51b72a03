// The packed app as one archive, for whoever installs nothing: unpacked anywhere it starts.
import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';

/** Writes the packed directory to `file` (.tar.gz), where it is called by the release. Throws an error that holds tar's own words. */
export function writeTarball(unpacked: string, file: string, version: string): void {
  const renamed = `--transform=s,^${basename(unpacked)},free-energy-lab-${version},`;
  execFileSync('tar', ['-czf', file, '-C', dirname(unpacked), renamed, basename(unpacked)], { stdio: 'pipe' });
}
