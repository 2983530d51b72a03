// Sparse variational dropout: a normal belief about each weight under the log-uniform prior, which lets most of them go.
import { log } from '../../../math/elementary.ts';
import { gaussianSample, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import { shapesOf } from '../classifier.ts';
import { exactLogUniformCost, logUniformCost } from '../log-uniform.ts';
import { COMMON, type Method, type NoiseShape } from '../method.ts';
import { activated, layerProduct, layerValues, parameterOf, through } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';

type Own =
  /** What the learning rate of log σ² is multiplied by: it has far to go, and a run of few steps. */
  | 'spreadRate'
  /** 1 for the KL as it is, 0 for its published fit. */
  | 'exact';

/** log σ² of every weight at first. */
const FIRST_LOG_VARIANCE = -10;

/** Keeps the root’s slope finite where all inputs of a unit are 0. */
const LEAST_VARIANCE = 1e-8;

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
  squares: true,
  logits: ({ classifier, parameters, noise, squares }, x) =>
    through(classifier, x, (layer, values, at) => {
      const [weights, bias] = [parameterOf(parameters, layer, 'weights'), parameterOf<Tensor1D>(parameters, layer, 'bias')];
      if (!noise) return layerValues(layer, values, weights, bias, layer.activation);
      const mean = layerValues(layer, values, weights, bias, 'linear');
      const squared = at === 0 && squares ? tf.reshape(squares, values.shape) : tf.square(values);
      const variance = layerProduct(layer, squared, tf.exp(parameterOf(parameters, layer, 'logVariance')));
      return activated(layer, drawn(mean, variance, noise[at] as Tensor));
    }),
  complexity: ({ classifier, parameters, settings: { exact } }) =>
    tf.addN(
      classifier.layers.map((layer) =>
        (exact > 0 ? exactLogUniformCost : logUniformCost)(
          parameterOf(parameters, layer, 'weights'),
          parameterOf(parameters, layer, 'logVariance'),
        ),
      ),
    ) as Scalar,
  readOut: (classifier, weights, _, options) =>
    readSparse(classifier, weights, (layer) => {
      const logVariances = valuesOf(weights, layer, 'logVariance');
      const most = options?.threshold ?? 3;
      return valuesOf(weights, layer, 'weights').map((mean, at) =>
        (logVariances[at] as number) - log(mean * mean + Number.MIN_VALUE) < most ? mean : 0,
      );
    }),
};

/** m + √(v + ε) n. */
export const drawn = (mean: Tensor, variance: Tensor, noise: Tensor): Tensor =>
  gaussianSample(mean as Tensor2D, tf.log(tf.add<Tensor2D>(variance, LEAST_VARIANCE)), noise as Tensor2D);
