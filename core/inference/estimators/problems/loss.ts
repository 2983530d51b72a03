// What a linear model loses at a pre-activation b = x·w, and how fast.
import { exp, log } from '../../../math/elementary.ts';

export interface Loss {
  readonly value: (b: number, y: number) => number;
  readonly slope: (b: number, y: number) => number;
}

/** −log of the probability of the class y, 0 or 1, whose log odds are b. */
export const logistic: Loss = {
  value: (b, y) => {
    const against = y > 0.5 ? -b : b;
    return against > 0 ? against + log(1 + exp(-against)) : log(1 + exp(against));
  },
  slope: (b, y) => (b > 0 ? 1 / (1 + exp(-b)) : exp(b) / (1 + exp(b))) - y,
};

/** ½ (b − y)². */
export const squared: Loss = {
  value: (b, y) => 0.5 * (b - y) ** 2,
  slope: (b, y) => b - y,
};
