// Binary images by factors: z ~ N(0, I), pixel j is one with probability σ(w_j·z + b_j). q(z|x) is a normal of its own for each factor; each
// logistic is bounded by a parabola that touches it, which makes both half-steps exact (Tipping 1998; Jaakkola & Jordan 1997).
import { exp, log, logistic, softplus } from '../../math/elementary.ts';
import { choleskyInto, solveLowerInto, solveUpperInto, triangle } from '../../math/lower-triangle.ts';
import type { Random } from '../../prob/random.ts';

/** Rows of `pixels` numbers that are 0 or 1. */
export interface BinaryImages {
  readonly bits: Uint8Array;
  readonly count: number;
  readonly pixels: number;
}

/** θ: for each pixel `factors` loadings, then its bias. */
export interface FactorModel {
  readonly pixels: number;
  readonly factors: number;
  readonly theta: Float64Array;
}

/** q of each image: a mean and an sd for each factor. */
export interface FactorBelief {
  readonly means: Float64Array;
  readonly sds: Float64Array;
}

/** Loadings drawn from N(0, 0.1²), biases at the log odds of each pixel, one image of each kind added. */
export function beginFactors({ bits, count, pixels }: BinaryImages, factors: number, random: Random): FactorModel {
  const theta = Float64Array.from({ length: pixels * (factors + 1) }, (_, at) =>
    at % (factors + 1) < factors ? 0.1 * random.normal() : 0,
  );
  for (let j = 0; j < pixels; j += 1) {
    let ones = 1;
    for (let n = 0; n < count; n += 1) ones += bits[n * pixels + j] as number;
    theta[j * (factors + 1) + factors] = log(ones / (count + 2 - ones));
  }
  return { pixels, factors, theta };
}

/** λ(ξ) = tanh(ξ/2)/4ξ: half the curvature of the parabola that touches log σ at ±ξ. */
function curvature(xi: number): number {
  if (xi < 1e-4) return 0.125;
  const e = exp(-xi);
  return (1 - e) / (4 * xi * (1 + e));
}

/** Mean and variance of w·z + b under q of an image, whose factors begin at `from`; loadings and bias begin at `at`. */
function activation(
  theta: Float64Array,
  at: number,
  factors: number,
  means: Float64Array,
  sds: Float64Array,
  from: number,
): readonly [mean: number, variance: number] {
  let [a, v] = [theta[at + factors] as number, 0];
  for (let k = 0; k < factors; k += 1) {
    const w = theta[at + k] as number;
    a += w * (means[from + k] as number);
    v += w * w * (sds[from + k] as number) ** 2;
  }
  return [a, v];
}

/** The sweeps over q and the touching points of an image in one E-step; they settle within a few. */
const SWEEPS = 4;

/** The E-step: q of each image, from N(0, I) or from where it was. F, with the parabolas, falls at every sweep. */
export function factorBelief({ theta, factors, pixels }: FactorModel, { bits, count }: BinaryImages, before?: FactorBelief): FactorBelief {
  const means = before ? before.means.slice() : new Float64Array(count * factors);
  const sds = before ? before.sds.slice() : new Float64Array(count * factors).fill(1);
  const precision = new Float64Array(triangle(factors));
  const [factor, pull, z] = [new Float64Array(precision.length), new Float64Array(factors), new Float64Array(factors)];
  for (let n = 0; n < count; n += 1) {
    const [mean, sd] = [means.subarray(n * factors, (n + 1) * factors), sds.subarray(n * factors, (n + 1) * factors)];
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      precision.fill(0);
      pull.fill(0);
      for (let k = 0; k < factors; k += 1) precision[triangle(k) + k] = 1;
      for (let j = 0; j < pixels; j += 1) {
        const at = j * (factors + 1);
        const [a, v] = activation(theta, at, factors, mean, sd, 0);
        const bend = 2 * curvature(Math.sqrt(a * a + v));
        const up = (bits[n * pixels + j] as number) - 0.5 - bend * (theta[at + factors] as number);
        for (let k = 0, place = 0; k < factors; k += 1) {
          const w = theta[at + k] as number;
          pull[k] = (pull[k] as number) + up * w;
          const bent = bend * w;
          for (let l = 0; l <= k; l += 1, place += 1) precision[place] = (precision[place] as number) + bent * (theta[at + l] as number);
        }
      }
      choleskyInto(precision, 0, factors, factor);
      solveLowerInto(factor, pull, factors, z);
      solveUpperInto(factor, z, factors, mean);
      // Of normals that are independent the nearest has the diagonal of the precision.
      for (let k = 0; k < factors; k += 1) sd[k] = 1 / Math.sqrt(precision[triangle(k) + k] as number);
    }
  }
  return { means, sds };
}

/** The M-step: loadings and bias of each pixel, a least squares fit with the parabolas’ curvatures as weights. */
export function factorParameters(model: FactorModel, { bits, count }: BinaryImages, { means, sds }: FactorBelief): FactorModel {
  const { theta, factors, pixels } = model;
  const size = factors + 1;
  const next = new Float64Array(theta.length);
  const [gram, pull] = [new Float64Array(triangle(size)), new Float64Array(size)];
  const [factor, z] = [new Float64Array(gram.length), new Float64Array(size)];
  const one = new Float64Array(size).fill(1);
  for (let j = 0; j < pixels; j += 1) {
    const at = j * size;
    gram.fill(0);
    pull.fill(0);
    for (let n = 0; n < count; n += 1) {
      const [a, v] = activation(theta, at, factors, means, sds, n * factors);
      one.set(means.subarray(n * factors, (n + 1) * factors));
      const bend = 2 * curvature(Math.sqrt(a * a + v));
      const up = (bits[n * pixels + j] as number) - 0.5;
      for (let k = 0; k < size; k += 1) {
        pull[k] = (pull[k] as number) + up * (one[k] as number);
        for (let l = 0; l <= k; l += 1)
          gram[triangle(k) + l] = (gram[triangle(k) + l] as number) + bend * (one[k] as number) * (one[l] as number);
        if (k < factors) gram[triangle(k) + k] = (gram[triangle(k) + k] as number) + bend * (sds[n * factors + k] as number) ** 2;
      }
    }
    // A pixel that is always the same has its bias run away: a weak pull to 0 holds it.
    for (let k = 0; k < size; k += 1) gram[triangle(k) + k] = (gram[triangle(k) + k] as number) + RIDGE;
    choleskyInto(gram, 0, size, factor);
    solveLowerInto(factor, pull, size, z);
    solveUpperInto(factor, z, size, next.subarray(at, at + size));
  }
  return { ...model, theta: next };
}

/** Precision of a prior over loadings and biases, N(0, 1/RIDGE). */
const RIDGE = 0.1;

/** log σ(a), for the one or the zero that a pixel is. */
const logSigmoid = (a: number): number => -softplus(-a);

/** Trapezoidal rule under N(0, 1): its error for log σ is below 1e−9 for activations of sd up to 4. */
const [SPACING, REACH] = [0.5, 6.5];
const nodes = Float64Array.from({ length: Math.round((2 * REACH) / SPACING) + 1 }, (_, i) => -REACH + SPACING * i);
const shares = nodes.map((t) => (SPACING * exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI));

export interface FactorTerms {
  /** E_q[−log p(x|z)], by image, in nats, without the parabolas. */
  readonly data: Float64Array;
  /** KL[q‖N(0, I)], by image. */
  readonly belief: Float64Array;
}

export function factorTerms({ theta, factors, pixels }: FactorModel, { bits, count }: BinaryImages, q: FactorBelief): FactorTerms {
  const [data, belief] = [new Float64Array(count), new Float64Array(count)];
  for (let n = 0; n < count; n += 1) {
    for (let k = 0; k < factors; k += 1) {
      const [mean, sd] = [q.means[n * factors + k] as number, q.sds[n * factors + k] as number];
      belief[n] = (belief[n] as number) + 0.5 * (mean * mean + sd * sd - 1) - log(sd);
    }
    for (let j = 0; j < pixels; j += 1) {
      const at = j * (factors + 1);
      const [a, v] = activation(theta, at, factors, q.means, q.sds, n * factors);
      const sign = bits[n * pixels + j] === 1 ? 1 : -1;
      const sd = Math.sqrt(v);
      for (let i = 0; i < nodes.length; i += 1)
        data[n] = (data[n] as number) - (shares[i] as number) * logSigmoid(sign * (a + sd * (nodes[i] as number)));
    }
  }
  return { data, belief };
}

/** p(x_j = 1|z) of every pixel: the same bits on every host. */
export function pixelsGiven({ theta, factors, pixels }: FactorModel, z: Float64Array): Float64Array {
  return Float64Array.from({ length: pixels }, (_, j) => {
    const at = j * (factors + 1);
    let a = theta[at + factors] as number;
    for (let k = 0; k < factors; k += 1) a += (theta[at + k] as number) * (z[k] as number);
    return logistic(a);
  });
}
