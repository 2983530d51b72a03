// The base that the others are compared with: weights that are single numbers, in float32.
import { COMMON, type Method } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { codedFloats, readLayers } from '../read-out.ts';

export const plain: Method = {
  id: 'plain',
  title: 'Plain',
  family: 'none',
  source: 'Rumelhart, Hinton and Williams (1986)',
  defaults: COMMON,
  pretrained: false,
  threshold: 0,
  begin: (_, weights) => weights,
  logits: ({ classifier, parameters }, x) => pointLogits(classifier, parameters, x, (layer) => parameterOf(parameters, layer, 'weights')),
  readOut: (classifier, weights) => readLayers(classifier, weights, ({ shape }, values) => codedFloats(shape, values.slice())),
};
