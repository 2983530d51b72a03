// The window: its walls written out, its place kept, shown when there is something to see.
import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { MIN_SIZE, placed } from './placement.ts';
import { PAGE_URL } from './policy.ts';
import type { SettingsStore } from './settings.ts';

/** The page's own colours, so that nothing flashes before it has drawn. */
export const background = { light: '#f4f4f1', dark: '#131417' } as const;

const backgroundNow = () => background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

/** Every wall by name, defaults included: what is not said here is nobody's decision. */
export const walls = (devTools: boolean): BrowserWindowConstructorOptions['webPreferences'] => ({
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
  devTools,
});

/** `place` is the page’s fragment to begin at. */
export function openWindow(out: string, settings: SettingsStore, place = ''): BrowserWindow {
  const placement = settings.get('window');
  const main = screen.getPrimaryDisplay();
  const areas = [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placed(placement, areas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    backgroundColor: backgroundNow(),
    title: app.name,
    show: false,
    webPreferences: { ...walls(!app.isPackaged), preload: join(out, 'preload/index.cjs') },
  });
  if (placement?.maximized) window.maximize();

  const recolour = () => window.setBackgroundColor(backgroundNow());
  nativeTheme.on('updated', recolour);
  window.once('ready-to-show', () => window.show());
  window.on('close', () => settings.set('window', { ...window.getNormalBounds(), maximized: window.isMaximized() }));
  window.on('closed', () => nativeTheme.off('updated', recolour));
  void window.loadURL(`${PAGE_URL}${place}`);
  return window;
}
