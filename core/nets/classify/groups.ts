// Weights that come and go together: those out of an input unit of a dense layer, or those of a filter of a convolution.
import type { LayerShape } from '../../compression/ledger/networks.ts';
import { type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, tf } from '../../tensor/index.ts';
import { isConvolution } from './classifier.ts';
import { everyPlace, layerProduct, layerValues } from './passing.ts';

/** How many groups a layer has. */
export const groupsOf = ({ shape }: LayerShape): number => shape.at(shape.length === 4 ? -1 : 0) as number;

/** The group of a weight, by its place. */
export function groupOf(layer: LayerShape): (at: number) => number {
  const units = layer.shape.at(-1) as number;
  return isConvolution(layer) ? (at) => at % units : (at) => Math.floor(at / units);
}

/** What a layer makes of weights z_g w that are drawn for each row: where w are beliefs, with their variance. */
export interface Gated {
  readonly mean: Tensor;
  readonly variance: Tensor | undefined;
}

/**
 * Values before the activation where each group is multiplied by a number of its own, gates [rows, groups]: (x ⊙ z) W + b of dense layers,
 * z ⊙ (x ⋆ W) + b of convolutions; and (x ⊙ z)² e^v, or z² ⊙ (x² ⋆ e^v), of beliefs with log variances v.
 */
export function gatedValues(layer: LayerShape, x: Tensor, gates: Tensor2D, weights: Tensor, bias: Tensor1D, logVariances?: Tensor): Gated {
  if (!isConvolution(layer)) {
    const passed = tf.mul<Tensor2D>(x, gates);
    const variance = logVariances && layerProduct(layer, tf.square(passed), tf.exp(logVariances));
    return { mean: layerValues(layer, passed, weights, bias, 'linear'), variance };
  }
  const found = layerProduct(layer, x, weights) as Tensor4D;
  const [rows, height, width, channels] = found.shape;
  const everywhere = everyPlace(gates, [height, width]);
  const biases = tf.reshape(tf.matMul(tf.ones([rows * height * width, 1]), tf.reshape(bias, [1, channels]) as Tensor2D), found.shape);
  const variance = logVariances && tf.mul(layerProduct(layer, tf.square(x), tf.exp(logVariances)), tf.square(everywhere));
  return { mean: tf.add(tf.mul(found, everywhere), biases), variance };
}
