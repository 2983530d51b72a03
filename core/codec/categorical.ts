// One of a few symbols, by a table of cumulative frequencies.
import { type AnsStack, PRECISION, peek, pop, push } from './ans.ts';

const TOTAL = 2 ** PRECISION;

/** Which of `count` symbols owns a slot, found by bisection of the rising `startOf`, which is 0 at 0 and above the slot at `count`. */
export function ownerOf(slot: number, count: number, startOf: (symbol: number) => number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= slot) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The first slot of each symbol and, last, 2²⁴, for probabilities that sum to 1: i + ⌊(2²⁴ − n) Σ_{j<i} p_j⌋, so that each of the n
 * symbols owns a slot at least. Throws RangeError.
 */
export function cumulativeOf(probabilities: ArrayLike<number>): Uint32Array {
  const count = probabilities.length;
  const cumulative = new Uint32Array(count + 1);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const probability = probabilities[i] as number;
    if (!(probability >= 0)) throw new RangeError(`expected a probability, got ${probability}`);
    cumulative[i] = i + Math.floor((TOTAL - count) * Math.min(1, sum));
    sum += probability;
  }
  if (!(Math.abs(sum - 1) < 1e-6)) throw new RangeError(`expected probabilities that sum to 1, got ${sum}`);
  cumulative[count] = TOTAL;
  return cumulative;
}

/** Pushes a symbol under a table made by `cumulativeOf`. Throws RangeError. */
export function pushCategorical(stack: AnsStack, symbol: number, cumulative: Uint32Array): void {
  const start = cumulative[symbol] ?? Number.NaN;
  push(stack, start, (cumulative[symbol + 1] ?? Number.NaN) - start);
}

/** Pops what `pushCategorical` pushed under the same table. Throws InputError where the message ends before. */
export function popCategorical(stack: AnsStack, cumulative: Uint32Array): number {
  const symbol = ownerOf(peek(stack), cumulative.length - 1, (i) => cumulative[i] as number);
  const start = cumulative[symbol] as number;
  pop(stack, start, (cumulative[symbol + 1] as number) - start);
  return symbol;
}
