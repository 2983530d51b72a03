// A binary symbol of a given probability: a pixel that is on or off.
import { log } from '../math/elementary.ts';
import { type AnsStack, PRECISION, peek, pop, push } from './ans.ts';

const TOTAL = 2 ** PRECISION;

/** How many of the 2²⁴ slots a one owns: at least 1 and at most all but 1, since no probability tells that a symbol cannot come. */
export function onesOf(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`expected a probability, got ${probability}`);
  return Math.min(TOTAL - 1, Math.max(1, Math.round(probability * TOTAL)));
}

/** What the symbol costs in bits: −log₂ of its rounded probability. */
export const bernoulliCost = (symbol: number, probability: number): number =>
  PRECISION - log(symbol === 1 ? onesOf(probability) : TOTAL - onesOf(probability)) / Math.LN2;

/** Pushes 0 or 1, given the probability of 1. Throws RangeError. */
export function pushBernoulli(stack: AnsStack, symbol: number, probability: number): void {
  const zeros = TOTAL - onesOf(probability);
  if (symbol === 1) push(stack, zeros, TOTAL - zeros);
  else if (symbol === 0) push(stack, 0, zeros);
  else throw new RangeError(`expected 0 or 1, got ${symbol}`);
}

/** Pops what `pushBernoulli` pushed with the same probability. Throws InputError where the message ends before. */
export function popBernoulli(stack: AnsStack, probability: number): 0 | 1 {
  const zeros = TOTAL - onesOf(probability);
  if (peek(stack) < zeros) {
    pop(stack, 0, zeros);
    return 0;
  }
  pop(stack, zeros, TOTAL - zeros);
  return 1;
}
