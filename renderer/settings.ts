// What the page keeps of its own looks from one visit to the next. Storage may be full, forbidden or spoiled: then it begins anew.
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface Settings {
  readonly theme: ThemeChoice;
  /** By lab and group: whether its controls are unfolded. */
  readonly unfolded: Readonly<Record<string, boolean>>;
  /** By lab: its tour was taken to its end, or declined. */
  readonly toured: Readonly<Record<string, boolean>>;
}

const initial: Settings = { theme: 'system', unfolded: {}, toured: {} };

const flagsOf = (kept: unknown): Readonly<Record<string, boolean>> =>
  Object.fromEntries(typeof kept === 'object' && kept ? Object.entries(kept).filter(([, flag]) => typeof flag === 'boolean') : []);

/** Of what storage holds, what can be a setting. */
function checked(kept: unknown): Settings {
  const { theme, unfolded, toured } = (typeof kept === 'object' && kept ? kept : {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    theme: themeChoices.find((choice) => choice === theme) ?? initial.theme,
    unfolded: flagsOf(unfolded),
    toured: flagsOf(toured),
  };
}

export const settings = createStore<Settings>()(persist(() => initial, { name: 'settings', merge: checked }));
