// Pixels of the screen to a px: another on another screen, or at another zoom.
import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  let query: MediaQueryList | undefined;
  // A query is for the ratio that there is: once it fails, the next one is for the new ratio.
  const watch = () => {
    query?.removeEventListener('change', moved);
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', moved);
  };
  const moved = () => {
    watch();
    changed();
  };
  watch();
  return () => query?.removeEventListener('change', moved);
}

export const usePixelRatio = (): number => useSyncExternalStore(subscribe, () => window.devicePixelRatio);
