// The window: its walls written out, its place kept, shown when there is something to see.
import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { MIN_SIZE, type Placement, placed } from './placement.ts';
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

/** So much further down and to the right stands a window that another one opens, in px. */
const STEP = 28;

/** Where `window` is, a step on. */
function besideOf(window: BrowserWindow): Placement {
  const { x, y, ...size } = window.getNormalBounds();
  return { x: x + STEP, y: y + STEP, ...size, maximized: false };
}

interface Opening {
  /** The page’s fragment to begin at. */
  readonly place?: string | undefined;
  /** The window that it is opened from; else it stands where the last one was left. */
  readonly beside?: BrowserWindow | undefined;
}

export function openWindow(out: string, settings: SettingsStore, { place = '', beside }: Opening = {}): BrowserWindow {
  const placement = beside ? besideOf(beside) : settings.get('window');
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
