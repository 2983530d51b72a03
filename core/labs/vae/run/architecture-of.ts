// What values ask of the networks, and of how they learn.
import { InputError } from '../../../base/input-error.ts';
import type { ImageSet } from '../../../data/images.ts';
import type { Architecture } from '../../../nets/networks.ts';
import type { Estimator } from '../../../nets/objective.ts';
import type { VaeValues } from '../declaration/params.ts';

/** Linear networks have a mean-field q. */
export const familyOf = ({ network, family }: Pick<VaeValues, 'network' | 'family'>): Architecture['family'] =>
  network === 'linear' ? 'meanField' : family;

/** Only dense layers have beliefs about their weights. */
const decoderWeightsOf = ({ network, decoderWeights }: Pick<VaeValues, 'network' | 'decoderWeights'>): Architecture['decoderWeights'] =>
  network === 'convolutional' ? 'point' : decoderWeights;

/** What of a set decides shapes. */
type Shape = Pick<ImageSet, 'rows' | 'columns' | 'points'>;

/** Weights of a dense layer between pixels and hidden units: there are two such layers, and training keeps each weight four times. */
const MOST_WEIGHTS = 2 ** 24;

/** Of points the likelihood is normal. Throws InputError for convolutions of them, or to a softmax, and for networks that no memory holds. */
export function architectureOf(values: VaeValues, { rows, columns, points }: Shape): Architecture {
  if (points && values.network === 'convolutional') throw new InputError('network', 'dense or linear, for points', values.network);
  if (values.likelihood === 'categorical' && values.network === 'convolutional')
    throw new InputError('likelihood', 'another than the softmax, for convolutions', values.likelihood);
  const most = Math.floor(MOST_WEIGHTS / (rows * columns));
  if (values.network === 'dense' && values.hiddenUnits > most)
    throw new InputError('hiddenUnits', `at most ${most} for images of ${rows} × ${columns} pixels`, String(values.hiddenUnits));
  return {
    network: values.network,
    rows,
    columns,
    pixels: rows * columns,
    hiddenUnits: values.hiddenUnits,
    latentDimension: values.latentDimension,
    activation: values.activation,
    family: familyOf(values),
    likelihood: points ? 'gaussian' : values.likelihood,
    decoderWeights: decoderWeightsOf(values),
  };
}

/** The two that are not pathwise take a mean-field q. */
export const estimatorOf = ({ family }: Architecture, { estimator }: Pick<VaeValues, 'estimator'>): Estimator =>
  family === 'meanField' ? estimator : 'pathwise';
