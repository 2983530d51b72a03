// What is drawn of a run: while something is dragged, an edit is drawn together with the frame that it asks for, not before it and again with it.
import type { StoreApi } from 'zustand';
import type { RunState } from '../store.ts';

export type Seen = Pick<StoreApi<RunState>, 'subscribe' | 'getState' | 'getInitialState'>;

/** The run's state, an edit under the hand by a frame of the screen later at most. */
export function seenOf(store: StoreApi<RunState>, nextFrame: (callback: () => void) => void = requestAnimationFrame): Seen {
  let seen = store.getState();
  let waits = false;
  const listeners = new Set<Parameters<Seen['subscribe']>[0]>();

  const show = () => {
    waits = false;
    const [before, now] = [seen, store.getState()];
    seen = now;
    if (now !== before) for (const listener of listeners) listener(now, before);
  };

  store.subscribe((now, before) => {
    if (!now.dragging || !before.dragging || now.frame?.result !== before.frame?.result) return show();
    if (waits) return;
    waits = true;
    // The next one is that in which the edit was made.
    nextFrame(() => nextFrame(() => waits && show()));
  });

  return {
    getState: () => seen,
    getInitialState: store.getInitialState,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
