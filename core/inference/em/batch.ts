// Batch EM: all of q, then θ (Dempster, Laird & Rubin 1977).
import { fullE, fullM, type Variant } from './variant.ts';

export const batch: Variant = {
  title: 'batch',
  descends: true,
  upcoming: ({ moves }) => (moves % 2 === 0 ? 'E' : 'M'),
  next: (model, state, { temperature }) => (state.moves % 2 === 0 ? fullE(model, state, temperature) : fullM(model, state)),
};
