// The base that the others are compared with: weights that are single numbers, in float32.
import { type Scalar, tf } from '../../../tensor/index.ts';
import { COMMON, type Method, type Pass } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { codedFloats, readLayers } from '../read-out.ts';

export type Decay =
  /** ρ, the precision of a normal prior of the weights. */
  'decay';

/** ½ρ Σ w²: −log N(w|0, 1/ρ) but for what does not depend on w; none of ρ = 0. */
export const decayCost = ({ classifier, parameters, settings: { decay } }: Pass<Decay>): Scalar | undefined =>
  decay > 0
    ? tf.mul<Scalar>(
        tf.addN(classifier.layers.map((layer) => tf.sum<Scalar>(tf.square(parameterOf(parameters, layer, 'weights'))))),
        decay / 2,
      )
    : undefined;

export const plain: Method<Decay> = {
  id: 'plain',
  title: 'Plain',
  family: 'none',
  source: 'Rumelhart, Hinton and Williams (1986)',
  defaults: { ...COMMON, decay: 0 },
  pretrained: false,
  threshold: 0,
  begin: (_, weights) => weights,
  logits: ({ classifier, parameters }, x) => pointLogits(classifier, parameters, x, (layer) => parameterOf(parameters, layer, 'weights')),
  complexity: decayCost,
  readOut: (classifier, weights) => readLayers(classifier, weights, ({ shape }, values) => codedFloats(shape, values.slice())),
};
