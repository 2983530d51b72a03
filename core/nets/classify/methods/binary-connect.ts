// Weights of one bit, with a scale for each channel, that learn by single numbers behind their signs.
import { straightThrough } from '../../../tensor/index.ts';
import { COMMON, type Method } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readLayers } from '../read-out.ts';

/** Mean |w| of each channel (the last axis): the scale that loses least (Rastegari et al. 2016). */
function channelScales(values: Float32Array, channels: number): Float32Array {
  const sums = new Float64Array(channels);
  for (let at = 0, c = 0; at < values.length; at += 1) {
    sums[c] = (sums[c] as number) + Math.abs(values[at] as number);
    c = c + 1 === channels ? 0 : c + 1;
  }
  return Float32Array.from(sums, (sum) => (sum * channels) / values.length);
}

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
  readOut: (classifier, weights) =>
    readLayers(classifier, weights, ({ shape }, values) => ({
      kind: 'signs',
      shape,
      positive: Uint8Array.from(values, (value) => Number(value >= 0)),
      scales: channelScales(values, shape.at(-1) as number),
    })),
};
