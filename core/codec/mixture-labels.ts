// Data under a mixture: who made each of them is chosen by bits of the message, which come back; what is left to pay is −log₂ of the mixture
// itself, as if nobody had been named.
import { type AnsStack, lengthOf } from './ans.ts';
import { cumulativeOf, popCategorical, pushCategorical } from './categorical.ts';
import { type Intervals, popNormal, pushNormal } from './discretized-normal.ts';

export interface NormalMixture {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly sds: Float64Array;
}

export interface LabelledMessage {
  readonly mixture: NormalMixture;
  readonly grid: Intervals;
  /** q of each component, for a datum in this interval: what the receiver, too, works out once it has the datum. */
  readonly belief: (interval: number) => ArrayLike<number>;
}

/** Random bits with which a message can begin for certain. */
export const bitsToLabel = 64;

/** Pushes the data, as numbers of intervals. Returns the bits borrowed and the bits the message has grown by. Throws InputError, RangeError. */
export function encodeLabelled(
  stack: AnsStack,
  data: ArrayLike<number>,
  { mixture, grid, belief }: LabelledMessage,
): { readonly borrowed: number; readonly net: number } {
  const weights = cumulativeOf(mixture.weights);
  const begun = lengthOf(stack);
  let borrowed = 0;
  for (let n = 0; n < data.length; n += 1) {
    const before = lengthOf(stack);
    const label = popCategorical(stack, cumulativeOf(belief(data[n] as number)));
    borrowed += before - lengthOf(stack);
    pushNormal(stack, data[n] as number, grid, mixture.means[label] as number, mixture.sds[label] as number);
    pushCategorical(stack, label, weights);
  }
  return { borrowed, net: lengthOf(stack) - begun };
}

/** Pops the last `count` data, in the order they were pushed in; the stack is then what it was before. Throws InputError. */
export function decodeLabelled(stack: AnsStack, count: number, { mixture, grid, belief }: LabelledMessage): Uint32Array {
  const weights = cumulativeOf(mixture.weights);
  const data = new Uint32Array(count);
  for (let n = count - 1; n >= 0; n -= 1) {
    const label = popCategorical(stack, weights);
    const interval = popNormal(stack, grid, mixture.means[label] as number, mixture.sds[label] as number);
    pushCategorical(stack, label, cumulativeOf(belief(interval)));
    data[n] = interval;
  }
  return data;
}
