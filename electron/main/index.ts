// The desktop app: one instance, one window, one page.
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import log from 'electron-log/main';
import { argumentsOf, USAGE } from '../arguments.ts';
import { answers, serveBridge } from '../bridge.ts';
import { isSession, readDocument } from '../documents.ts';
import { guard } from '../guards.ts';
import { showLicences } from '../licences.ts';
import { followMenu } from '../menu.ts';
import { type Page, pageOf } from '../page.ts';
import { PAGE_URL } from '../policy.ts';
import { registerScheme, serveFiles } from '../protocol.ts';
import { keepRecent, type Recent } from '../recent.ts';
import { recover } from '../recovery.ts';
import { reportProblem } from '../report.ts';
import { openSettings } from '../settings.ts';
import { openWindow } from '../window.ts';

const out = join(import.meta.dirname, '..');
const { document, place, asks } = argumentsOf(process.argv);
/** Absolute: the instance that is running may stand in another folder. */
const given = document === undefined ? undefined : resolve(document);

log.transports.console.level = app.isPackaged ? false : 'warn';
log.errorHandler.startCatching({ showDialog: false });

if (asks) {
  process.stdout.write(asks === 'version' ? `${app.name} ${app.getVersion()}\n` : USAGE);
  app.exit(0);
} else if (app.requestSingleInstanceLock({ given, place })) start();
else app.quit();

function start(): void {
  registerScheme();
  app.enableSandbox();
  guard(app);

  /** Files that arrive before the window does. */
  const early = given === undefined ? [] : [given];
  let open = (path: string): void => void early.push(path);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(path);
  });
  app.on('window-all-closed', () => app.quit());

  // Not awaited: `ready` waits for this module, which would wait for it.
  void app.whenReady().then(() => {
    serveFiles(join(out, 'renderer'));
    const settings = openSettings();
    const recent = keepRecent(settings);
    const window = openWindow(out, settings, place);
    const page = pageOf(window);
    serveBridge(window, answers(window, recent));
    recover(window);

    open = (path) => void handOver(path, window, page, recent);
    early.forEach(open);
    followMenu(recent, {
      command: page.command,
      openRecent: open,
      licences: () => showLicences(window),
      report: () => void reportProblem(window),
    });
    app.on('second-instance', (_event, _argv, _folder, data) => {
      if (window.isMinimized()) window.restore();
      window.focus();
      const { given, place } = data as { given?: unknown; place?: unknown };
      if (typeof given === 'string') open(given);
      // Within its document: the page hears that its address has another fragment.
      if (typeof place === 'string' && place.startsWith('#')) void window.loadURL(`${PAGE_URL}${place}`);
    });
  });
}

async function handOver(path: string, window: BrowserWindow, page: Page, recent: Recent): Promise<void> {
  try {
    page.give(await readDocument(path));
    if (isSession(path)) recent.add(path);
  } catch (error) {
    recent.remove(path);
    void dialog.showMessageBox(window, { type: 'error', message: (error as Error).message });
  }
}
