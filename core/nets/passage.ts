// One image on its way through the two networks: all that they make of it, for whoever wants to look on.
import { exp } from '../math/elementary.ts';
import { type Tensor2D, tf } from '../tensor/index.ts';
import { unitTensors } from './evaluation.ts';
import { logLikelihood, meanImages } from './likelihood.ts';
import type { Networks } from './networks.ts';
import { drawnTerms, type Terms, termsOf } from './objective.ts';
import { draw } from './posterior.ts';

export interface Passage extends Terms {
  /** What the layers on both sides of the code hold; empty of linear networks. */
  readonly encoderHidden: Float32Array;
  readonly decoderHidden: Float32Array;
  /** Mean and standard deviation of q for each latent, before any flow. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** The draw, moved by a flow if there is one. */
  readonly code: Float32Array;
  /** The image of the code: probabilities of ones, or means. */
  readonly image: Float32Array;
}

/** Standard deviations of latents whose triangular factor has e^(½ logVariance) on its diagonal and `lower` below it, row by row. */
function deviationsOf(logVariance: Float32Array, lower: Float32Array | undefined): Float32Array {
  let at = 0;
  return Float32Array.from(logVariance, (s, row) => {
    let variance = exp(s);
    for (let column = 0; lower && column < row; column += 1, at += 1) variance += (lower[at] as number) ** 2;
    return Math.sqrt(variance);
  });
}

/** What becomes of one image x [pixels] with the noise ε [latents] of its draw, and that of its decoder’s units; terms in nats. */
export function passageOf(networks: Networks, x: Float32Array, noise: Float32Array, unitNoise: readonly Float32Array[]): Passage {
  let passage: Passage | undefined;
  tf.tidy(() => {
    const numbers = (tensor: Tensor2D | undefined) => Float32Array.from((tensor?.dataSync() ?? []) as Float32Array);
    const row = tf.tensor2d(x, [1, x.length]);
    const q = networks.encode(row);
    const { z, logDensity } = draw(networks, q, tf.tensor2d(noise, [1, noise.length]));
    const units = unitTensors(unitNoise, 1);
    const outputs = networks.decode(z, units);
    const accuracy = logLikelihood(networks, outputs, row);
    passage = {
      ...(networks.flow ? drawnTerms(z, logDensity, accuracy) : termsOf(q, accuracy)),
      encoderHidden: numbers(networks.hidden?.encoder(row)),
      decoderHidden: numbers(networks.hidden?.decoder(z, units)),
      mean: numbers(q.mean),
      deviation: deviationsOf(numbers(q.logVariance), q.lower && numbers(q.lower)),
      code: numbers(z),
      image: numbers(meanImages(networks, outputs)),
    };
  });
  return passage as unknown as Passage;
}
