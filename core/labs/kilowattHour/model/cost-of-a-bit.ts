// What a bit costs in training: joules over what the bound gained, from one look at held-out images to one some looks later.

import { worthGoingOn } from '../../../energy/efficiency.ts';

/** A look at held-out images: joules that training took so far, and the bound in nats an image. */
export interface Look {
  readonly joules: number;
  readonly bound: number;
}

/** Looks from which to which a gain is taken: one look’s is mostly noise. */
export const SPAN = 10;

/** Bits that `examples` images became shorter by where the bound of each grew by so many nats. */
const bitsGained = (nats: number, examples: number): number => (examples * nats) / Math.LN2;

/**
 * Joules a bit over the span that ends at look `at`; infinite where nothing was gained, undefined where there are too few looks. Throws nothing: what is
 * not finite stays so.
 */
export function costOfABit(looks: readonly Look[], at: number, examples: number): number | undefined {
  const [now, before] = [looks[at], looks[at - SPAN]];
  if (!now || !before) return undefined;
  const bits = bitsGained(now.bound - before.bound, examples);
  return bits > 0 ? (now.joules - before.joules) / bits : Number.POSITIVE_INFINITY;
}

/** Whether the last bit cost more than `price` joules. */
export function isTooDear(looks: readonly Look[], examples: number, price: number): boolean {
  const [now, before] = [looks.at(-1), looks.at(-1 - SPAN)];
  return (
    now !== undefined && before !== undefined && !worthGoingOn(examples * (now.bound - before.bound), now.joules - before.joules, price)
  );
}
