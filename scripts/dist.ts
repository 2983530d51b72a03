// `npm run dist`: what people install, for the system this runs on. Each that cannot be made here is named with the reason; the exit code is 0
// only if all that were asked for were made.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { billOfMaterials } from './bill.ts';
import { ensureBuilt } from './built.ts';
import { isReleased } from './changelog.ts';
import { writeDeb } from './deb.ts';
import { root } from './root.ts';
import { writeTarball } from './tarball.ts';

const { version } = packageJson;
const out = join(root, 'release');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Ends in an error that holds the command's own last words. */
function run(command: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (error) throw new Error(`${command}: ${error.message}`);
  if (status === 0) return;
  const words = `${stdout}${stderr}`.trim().split('\n');
  throw new Error(words.findLast((line) => /⨯|[Ee]rror/.test(line))?.replace(/^.*⨯\s*/, '') ?? words.at(-1) ?? `${command} failed`);
}

const builder = (...args: readonly string[]): void =>
  run(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), ...args, '--publish', 'never']);

const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform as string];
const folder = { linux: 'linux-unpacked', mac: `mac-universal/${packageJson.productName}.app`, win: 'win-unpacked' }[
  system ?? 'linux'
] as string;
const unpacked = join(out, folder);

const name = (ending: string) => `free-energy-lab-${version}-${system}-${process.arch}.${ending}`;

/** Each makes one file, named; of the packed directory. */
const makers: Readonly<Record<string, (file: string) => void>> = {
  'tar.gz': (file) => writeTarball(unpacked, file, version),
  deb: (file) => writeDeb(unpacked, file, version),
  AppImage: () => builder('--prepackaged', unpacked, '--linux', 'AppImage'),
  rpm: () => builder('--prepackaged', unpacked, '--linux', 'rpm'),
  dmg: () => builder('--prepackaged', unpacked, '--mac', 'dmg', '--universal'),
  zip: () => builder('--prepackaged', unpacked, system === 'mac' ? '--mac' : '--win', 'zip', ...(system === 'mac' ? ['--universal'] : [])),
  nsis: () => builder('--prepackaged', unpacked, '--win', 'nsis'),
};
const targets: Readonly<Record<string, readonly string[]>> = {
  linux: ['tar.gz', 'deb', 'AppImage', 'rpm'],
  mac: ['dmg', 'zip'],
  win: ['nsis', 'zip'],
};

const sum = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** What goes into each package: electron-builder finds it here. */
const bill = join(out, 'sbom.cdx.json');

/** The checksums of all that lies beside it. */
function writeSums(): void {
  const files = readdirSync(out, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^[Ff]ree.*\.(gz|deb|AppImage|rpm|dmg|zip|exe|json)$/.test(entry.name),
  );
  writeFileSync(join(out, 'SHA256SUMS'), files.map(({ name }) => `${sum(join(out, name))}  ${name}\n`).join(''));
}

async function dist(asked: readonly string[], { electron }: { readonly electron?: string }): Promise<void> {
  if (!system) throw new Error(`there are packages for Linux, macOS and Windows, not for ${process.platform}`);
  const here = targets[system] as readonly string[];
  const foreign = asked.find((target) => !here.includes(target));
  if (foreign) throw new Error(`target: expected one of ${here.join(', ')} on this system, got ${foreign}`);
  if (!isReleased(version)) say(`Not a release: CHANGELOG.md names no ${version}.`);
  ensureBuilt();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  writeFileSync(bill, billOfMaterials());
  builder('--dir', ...(system === 'mac' ? ['--universal'] : []), ...(electron === undefined ? [] : [`-c.electronDist=${electron}`]));
  if (!existsSync(unpacked)) throw new Error(`the packed directory is not at ${folder}`);
  if (system !== 'linux' && !process.env.CSC_LINK) say('Not signed: no certificate is in CSC_LINK.');
  let missed = 0;
  for (const target of asked.length > 0 ? asked : here) {
    const file = join(out, name(target));
    try {
      makers[target]?.(file);
      say(`made      ${target}`);
    } catch (error) {
      missed += 1;
      say(`not made  ${target}: ${(error as Error).message}`);
    }
  }
  renameSync(bill, join(out, `free-energy-lab-${version}.cdx.json`));
  writeSums();
  process.exitCode = missed > 0 ? 1 : 0;
}

const command = new Command('npm run dist --')
  .description('Makes what people install, into release/, with checksums and a bill of materials.')
  .addArgument(new Argument('[target...]', 'these alone: tar.gz, deb, AppImage, rpm; dmg, zip; nsis, zip'))
  .option('--electron <folder>', 'pack this Electron; by default the release’s own is downloaded')
  .action(dist);

await command.parseAsync().catch((error: Error) => {
  say(error.message);
  process.exitCode = 1;
});
