// Weights that the loss sees on their grid while they learn off it.
import { InputError } from '../../../base/input-error.ts';
import { straightThrough } from '../../../tensor/index.ts';
import { COMMON, type Method } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readLayers } from '../read-out.ts';

type Own =
  /** From 2 to 8. */
  'bits';

/** Rounds in which codes and scale are fitted to each other where there are few codes. */
const ROUNDS = 3;

/** Up to so many bits the largest weight is no good scale. */
const FEW = 3;

/** A symmetric grid for each channel (the last axis). */
export interface ChannelGrid {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Codes from −(2^(bits−1) − 1) to 2^(bits−1) − 1 and a scale for each channel: the largest |w| at the last code; of 3 bits or fewer fitted further, codes to
 * the scale and the scale s = Σ w q / Σ q² to the codes in turn, which lessens Σ (w − s q)² each time. Halves are rounded up.
 */
function channelGrid(values: ArrayLike<number>, channels: number, bits: number): ChannelGrid {
  const most = 2 ** (bits - 1) - 1;
  const scales = new Float32Array(channels);
  for (let at = 0, c = 0; at < values.length; at += 1) {
    const size = Math.abs(values[at] as number);
    if (size > (scales[c] as number)) scales[c] = size;
    c = c + 1 === channels ? 0 : c + 1;
  }
  for (let c = 0; c < channels; c += 1) scales[c] = (scales[c] as number) / most || 1;
  const codes = new Int8Array(values.length);
  const round = () => {
    for (let at = 0, c = 0; at < codes.length; at += 1) {
      const code = Math.round((values[at] as number) / (scales[c] as number));
      codes[at] = code > most ? most : code < -most ? -most : code;
      c = c + 1 === channels ? 0 : c + 1;
    }
  };
  round();
  for (let again = 0; bits <= FEW && again < ROUNDS; again += 1) {
    const [products, squares] = [new Float64Array(channels), new Float64Array(channels)];
    for (let at = 0, c = 0; at < codes.length; at += 1) {
      const code = codes[at] as number;
      products[c] = (products[c] as number) + code * (values[at] as number);
      squares[c] = (squares[c] as number) + code * code;
      c = c + 1 === channels ? 0 : c + 1;
    }
    for (let c = 0; c < channels; c += 1) if ((squares[c] as number) > 0) scales[c] = (products[c] as number) / (squares[c] as number);
    round();
  }
  return { codes, scales };
}

/** The weights on their grid, in float32. */
export function onGrid(values: ArrayLike<number>, channels: number, bits: number): Float32Array {
  const { codes, scales } = channelGrid(values, channels, bits);
  const out = new Float32Array(codes.length);
  for (let at = 0, c = 0; at < out.length; at += 1) {
    out[at] = (codes[at] as number) * (scales[c] as number);
    c = c + 1 === channels ? 0 : c + 1;
  }
  return out;
}

/** Slopes pass the rounding as if it were not there (Jacob et al. 2018); there is no complexity, since every weight costs the same bits. */
export const quantizationAware: Method<Own> = {
  id: 'quantizationAware',
  title: 'Quantization-aware training',
  family: 'quantize',
  source: 'Jacob et al. (2018)',
  defaults: { ...COMMON, bits: 4 },
  pretrained: false,
  threshold: 0,
  begin(_, weights, { bits }) {
    if (!(Number.isInteger(bits) && bits >= 2 && bits <= 8)) throw new InputError('bits', 'a whole number from 2 to 8', String(bits));
    return weights;
  },
  logits: ({ classifier, parameters, settings: { bits } }, x) =>
    pointLogits(classifier, parameters, x, (layer) =>
      straightThrough(parameterOf(parameters, layer, 'weights'), (values) => onGrid(values, layer.shape.at(-1) as number, bits)),
    ),
  readOut: (classifier, weights, { bits }) =>
    readLayers(classifier, weights, ({ shape }, values) => {
      const channels = shape.at(-1) as number;
      return { kind: 'grid', shape, bits, ...channelGrid(values, channels, bits), zeroPoints: new Int8Array(channels) };
    }),
};
