// Online EM: each block of data moves running averages by a weight that falls as t^−κ, so that it settles without ever looking at all data at
// once (Cappé & Moulines 2009). A single step may raise F.
import { eStepInto, mStep } from './mixture.ts';
import { fullE, fullM, type Variant } from './variant.ts';

export const online: Variant = {
  title: 'online',
  descends: false,
  upcoming: ({ moves }) => (moves === 0 ? 'E' : moves === 1 ? 'M' : 'EM'),
  next(model, state, { temperature, block, decay }) {
    if (state.moves === 0) return fullE(model, state, temperature);
    if (state.moves === 1) return fullM(model, state);
    const { components } = model;
    const { size } = components;
    const { mixture, responsibilities, sums, cursor: from, moves, dataPasses } = state;
    const to = Math.min(size, from + Math.max(1, block));
    const count = mixture.weights.length;
    const own = responsibilities.subarray(from * count, to * count);
    eStepInto(model, mixture, from, to, own, temperature);
    const weight = moves ** -decay;
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) * (1 - weight);
    // A block speaks for as many data as there are.
    components.addStatistics(
      own.map((r) => (weight * r * size) / (to - from)),
      from,
      to,
      sums,
    );
    return {
      ...state,
      mixture: mStep(model, sums, mixture),
      moves: moves + 1,
      cursor: to === size ? 0 : to,
      dataPasses: dataPasses + (to - from) / size,
    };
  },
};
