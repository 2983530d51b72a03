// −s, 0 or s: the ternary weights of least squared error (Li & Liu 2016 by approximation; here exactly).
import type { CodebookCodes } from '../coded.ts';
import { checkWeights, type Weights } from '../weights.ts';

export interface Ternary {
  /** How many weights are not 0. */
  readonly kept: number;
  /** s, the mean |w| of those. */
  readonly scale: number;
  /** Σ w² less the squared error: (Σ |w| of the kept)² / kept. */
  readonly retained: number;
  /** The least |w| that is kept; ∞ where none is. */
  readonly threshold: number;
}

/** The best of all: the k largest |w| with the k that maximizes (Σ |w|)²/k, found among all k from the sorted weights; of equals the fewest. */
export function optimalTernary(weights: Weights): Ternary {
  const sizes = Float64Array.from(weights, Math.abs).sort().reverse();
  let best: Ternary = { kept: 0, scale: 0, retained: 0, threshold: Number.POSITIVE_INFINITY };
  let sum = 0;
  for (let k = 1; k <= sizes.length; k += 1) {
    sum += sizes[k - 1] as number;
    const retained = (sum * sum) / k;
    // Equal sizes stand or fall together: only where the next one is smaller does a threshold tell them apart.
    if (sizes[k] !== sizes[k - 1] && retained > best.retained)
      best = { kept: k, scale: sum / k, retained, threshold: sizes[k - 1] as number };
  }
  return best;
}

/**
 * The weights as a codebook (−s, 0, s). Signs at the kept places would be the alternative; but about half of Gaussian weights are kept, and
 * places and signs of half of all weights need more room, uncoded, than two bits a weight. Throws InputError.
 */
export function ternarize(weights: Weights, shape: readonly number[]): CodebookCodes {
  checkWeights(weights, shape);
  const { scale, threshold } = optimalTernary(weights);
  const codes = Uint8Array.from(weights, (weight) => (weight >= threshold ? 2 : weight <= -threshold ? 0 : 1));
  return { kind: 'codebook', shape, levels: Float32Array.of(-scale, 0, scale), codes };
}
