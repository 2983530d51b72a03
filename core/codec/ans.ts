// Asymmetric numeral systems: the whole message is one number, kept as a stack. What is pushed last is popped first, and each symbol
// costs −log₂ of its probability (Duda 2009; the range variant, with 16-bit words taken off the number's low end).
import { InputError } from '../base/input-error.ts';
import { log } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';

/** A message: `state` in [2³⁶, 2⁵²), a whole number that float64 holds exactly, above the `count` first of `words`. Changed in place. */
export interface AnsStack {
  state: number;
  words: Uint16Array;
  count: number;
}

/** Frequencies are in units of 2⁻ᵖʳᵉᶜⁱˢⁱᵒⁿ, this one unless said otherwise, the finest that is taken. */
export const PRECISION = 24;

/** Ends of the state, and what one word holds. */
export const LOWEST = 2 ** 36;
export const HIGHEST = 2 ** 52;
export const WORD = 2 ** 16;

/** A stack without a message. */
export const createStack = (): AnsStack => ({ state: LOWEST, words: new Uint16Array(64), count: 0 });

/** A stack with at least `bits` random bits, from which a bits-back coder may borrow. */
export function randomStack(bits: number, random: Random): AnsStack {
  const count = Math.ceil(bits / 16);
  const words = Uint16Array.from({ length: Math.max(64, count) }, (_, i) => (i < count ? random.below(WORD) : 0));
  return { state: LOWEST + random.below(WORD) * 2 ** 20 + random.below(2 ** 20), words, count };
}

export const copyStack = ({ state, words, count }: AnsStack): AnsStack => ({ state, words: words.slice(), count });

/** The length of the message in bits, as a real number: what an empty stack holds counts as nothing. */
export const lengthOf = ({ state, count }: AnsStack): number => 16 * count + log(state / LOWEST) / Math.LN2;

/**
 * Pushes the symbol that owns [start, start + frequency) of the 2^precision slots: x ← ⌊x / f⌋ 2^p + start + x mod f. It adds
 * p − log₂ f bits, to within 2^(p − 36) of a bit. Throws RangeError where the symbol owns no slot.
 */
export function push(stack: AnsStack, start: number, frequency: number, precision = PRECISION): void {
  const total = 2 ** precision;
  if (!(frequency >= 1 && start >= 0 && start + frequency <= total && precision <= PRECISION))
    throw new RangeError(`expected slots among 2^${precision}, got ${frequency} from ${start}`);
  const limit = frequency * (HIGHEST / total);
  let { state } = stack;
  while (state >= limit) {
    if (stack.count === stack.words.length) {
      const longer = new Uint16Array(2 * stack.count + 64);
      longer.set(stack.words);
      stack.words = longer;
    }
    const rest = Math.floor(state / WORD);
    stack.words[stack.count] = state - rest * WORD;
    stack.count += 1;
    state = rest;
  }
  const quotient = Math.floor(state / frequency);
  stack.state = quotient * total + start + (state - quotient * frequency);
}

/** The slot that is on top: whoever owns it is the symbol to `pop`. */
export function peek({ state }: AnsStack, precision = PRECISION): number {
  const total = 2 ** precision;
  return state - Math.floor(state / total) * total;
}

/** Undoes `push` of the same symbol. Throws InputError where the message ends before. */
export function pop(stack: AnsStack, start: number, frequency: number, precision = PRECISION): void {
  const total = 2 ** precision;
  const quotient = Math.floor(stack.state / total);
  let state = frequency * quotient + (stack.state - quotient * total) - start;
  while (state < LOWEST) {
    if (stack.count === 0) throw new InputError('message', 'more bits', 'its end');
    stack.count -= 1;
    state = state * WORD + (stack.words[stack.count] as number);
  }
  stack.state = state;
}

/** The message as bytes, little-endian: the state in 8, the words in 2 each. */
export function bytesOf({ state, words, count }: AnsStack): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + 2 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, state % 2 ** 32, true);
  view.setUint32(4, Math.floor(state / 2 ** 32), true);
  for (let i = 0; i < count; i += 1) view.setUint16(8 + 2 * i, words[i] as number, true);
  return bytes;
}

/** Reads what `bytesOf` wrote. Throws InputError. */
export function readStack(bytes: Uint8Array): AnsStack {
  if (bytes.length < 8 || bytes.length % 2 !== 0) throw new InputError('message', '8 bytes and words of 2', `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const state = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (state < LOWEST || state >= HIGHEST) throw new InputError('message', 'a state from 2^36 to below 2^52', String(state));
  const count = (bytes.length - 8) / 2;
  return { state, words: Uint16Array.from({ length: count }, (_, i) => view.getUint16(8 + 2 * i, true)), count };
}
