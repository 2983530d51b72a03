// What the page keeps of its own looks from one visit to the next. Storage may be full, forbidden or spoiled: then it begins anew.
import { createStore } from 'zustand/vanilla';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** How much larger than it comes type can be set. */
export const typeSizes = [0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5];

export interface Settings {
  readonly theme: ThemeChoice;
  readonly typeSize: number;
  /** By lab and group: whether its controls are unfolded. */
  readonly unfolded: Readonly<Record<string, boolean>>;
  /** By lab: its tour was taken to its end, or declined. */
  readonly toured: Readonly<Record<string, boolean>>;
}

const initial: Settings = { theme: 'system', typeSize: 1, unfolded: {}, toured: {} };

const flagsOf = (stored: unknown): Readonly<Record<string, boolean>> =>
  Object.fromEntries(typeof stored === 'object' && stored ? Object.entries(stored).filter(([, flag]) => typeof flag === 'boolean') : []);

/** Of what storage holds, what can be a setting. */
function checked(stored: unknown): Settings {
  const { theme, typeSize, unfolded, toured } = (typeof stored === 'object' && stored ? stored : {}) as Partial<
    Record<keyof Settings, unknown>
  >;
  return {
    theme: themeChoices.find((choice) => choice === theme) ?? initial.theme,
    typeSize: typeSizes.find((size) => size === typeSize) ?? initial.typeSize,
    unfolded: flagsOf(unfolded),
    toured: flagsOf(toured),
  };
}

const KEY = 'settings';

function storedSettings(): Settings {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return initial;
  }
}

export const settings = createStore<Settings>()(storedSettings);

settings.subscribe((now) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    // They hold until the page is closed.
  }
});
