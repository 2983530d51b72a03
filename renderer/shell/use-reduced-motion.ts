// Whether whoever looks on asked for as little motion as can be.
import { useSyncExternalStore } from 'react';

const query = () => matchMedia('(prefers-reduced-motion: reduce)');

const subscribe = (changed: () => void) => {
  const watched = query();
  watched.addEventListener('change', changed);
  return () => watched.removeEventListener('change', changed);
};

export const useReducedMotion = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
