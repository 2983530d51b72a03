// Forgetful EM: running sums that fade, s ← γ s + s(now). Quick at first; while γ < 1 it never settles on the optimum, and keeps no promise about F.
import { byBlocks, type Variant, visitBlock } from './variant.ts';

export const forgetful: Variant = {
  title: 'forgetful',
  descends: false,
  upcoming: byBlocks,
  next: (model, state, settings) =>
    visitBlock(model, state, settings, ({ from, to, now }, sums) => {
      // A block fades what was there as its data would have done one by one.
      const faded = settings.memory ** (to - from);
      for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) * faded;
      model.components.addStatistics(now, from, to, sums);
    }),
};
