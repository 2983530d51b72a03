// The Bound lab's computation, apart from its declaration.
import { observe } from './look/observe.ts';
import { type BoundState, done, init, step } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ trail }: BoundState) => ({ freeEnergy: trail.at(-1)?.freeEnergy ?? 0 }),
  observe,
};
