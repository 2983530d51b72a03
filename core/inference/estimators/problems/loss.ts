// What a linear model loses at a pre-activation b = x·w, and how fast.
import { logistic as sigmoid, softplus } from '../../../math/elementary.ts';

export interface Loss {
  readonly value: (b: number, y: number) => number;
  readonly slope: (b: number, y: number) => number;
}

/** −log of the probability of the class y, 0 or 1, whose log odds are b. */
export const logistic: Loss = {
  value: (b, y) => softplus(y > 0.5 ? -b : b),
  // σ(b) − 1 is −σ(−b), which keeps its digits.
  slope: (b, y) => (y > 0.5 ? -sigmoid(-b) : sigmoid(b)),
};

/** ½ (b − y)². */
export const squared: Loss = {
  value: (b, y) => 0.5 * (b - y) ** 2,
  slope: (b, y) => b - y,
};
