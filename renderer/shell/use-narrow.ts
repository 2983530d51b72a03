// Whether the page is narrower than its full layout needs.
import { useSyncExternalStore } from 'react';

/** The width, in px, under which the rail shows numbers; shell.css says the same. */
const FULL = 1200;

const query = () => matchMedia(`(width < ${FULL}px)`);

const subscribe = (changed: () => void) => {
  const watched = query();
  watched.addEventListener('change', changed);
  return () => watched.removeEventListener('change', changed);
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
