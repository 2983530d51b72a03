// A batch on its way through the layers, whatever each makes of it.
import type { LayerShape } from '../../compression/ledger/networks.ts';
import { type Activation, convolution, dense, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, tf } from '../../tensor/index.ts';
import { type Classifier, isConvolution } from './classifier.ts';
import type { Pass } from './method.ts';
import { largestOfSquares } from './pool.ts';

/** The parameter of a layer. */
export const parameterOf = <T extends Tensor = Tensor2D>(parameters: Pass['parameters'], layer: LayerShape, kind: string): T =>
  parameters[`${layer.name}/${kind}`] as unknown as T;

/** x [rows, pixels] through all layers: `apply` gives each layer’s values with their activation, which are pooled here. */
export function through({ input, layers }: Classifier, x: Tensor2D, apply: (layer: LayerShape, x: Tensor, at: number) => Tensor): Tensor2D {
  const [rows] = x.shape;
  let values: Tensor = x;
  for (const [at, layer] of layers.entries()) {
    if (isConvolution(layer)) {
      if (values.rank === 2) values = tf.reshape(values, [rows, ...input]);
    } else if (values.rank === 4) values = tf.reshape(values, [rows, values.size / rows]);
    values = apply(layer, values, at);
    if (layer.pool > 1) values = largestOfSquares(values as Tensor4D, layer.pool);
  }
  return values as Tensor2D;
}

/** f(x W + b), or of a convolution. */
export const layerValues = (layer: LayerShape, x: Tensor, weights: Tensor, bias: Tensor1D, activation: Activation): Tensor =>
  isConvolution(layer)
    ? convolution(x as Tensor4D, weights as Tensor4D, bias, 1, activation, 'valid')
    : dense(x as Tensor2D, weights as Tensor2D, bias, activation);

/** x W, or a convolution, without a bias. */
export const layerProduct = (layer: LayerShape, x: Tensor, weights: Tensor): Tensor =>
  isConvolution(layer) ? tf.conv2d(x as Tensor4D, weights as Tensor4D, 1, 'valid') : tf.matMul(x as Tensor2D, weights as Tensor2D);

export const activated = (layer: LayerShape, x: Tensor): Tensor => (layer.activation === 'relu' ? tf.relu(x) : x);

/** Layers with these weights. */
export const pointLogits = (
  classifier: Classifier,
  parameters: Pass['parameters'],
  x: Tensor2D,
  weightsOf: (layer: LayerShape) => Tensor,
): Tensor2D =>
  through(classifier, x, (layer, values) =>
    layerValues(layer, values, weightsOf(layer), parameterOf<Tensor1D>(parameters, layer, 'bias'), layer.activation),
  );

/** Each of the rows is v [n]: as a product, which is quicker than TensorFlow.js’ broadcasting, and as exact. */
export const everyRow = (v: Tensor, rows: number): Tensor2D => tf.matMul(tf.ones([rows, 1]), tf.reshape(v, [1, v.size]) as Tensor2D);

/** Numbers of rows and channels [rows, channels] at each place of [rows, height, width, channels]. */
export function everyPlace(v: Tensor2D, [height, width]: readonly [number, number]): Tensor4D {
  const [rows, channels] = v.shape;
  const spread = tf.matMul(tf.ones([rows, height * width, 1]), tf.reshape(v, [rows, 1, channels]));
  return tf.reshape(spread, [rows, height, width, channels]);
}
