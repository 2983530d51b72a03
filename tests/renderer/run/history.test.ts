// Undo: one entry for each edit, one for all edits of a gesture, none for an edit that was refused.

import { describe, expect, it } from 'vitest';
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import { createHistory } from '../../../renderer/run/history.ts';
import type { StoredRun } from '../../../renderer/run/stored-run.ts';

function begun() {
  const store = createStore<StoredRun>()(
    temporal(() => ({ values: { q: 0 }, seed: 1, canUndo: false, canRedo: false }) as unknown as StoredRun, {
      partialize: ({ values, seed, data }) => ({ values, seed, data }) as StoredRun,
    }),
  );
  store.temporal.getState().pause();
  const history = createHistory({ get: store.getState, set: store.setState }, store.temporal);
  return { history, store, q: () => store.getState().values.q, set: (q: number) => history.record({ values: { q } }) };
}

describe('createHistory', () => {
  it('goes back and forth, and says which of the two it can', () => {
    const { history, store, q, set } = begun();
    set(1);
    set(2);
    history.go('undo');
    expect([q(), store.getState().canUndo, store.getState().canRedo]).toEqual([1, true, true]);
    history.go('redo');
    expect([q(), history.can('redo')]).toEqual([2, false]);
  });

  it('has one entry for a gesture, and the next for the next', () => {
    const { history, q, set } = begun();
    history.gesture(true);
    expect(history.recorded()).toBe(false);
    set(1);
    set(2);
    expect(history.recorded()).toBe(true);
    history.gesture(false);
    set(3);
    history.go('undo');
    expect(q()).toBe(2);
    history.go('undo');
    expect([q(), history.can('undo')]).toEqual([0, false]);
  });

  it('records nothing that is set beside it', () => {
    const { history, store } = begun();
    store.setState({ values: { q: 5 } });
    expect(history.can('undo')).toBe(false);
  });

  it('forgets an entry that leads to what is there, and no other', () => {
    const { history, store, set } = begun();
    set(1);
    history.forgetRefused();
    expect(history.can('undo')).toBe(true);
    store.setState({ values: { q: 0 } });
    history.forgetRefused();
    expect([history.can('undo'), store.getState().canUndo]).toEqual([false, false]);
  });
});
