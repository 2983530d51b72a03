// A variational autoencoder’s two networks as plain dense layers, for whoever else runs them.
import type { DenseLayer, DenseNetwork } from '../io/layers-model.ts';
import { type Architecture, lowerEntries } from './networks.ts';
import type { Weights } from './parameters.ts';

/** `x` to `mean` and `log_variance` (and `lower`); `z` to `image`: probabilities of ones, or means. */
export function denseNetworksOf(
  a: Architecture,
  weights: Readonly<Record<string, Weights>>,
): { readonly encoder: DenseNetwork; readonly decoder: DenseNetwork } {
  const values = (name: string) => (weights[name] as Weights).values;
  const layer = (name: string, from: string, input: string, activation: DenseLayer['activation'] = 'linear'): DenseLayer => ({
    name,
    input,
    activation,
    kernel: values(`${from}/weights`),
    bias: values(`${from}/bias`),
  });
  const { pixels, latentDimension: k, network, activation, likelihood } = a;
  const output = likelihood === 'bernoulli' ? 'sigmoid' : 'linear';
  if (network === 'linear') {
    const logVariance = values('encoder/logVariance/bias');
    // Its spread does not depend on x.
    const constant: DenseLayer = {
      name: 'log_variance',
      input: 'x',
      activation: 'linear',
      kernel: new Float32Array(pixels * k),
      bias: logVariance,
    };
    return {
      encoder: {
        name: 'encoder',
        inputs: [{ name: 'x', size: pixels }],
        layers: [layer('mean', 'encoder/mean', 'x'), constant],
        outputs: ['mean', 'log_variance'],
      },
      decoder: {
        name: 'decoder',
        inputs: [{ name: 'z', size: k }],
        layers: [layer('image', 'decoder/output', 'z', output)],
        outputs: ['image'],
      },
    };
  }
  const full = a.family === 'fullCovariance' && lowerEntries(k) > 0;
  return {
    encoder: {
      name: 'encoder',
      inputs: [{ name: 'x', size: pixels }],
      layers: [
        layer('encoder_hidden', 'encoder/hidden', 'x', activation),
        layer('mean', 'encoder/mean', 'encoder_hidden'),
        layer('log_variance', 'encoder/logVariance', 'encoder_hidden'),
        ...(full ? [layer('lower', 'encoder/lower', 'encoder_hidden')] : []),
      ],
      outputs: ['mean', 'log_variance', ...(full ? ['lower'] : [])],
    },
    decoder: {
      name: 'decoder',
      inputs: [{ name: 'z', size: k }],
      layers: [layer('decoder_hidden', 'decoder/hidden', 'z', activation), layer('image', 'decoder/output', 'decoder_hidden', output)],
      outputs: ['image'],
    },
  };
}
