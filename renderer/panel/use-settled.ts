// What is read off a run once its picture has come to rest: nothing is said aloud while a hand or a descent is under way.
import { useEffect, useRef, useState } from 'react';
import { useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';

/** At rest after this many ms without a new frame. */
const REST = 600;

export function useSettled<T>(read: (run: RunState) => T): T {
  const store = useRunStore();
  const [settled, setSettled] = useState(() => read(store.getState()));
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let moved = 0;
    // One timer goes on until there is rest: none is set anew at each frame.
    const look = () => {
      const rest = moved + REST - performance.now();
      timer = rest > 0 ? setTimeout(look, rest) : undefined;
      if (rest <= 0) setSettled(latest.current(store.getState()));
    };
    const wait = () => {
      moved = performance.now();
      timer ??= setTimeout(look, REST);
    };
    wait();
    const leave = store.subscribe((now, before) => {
      if (now.frame !== before.frame) wait();
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store]);
  return settled;
}
