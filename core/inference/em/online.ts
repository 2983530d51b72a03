// Online EM: each block of data moves running averages by a weight that falls as t^−κ, so that it settles without ever looking at all data at
// once (Cappé & Moulines 2009). A single step may raise F.
import { byBlocks, type Variant, visitBlock } from './variant.ts';

export const online: Variant = {
  title: 'online',
  descends: false,
  upcoming: byBlocks,
  next: (model, state, settings) =>
    visitBlock(model, state, settings, ({ from, to, now }, sums) => {
      const { size } = model.components;
      const weight = state.moves ** -settings.decay;
      for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) * (1 - weight);
      // A block speaks for as many data as there are.
      const share = now.map((r) => (weight * r * size) / (to - from));
      model.components.addStatistics(share, from, to, sums);
    }),
};
