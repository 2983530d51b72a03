// What the coder made of a message, and whether all of it came back.
import { type AnsStack, bytesOf } from '../../../codec/ans.ts';
import type { Measured } from '../model/terms.ts';

export interface Coded {
  /** None before anything was sent. */
  readonly measured: Measured | undefined;
  /** Bits that did not come back as they were, and symbols that came out otherwise. */
  readonly strayBits: number;
}

/** Bits in which two messages differ. */
export function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 8 * Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1)
    for (let left = (a[i] as number) ^ (b[i] as number); left > 0; left >>= 1) count += left & 1;
  return count;
}

/** Of a stack that has been read back: bits in which it is not as `before`, and symbols that are not those that were sent. */
export function strayBitsOf(stack: AnsStack, before: Uint8Array, sent: ArrayLike<number>, received: ArrayLike<number>): number {
  let wrong = Math.abs(sent.length - received.length);
  for (let i = 0; i < Math.min(sent.length, received.length); i += 1) wrong += sent[i] === received[i] ? 0 : 1;
  return differing(bytesOf(stack), before) + wrong;
}
