// How many weights a coded network has, how many of them are not 0, and the bits of those that it keeps.
import { type Coded, type CodedNetwork, decoded } from '../coded.ts';
import { sizeOf } from '../weights.ts';

export interface Counts {
  /** |w|. */
  readonly weights: number;
  /** |w ≠ 0|, of the weights that it decodes to. */
  readonly nonZeroWeights: number;
  /** Bits of the values that it keeps: no places, no tables, no entropy coding. */
  readonly valueBits: number;
}

/** Bits of one kept value: 32, those of its grid, what tells its levels apart (at least 1), or 1. */
function bitsEach(coded: Exclude<Coded, { kind: 'sparse' }>): number {
  switch (coded.kind) {
    case 'float32':
      return 32;
    case 'grid':
      return coded.bits;
    case 'codebook':
      return Math.max(1, 32 - Math.clz32(coded.levels.length - 1));
    case 'signs':
      return 1;
  }
}

/** The counts of one tensor. */
export function countsOf(coded: Coded): Counts {
  const values = coded.kind === 'sparse' ? coded.values : coded;
  return {
    weights: sizeOf(coded.shape),
    nonZeroWeights: decoded(values).reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0),
    valueBits: bitsEach(values) * sizeOf(values.shape),
  };
}

/** Those of all layers; biases, float32, are counted as weights or left out: published numbers differ in it. */
export function networkCounts({ layers }: CodedNetwork, biases: 'counted' | 'leftOut'): Counts {
  const all = layers.map(({ weights }) => countsOf(weights));
  if (biases === 'counted') all.push(...layers.map(({ bias }) => countsOf({ kind: 'float32', shape: [bias.length], values: bias })));
  return all.reduce(
    (sum, counts) => ({
      weights: sum.weights + counts.weights,
      nonZeroWeights: sum.nonZeroWeights + counts.nonZeroWeights,
      valueBits: sum.valueBits + counts.valueBits,
    }),
    { weights: 0, nonZeroWeights: 0, valueBits: 0 },
  );
}
