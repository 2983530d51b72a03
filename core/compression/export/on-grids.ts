// Any network with all weights on symmetric grids, as what runs in whole numbers asks for them.
import { type Coded, type CodedLayer, type CodedNetwork, decoded, type GridCodes } from '../coded.ts';
import { quantizeUniform } from '../quantize/uniform.ts';
import { sizeOf } from '../weights.ts';

/** A layer whose weights are codes on a symmetric grid, w = s q with s > 0. */
export interface GriddedLayer extends CodedLayer {
  readonly weights: GridCodes;
}

export interface GriddedNetwork extends CodedNetwork {
  readonly layers: readonly GriddedLayer[];
}

const symmetric = (shape: readonly number[], bits: number, codes: Int8Array, scales: Float32Array): GridCodes => ({
  kind: 'grid',
  shape,
  bits,
  codes,
  scales,
  zeroPoints: new Int8Array(scales.length),
});

/** The one size that all weights have but those that are 0; undefined where there are others, or none. */
function onlySize(values: Float32Array): number | undefined {
  const size = Math.abs(values.find((value) => value !== 0) ?? 0);
  return size > 0 && values.every((value) => value === 0 || Math.abs(value) === size) ? size : undefined;
}

/** Codes of the kept weights at their places, and 0 elsewhere. */
function scattered(shape: readonly number[], kept: Uint32Array, { bits, codes, scales }: GridCodes): GridCodes {
  const all = new Int8Array(sizeOf(shape));
  kept.forEach((place, k) => {
    all[place] = codes[k] as number;
  });
  return symmetric(shape, bits, all, scales);
}

/**
 * The weights as codes on a symmetric grid: the very same weights where they are on one, are ±s, or −s, 0 and s; others on a grid of 8 bits for each
 * channel, each off by half a step at most. What is 0 stays 0. Throws InputError for weights that are not finite.
 */
export function gridded(coded: Coded): GridCodes {
  if (coded.kind === 'grid' && coded.zeroPoints.every((z) => z === 0) && coded.scales.every((s) => s > 0)) return coded;
  if (coded.kind === 'signs' && coded.scales.every((s) => s > 0)) {
    const codes = Int8Array.from(coded.positive, (sign) => (sign ? 1 : -1));
    return symmetric(coded.shape, 2, codes, coded.scales);
  }
  if (coded.kind === 'sparse' && coded.values.kind === 'grid') {
    const values = gridded(coded.values);
    if (values === coded.values && values.scales.length === 1) return scattered(coded.shape, coded.kept, values);
  }
  const values = decoded(coded);
  const size = onlySize(values);
  if (size === undefined) return quantizeUniform(values, coded.shape, { bits: 8, kind: 'symmetric', per: 'channel' });
  return symmetric(coded.shape, 2, Int8Array.from(values, Math.sign), Float32Array.of(size));
}

/** The network with all weights on symmetric grids, their codes as such of 8 bits, which every runtime reads. Throws InputError for weights that are not finite. */
export const onGrids = (network: CodedNetwork): GriddedNetwork => ({
  ...network,
  layers: network.layers.map((layer) => ({ ...layer, weights: { ...gridded(layer.weights), bits: 8 } })),
});
