// How many steps the next request of a playing run asks for: the speed that was chosen, and never more than fits a frame.

import type { Took } from '../../core/contract/compute.ts';

/** Work, in ms, that leaves room in a frame of 60 a second for drawing it. */
const BUDGET = 12;

/** Steps take at least as many times as long as looking does: where a look is dear, frames come more seldom. */
const WORTH = 3;

/** How much the last look counts among those before it. */
const SHARE = 0.2;

export interface Pace {
  /** Steps due at time `now`, in ms, at `speed` steps a second; 0 while none is. */
  due(now: number, speed: number): number;
  /** What `steps` steps and one observation took, in ms. */
  took(steps: number, took: Took): void;
}

/** Infinity as speed fills the budget of every frame; a finite speed gathers the time that passed. */
export function createPace(): Pace {
  let before: number | undefined;
  let gathered = 0;
  let fits = 1;
  let observation = 0;
  return {
    due(now, speed) {
      if (speed === Infinity) return Math.floor(fits);
      // After a pause (a hidden window, a slow frame) the run goes on, it does not catch up.
      const passed = before === undefined ? 1000 / speed : Math.min(now - before, Math.max(100, 1000 / speed));
      before = now;
      gathered += (passed * speed) / 1000;
      const steps = Math.floor(gathered + 1e-9);
      gathered -= steps;
      return Math.min(steps, Math.floor(fits) + 1);
    },
    took(steps, { stepping, observing }) {
      // A look costs now more, now less: the next one will cost about as much as those before.
      observation += (observing - observation) * (steps === 0 ? 1 : SHARE);
      if (steps === 0) return;
      const wanted = (steps * Math.max(BUDGET, WORTH * observation)) / Math.max(stepping, 0.01);
      fits = Math.min(Math.max(wanted, fits / 2, 1), fits * 2, 1e6);
    },
  };
}
