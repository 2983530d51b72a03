// Incremental EM: a few data at a time have their q made anew, and θ follows at once from running sums (Neal & Hinton 1998, section 4).
import { byBlocks, type Variant, visitBlock } from './variant.ts';

export const incremental: Variant = {
  title: 'incremental',
  descends: true,
  upcoming: byBlocks,
  next: (model, state, settings) =>
    visitBlock(model, state, settings, ({ from, to, before, now }, sums) => {
      // What these data said before goes out as what they say now comes in.
      const change = now.map((r, at) => r - (before[at] as number));
      model.components.addStatistics(change, from, to, sums);
    }),
};
