// A number made whole, to the nearest or by chance, and what either costs.
import type { Random } from '../../prob/random.ts';

/** The nearest whole number, of two as near the even one: as numpy, ONNX and TensorFlow round, not as Math.round does. */
export function roundHalfToEven(x: number): number {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** ⌊x⌋ + 1 with probability x − ⌊x⌋, else ⌊x⌋: its mean is x (Gupta et al. 2015). */
export const roundStochastically = (x: number, random: Random): number => Math.floor(x + random.uniform());

/** s²/12, the variance of an error that is uniform over a step s: true of rounding to the nearest in the limit of fine steps, away from the ends. */
export const roundingVariance = (step: number): number => (step * step) / 12;

/** s² p (1 − p), the variance of stochastic rounding of a number that lies p of a step s above the grid point below it. */
export const stochasticVariance = (step: number, p: number): number => step * step * p * (1 - p);
