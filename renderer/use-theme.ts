// The theme follows the system, or is what was chosen; every colour reaches the style sheets as a custom property made from it.
import { useSyncExternalStore } from 'react';
import { dark, light, type Theme } from './plot/theme.ts';
import { settings } from './settings.ts';

let asked: MediaQueryList | undefined;
/** Asked for once: the answer keeps itself up to date. */
const query = () => {
  asked ??= matchMedia('(prefers-color-scheme: dark)');
  return asked;
};

const subscribe = (changed: () => void) => {
  const watched = query();
  watched.addEventListener('change', changed);
  const leave = settings.subscribe((now, before) => {
    if (now.theme !== before.theme) changed();
  });
  return () => {
    watched.removeEventListener('change', changed);
    leave();
  };
};

const current = (): Theme => {
  const { theme } = settings.getState();
  return (theme === 'system' ? query().matches : theme === 'dark') ? dark : light;
};

/** The theme in force; drawn again when it changes. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, current);

/**
 * Writes the theme as custom properties of the document and keeps them to it: `--page`, `--surface`, `--line`, `--soft`,
 * `--faint`, `--text`, and for each meaning `--mark-energy`, `--ink-energy`, ….
 */
export function followTheme(): void {
  const write = () => {
    const theme = current();
    const { style, dataset } = document.documentElement;
    dataset.theme = theme.name;
    for (const name of ['page', 'surface', 'line', 'soft', 'faint'] as const) style.setProperty(`--${name}`, theme[name]);
    style.setProperty('--text', theme.ink.ink);
    for (const [hue, color] of Object.entries(theme.mark)) style.setProperty(`--mark-${hue}`, color);
    for (const [hue, color] of Object.entries(theme.ink)) style.setProperty(`--ink-${hue}`, color);
  };
  write();
  subscribe(write);
}
