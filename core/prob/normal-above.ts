// The part above 0 of a normal, N(r, 1) given x > 0: its mass and moments, to full digits however far below 0 its centre is.
import { LOG_2PI, logNormalCdf } from '../math/special.ts';

/** From here down a continued fraction is exact to rounding after so many terms. */
const FAR = -5;
const TERMS = 100;

export interface NormalAbove {
  /** log Φ(r). */
  readonly logMass: number;
  readonly mean: number;
  readonly variance: number;
  /** E[(x − r)²]. */
  readonly square: number;
}

export function normalAbove(r: number): NormalAbove {
  const logMass = logNormalCdf(r);
  if (r < FAR) {
    // φ/Φ at −a is a + 1/(a + 2/(a + 3/(a + …))) (Laplace 1805).
    const a = -r;
    let tail = 0;
    for (let k = TERMS; k > 1; k -= 1) tail = k / (a + tail);
    const mean = 1 / (a + tail);
    return { logMass, mean, variance: mean * (tail - mean), square: 1 + a * (a + mean) };
  }
  // h = φ(r)/Φ(r).
  const h = Math.exp(-0.5 * (r * r + LOG_2PI) - logMass);
  return { logMass, mean: r + h, variance: 1 - h * (r + h), square: 1 - r * h };
}
