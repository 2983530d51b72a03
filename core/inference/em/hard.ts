// Winner-take-all: q is held to single components, as k-means does. It lowers F among those q, whose entropy is 0, not −log-likelihood.
import { fullE, fullM, inTurn, type Variant } from './variant.ts';

export const hard: Variant = {
  title: 'winner-take-all',
  descends: true,
  upcoming: inTurn,
  next: (model, state) => (state.moves % 2 === 0 ? fullE(model, state, 0) : fullM(model, state)),
};
