// Generalized EM: θ goes a part of the way only. From the expectations that θ has towards those of the data is the natural gradient’s way, on
// which F falls all along (the KL of an exponential family is a Bregman divergence in its expectations).
import { mStep } from './mixture.ts';
import { fullE, inTurn, type Variant } from './variant.ts';

export const generalized: Variant = {
  title: 'generalized',
  descends: true,
  upcoming: inTurn,
  next(model, state, { temperature, rate }) {
    if (state.moves % 2 === 0) return fullE(model, state, temperature);
    const { components } = model;
    const { mixture, sums, moves } = state;
    const { statistics } = components;
    const masses = mixture.weights.map((_, k) => sums[k * statistics] as number);
    const there = components.sumsAt(mixture.theta, masses);
    const between = sums.map((sum, at) => rate * sum + (1 - rate) * (there[at] as number));
    const { theta } = mStep(model, between, mixture);
    const best = mStep(model, sums, mixture).weights;
    // Of a weight that is to become next to nothing, taking it from what it was would leave nothing at all.
    const weights = mixture.weights.map((weight, k) => (1 - rate) * weight + rate * (best[k] as number));
    return { ...state, mixture: { weights, theta }, moves: moves + 1 };
  },
};
