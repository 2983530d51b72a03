// The windows, each with a page of its own; what the menu says and what files are given go to the one in front.
import type { BrowserWindow } from 'electron';
import { answers, serveBridge } from './bridge.ts';
import { type Page, pageOf } from './page.ts';
import type { Recent } from './recent.ts';
import { recover } from './recovery.ts';
import type { SettingsStore } from './settings.ts';
import { openWindow } from './window.ts';

export interface LabWindow {
  readonly window: BrowserWindow;
  readonly page: Page;
}

export interface Windows {
  /** Another one, at the page’s fragment `place`, if that is given. */
  open(place?: string): LabWindow;
  /** The one that was in front last; undefined once all are closed. */
  front(): LabWindow | undefined;
}

export function keepWindows(out: string, settings: SettingsStore, recent: Recent): Windows {
  /** The last is in front. */
  let all: readonly LabWindow[] = [];
  const without = (one: LabWindow) => all.filter((each) => each !== one);
  return {
    open(place) {
      const window = openWindow(out, settings, { place, beside: all.at(-1)?.window });
      const one = { window, page: pageOf(window) };
      serveBridge(window, answers(window, recent));
      recover(window);
      all = [...all, one];
      window.on('focus', () => {
        all = [...without(one), one];
      });
      window.on('closed', () => {
        all = without(one);
      });
      return one;
    },
    front: () => all.at(-1),
  };
}
