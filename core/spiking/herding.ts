// Herding as a quantizer: a number becomes whole ones that are right on average, and what is still owed is carried over (Welling 2009).
import { roundHalfToEven } from '../compression/quantize/rounding.ts';

/**
 * Herding of `size` numbers at once, each on its own: φ ← φ + x, s = round(φ), φ ← φ − s (O’Connor and Welling 2016). The sums telescope to
 * Σ s = Σ x − φ with |φ| ≤ ½, so after t steps the mean of s is off that of x by at most 1/(2t). Halves are rounded to even.
 */
export interface Herding {
  /** φ: what has come in and has not gone out. */
  readonly residuals: Float64Array;
  /** Whole numbers out for the numbers that come in, each times `scale`. */
  step(x: ArrayLike<number>, out: Float64Array, scale?: number): void;
}

export function createHerding(size: number): Herding {
  const residuals = new Float64Array(size);
  return {
    residuals,
    step(x, out, scale = 1) {
      for (let i = 0; i < size; i += 1) {
        const owed = (residuals[i] as number) + scale * (x[i] as number);
        const sent = roundHalfToEven(owed);
        out[i] = sent;
        residuals[i] = owed - sent;
      }
    },
  };
}

/** The whole numbers that one stream of numbers becomes. */
export function herded(stream: ArrayLike<number>): Float64Array {
  const herding = createHerding(1);
  const sent = new Float64Array(1);
  return Float64Array.from(stream, (x) => {
    herding.step([x], sent);
    return sent[0] as number;
  });
}
