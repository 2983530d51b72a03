// Forgetful EM: running sums that fade, s ← γ s + s(now). Quick at first; while γ < 1 it never settles on the optimum, and keeps no promise about F.
import { eStepInto, mStep } from './mixture.ts';
import { fullE, fullM, type Variant } from './variant.ts';

export const forgetful: Variant = {
  title: 'forgetful',
  descends: false,
  upcoming: ({ moves }) => (moves === 0 ? 'E' : moves === 1 ? 'M' : 'EM'),
  next(model, state, { temperature, block, memory }) {
    if (state.moves === 0) return fullE(model, state, temperature);
    if (state.moves === 1) return fullM(model, state);
    const { components } = model;
    const { mixture, responsibilities, sums, cursor: from, moves, dataPasses } = state;
    const to = Math.min(components.size, from + Math.max(1, block));
    const count = mixture.weights.length;
    const own = responsibilities.subarray(from * count, to * count);
    eStepInto(model, mixture, from, to, own, temperature);
    // A block fades what was there as its data would have done one by one.
    const faded = memory ** (to - from);
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) * faded;
    components.addStatistics(own, from, to, sums);
    return {
      ...state,
      mixture: mStep(model, sums, mixture),
      moves: moves + 1,
      cursor: to === components.size ? 0 : to,
      dataPasses: dataPasses + (to - from) / components.size,
    };
  },
};
