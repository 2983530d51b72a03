// The values that controls and handles show, worked out once a frame for all of them.
import type { Values } from '../../core/lab/param.ts';
import type { Frame } from '../../core/lab/run.ts';
import { type RunState, shownValues } from '../store.ts';

const cache = new WeakMap<Frame, { readonly values: Values; readonly shown: Values }>();

export function shownOf({ lab, values, frame }: RunState): Values {
  if (!frame) return values;
  const last = cache.get(frame);
  if (last?.values === values) return last.shown;
  const shown = shownValues({ lab, values, frame });
  cache.set(frame, { values, shown });
  return shown;
}
