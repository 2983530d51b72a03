// Relaxed quantization: a weight with logistic noise falls into the cells of a grid, and the choice of cell is relaxed (Louizos et al. 2019).
import { exp, log, softplus } from '../../math/elementary.ts';
import { logSumExp } from '../../math/special.ts';
import type { GridCodes } from '../coded.ts';
import { checkWeights, checkWhole, type Weights } from '../weights.ts';
import { greatestCode, leastCode } from './grid.ts';
import { roundHalfToEven } from './rounding.ts';

export interface RelaxedGrid {
  /** α, the step. */
  readonly step: number;
  /** β. */
  readonly offset: number;
  /** Ascending: α q + β. */
  readonly points: Float64Array;
}

/** α (−2^(bits − 1) … 2^(bits − 1) − 1) + β, one more point below β than above; or, after a ReLU, α (0 … 2^bits − 1) + β. Throws InputError. */
export function relaxedGrid(bits: number, step: number, offset = 0, fromZero = false): RelaxedGrid {
  checkWhole('bits', bits, 1, 8);
  const first = fromZero ? 0 : leastCode(bits);
  return { step, offset, points: Float64Array.from({ length: 2 ** bits }, (_, i) => step * (first + i) + offset) };
}

/**
 * log P(gᵢ|x), P ∝ σ((gᵢ + α/2 − x)/s) − σ((gᵢ − α/2 − x)/s) with s the scale of the logistic noise (its standard deviation is sπ/√3),
 * normalized by what falls within the grid. In logarithms, as σ(b) − σ(a) = σ(a) σ(−b) (e^{b − a} − 1), so that x may lie far outside.
 */
export function cellLogProbabilities({ step, points }: RelaxedGrid, x: number, noiseScale: number): Float64Array {
  const heights = points.map((point) => {
    const [a, b] = [(point - step / 2 - x) / noiseScale, (point + step / 2 - x) / noiseScale];
    return -softplus(-a) - softplus(b);
  });
  const total = logSumExp(heights);
  return heights.map((height) => height - total);
}

/** P(gᵢ|x), which sum to 1. */
export const cellProbabilities = (grid: RelaxedGrid, x: number, noiseScale: number): Float64Array =>
  cellLogProbabilities(grid, x, noiseScale).map(exp);

/** Σ P(gᵢ|x) gᵢ: below x near the upper end, where the grid has no more points, and above it near the lower. */
export const meanOnGrid = (grid: RelaxedGrid, x: number, noiseScale: number): number =>
  cellProbabilities(grid, x, noiseScale).reduce((sum, p, i) => sum + p * (grid.points[i] as number), 0);

/** A draw of the concrete distribution, softmax((log π + Gumbel noise)/λ) (Maddison et al. 2017; Jang et al. 2017). */
export function concrete(logProbabilities: ArrayLike<number>, gumbels: ArrayLike<number>, temperature: number): Float64Array {
  const heights = Float64Array.from(logProbabilities, (height, i) => (height + (gumbels[i] as number)) / temperature);
  const total = logSumExp(heights);
  return heights.map((height) => exp(height - total));
}

/** −log(−log u), a standard Gumbel from a uniform of (0, 1). */
export const gumbelOf = (u: number): number => -log(-log(u));

/** What a test uses, without noise: α round((x − β)/α) + β within the grid, halves to even. */
export function nearestOnGrid({ step, offset, points }: RelaxedGrid, x: number): number {
  const nearest = step * roundHalfToEven((x - offset) / step) + offset;
  return Math.max(points[0] as number, Math.min(points.at(-1) as number, nearest));
}

/** The weights on the grid of a test with β = 0, codes from −2^(bits − 1), for bits from 2 to 8. The step is kept in float32. Throws InputError. */
export function relaxedCodes(weights: Weights, shape: readonly number[], bits: number, step: number): GridCodes {
  checkWeights(weights, shape);
  checkWhole('bits', bits, 2, 8);
  const kept = Math.fround(step);
  const [least, greatest] = [leastCode(bits), greatestCode(bits)];
  const codes = Int8Array.from(weights, (weight) => Math.max(least, Math.min(greatest, roundHalfToEven(weight / kept))));
  return { kind: 'grid', shape, bits, codes, scales: Float32Array.of(kept), zeroPoints: Int8Array.of(0) };
}
