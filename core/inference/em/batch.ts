// Batch EM: all of q, then θ (Dempster, Laird & Rubin 1977).
import { fullE, fullM, inTurn, type Variant } from './variant.ts';

export const batch: Variant = {
  title: 'batch',
  descends: true,
  upcoming: inTurn,
  next: (model, state, { temperature }) => (state.moves % 2 === 0 ? fullE(model, state, temperature) : fullM(model, state)),
};
