// Whole numbers below 2^bits, each as likely as the other: every one costs exactly `bits`.
import { type AnsStack, peek, pop, push } from './ans.ts';

/** Pushes a whole number from 0 to below 2^bits, bits up to 24. Throws RangeError. */
export const pushUniform = (stack: AnsStack, symbol: number, bits: number): void => push(stack, symbol, 1, bits);

/** Pops what `pushUniform` pushed. Throws InputError where the message ends before. */
export function popUniform(stack: AnsStack, bits: number): number {
  const symbol = peek(stack, bits);
  pop(stack, symbol, 1, bits);
  return symbol;
}
