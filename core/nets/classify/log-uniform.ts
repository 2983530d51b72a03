// What normal beliefs about weights cost under the log-uniform prior p(|w|) ∝ 1/|w|, whatever their shape.
import { logUniformComplexity, type Scalar, type Tensor, type Tensor2D, tf } from '../../tensor/index.ts';

const asRows = (tensor: Tensor): Tensor2D => tf.reshape(tensor, [-1, tensor.shape.at(-1) as number]);

/** Σ KL in nats, as `logUniformComplexity` has it row by row. */
export const logUniformCost = (mean: Tensor, logVariance: Tensor): Scalar =>
  tf.sum<Scalar>(logUniformComplexity(asRows(mean), asRows(logVariance)));
