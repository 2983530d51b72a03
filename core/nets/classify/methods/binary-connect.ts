// Weights of one bit, with a scale for each channel, that learn by single numbers behind their signs.
import { binarize, channelScales } from '../../../compression/quantize/binary-scale.ts';
import { straightThrough } from '../../../tensor/index.ts';
import { COMMON, type Method } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readLayers } from '../read-out.ts';

/** ±scale; 0 counts as positive. */
export function scaledSigns(values: Float32Array, channels: number): Float32Array {
  const scales = channelScales(values, channels);
  const out = new Float32Array(values.length);
  for (let at = 0, c = 0; at < out.length; at += 1) {
    const scale = scales[c] as number;
    out[at] = (values[at] as number) >= 0 ? scale : -scale;
    c = c + 1 === channels ? 0 : c + 1;
  }
  return out;
}

/** sign(w) mean |w|, slopes straight through; after each step weights are held between −1 and 1 (Courbariaux, Bengio and David 2015). */
export const binaryConnect: Method = {
  id: 'binaryConnect',
  title: 'Binary weights',
  family: 'binary',
  source: 'Courbariaux, Bengio and David (2015); Rastegari et al. (2016)',
  defaults: COMMON,
  pretrained: false,
  threshold: 0,
  begin: (_, weights) => weights,
  logits: ({ classifier, parameters }, x) =>
    pointLogits(classifier, parameters, x, (layer) =>
      straightThrough(parameterOf(parameters, layer, 'weights'), (values) => scaledSigns(values, layer.shape.at(-1) as number)),
    ),
  settle({ layers }, places) {
    for (const { name } of layers) {
      const weights = places[`${name}/weights`] as Float32Array;
      for (let i = 0; i < weights.length; i += 1) weights[i] = Math.min(1, Math.max(-1, weights[i] as number));
    }
  },
  readOut: (classifier, weights) => readLayers(classifier, weights, ({ shape }, values) => binarize(values, shape, 'channel')),
};
