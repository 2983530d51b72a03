// What every message of this lab is made of, in bits.
import { PRECISION } from '../../../codec/ans.ts';
import { meanOf, standardErrorOf } from '../../../math/mean.ts';

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
  /** Messages or networks that chance was estimated from, if it was. */
  readonly draws?: number;
}

/** What it may add, in bits, that each of `count` symbols has its frequency in 2²⁴ parts, of which one is kept for each of `choices` symbols. */
export const rounding = (count: number, choices: number): number => bits((count * choices) / 2 ** PRECISION);

/**
 * By how much, in bits, the cost of a choice of this sd differs where it is made among 2^precision equally likely intervals whose density there is
 * this: the second order of their width, 1/24 of the square of its ratio to the sd; and no more than its divergence from what they are made of, in
 * nats, which intervals can only lessen.
 */
export const coarseness = (precision: number, density: number, sd: number, divergence: number): number =>
  bits(Math.min(divergence, (1 / (2 ** precision * density) / sd) ** 2 / 24));

/** Chance and rounding together. */
export const withRounding = (measured: Measured, added: number): Measured => ({
  ...measured,
  standardError: Math.hypot(measured.standardError, added),
});

export const bits = (nats: number): number => nats / Math.LN2;

export const measuredOf = (numbers: Float64Array): Measured => ({
  mean: meanOf(numbers),
  standardError: standardErrorOf(numbers),
  draws: numbers.length,
});
