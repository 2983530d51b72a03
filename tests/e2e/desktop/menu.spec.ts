// The native menu: what is in it, by which keys it is called, and that the page does what it says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { accelerators } from '../../../core/contract/accelerators.ts';
import { commands } from '../../../core/contract/bridge.ts';
import { desktop } from './desktop.ts';

const lab = desktop();

interface Item {
  readonly id: string;
  readonly label: string;
  readonly accelerator: string | undefined;
  readonly role: string | undefined;
}

const items = (): Promise<Record<string, Item[]>> =>
  lab.app.evaluate(({ Menu }) => {
    const list = (menu: Electron.Menu): Item[] =>
      menu.items
        .filter(({ type }) => type !== 'separator')
        .map(({ id, label, accelerator, role }) => ({ id, label, accelerator: accelerator ?? undefined, role: role?.toLowerCase() }));
    return Object.fromEntries(Menu.getApplicationMenu()!.items.map(({ label, submenu }) => [label.replace('&', ''), list(submenu!)]));
  });

/** The window is named, since without a window manager none has the focus. */
const click = (id: string) =>
  lab.app.evaluate(({ BrowserWindow, Menu }, id) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    Menu.getApplicationMenu()!.getMenuItemById(id)!.click(undefined, window, window.webContents);
  }, id);

/** Keeps what the page hears from now on in `window.said`, until `window.leave()`. */
const listen = () =>
  lab.page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said, leave: window.bridge!.onCommand((command) => said.push(command)) });
  });
const heard = () => lab.page.evaluate(() => (window as unknown as { said: string[] }).said);

test('every command of the contract is in the menu', async () => {
  const ids = Object.values(await items())
    .flat()
    .map(({ id }) => id);
  for (const command of commands) expect(ids, command).toContain(command);
});

test('the menus are in their order, with their accelerators', async () => {
  const menus = await items();
  const titles = Object.keys(menus);
  expect(titles.slice(process.platform === 'darwin' ? 1 : 0)).toEqual(['File', 'Edit', 'Run', 'View', 'Help']);
  const keys = Object.fromEntries(
    Object.values(menus)
      .flat()
      .filter(({ id }) => (commands as readonly string[]).includes(id))
      .map(({ id, accelerator }) => [id, accelerator]),
  );
  expect(keys).toMatchObject({
    open: 'CmdOrCtrl+O',
    save: 'CmdOrCtrl+S',
    export: 'CmdOrCtrl+E',
    play: 'CmdOrCtrl+Enter',
    step: 'CmdOrCtrl+Shift+Enter',
    reset: 'CmdOrCtrl+R',
    newSeed: 'CmdOrCtrl+Shift+R',
    undo: 'CmdOrCtrl+Z',
    keys: 'CmdOrCtrl+/',
  });
  // The page lists just these.
  expect(Object.fromEntries(Object.entries(keys).filter(([, accelerator]) => accelerator !== undefined))).toEqual(accelerators);
  const roles = Object.values(menus)
    .flat()
    .map(({ role }) => role);
  expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'zoomin', 'zoomout', 'resetzoom', 'togglefullscreen']));
});

test('no two items are called by the same keys', async () => {
  const used = Object.values(await items())
    .flat()
    .flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
  expect(new Set(used).size).toBe(used.length);
});

test('an item reaches the page as its command, and who has stopped listening hears nothing', async () => {
  await listen();
  await click('step');
  await expect.poll(heard).toEqual(['step']);
  await lab.page.evaluate(() => (window as unknown as { leave: () => void }).leave());
  await click('step');
  await lab.page.waitForTimeout(200); // nothing to wait for: the proof is that nothing comes
  expect(await heard()).toEqual(['step']);
});

test('zoom and full screen are the window’s own', async () => {
  const zoom = () => lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.zoomLevel);
  await click('zoomIn');
  await expect.poll(zoom).toBeGreaterThan(0);
  await click('resetZoom');
  await expect.poll(zoom).toBe(0);
});

test('the licences of what ships open in a window without script or bridge', async () => {
  const [licences] = await Promise.all([lab.app.waitForEvent('window'), click('licences')]);
  await expect(licences.locator('body')).toContainText('Apache-2.0');
  const preferences = await lab.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().endsWith('licences.txt'))!;
    return (webContents as Electron.WebContents & { getLastWebPreferences(): object }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences).not.toHaveProperty('preload', expect.any(String));
});

test('a report of a problem has versions, the system and the last errors, and not where the user’s files lie', async () => {
  const path = join(lab.home, 'report.txt');
  await lab.app.evaluate(async ({ dialog }, path) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath: path }) });
  }, path);
  await click('report');
  await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toContain('The last errors:');
  const report = readFileSync(path, 'utf8');
  const { homedir, version } = await lab.app.evaluate(({ app }) => ({ homedir: app.getPath('home'), version: app.getVersion() }));
  expect(report.split('\n').slice(0, 4)).toEqual([
    expect.stringMatching(new RegExp(`^Free Energy Lab ${version} \\([0-9a-f]{10}\\)$`)),
    expect.stringMatching(/^Electron [\d.]+, Chrome [\d.]+, Node [\d.]+$/),
    expect.stringMatching(/^\w+ \w+, \S+, [\w-]*$/),
    expect.stringMatching(/^WebGL \w+, compositing \w+$/),
  ]);
  expect(report).not.toContain(homedir);
});
