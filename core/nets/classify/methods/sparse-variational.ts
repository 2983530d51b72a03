// Sparse variational dropout: a normal belief about each weight under the log-uniform prior, which lets most of them go.
import { log } from '../../../math/elementary.ts';
import { drawnUnits, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf, unitMoments } from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import { isConvolution, shapesOf } from '../classifier.ts';
import { beliefOf, exactLogUniformCost } from '../log-uniform.ts';
import { COMMON, type Method, type NoiseShape } from '../method.ts';
import { layerProduct, layerValues, parameterOf, through } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';

type Own =
  /** What the learning rate of log σ² is multiplied by: it has far to go, and a run of few steps. */
  | 'spreadRate'
  /** 1 for the KL as it is, 0 for its published fit. */
  | 'exact';

/** log σ² of every weight at first. */
const FIRST_LOG_VARIANCE = -10;

/**
 * q(w) = N(θ, σ²). Units are drawn in place of weights (local reparameterization; of convolutions, whose units share weights, that leaves out how
 * places hang together). A weight goes where log α = log σ² − log θ² is `threshold` or more: at 3 its noise is 20 times its square.
 */
export const sparseVariational: Method<Own> = {
  id: 'sparseVariational',
  title: 'Sparse variational dropout',
  family: 'remove',
  source: 'Molchanov, Ashukha and Vetrov (2017)',
  // Of 10,000 digits β = 0.4 keeps 1 weight in 50; β = 1, the bound itself, 1 in 100, at an error of more than a point above.
  defaults: { ...COMMON, epochs: 40, quietEpochs: 5, warmUpEpochs: 30, inverseTemperature: 0.4, spreadRate: 1, exact: 0 },
  pretrained: false,
  threshold: 3,
  begin: ({ layers }, weights) => ({
    ...weights,
    ...Object.fromEntries(layers.map(({ name, shape }) => [`${name}/logVariance`, constant(FIRST_LOG_VARIANCE, ...shape)])),
  }),
  rate: (name, { spreadRate }) => (name.endsWith('/logVariance') ? spreadRate : 1),
  noise: (classifier, rows) => shapesOf(classifier).map(({ output }): NoiseShape => ({ kind: 'normal', shape: [rows, ...output] })),
  derived: ({ classifier, parameters, settings: { exact } }) =>
    Object.fromEntries(
      classifier.layers.flatMap((layer) => {
        const [weights, logVariance] = [parameterOf(parameters, layer, 'weights'), parameterOf(parameters, layer, 'logVariance')];
        const { mean, variance, complexity } =
          exact > 0
            ? { mean: weights, variance: tf.exp(logVariance), complexity: exactLogUniformCost(weights, logVariance) }
            : beliefOf(weights, logVariance);
        return Object.entries({ weights: mean, variance, complexity }).map(([kind, each]) => [`${layer.name}/${kind}`, each]);
      }),
    ),
  logits: ({ classifier, parameters, noise }, x) =>
    through(classifier, x, (layer, values, at) => {
      const [weights, bias] = [parameterOf(parameters, layer, 'weights'), parameterOf<Tensor1D>(parameters, layer, 'bias')];
      if (!noise) return layerValues(layer, values, weights, bias, layer.activation);
      const variances = parameterOf(parameters, layer, 'variance');
      const { mean, variance } = isConvolution(layer)
        ? {
            mean: layerValues(layer, values, weights, bias, 'linear'),
            variance: layerProduct(layer, tf.square(values), variances),
          }
        : unitMoments(values as Tensor2D, weights, variances, bias);
      return drawnUnits<Tensor>(mean, variance, noise[at] as Tensor, layer.activation);
    }),
  complexity: ({ classifier, parameters }) =>
    tf.addN(classifier.layers.map((layer) => tf.sum<Scalar>(parameterOf(parameters, layer, 'complexity')))) as Scalar,
  readOut: (classifier, weights, _, options) =>
    readSparse(classifier, weights, (layer) => {
      const logVariances = valuesOf(weights, layer, 'logVariance');
      const most = options?.threshold ?? 3;
      return valuesOf(weights, layer, 'weights').map((mean, at) =>
        (logVariances[at] as number) - log(mean * mean + Number.MIN_VALUE) < most ? mean : 0,
      );
    }),
};
