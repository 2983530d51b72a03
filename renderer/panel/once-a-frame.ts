// What many parts of the panel read off a frame is worked out once for that frame, not at every change of the store.
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import type { RunState } from '../store.ts';

/** A selector that calls `read` once for each result and the values it was computed at; `none` where there is no frame. */
export function onceAFrame<T>(read: (lab: Lab, result: Result, values: Values) => T, none: T): (run: RunState) => T {
  const cache = new WeakMap<Result, { readonly values: Values; readonly found: T }>();
  return ({ lab, frame, frameValues }) => {
    if (!frame) return none;
    const last = cache.get(frame.result);
    if (last?.values === frameValues) return last.found;
    const found = read(lab, frame.result, frameValues);
    cache.set(frame.result, { values: frameValues, found });
    return found;
  };
}
