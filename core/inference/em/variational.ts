// Variational Bayes as a way down: q(Z) and beliefs over weights and components in turn, each to where F is least. θ is where the beliefs have their means.
import { sumsOf } from './mixture.ts';
import { type EmState, inTurn, type Variant } from './variant.ts';
import { believedOf, meanMixture, variationalEStepInto } from './variational-mixture.ts';

/** The sums that say what is believed: those of the last M-step; at first those of as many data drawn from θ. */
export const believedSums = ({ components }: Parameters<Variant['next']>[0], { believed, mixture }: EmState): Float64Array =>
  believed ??
  components.expectedSums(
    mixture.theta,
    mixture.weights.map((weight) => weight * components.size),
  );

export const variational: Variant = {
  title: 'variational Bayes',
  descends: true,
  upcoming: inTurn,
  next(model, state, { temperature }) {
    const { beliefs } = model;
    if (!beliefs) throw new RangeError('expected a model with beliefs about its components');
    const { responsibilities, moves, dataPasses } = state;
    const believing = believedOf({ ...model, beliefs });
    if (moves % 2 === 1) return { ...state, believed: state.sums, mixture: meanMixture(believing, state.sums), moves: moves + 1 };
    const believed = believedSums(model, state);
    variationalEStepInto(believing, believed, responsibilities, temperature);
    const sums = sumsOf(model, responsibilities, state.mixture.weights.length);
    return { ...state, believed, sums, moves: moves + 1, cursor: 0, dataPasses: dataPasses + 1 };
  },
};
