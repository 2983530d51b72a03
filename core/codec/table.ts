// Many symbols of one table at once: the same bits as one by one, without what each call costs.
import { InputError } from '../base/input-error.ts';
import { type AnsStack, HIGHEST, LOWEST, PRECISION, WORD } from './ans.ts';

/** Symbols 0 to n − 1, each with the slots from its start on. */
export interface SymbolTable {
  readonly precision: number;
  readonly starts: Float64Array;
  readonly frequencies: Float64Array;
  readonly reciprocals: Float64Array;
  /** By the high bits of a slot, the first symbol that may own it. */
  readonly firsts: Uint16Array;
}

/** Bits of a slot by which its owner is looked up before it is looked for. */
const LOOKED_UP = 12;

/**
 * The table of symbols that own slots [ends[i], ends[i + 1]) of 2^precision, rising from 0; what is behind the last end nobody owns. Throws
 * RangeError for a symbol without a slot, and for more than 2¹⁶ symbols.
 */
export function tableOf(ends: ArrayLike<number>, precision = PRECISION): SymbolTable {
  const count = ends.length - 1;
  const total = 2 ** precision;
  const starts = Float64Array.from({ length: count }, (_, i) => ends[i] as number);
  const frequencies = starts.map((start, i) => (ends[i + 1] as number) - start);
  const ordered = frequencies.every((each) => each >= 1) && ends[0] === 0 && (ends[count] as number) <= total;
  if (!(ordered && count <= 2 ** 16 && precision <= PRECISION))
    throw new RangeError(`expected up to 2^16 symbols with slots of their own among 2^${precision}, got ${count}`);
  const looked = Math.min(LOOKED_UP, precision);
  const firsts = new Uint16Array(2 ** looked);
  for (let place = 0, symbol = 0; place < firsts.length; place += 1) {
    const slot = place * 2 ** (precision - looked);
    while (symbol < count - 1 && (starts[symbol] as number) + (frequencies[symbol] as number) <= slot) symbol += 1;
    firsts[place] = symbol;
  }
  return { precision, starts, frequencies, reciprocals: frequencies.map((each) => 1 / each), firsts };
}

/** Pushes the symbols in their order, each as `push` does. */
export function pushSymbols(stack: AnsStack, symbols: ArrayLike<number>, table: SymbolTable): void {
  const { starts, frequencies, reciprocals, precision } = table;
  const total = 2 ** precision;
  const room = HIGHEST / total;
  const most = stack.count + 4 * symbols.length;
  let { words, state, count } = stack;
  if (words.length < most) {
    words = new Uint16Array(most + 64);
    words.set(stack.words.subarray(0, count));
  }
  for (let i = 0; i < symbols.length; i += 1) {
    const symbol = symbols[i] as number;
    const frequency = frequencies[symbol] as number;
    while (state >= frequency * room) {
      const rest = Math.floor(state * (1 / WORD));
      words[count] = state - rest * WORD;
      count += 1;
      state = rest;
    }
    // By the reciprocal, which may be off by one.
    let quotient = Math.floor(state * (reciprocals[symbol] as number));
    let left = state - quotient * frequency;
    if (left < 0) {
      quotient -= 1;
      left += frequency;
    } else if (left >= frequency) {
      quotient += 1;
      left -= frequency;
    }
    state = quotient * total + (starts[symbol] as number) + left;
  }
  stack.words = words;
  stack.state = state;
  stack.count = count;
}

/** Pops so many symbols, the last that was pushed first. Throws InputError where the message ends before, or a slot has no owner. */
export function popSymbols(stack: AnsStack, many: number, table: SymbolTable): Uint16Array<ArrayBuffer> {
  const { starts, frequencies, firsts, precision } = table;
  const total = 2 ** precision;
  const shift = Math.max(0, precision - LOOKED_UP);
  const last = starts.length - 1;
  const { words } = stack;
  let { state, count } = stack;
  const symbols = new Uint16Array(many);
  for (let i = 0; i < many; i += 1) {
    const quotient = Math.floor(state * (1 / total));
    const slot = state - quotient * total;
    let symbol = firsts[slot >> shift] as number;
    while (symbol < last && slot >= (starts[symbol + 1] as number)) symbol += 1;
    const frequency = frequencies[symbol] as number;
    const off = slot - (starts[symbol] as number);
    if (off >= frequency) throw new InputError('message', 'one of the codewords of a table', `slot ${slot}`);
    state = frequency * quotient + off;
    while (state < LOWEST) {
      if (count === 0) throw new InputError('message', 'more bits', 'its end');
      count -= 1;
      state = state * WORD + (words[count] as number);
    }
    symbols[i] = symbol;
  }
  stack.state = state;
  stack.count = count;
  return symbols;
}
