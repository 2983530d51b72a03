// The numbers of weights that are left when others went, made coarser: places, then codes for what stands there.
import type { CodedNetwork, Floats, Sparse } from '../../../compression/coded.ts';
import { lloydMax } from '../../../compression/quantize/codebook.ts';
import { quantizeUniform } from '../../../compression/quantize/uniform.ts';

/** As they are; on a symmetric grid of 8 bits; in a table of 16 levels of each layer’s own, by k-means (Han et al. 2016). */
export const keptNumbers = ['float32', 'int8', 'levels16'] as const;

export type KeptNumbers = (typeof keptNumbers)[number];

const coded = ({ values, shape }: Floats, how: Exclude<KeptNumbers, 'float32'>): Sparse['values'] =>
  how === 'int8'
    ? quantizeUniform(values, shape, { bits: 8, kind: 'symmetric', per: 'tensor' })
    : lloydMax(values, shape, Math.min(16, Math.max(1, values.length)));

/** The same network with its float32 weights coded in another way; biases, and weights that are coded already, stay as they are. */
export const withKept = (network: CodedNetwork, how: KeptNumbers): CodedNetwork =>
  how === 'float32'
    ? network
    : {
        ...network,
        layers: network.layers.map((layer) => {
          const { weights } = layer;
          if (weights.kind === 'float32') return { ...layer, weights: coded(weights, how) };
          if (weights.kind === 'sparse' && weights.values.kind === 'float32')
            return { ...layer, weights: { ...weights, values: coded(weights.values, how) } };
          return layer;
        }),
      };
