// What the app remembers from one start to the next: where its window stood, and the sessions used last.
import Store from 'electron-store';
import type { Placement } from './placement.ts';

interface Settings {
  window?: Placement;
  recent: readonly string[];
}

/** Made when the app is ready; a damaged file counts as none. */
export const openSettings = () => new Store<Settings>({ name: 'settings', defaults: { recent: [] }, clearInvalidConfig: true });

export type SettingsStore = ReturnType<typeof openSettings>;
