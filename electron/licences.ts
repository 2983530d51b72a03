// A window for the licences of what ships: plain text from the build, without a script and without a bridge.
import { BrowserWindow } from 'electron';
import { LICENCES_URL } from './policy.ts';
import { walls } from './window.ts';

export function showLicences(parent: BrowserWindow): void {
  const window = new BrowserWindow({
    parent,
    width: 800,
    height: 700,
    title: 'Licences',
    webPreferences: { ...walls(false), javascript: false },
  });
  window.removeMenu();
  void window.loadURL(LICENCES_URL);
}
