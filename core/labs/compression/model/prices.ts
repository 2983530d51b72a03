// What the complexity of a method says of a weight, in bits: a length, a length up to a constant, a price set by hand, or nothing.
import type { MethodName } from './method-names.ts';

/**
 * `length`: KL from a proper prior. `upToConstant`: a prior that cannot be normalized, p(|w|) ∝ 1/|w|. `chosen`: λ nats an open weight. Shared weights
 * pay by a density, to a small power of it: no number of bits. All others set no price.
 */
export type Price = 'length' | 'upToConstant' | 'chosen';

export const prices: Partial<Readonly<Record<MethodName, Price>>> = {
  sparseVariational: 'upToConstant',
  normalJeffreys: 'upToConstant',
  horseshoe: 'length',
  probabilisticBinary: 'length',
  hardConcrete: 'chosen',
};

/** The complexity of a whole network, an example’s share of it in nats, as bits a weight. */
export const bitsOfComplexity = (complexity: number, examples: number, weights: number): number =>
  (complexity * examples) / (Math.LN2 * weights);
