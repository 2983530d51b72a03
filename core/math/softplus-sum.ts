// Σ log(1 + e^{a + b x}) over many x: those on its straight part are added up at once, however far out a and b are.
import { softplus } from './elementary.ts';

/** Beyond it log(1 + eˣ) is x, or 0, to the last bit. */
const STRAIGHT = 37;

/** Numbers in their order, and the sum of the first k of them at k. */
export interface Sorted {
  readonly xs: Float64Array;
  readonly sums: Float64Array;
}

export function sortedNumbers(numbers: ArrayLike<number>): Sorted {
  const xs = Float64Array.from(numbers).sort();
  const sums = new Float64Array(xs.length + 1);
  for (let i = 0; i < xs.length; i += 1) sums[i + 1] = (sums[i] as number) + (xs[i] as number);
  return { xs, sums };
}

/** How many of ascending numbers lie below `x`. */
function countBelow(xs: Float64Array, x: number): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Σ log(1 + e^{a + b x}), to rounding; in time of the logarithm of how many there are, and of those for which it bends. */
export function sumSoftplus({ xs, sums }: Sorted, a: number, b: number): number {
  if (b === 0) return xs.length * softplus(a);
  const [from, to] = [countBelow(xs, (-STRAIGHT - a) / b), countBelow(xs, (STRAIGHT - a) / b)];
  const count = b > 0 ? xs.length - to : to;
  const sum = b > 0 ? (sums[xs.length] as number) - (sums[to] as number) : (sums[to] as number);
  let total = count * a + b * sum;
  for (let i = Math.min(from, to); i < Math.max(from, to); i += 1) total += softplus(a + b * (xs[i] as number));
  return total;
}
