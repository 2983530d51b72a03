// Weights on uniform grids of few bits: one for the tensor, or one for each channel.
import type { Random } from '../../prob/random.ts';
import type { GridCodes } from '../coded.ts';
import { checkWeights, type Places, placesOf, rangeWithZero, type Weights } from '../weights.ts';
import { affineGrid, type Grid, greatestCode, leastCode, symmetricGrid } from './grid.ts';
import { leastSquaresShare } from './least-squares.ts';
import { roundHalfToEven, roundStochastically } from './rounding.ts';

export interface UniformSettings {
  /** From 2 to 8. */
  readonly bits: number;
  /** Symmetric: 0 is code 0. */
  readonly kind: 'affine' | 'symmetric';
  readonly per: 'tensor' | 'channel';
  /** Whether the grid takes in all weights, or is narrowed to the least squared error, the outermost weights clipped; 'range' unless told. */
  readonly fit?: 'range' | 'leastSquares';
  /** Rounds by chance, unbiased, instead of to the nearest, halves to even. */
  readonly random?: Random;
}

/** The grid of these places that takes in `share` of their range. */
function gridOf(weights: Weights, places: Places, { bits, kind }: UniformSettings, share: number): Grid {
  const { least, greatest } = rangeWithZero(weights, places);
  const { scale, zeroPoint } =
    kind === 'affine' ? affineGrid(share * least, share * greatest, bits) : symmetricGrid(share * Math.max(-least, greatest), bits);
  // Codes belong to the scale that is kept.
  return { scale: Math.fround(scale), zeroPoint };
}

/**
 * Codes q = clip(round(w/s) + z) on a grid of `bits` bits, for the whole tensor or for each channel (the last axis). Decoding is off by
 * at most s/2, by less than s where rounding is by chance, by more where 'leastSquares' clips. Rounding by chance is unbiased but in the
 * outermost cells of an affine grid: its zero point is rounded, so that the ends of the range lie between codes, and what would go beyond
 * is clipped. Throws InputError.
 */
export function quantizeUniform(weights: Weights, shape: readonly number[], settings: UniformSettings): GridCodes {
  checkWeights(weights, shape);
  const { bits, per, fit = 'range', random } = settings;
  const groups = placesOf(shape, per);
  const codes = new Int8Array(weights.length);
  const scales = new Float32Array(groups.length);
  const zeroPoints = new Int8Array(groups.length);
  const [least, greatest] = [leastCode(bits), greatestCode(bits)];
  groups.forEach((places, group) => {
    const grid = (share: number) => gridOf(weights, places, settings, share);
    const { scale, zeroPoint } = grid(fit === 'range' ? 1 : leastSquaresShare(weights, places, bits, grid));
    scales[group] = scale;
    zeroPoints[group] = zeroPoint;
    for (let at = places.from; at < weights.length; at += places.step) {
      const steps = (weights[at] as number) / scale;
      const code = (random ? roundStochastically(steps, random) : roundHalfToEven(steps)) + zeroPoint;
      codes[at] = Math.max(least, Math.min(greatest, code));
    }
  });
  return { kind: 'grid', shape, bits, codes, scales, zeroPoints };
}
