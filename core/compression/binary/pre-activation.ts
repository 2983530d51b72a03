// The sum of binary weights times inputs, before a unit decides: its law, exactly and by the central limit theorem (Peters & Welling 2018).
import { normalCdf } from '../../math/special.ts';
import type { Moments } from '../moments.ts';
import { binaryVariance, probabilityPositive, productOf } from './variable.ts';

/** The values −D, −D + 2 … D of a sum of D signs, and their probabilities. */
export interface SumLaw {
  readonly values: Float64Array;
  readonly probabilities: Float64Array;
}

/**
 * The law of Σ a_d, a_d ~ Binary(means_d) independent: twice a Poisson-binomial variable of probabilities (1 + mean)/2, less D. Give θφ for
 * binary inputs Binary(φ), θh for inputs h = ±1 that are known. By adding one sign after the other, D² steps, all terms positive. (The paper
 * prints the probabilities as 2θφ − 1.)
 */
export function sumOfSigns(means: Float64Array): SumLaw {
  const size = means.length;
  const probabilities = new Float64Array(size + 1);
  probabilities[0] = 1;
  for (let d = 0; d < size; d += 1) {
    const up = probabilityPositive(means[d] as number);
    for (let k = d + 1; k > 0; k -= 1) probabilities[k] = (probabilities[k] as number) * (1 - up) + (probabilities[k - 1] as number) * up;
    probabilities[0] = (probabilities[0] as number) * (1 - up);
  }
  return { values: Float64Array.from(probabilities, (_, k) => 2 * k - size), probabilities };
}

/** The θφ of a unit’s weights and its inputs. */
export const productsOf = (theta: Float64Array, phi: Float64Array): Float64Array => theta.map((t, d) => productOf(t, phi[d] as number));

/** Mean Σ θφ and variance D − Σ θ²φ² of the sum for inputs Binary(φ): exact, of the law that the central limit theorem makes normal. */
export function momentsOf(theta: Float64Array, phi: Float64Array): Moments {
  let mean = 0;
  let variance = 0;
  theta.forEach((t, d) => {
    const product = productOf(t, phi[d] as number);
    mean += product;
    variance += binaryVariance(product);
  });
  return { mean, variance };
}

/** Mean Σ θh and variance Σ (1 − θ²) h² for inputs h that are known: signs that were sampled, or real numbers. (The paper prints Σ θ²h².) */
export function momentsGiven(theta: Float64Array, inputs: Float64Array): Moments {
  let mean = 0;
  let variance = 0;
  theta.forEach((t, d) => {
    const h = inputs[d] as number;
    mean += t * h;
    variance += binaryVariance(t) * h * h;
  });
  return { mean, variance };
}

/** P(sum ≥ 0), exactly: a sum of 0 is positive. */
export function nonNegative({ values, probabilities }: SumLaw): number {
  let sum = 0;
  // From the side with the small terms.
  for (let k = probabilities.length - 1; k >= 0 && (values[k] as number) >= 0; k -= 1) sum += probabilities[k] as number;
  return Math.min(1, sum);
}

/** Φ(μ/σ), P(≥ 0) of the normal of these moments; without variance 1 or 0. */
export const normalNonNegative = ({ mean, variance }: Moments): number =>
  variance > 0 ? normalCdf(mean / Math.sqrt(variance)) : mean >= 0 ? 1 : 0;

/** How far the law of a sum of signs is from the normal of its moments. */
export interface Distance {
  /** ½ Σ |p_k − P(k − 1 < n ≤ k + 1)|: from the normal rounded to the values that the sum can take, whose outermost cells have no end. */
  readonly totalVariation: number;
  /** sup |F − Φ| of the distribution functions, as Berry and Esseen bound it; reached at a jump. */
  readonly supremum: number;
}

/** Throws nothing; a sum without variance is as far as can be told from a step, 0. */
export function distanceToNormal({ values, probabilities }: SumLaw, { mean, variance }: Moments): Distance {
  if (!(variance > 0)) return { totalVariation: 0, supremum: 0 };
  const normal = (x: number) => normalCdf((x - mean) / Math.sqrt(variance));
  let [apart, supremum, before, edge] = [0, 0, 0, 0];
  probabilities.forEach((p, k) => {
    const value = values[k] as number;
    const at = normal(value);
    supremum = Math.max(supremum, Math.abs(before - at), Math.abs(before + p - at));
    const next = k === probabilities.length - 1 ? 1 : normal(value + 1);
    apart += Math.abs(p - (next - edge));
    [before, edge] = [before + p, next];
  });
  return { totalVariation: apart / 2, supremum };
}
