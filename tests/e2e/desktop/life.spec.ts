// From start to end: the window's place, a second start, a file on the command line, a page that dies.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { sessionElement } from '../../../renderer/export/session-text.ts';
import { dark, light } from '../../../renderer/plot/theme.ts';
import { root } from '../../../scripts/root.ts';
import { bridged, desktop } from './desktop.ts';

const lab = desktop();

const bounds = () => lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());

/** The names of the files that the page is given from now on. */
const listen = () =>
  lab.page.evaluate(() => {
    const files: string[] = [];
    Object.assign(window, { files });
    window.bridge!.onFile(({ name }) => files.push(name));
  });
const files = () => lab.page.evaluate(() => (window as unknown as { files?: string[] }).files);

function session(name: string): string {
  const path = join(lab.home, name);
  writeFileSync(path, '{}');
  chmodSync(path, 0o644);
  return path;
}

test('the window opens in the page’s own colour, no smaller than the page can be used', async () => {
  const {
    color,
    minimum,
    dark: isDark,
  } = await lab.app.evaluate(({ BrowserWindow, nativeTheme }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    return { color: window.getBackgroundColor().toLowerCase(), minimum: window.getMinimumSize(), dark: nativeTheme.shouldUseDarkColors };
  });
  expect(color).toBe(isDark ? dark.page : light.page);
  expect(minimum).toEqual([1024, 640]);
});

test('the window follows the theme of the system', async () => {
  const colorIn = (theme: 'light' | 'dark') =>
    lab.app.evaluate(async ({ BrowserWindow, nativeTheme }, theme) => {
      nativeTheme.themeSource = theme;
      await new Promise((done) => setTimeout(done, 100));
      return BrowserWindow.getAllWindows()[0]!.getBackgroundColor().toLowerCase();
    }, theme);
  expect(await colorIn('dark')).toBe(dark.page);
  expect(await colorIn('light')).toBe(light.page);
});

test('size and place of the window are kept over a restart', async () => {
  const wanted = { x: 90, y: 60, width: 1111, height: 702 };
  await lab.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]!.setBounds(wanted), wanted);
  await expect.poll(bounds).toEqual(wanted);
  await lab.restart();
  expect(await bounds()).toEqual(wanted);
});

test('a place that no display shows any more is not gone back to', async () => {
  await lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 5000, y: 4000, width: 1100, height: 700 }),
  );
  await expect.poll(async () => (await bounds()).x).toBe(5000);
  await lab.restart();
  const { x, y, width, height } = await bounds();
  expect([width, height]).toEqual([1100, 700]);
  expect(x).toBeLessThan(1600);
  expect(y).toBeLessThan(1000);
});

test('a second start shows the window that is there, and hands its file over', async () => {
  await listen();
  const path = session('second.json');
  await lab.app.evaluate(({ BrowserWindow }) => {
    Object.assign(globalThis, { focused: 0 });
    const window = BrowserWindow.getAllWindows()[0]!;
    const focus = window.focus.bind(window);
    window.focus = () => {
      (globalThis as unknown as { focused: number }).focused += 1;
      focus();
    };
  });
  const ended = new Promise((resolve) => lab.second(path).on('exit', resolve));
  await expect.poll(files, { timeout: 20_000 }).toEqual(['second.json']);
  expect(await ended).toBe(0);
  expect(await lab.app.evaluate(() => (globalThis as unknown as { focused: number }).focused)).toBe(1);
  expect(lab.app.windows()).toHaveLength(1);
});

test('another window has a page of its own: it is asked and answered by itself, and a file goes to the one in front', async () => {
  const openAnother = () =>
    lab.app.evaluate(({ BrowserWindow, Menu }) => {
      const [first] = BrowserWindow.getAllWindows();
      Menu.getApplicationMenu()!.getMenuItemById('newWindow')!.click(undefined, first, first!.webContents);
    });
  const [another] = await Promise.all([lab.app.waitForEvent('window'), openAnother()]);
  await expect(another.locator('h1')).toBeVisible();
  const at = (window: BrowserWindow) => window.getBounds();
  const [one, two] = await Promise.all([lab.page, another].map(async (page) => (await lab.app.browserWindow(page)).evaluate(at)));
  expect([two!.x - one!.x, two!.y - one!.y]).toEqual([28, 28]);

  await another.getByRole('navigation', { name: 'Labs' }).getByRole('button', { name: 'Samplers' }).click();
  await expect(another.getByRole('heading', { name: 'Samplers', level: 1 })).toBeVisible();
  await expect(lab.page.getByRole('heading', { name: 'Samplers', level: 1 })).toHaveCount(0);
  const about = (page: Page) => page.evaluate(() => window.bridge!.about());
  expect(await about(another)).toEqual(await about(lab.page));

  await listen();
  const ended = new Promise((resolve) => lab.second(session('front.json')).on('exit', resolve));
  await expect.poll(() => another.evaluate(() => window.bridge!.recent())).toContain('front.json');
  await ended;
  await another.close();
  lab.second(session('behind.json'));
  await expect.poll(files).toEqual(['behind.json']);
  expect(lab.app.windows()).toHaveLength(1);
});

test('a lab that is asked for by its name opens in a window of its own', async () => {
  const [named] = await Promise.all([lab.app.waitForEvent('window'), lab.second('--lab', 'em', '--preset', 'twoCoins')]);
  await expect(named.getByRole('heading', { name: 'Expectation–maximization', level: 1 })).toBeVisible();
  await named.close();
  expect(lab.app.windows()).toHaveLength(1);
});

test('a page that dies is loaded again, with one line to the user', async () => {
  const reloaded = lab.app.evaluate(({ BrowserWindow, dialog }) => {
    const lines: string[] = [];
    Object.assign(globalThis, { lines });
    Object.assign(dialog, {
      showMessageBox: async (_window: unknown, { message }: { message: string }) => {
        lines.push(message);
        return { response: 0 };
      },
    });
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    return loaded.then(() => webContents.executeJavaScript('document.querySelector("h1") !== null || document.readyState'));
  });
  await reloaded;
  const lines = await lab.app.evaluate(() => (globalThis as unknown as { lines: string[] }).lines);
  expect(lines).toEqual([expect.stringMatching(/^The page stopped \(\w+\) and was loaded again\.$/)]);
  const alive = await lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('Object.keys(window.bridge).length'),
  );
  expect(alive).toBe(bridged.length);
});

test('a page that dies again at once asks the user before it is loaded', async () => {
  const line = await lab.app.evaluate(async ({ BrowserWindow, dialog }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const asked = new Promise<{ message: string; buttons: string[] }>((resolve) =>
      Object.assign(dialog, {
        showMessageBox: async (_window: unknown, options: { message: string; buttons: string[] }) => {
          resolve(options);
          return { response: 0 };
        },
      }),
    );
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
    webContents.forcefullyCrashRenderer();
    const options = await asked;
    await loaded;
    return options;
  });
  expect(line).toMatchObject({ message: expect.stringMatching(/^The page stopped again/), buttons: ['Load again', 'Quit'] });
});

test('a session named on the command line reaches the page', async () => {
  await lab.restart(session('given.json'));
  await expect.poll(async () => (await lab.page.evaluate(() => window.bridge!.recent()))[0]).toBe('given.json');
});

test('a figure named on the command line opens the lab in which it was made, at its step', async () => {
  const path = join(lab.home, 'figure.svg');
  const made = readFileSync(join(root, 'samples/bound-twoExplanations.json'), 'utf8');
  writeFileSync(path, `<svg xmlns="http://www.w3.org/2000/svg">${sessionElement(made)}</svg>`);
  chmodSync(path, 0o644);
  await lab.restart(path);
  await expect(lab.page.getByTestId('step')).toContainText('41');
});
