// What every message of this lab is made of, in bits.
import { PRECISION } from '../../../codec/ans.ts';

export interface Terms {
  /** −log₂ of the data given what is believed, on average over the belief. */
  readonly dataBits: number;
  /** What the belief costs: its divergence from what was agreed on beforehand. */
  readonly beliefBits: number;
  /** E[−log₂ P(data, choice)], and what of it is free to choose: the bits that come back. Densities, where choices are real numbers. */
  readonly energy: number;
  readonly entropy: number;
  /** The same at the precision at which choices are written: bits in the message, and those of them that the receiver gets back. */
  readonly spent: number;
  readonly returned: number;
}

/** What a coder did, in the same units as the terms, with its standard error: chance, and what rounding of frequencies and choices may add. */
export interface Measured {
  readonly mean: number;
  readonly standardError: number;
}

/** What it may add, in bits, that each of `count` symbols has its frequency in 2²⁴ parts, of which one is kept for each of `choices` symbols. */
export const rounding = (count: number, choices: number): number => bits((count * choices) / 2 ** PRECISION);

/** What it may add that a choice of this sd is made among intervals of this width: their second order, 1/24 of the square of the ratio, in bits. */
export const coarseness = (width: number, sd: number): number => bits((width / sd) ** 2 / 24);

/** Chance and rounding together. */
export const withRounding = ({ mean, standardError }: Measured, added: number): Measured => ({
  mean,
  standardError: Math.hypot(standardError, added),
});

export const bits = (nats: number): number => nats / Math.LN2;

/** Mean of numbers and its standard error; of one number, none. */
export function measuredOf(numbers: readonly number[]): Measured {
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, standardError: numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1) / numbers.length) : 0 };
}
