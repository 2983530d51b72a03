// Grey pixels as what a model of them observes.
import type { Random } from '../prob/random.ts';

/**
 * `static`: 1 above the threshold, a share of white; `dynamic`: 1 with the probability that the grey value is, drawn afresh at each call
 * (Salakhutdinov and Murray 2008; Burda, Grosse and Salakhutdinov 2016); `grey`: the value itself.
 */
export type Binarization =
  | { readonly kind: 'static'; readonly threshold: number }
  | { readonly kind: 'dynamic'; readonly random: Random }
  | { readonly kind: 'grey' };

/** Pixels of 0 to 255 as 0 and 1, or as values between. */
export function binarize(pixels: Uint8Array, how: Binarization): Float32Array {
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < out.length; i += 1) {
    const share = (pixels[i] as number) / 255;
    if (how.kind === 'static') out[i] = share > how.threshold ? 1 : 0;
    else if (how.kind === 'dynamic') out[i] = how.random.uniform() < share ? 1 : 0;
    else out[i] = share;
  }
  return out;
}
