// ln Γ and ψ of large numbers without their large parts: what Stirling's series leaves, and differences in which the large parts cancel.
import { digamma, logGamma } from './special.ts';

const HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

/** From here on the series below are exact to rounding. */
const SERIES = 10;

/** ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], about 1/(12x); x > 0. */
export function logGammaRest(x: number): number {
  if (x < SERIES) return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_2PI;
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))))) / x;
}

/** ln x − 1/(2x) − ψ(x), about 1/(12x²); x > 0. */
export function digammaRest(x: number): number {
  if (x < SERIES) return Math.log(x) - 0.5 / x - digamma(x);
  const s = 1 / (x * x);
  return s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
}

/** v/w − 1 − ln(v/w) of positive numbers, which is never negative; by `off` = (v − w)/w where it is known to more digits than v and w. */
export function logExcess(v: number, w: number, off = (v - w) / w): number {
  if (Math.abs(off) > 0.1) return off - Math.log(v / w);
  // ln(1 + u) = 2 artanh(r), r = u/(2 + u), and u − 2r = u r.
  const r = off / (2 + off);
  const s = r * r;
  return r * (off - 2 * s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s * (1 / 11 + s / 13))))));
}

/** a d − b c of positive numbers, by their differences where the products are nearly the same. */
export function crossProduct(a: number, b: number, c: number, d: number): number {
  const [up, across] = [a * (d - b), b * (c - a)];
  return Math.abs(up) + Math.abs(across) < a * d + b * c ? up - across : a * d - b * c;
}
