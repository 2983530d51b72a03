// What coding cost: how far the decoded weights are from those that came, and how much their codes still say.
import { log } from '../../math/elementary.ts';
import { type Coded, decoded } from '../coded.ts';
import type { Weights } from '../weights.ts';

/** Σ (ŵ − w)². */
export function squaredError(weights: Weights, coded: Coded): number {
  const back = decoded(coded);
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += ((back[i] as number) - (weights[i] as number)) ** 2;
  return sum;
}

/** −Σ f log₂ f over the frequencies f of the codes, in bits a code: what an ideal coder that knows them spends. 0 of no codes. */
export function codeEntropy(codes: Int8Array | Uint8Array): number {
  const counts = new Float64Array(256);
  for (const code of codes) counts[code & 255] = (counts[code & 255] as number) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / codes.length) * log(count / codes.length);
  return bits / Math.LN2;
}
