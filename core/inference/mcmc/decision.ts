// To accept or to reject: Metropolis and Hastings’ rule, told with its numbers.
import { exp, log } from '../../math/elementary.ts';
import type { Random } from '../../prob/random.ts';

export interface Decision {
  readonly acceptance: Float64Array;
  readonly accepted: Uint8Array;
  readonly logRatios: Float64Array;
  readonly logUniforms: Float64Array;
}

/** Δ/T; at T = 0 whatever goes up is certain and whatever goes down impossible. */
export const tempered = (delta: number, temperature: number): number =>
  temperature > 0 ? delta / temperature : delta === 0 ? 0 : delta > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;

/** Accepts each chain’s proposal with probability min(1, exp(log ratio)); a ratio that is no number is a rejection. */
export function decide(logRatios: Float64Array, { uniform }: Random): Decision {
  const logUniforms = logRatios.map(() => log(1 - uniform()));
  const acceptance = logRatios.map((ratio) => (Number.isNaN(ratio) ? 0 : exp(Math.min(0, ratio))));
  const accepted = Uint8Array.from(logRatios, (ratio, k) => ((logUniforms[k] as number) <= ratio ? 1 : 0));
  return { acceptance, accepted, logRatios, logUniforms };
}

/** Each chain’s `width` numbers from `proposed` where it accepted, from `current` where not. */
export function chosen(accepted: Uint8Array, width: number, proposed: Float64Array, current: Float64Array): Float64Array {
  const next = current.slice();
  accepted.forEach((yes, k) => {
    if (yes) next.set(proposed.subarray(k * width, (k + 1) * width), k * width);
  });
  return next;
}

export const mean = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
