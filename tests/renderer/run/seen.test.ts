// What is drawn under the hand: an edit together with its frame, and no later than the next frame of the screen.
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { seenOf } from '../../../renderer/run/seen.ts';
import type { RunState } from '../../../renderer/store.ts';

const result = { scalars: {}, tables: {}, grids: {} };

function watched() {
  const store = createStore<RunState>()(() => ({ values: { at: 0 }, dragging: false, frame: { step: 0, done: false, result } }) as never);
  const frames: (() => void)[] = [];
  const seen = seenOf(store, (callback) => void frames.push(callback));
  const drawn: unknown[] = [];
  seen.subscribe(({ values }) => void drawn.push(values.at));
  const screen = () => {
    for (const callback of frames.splice(0)) callback();
  };
  return { store, seen, drawn, screen };
}

const frame = () => ({ frame: { step: 0, done: false, result: { ...result } } });

describe('seenOf', () => {
  it('is the state itself while nothing is held', () => {
    const { store, seen, drawn } = watched();
    store.setState({ values: { at: 1 } });
    expect([drawn, seen.getState()]).toEqual([[1], store.getState()]);
  });

  it('draws an edit under the hand with the frame that it asks for, once', () => {
    const { store, seen, drawn, screen } = watched();
    store.setState({ dragging: true });
    store.setState({ values: { at: 1 } });
    screen();
    expect([drawn, seen.getState().values.at, store.getState().values.at]).toEqual([[0], 0, 1]);
    store.setState(frame());
    expect(drawn).toEqual([0, 1]);
    screen();
    screen();
    expect(drawn).toEqual([0, 1]);
  });

  it('draws an edit whose frame is long in coming by itself at the next frame of the screen', () => {
    const { store, drawn, screen } = watched();
    store.setState({ dragging: true });
    store.setState({ values: { at: 1 } });
    store.setState({ values: { at: 2 } });
    screen();
    expect(drawn).toEqual([0]);
    screen();
    expect(drawn).toEqual([0, 2]);
  });

  it('hides nothing when what was held is let go', () => {
    const { store, seen, drawn } = watched();
    store.setState({ dragging: true });
    store.setState({ values: { at: 3 } });
    store.setState({ dragging: false });
    expect([drawn, seen.getState()]).toEqual([[0, 3], store.getState()]);
  });
});
