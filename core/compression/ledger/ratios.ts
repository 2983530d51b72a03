// Three numbers that are all called compression, and are not to be compared with each other.
import type { Counts } from './counts.ts';

/** kept: only pruning counts; precision: and the bits of what is kept; coded: the whole file, with places, tables and entropy coding. */
export type RatioKind = 'kept' | 'precision' | 'coded';

/** |w| / |w ≠ 0|; ∞ where nothing is left. */
export const keptRatio = ({ weights, nonZeroWeights }: Counts): number => weights / nonZeroWeights;

/** 32 |w| / bits of the kept values, against float32; ∞ where nothing is kept. */
export const precisionRatio = ({ weights, valueBits }: Counts): number => (32 * weights) / valueBits;

/** 4 |w| / bytes of the file, against float32. */
export const codedRatio = ({ weights }: Counts, fileBytes: number): number => (4 * weights) / fileBytes;

/** Bits of the file for each of all weights, also of those that are 0. */
export const bitsPerWeight = ({ weights }: Counts, fileBytes: number): number => (8 * fileBytes) / weights;
