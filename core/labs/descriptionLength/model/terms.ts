// What every message of this lab is made of, in bits.
import { PRECISION } from '../../../codec/ans.ts';
import { exp, log } from '../../../math/elementary.ts';
import { meanOf, standardErrorOf } from '../../../math/mean.ts';
import { normalCdf, normalQuantile } from '../../../math/special.ts';
import { logNormalDensity } from '../../../prob/normal.ts';

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
 * By how much less, in nats, N(mean, sd²) diverges from N(0, 1) where all beyond `edge`, the end of 2^−precision of the latter, is told as one:
 * m times the divergence of one tail from the other, m being the mass of the former.
 */
function lostBeyond(edge: number, precision: number, mean: number, sd: number): number {
  const t = (edge - mean) / sd;
  const mass = normalCdf(-t);
  if (mass === 0) return 0;
  const height = exp(logNormalDensity(t, 0, 1));
  const square = mass + t * height;
  const apart = 0.5 * (mean * mean * mass + 2 * mean * sd * height + (sd * sd - 1) * square) - mass * log(sd);
  return Math.max(0, apart - mass * (log(mass) + precision * Math.LN2));
}

/**
 * By how much less, in bits, a choice under N(mean, sd²) costs where N(0, 1) is told in 2^precision equally likely intervals: the second order of
 * their width at the mean, 1/24 of the square of its ratio to the sd, and what the outermost two do not tell; together no more than the divergence.
 */
export function coarseness(precision: number, mean: number, sd: number): number {
  const divergence = 0.5 * (mean * mean + sd * sd - 1) - log(sd);
  const width = 1 / (2 ** precision * exp(logNormalDensity(mean, 0, 1)));
  const edge = -normalQuantile(2 ** -precision);
  const beyond = lostBeyond(edge, precision, mean, sd) + lostBeyond(edge, precision, -mean, sd);
  return bits(Math.min(divergence, (width / sd) ** 2 / 24 + beyond));
}

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
