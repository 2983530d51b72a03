// The desktop app: one instance, and in each of its windows a page.
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import log from 'electron-log/main';
import { argumentsOf, USAGE } from '../arguments.ts';
import { isSession, readDocument } from '../documents.ts';
import { guard } from '../guards.ts';
import { showLicences } from '../licences.ts';
import { followMenu } from '../menu.ts';
import { registerScheme, serveFiles } from '../protocol.ts';
import { keepRecent, type Recent } from '../recent.ts';
import { reportProblem } from '../report.ts';
import { openSettings } from '../settings.ts';
import { keepWindows, type LabWindow } from '../windows.ts';

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
    const windows = keepWindows(out, settings, recent);
    windows.open(place);

    open = (path) => void handOver(path, windows.front() ?? windows.open(), recent);
    early.forEach(open);
    const inFront = (act: (window: BrowserWindow) => void) => () => {
      const front = windows.front();
      if (front) act(front.window);
    };
    followMenu(recent, {
      command: (command) => windows.front()?.page.command(command),
      newWindow: () => windows.open(),
      openRecent: open,
      licences: inFront(showLicences),
      report: inFront((window) => void reportProblem(window)),
    });
    app.on('second-instance', (_event, _argv, _folder, data) => {
      const { given, place } = data as { given?: unknown; place?: unknown };
      // A lab that is asked for by its name has a window of its own: what stands in the others goes on.
      const { window } = typeof place === 'string' && place.startsWith('#') ? windows.open(place) : (windows.front() ?? windows.open());
      if (window.isMinimized()) window.restore();
      window.focus();
      if (typeof given === 'string') open(given);
    });
  });
}

async function handOver(path: string, { window, page }: LabWindow, recent: Recent): Promise<void> {
  try {
    page.give(await readDocument(path));
    if (isSession(path)) recent.add(path);
  } catch (error) {
    recent.remove(path);
    void dialog.showMessageBox(window, { type: 'error', message: (error as Error).message });
  }
}
