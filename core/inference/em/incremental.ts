// Incremental EM: a few data at a time have their q made anew, and θ follows at once from running sums (Neal & Hinton 1998, section 4).
import { eStepInto, mStep } from './mixture.ts';
import { fullE, fullM, type Variant } from './variant.ts';

export const incremental: Variant = {
  title: 'incremental',
  descends: true,
  // One batch iteration first: the sums need every datum once.
  upcoming: ({ moves }) => (moves === 0 ? 'E' : moves === 1 ? 'M' : 'EM'),
  next(model, state, { temperature, block }) {
    if (state.moves === 0) return fullE(model, state, temperature);
    if (state.moves === 1) return fullM(model, state);
    const { components } = model;
    const { mixture, responsibilities, sums, cursor: from, moves, dataPasses } = state;
    const to = Math.min(components.size, from + Math.max(1, block));
    const count = mixture.weights.length;
    const own = responsibilities.subarray(from * count, to * count);
    // What these data said before goes out before what they say now comes in.
    const before = own.map((r) => -r);
    eStepInto(model, mixture, from, to, own, temperature);
    for (let at = 0; at < own.length; at += 1) before[at] = (before[at] as number) + (own[at] as number);
    components.addStatistics(before, from, to, sums);
    return {
      ...state,
      mixture: mStep(model, sums, mixture),
      moves: moves + 1,
      cursor: to === components.size ? 0 : to,
      dataPasses: dataPasses + (to - from) / components.size,
    };
  },
};
