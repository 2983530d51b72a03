// What labs with a mixture show of it: who most likely made each datum, and the parts of a density on a line.
import type { Mixture } from '../inference/em/mixture.ts';
import { exp } from '../math/elementary.ts';

/** The component of the largest share of each datum, from 0, and that share; responsibilities hold `count` a datum. */
export function likeliest(responsibilities: Float64Array, count: number): { readonly label: Float64Array; readonly share: Float64Array } {
  const size = responsibilities.length / count;
  const [label, share] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < size; i += 1) {
    const own = responsibilities.subarray(i * count, (i + 1) * count);
    const most = Math.max(...own);
    label[i] = own.indexOf(most);
    share[i] = most;
  }
  return { label, share };
}

/** The share of component k in each datum, from 0; none of one that is not there. */
export const sharesOf = (responsibilities: Float64Array, count: number, k: number): Float64Array =>
  Float64Array.from({ length: responsibilities.length / count }, (_, i) => (k < count ? (responsibilities[i * count + k] as number) : 0));

/** Points along the line. */
const LINE = 240;

/** The density of normals on the line, θ a mean and a variance each, over the data and a tenth beyond: whole and in parts, a row a point and component. */
export function densityOnLine({ weights, theta }: Mixture, data: Float64Array) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const each of data) [low, high] = [Math.min(low, each), Math.max(high, each)];
  const reach = 0.1 * (high - low) || 1;
  const at = Float64Array.from({ length: LINE }, (_, i) => low - reach + ((high - low + 2 * reach) * i) / (LINE - 1));
  const partAt = (k: number, x: number) => {
    const [mean, variance] = [theta[2 * k] as number, theta[2 * k + 1] as number];
    if (!(variance > 0)) return 0;
    return ((weights[k] as number) * exp((-0.5 * (x - mean) * (x - mean)) / variance)) / Math.sqrt(2 * Math.PI * variance);
  };
  const parts = Array.from(weights, (_, k) => at.map((x) => partAt(k, x)));
  const total = at.map((_, i) => parts.reduce((sum, part) => sum + (part[i] as number), 0));
  const long = (f: (k: number, i: number) => number) =>
    Float64Array.from({ length: weights.length * LINE }, (_, n) => f(Math.floor(n / LINE), n % LINE));
  return {
    x: long((_, i) => at[i] as number),
    density: long((_, i) => total[i] as number),
    label: long((k) => k),
    part: long((k, i) => parts[k]?.[i] as number),
  };
}
