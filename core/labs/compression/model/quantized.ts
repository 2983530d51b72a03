// A trained network put on coarser grids as it is, without any training: what precision alone is worth.
import type { Coded, CodedNetwork } from '../../../compression/coded.ts';
import { binarize } from '../../../compression/quantize/binary-scale.ts';
import { ternarize } from '../../../compression/quantize/ternary.ts';
import { quantizeUniform } from '../../../compression/quantize/uniform.ts';
import type { Classifier, WeightsByName } from '../../../nets/classify/classifier.ts';

/** From fine to coarse. */
export const precisions = ['int8', 'int4', 'int3', 'int2', 'ternary', 'signs'] as const;

export type Precision = (typeof precisions)[number];

type Code = (values: Float32Array, shape: readonly number[]) => Coded;

/** A symmetric grid for each channel, as wide as its largest weight. */
const grid =
  (bits: number): Code =>
  (values, shape) =>
    quantizeUniform(values, shape, { bits, kind: 'symmetric', per: 'channel' });

const codes: Readonly<Record<Precision, Code>> = {
  int8: grid(8),
  int4: grid(4),
  int3: grid(3),
  int2: grid(2),
  ternary: ternarize,
  signs: (values, shape) => binarize(values, shape, 'channel'),
};

/** The weights of a network in this precision; biases stay float32. */
export function quantized(precision: Precision, classifier: Classifier, weights: WeightsByName): CodedNetwork {
  const values = (name: string) => (weights[name] as { readonly values: Float32Array }).values;
  return {
    ...classifier,
    layers: classifier.layers.map(({ name, shape, activation, pool }) => ({
      name,
      activation,
      pool,
      weights: codes[precision](values(`${name}/weights`), shape),
      bias: values(`${name}/bias`).slice(),
    })),
  };
}
