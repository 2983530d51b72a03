// A Debian package of the packed directory: files in their places, and dpkg-deb around them.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { desktopEntry, ID, mimeInfo, SUMMARY } from './desktop-entry.ts';
import { root } from './root.ts';

/** What Electron 45 and 33 link against on Debian and Ubuntu. */
const depends =
  'libgtk-3-0 | libgtk-3-0t64, libnss3, libxss1, libxtst6, libatspi2.0-0 | libatspi2.0-0t64, libsecret-1-0, libgbm1, libasound2 | libasound2t64, xdg-utils';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0);

/** Writes `file`; `compression` as dpkg-deb takes it. Throws where there is no dpkg-deb. */
export function writeDeb(unpacked: string, file: string, version: string, compression = 'xz'): void {
  const stage = mkdtempSync(join(tmpdir(), 'lab-deb-'));
  try {
    chmodSync(stage, 0o755);
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), text);
    };
    const app = join(stage, 'usr/lib', ID);
    cpSync(unpacked, app, { recursive: true });
    // Where a kernel gives users no namespaces of their own, Chromium’s sandbox is this one.
    if (existsSync(join(app, 'chrome-sandbox'))) chmodSync(join(app, 'chrome-sandbox'), 0o4755);
    mkdirSync(join(stage, 'usr/bin'), { recursive: true });
    symlinkSync(`../lib/${ID}/${ID}`, join(stage, 'usr/bin', ID));
    mkdirSync(join(stage, 'usr/share/icons/hicolor/1024x1024/apps'), { recursive: true });
    cpSync(join(root, 'electron/icons/icon.png'), join(stage, 'usr/share/icons/hicolor/1024x1024/apps', `${ID}.png`));
    put(`usr/share/applications/${ID}.desktop`, desktopEntry);
    put(`usr/share/mime/packages/${ID}.xml`, mimeInfo);
    cpSync(join(root, 'LICENSE'), join(stage, 'usr/share/doc', ID, 'copyright'));
    put(
      'DEBIAN/control',
      `Package: ${ID}
Version: ${version}
Architecture: ${architectures[process.arch] ?? process.arch}
Maintainer: The Free Energy Lab developers <noreply@freeenergylab.org>
Installed-Size: ${Math.ceil(sizeOf(app) / 1024)}
Depends: ${depends}
Section: science
Priority: optional
Description: ${SUMMARY}
`,
    );
    const { status, stderr, error } = spawnSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, file], {
      encoding: 'utf8',
    });
    if (error) throw new Error('dpkg-deb is not installed');
    if (status !== 0) throw new Error(stderr.trim());
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
