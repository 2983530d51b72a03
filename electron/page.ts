// What the app says to the page: menu commands, and files handed to the app, which wait until the page listens.
import type { BrowserWindow } from 'electron';
import type { HostFile } from '../core/base/files.ts';
import type { Command } from '../core/contract/bridge.ts';
import { channel } from './channel.ts';
import { isPage } from './policy.ts';

export interface Page {
  command(command: Command): void;
  give(file: HostFile): void;
}

export function pageOf(window: BrowserWindow): Page {
  const { webContents } = window;
  const waiting: HostFile[] = [];
  let listening = false;

  const deliver = () => {
    for (const file of listening ? waiting.splice(0) : []) webContents.send(channel('onFile'), file);
  };
  // A page that is loaded anew has to say again that it listens.
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) listening = false;
  });
  webContents.on('render-process-gone', () => {
    listening = false;
  });
  webContents.ipc.on(channel('onFile'), ({ senderFrame }) => {
    if (!isPage(senderFrame?.url ?? '')) return;
    listening = true;
    deliver();
  });

  return {
    command: (command) => webContents.send(channel('onCommand'), command),
    give(file) {
      waiting.push(file);
      deliver();
    },
  };
}
