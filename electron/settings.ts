// What the app remembers from one start to the next: where its window stood, and the sessions used last.
import Store from 'electron-store';
import type { Placement } from './placement.ts';

interface Settings {
  window?: Placement;
  recent: readonly string[];
}

const length = { type: 'number' } as const;

/** What a settings file holds: one of another kind, edited or damaged, counts as none. */
const schema = {
  recent: { type: 'array', items: { type: 'string' } },
  window: {
    type: 'object',
    properties: { x: length, y: length, width: length, height: length, maximized: { type: 'boolean' } },
    required: ['x', 'y', 'width', 'height', 'maximized'],
  },
} as const;

/** Made when the app is ready. */
export const openSettings = () => new Store<Settings>({ name: 'settings', defaults: { recent: [] }, schema, clearInvalidConfig: true });

export type SettingsStore = ReturnType<typeof openSettings>;
