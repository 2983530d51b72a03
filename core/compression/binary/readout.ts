// What a file keeps of binary weights that were trained as Binary(θ): the likelier sign, three values, or a draw (Peters & Welling 2018).
import type { Random } from '../../prob/random.ts';
import type { CodebookCodes, Signs } from '../coded.ts';
import { checkWeights, type Weights } from '../weights.ts';
import { probabilityPositive } from './variable.ts';

/** ±1 with the given signs. */
function signs(theta: Weights, shape: readonly number[], isPositive: (theta: number) => boolean): Signs {
  checkWeights(theta, shape);
  return { kind: 'signs', shape, positive: Uint8Array.from(theta, (t) => (isPositive(t) ? 1 : 0)), scales: Float32Array.of(1) };
}

/** The likelier sign of each weight (maximum a posteriori), +1 of θ = 0. Throws InputError. */
export const likeliestSigns = (theta: Weights, shape: readonly number[]): Signs => signs(theta, shape, (t) => t >= 0);

/** A draw of all weights: one network of an ensemble. Throws InputError. */
export const drawnSigns = (theta: Weights, shape: readonly number[], random: Random): Signs =>
  signs(theta, shape, (t) => random.uniform() < probabilityPositive(t));

/** The sign where it has probability ¾ or more, |θ| ≥ ½, else 0. Throws InputError. */
export function surestSigns(theta: Weights, shape: readonly number[]): CodebookCodes {
  checkWeights(theta, shape);
  const codes = Uint8Array.from(theta, (t) => (probabilityPositive(t) >= 0.75 ? 2 : probabilityPositive(-t) >= 0.75 ? 0 : 1));
  return { kind: 'codebook', shape, levels: Float32Array.of(-1, 0, 1), codes };
}
