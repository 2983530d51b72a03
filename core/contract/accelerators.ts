// The keys by which the desktop app's own menu is called; the page lists them, too. As Electron writes them.
import type { Command } from './bridge.ts';

export const accelerators: Readonly<Partial<Record<Command, string>>> = {
  open: 'CmdOrCtrl+O',
  save: 'CmdOrCtrl+S',
  export: 'CmdOrCtrl+E',
  print: 'CmdOrCtrl+P',
  undo: 'CmdOrCtrl+Z',
  redo: 'CmdOrCtrl+Shift+Z',
  play: 'CmdOrCtrl+Enter',
  step: 'CmdOrCtrl+Shift+Enter',
  reset: 'CmdOrCtrl+R',
  newSeed: 'CmdOrCtrl+Shift+R',
  keys: 'CmdOrCtrl+/',
};

/** Those of what a menu does without the page, by what it does. */
export const windowAccelerators = {
  'Another window': 'CmdOrCtrl+N',
  'Close the window': 'CmdOrCtrl+W',
  'Zoom in': 'CmdOrCtrl+Plus',
  'Zoom out': 'CmdOrCtrl+-',
  'As large as it comes': 'CmdOrCtrl+0',
} as const;
