// What is written down once and must agree with what stands elsewhere: the walls, the colours, the fuses, the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { background, walls } from '../../electron/window.ts';
import { dark, light } from '../../renderer/plot/theme.ts';

vi.mock('electron', () => ({ app: {}, BrowserWindow: class {}, nativeTheme: {}, screen: {} }));

const root = join(import.meta.dirname, '../..');

test('every wall of the window is written out', () => {
  expect(walls(false)).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: false,
  });
});

test('the window’s colours are the page’s', () => {
  expect(background).toEqual({ light: light.page, dark: dark.page });
});

test('the fuses of a packed app leave no way around its own code', () => {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const fuses = Object.fromEntries(
    [...settings.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
  );
  expect(fuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('no file of the app opens an address outside of it, or turns a wall off', () => {
  const files = readdirSync(join(root, 'electron'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const code = readFileSync(join(root, 'electron', file), 'utf8').replace(/\/\/.*$/gm, '');
    expect(code, file).not.toMatch(/openExternal|no-sandbox|enableBlinkFeatures|loadFile\(|@electron\/remote|executeJavaScript/);
  }
});

test('the release’s Electron is pinned to one version', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});
