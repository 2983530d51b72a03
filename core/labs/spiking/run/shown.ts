// The network that is looked at, whichever way it sends: what it said of the frame, what it owes, what it took.
import { createFrameNetwork, type FrameNetwork } from '../../../spiking/frame-network.ts';
import type { Layers } from '../../../spiking/layers.ts';
import { ceilingsOf, createRateNetwork } from '../../../spiking/rate-network.ts';
import { type SpikingValues, trainedOn } from '../declaration/params.ts';
import { measured } from '../model/measured.generated.ts';
import { codingOf } from '../model/network-names.ts';

export interface ShownLayer {
  readonly messages: ArrayLike<number>;
  readonly residuals: ArrayLike<number> | undefined;
  readonly additions: () => number;
  readonly multiplyAccumulates: () => number;
  readonly weightBytes: () => number;
}

export interface Shown {
  readonly run: (frame: Float32Array) => Float64Array;
  readonly layers: readonly ShownLayer[];
  /** What a value of each layer is multiplied by where it is looked at. */
  readonly scales: ArrayLike<number>;
}

/** The scales of all networks that round, where they stay. */
export function scalesOf(values: SpikingValues): readonly number[] {
  const { scales, scale1, scale2, scale3, price } = values;
  return scales !== 'optimized'
    ? [scale1, scale2, scale3]
    : (measured[trainedOn(values)].scales[price - 1] as { readonly scales: readonly number[] }).scales;
}

export const frameNetwork = (
  layers: Layers,
  values: SpikingValues,
  name: Parameters<typeof codingOf>[0],
  scales: ArrayLike<number>,
): FrameNetwork => createFrameNetwork(layers, codingOf(name, values), scales);

/** By rates, with the ceilings of `known` frames. */
export function rateNetwork(layers: Layers, { window, reset, leak }: SpikingValues, known: readonly Float32Array[]): Shown {
  const ceilings = ceilingsOf(layers, known, 1);
  const network = createRateNetwork(layers, ceilings, window, { reset, start: 0.5, leak });
  return {
    run: network.run,
    layers: network.layers.map(({ counts, potentials, additions }) => ({
      messages: counts,
      residuals: potentials,
      additions,
      multiplyAccumulates: () => 0,
      // Each spike reads its row anew.
      weightBytes: () => 4 * additions(),
    })),
    scales: ceilings.map((ceiling) => window / ceiling),
  };
}
