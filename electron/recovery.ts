// A page whose process dies is loaded again; if it dies again at once, the user decides.
import { app, type BrowserWindow, dialog } from 'electron';
import log from 'electron-log/main';
import { PAGE_URL } from './policy.ts';

/** A second crash within this time is no accident. */
const SOON = 30_000;

export function recover(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('the page’s process ended', { reason, exitCode });
    const again = performance.now() - last < SOON;
    last = performance.now();
    const load = () => void window.loadURL(PAGE_URL);
    if (!again) {
      load();
      void dialog.showMessageBox(window, { type: 'warning', message: `The page stopped (${reason}) and was loaded again.` });
      return;
    }
    const message = `The page stopped again (${reason}).`;
    void dialog.showMessageBox(window, { type: 'error', message, buttons: ['Load again', 'Quit'] }).then(({ response }) => {
      if (response === 0) load();
      else app.quit();
    });
  });
}
