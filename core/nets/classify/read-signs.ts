// A network of signs as a file keeps it, out of signs that are uncertain: the likelier ones, those that are sure, or a draw.
import { InputError } from '../../base/input-error.ts';
import { drawnSigns, likeliestSigns, surestSigns } from '../../compression/binary/readout.ts';
import { type Coded, type CodedLayer, type CodedNetwork, decoded } from '../../compression/coded.ts';
import type { LayerShape } from '../../compression/ledger/networks.ts';
import type { Random } from '../../prob/random.ts';
import { mapped, type Tensor2D, tf } from '../../tensor/index.ts';
import type { Classifier, WeightsByName } from './classifier.ts';
import type { ReadOptions } from './method.ts';
import { valuesOf } from './read-out.ts';

/** Beside variances of batches. */
export const LEAST_SPREAD = 1e-5;

/** θ as signs: the likelier one, 0 where neither has a probability of ¾, or drawn. */
function signsOf(theta: Float32Array, kind: NonNullable<ReadOptions['signs']>, random: Random | undefined): Float32Array {
  const shape = [theta.length];
  if (kind === 'likelier') return decoded(likeliestSigns(theta, shape));
  if (kind === 'ternary') return decoded(surestSigns(theta, shape));
  if (!random) throw new InputError('random', 'a generator, to draw signs', 'none');
  return decoded(drawnSigns(theta, shape, random));
}

/** Signs that stand as they are or turned, unit by unit, times scales: one bit each, or, where some are 0, codes −1, 0, 1. */
function codedSigns(shape: readonly number[], signs: Float32Array, turned: readonly boolean[], scales: Float32Array): Coded {
  const sign = (at: number) => (turned[at % turned.length] ? -1 : 1) * (signs[at] as number);
  return signs.includes(0)
    ? { kind: 'grid', shape, bits: 2, codes: Int8Array.from(signs.keys(), sign), scales, zeroPoints: new Int8Array(scales.length) }
    : { kind: 'signs', shape, positive: Uint8Array.from(signs.keys(), (at) => Number(sign(at) > 0)), scales };
}

/** What normalization makes of a sum n, scale n + shift, as a file keeps it: of units that give a sign, scales of 1, since only the side of 0 counts. */
function foldedInto(shape: readonly number[], signs: Float32Array, scales: Float64Array, shifts: Float64Array, last: boolean) {
  const turned = Array.from(scales, (scale) => scale < 0);
  const sizes = Float32Array.from(scales, Math.abs);
  if (last) return { weights: codedSigns(shape, signs, turned, sizes), bias: Float32Array.from(shifts) };
  // No sum of inputs of at most 1 reaches twice their number: a unit without a scale gives one sign.
  const away = 2 * (shape[0] as number);
  const bias = Float32Array.from(shifts, (shift, j) => {
    const size = sizes[j] as number;
    return size > 0 ? Math.max(-away, Math.min(away, shift / size)) : shift >= 0 ? away : -away;
  });
  return { weights: codedSigns(shape, signs, turned, Float32Array.of(1)), bias };
}

/** A network of signs; its statistics are those of these inputs, taken anew layer by layer, as one pass through it finds them. */
export function signNetwork(classifier: Classifier, weights: WeightsByName, options: ReadOptions): CodedNetwork {
  const { inputs, signs: kind = 'likelier', random } = options;
  const size = classifier.input.reduce((product, side) => product * side, 1);
  if (!inputs || inputs.length < 2 * size) throw new InputError('inputs', 'two or more, for statistics', inputs ? 'fewer' : 'none');
  const layers: CodedLayer[] = [];
  tf.tidy(() => {
    let values: Tensor2D = tf.tensor2d(inputs, [inputs.length / size, size]);
    for (const [at, { name, shape, pool }] of classifier.layers.entries()) {
      const last = at === classifier.layers.length - 1;
      const of = (kind: string) => valuesOf(weights, { name } as LayerShape, kind);
      const signs = signsOf(of('weights'), kind, random);
      const found: Tensor2D = tf.matMul(values, tf.tensor2d(signs, shape as [number, number]));
      const { mean, variance } = tf.moments(found, 0);
      const rows = found.shape[0];
      const [means, variances] = [mean.dataSync(), variance.dataSync()];
      const [gammas, betas] = [of('gamma'), of('beta')];
      const scales = Float64Array.from(
        gammas,
        (gamma, j) => gamma / Math.sqrt(((variances[j] as number) * rows) / (rows - 1) + LEAST_SPREAD),
      );
      const shifts = scales.map((scale, j) => (betas[j] as number) - scale * (means[j] as number));
      const layer = { name, pool, ...foldedInto(shape, signs, scales, shifts, last) };
      layers.push({ ...layer, activation: last ? 'linear' : 'sign' });
      if (last) break;
      const turned = Float32Array.from(scales, (scale) => (scale < 0 ? -1 : 1));
      const units = turned.length;
      values = mapped([found], found.shape, (sums) =>
        sums.map((sum, i) => (sum * (turned[i % units] as number) + (layer.bias[i % units] as number) >= 0 ? 1 : -1)),
      );
    }
  });
  return { name: classifier.name, input: classifier.input, layers };
}
