// Proportional–derivative coding of a stream: what it is, and how it changes, in one number a step (O’Connor, Gavves and Welling 2017).
import { InputError } from '../base/input-error.ts';

/** k_p weighs the value, k_d its change. */
export interface Gains {
  readonly proportional: number;
  readonly derivative: number;
}

/** Throws InputError unless neither gain is negative and their sum is above 0, without which nothing could be decoded. */
export function checkGains({ proportional, derivative }: Gains): void {
  if (!(proportional >= 0 && Number.isFinite(proportional))) throw new InputError('proportional', '0 or more', `${proportional}`);
  if (!(derivative >= 0 && Number.isFinite(derivative))) throw new InputError('derivative', '0 or more', `${derivative}`);
  if (proportional + derivative === 0) throw new InputError('derivative', 'one gain above 0', '0 and 0');
}

/** a_t = k_p x_t + k_d (x_t − x_{t−1}), with x₀ = 0 before the first. Throws InputError for gains that cannot be decoded. */
export function encoded(stream: ArrayLike<number>, gains: Gains): Float64Array {
  checkGains(gains);
  let before = 0;
  return Float64Array.from(stream, (x) => {
    const a = gains.proportional * x + gains.derivative * (x - before);
    before = x;
    return a;
  });
}

/** x̂_t = (y_t + k_d x̂_{t−1}) / (k_p + k_d): the inverse of `encoded`, and a leaky average of y where y was quantized. Throws InputError. */
export function decoded(stream: ArrayLike<number>, gains: Gains): Float64Array {
  checkGains(gains);
  let x = 0;
  return Float64Array.from(stream, (y) => {
    x = (y + gains.derivative * x) / (gains.proportional + gains.derivative);
    return x;
  });
}
