// A layer as whole numbers alone: codes, what is added to each sum, and what makes of it a code or a sign.
import { InputError } from '../../../base/input-error.ts';
import type { ActivationGrid } from '../../run/activation-grid.ts';
import { int8Layer } from '../../run/int8-runner.ts';
import type { GriddedLayer } from '../on-grids.ts';
import { type FixedPoint, fixedPointOf } from './fixed-point.ts';
import { type Stored, stored } from './stored.ts';

export interface WholeLayer {
  readonly stored: Stored;
  readonly inputs: number;
  /** What a sum of products counts, for `offsets` to be whole: 1, or a power of 2 behind signs. */
  readonly unit: number;
  /** Added to each sum. */
  readonly offsets: Int32Array;
  /** What makes a code of each sum, clip(round(sum · multiplier / 2^shift) + zeroPoint, least, 127); of units that are signs none: they are 1 from 0 on. */
  readonly codes?: {
    readonly points: readonly (FixedPoint & { readonly exact: boolean })[];
    readonly zeroPoint: number;
    readonly least: number;
  };
}

/** What comes in: codes on a grid, or 1 and −1. */
export type Incoming = ActivationGrid | 'signs';

/** Sums and offsets stay below this, so that both together have 32 bits. */
const MOST = 2 ** 30;

/** Σ |code| of each unit. */
function sizesOf({ weights, bias }: GriddedLayer): Float64Array {
  const units = bias.length;
  const sizes = new Float64Array(units);
  weights.codes.forEach((code, at) => {
    sizes[at % units] = (sizes[at % units] as number) + Math.abs(code);
  });
  return sizes;
}

/** How finely a bias is kept behind signs, whose sums are small: the largest power of 2 that leaves sums and biases 31 bits. */
function finest({ weights, bias }: GriddedLayer, most: Float64Array): number {
  const { scales } = weights;
  const reach = bias.reduce(
    (far, b, j) => Math.max(far, most[j] as number, Math.abs(b) / (scales[scales.length === 1 ? 0 : j] as number)),
    1,
  );
  return 2 ** Math.max(0, Math.min(20, Math.floor(Math.log2(MOST / (reach + 1)))));
}

/** The least whole sum u whose number s u + b, in float32, is not below 0. */
function threshold(scale: number, bias: number): number {
  let least = Math.max(-MOST, Math.min(MOST, Math.ceil(-bias / scale)));
  while (least > -MOST && Math.fround(scale * (least - 1) + bias) >= 0) least -= 1;
  while (least < MOST && Math.fround(scale * least + bias) < 0) least += 1;
  return least;
}

function signLayer(layer: GriddedLayer, incoming: Incoming): WholeLayer {
  const { weights, bias } = layer;
  const grid = incoming === 'signs' ? { scale: 1, zeroPoint: 0 } : incoming;
  // A bias of 0 leaves in the offsets what the zero point of the inputs comes to.
  const { rows, offsets } = int8Layer({ ...layer, activation: 'linear', bias: new Float32Array(bias.length) }, grid, grid);
  const { scales } = weights;
  return {
    stored: stored(rows, bias.length),
    inputs: rows.length / bias.length,
    unit: 1,
    offsets: offsets.map(
      (offset, j) => offset - threshold(grid.scale * (scales[scales.length === 1 ? 0 : j] as number), bias[j] as number),
    ),
  };
}

/** Throws InputError for too many inputs of a unit, and for a bias that has no room in 31 bits. */
export function wholeLayer(layer: GriddedLayer, incoming: Incoming, output: ActivationGrid): WholeLayer {
  if (layer.activation === 'sign') return signLayer(layer, incoming);
  const sizes = sizesOf(layer);
  const unit = incoming === 'signs' ? finest(layer, sizes) : 1;
  const { rows, offsets, multipliers, zeroPoint, least } = int8Layer(
    layer,
    incoming === 'signs' ? { scale: 1 / unit, zeroPoint: 0 } : incoming,
    output,
  );
  if (!multipliers.every((m) => m > 0)) throw new InputError(`${layer.name} weights`, 'scales above 0', 'one that is not');
  const largest = incoming === 'signs' ? unit : 128;
  const points = Array.from(multipliers, (m, j) => fixedPointOf(m, Math.abs(offsets[j] as number) + largest * (sizes[j] as number)));
  return {
    stored: stored(rows, layer.bias.length),
    inputs: rows.length / layer.bias.length,
    unit,
    offsets,
    codes: { points, zeroPoint, least },
  };
}
