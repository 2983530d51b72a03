// The native menu: what a page cannot do goes to the app, all else to the page as a command.
import { basename } from 'node:path';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { accelerators, windowAccelerators } from '../core/contract/accelerators.ts';
import type { Command } from '../core/contract/bridge.ts';
import type { Recent } from './recent.ts';

const separator: MenuItemConstructorOptions = { type: 'separator' };

interface Actions {
  readonly command: (command: Command) => void;
  readonly newWindow: () => void;
  readonly openRecent: (path: string) => void;
  readonly licences: () => void;
  readonly report: () => void;
}

function template(recent: Recent, { command, newWindow, openRecent, licences, report }: Actions): MenuItemConstructorOptions[] {
  const mac = process.platform === 'darwin';
  const item = (id: Command, label: string, accelerator = accelerators[id]): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator !== undefined && { accelerator }),
    click: () => command(id),
  });
  const about = item('about', `About ${app.name}`);
  const paths = recent.paths();
  const opened: MenuItemConstructorOptions[] = [
    ...paths.map((path, index) => ({ id: `recent:${index}`, label: basename(path).replaceAll('&', '&&'), click: () => openRecent(path) })),
    separator,
    { id: 'clearRecent', label: 'Clear', click: () => recent.clear() },
  ];
  const macMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      about,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [macMenu] : []),
    {
      label: '&File',
      submenu: [
        { id: 'newWindow', label: 'New Window', accelerator: windowAccelerators['Another window'], click: newWindow },
        item('open', 'Open…'),
        { id: 'openRecent', label: 'Open Recent', enabled: paths.length > 0, submenu: opened },
        separator,
        item('save', 'Save Session…'),
        item('export', 'Export Figure…'),
        item('pdf', 'Save as PDF…'),
        item('print', 'Print…'),
        separator,
        { role: 'close', id: 'close' },
        ...(mac ? [] : [{ role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('undo', 'Undo'),
        item('redo', 'Redo'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&Run',
      submenu: [item('play', 'Play or Pause'), item('step', 'Step'), separator, item('reset', 'Reset'), item('newSeed', 'New Seed')],
    },
    {
      label: '&View',
      submenu: [
        item('larger', 'Larger Type'),
        item('smaller', 'Smaller Type'),
        separator,
        item('lecture', 'Lecture'),
        item('snapshots', 'Snapshots…'),
        separator,
        { role: 'zoomIn', id: 'zoomIn' },
        { role: 'zoomOut', id: 'zoomOut' },
        { role: 'resetZoom', id: 'resetZoom' },
        separator,
        { role: 'togglefullscreen', id: 'fullScreen' },
        { role: 'toggleDevTools', id: 'devTools', visible: !app.isPackaged, enabled: !app.isPackaged },
      ],
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        item('tour', 'Tour'),
        item('keys', 'Keys'),
        separator,
        { id: 'report', label: 'Report a Problem…', click: report },
        { id: 'licences', label: 'Licences', click: licences },
        ...(mac ? [] : [about]),
      ],
    },
  ];
}

/** Sets the menu, and sets it again when the recent sessions change. */
export function followMenu(recent: Recent, actions: Actions): void {
  const set = () => Menu.setApplicationMenu(Menu.buildFromTemplate(template(recent, actions)));
  recent.onChange(set);
  set();
}
