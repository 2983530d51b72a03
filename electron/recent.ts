// The sessions opened or saved last, newest first: kept in the settings, told to the operating system and to the menu.
import { app } from 'electron';
import type { SettingsStore } from './settings.ts';

const KEPT = 10;

export interface Recent {
  paths(): readonly string[];
  add(path: string): void;
  remove(path: string): void;
  clear(): void;
  onChange(listener: () => void): void;
}

export function keepRecent(settings: SettingsStore): Recent {
  const paths = () => settings.get('recent');
  const without = (path: string) => paths().filter((other) => other !== path);
  return {
    paths,
    add(path) {
      app.addRecentDocument(path);
      settings.set('recent', [path, ...without(path)].slice(0, KEPT));
    },
    remove: (path) => settings.set('recent', without(path)),
    clear() {
      app.clearRecentDocuments();
      settings.set('recent', []);
    },
    onChange: (listener) => void settings.onDidChange('recent', listener),
  };
}
