// What one unit of the last layer is told, in a network of uncertain signs, by one image: the law of its sum.
import { batchStatistics, normalized } from '../../../compression/binary/batch-norm.ts';
import { momentsGiven, momentsOf, productsOf, type SumLaw, sumOfSigns } from '../../../compression/binary/pre-activation.ts';
import { binaryOf } from '../../../compression/binary/variable.ts';
import type { ManyMoments, Moments } from '../../../compression/moments.ts';
import { normalCdf } from '../../../math/special.ts';
import type { Classifier, WeightsByName } from '../../../nets/classify/classifier.ts';
import { LEAST_SPREAD } from '../../../nets/classify/read-signs.ts';

export interface UnitLaw {
  readonly law: SumLaw;
  /** Of the normal that training takes in its place. */
  readonly moments: Moments;
}

/** Column j of θ [inputs, units]. */
const columnOf = (theta: Float32Array, units: number, j: number): Float64Array =>
  Float64Array.from({ length: theta.length / units }, (_, i) => theta[i * units + j] as number);

/**
 * The exact law of Σ a_d h_d, a_d ~ Binary(θ_d) the weights of unit `unit` of the last layer and h_d ~ Binary(φ_d) the units before it; and its
 * normal. φ are found as training finds them, layer by layer, with the statistics of the given rows [rows × pixels]; the first is the image.
 */
export function lawOfUnit({ layers }: Classifier, weights: WeightsByName, rows: Float32Array, unit: number): UnitLaw {
  const of = (layer: string, kind: string) => (weights[`${layer}/${kind}`] as { readonly values: Float32Array }).values;
  const count = rows.length / (layers[0]?.shape[0] as number);
  let given: readonly Float64Array[] = Array.from({ length: count }, (_, row) =>
    Float64Array.from(rows.subarray((row * rows.length) / count, ((row + 1) * rows.length) / count)),
  );
  for (const [at, { name, shape }] of layers.slice(0, -1).entries()) {
    const units = shape[1] as number;
    const columns = Array.from({ length: units }, (_, j) => columnOf(of(name, 'weights'), units, j));
    const found = given.flatMap((x) => columns.map((theta) => (at === 0 ? momentsGiven(theta, x) : momentsOf(theta, x))));
    const laws: ManyMoments = {
      means: Float64Array.from(found, ({ mean }) => mean),
      variances: Float64Array.from(found, ({ variance }) => variance),
    };
    const affine = { gains: Float64Array.from(of(name, 'gamma')), shifts: Float64Array.from(of(name, 'beta')), epsilon: LEAST_SPREAD };
    const { means, variances } = normalized(laws, batchStatistics(laws, units), affine);
    given = given.map((_, row) =>
      Float64Array.from({ length: units }, (_, j) => {
        const [mean, variance] = [means[row * units + j] as number, variances[row * units + j] as number];
        return variance > 0 ? binaryOf(normalCdf(mean / Math.sqrt(variance))) : mean >= 0 ? 1 : -1;
      }),
    );
  }
  const last = layers.at(-1) as Classifier['layers'][number];
  const theta = columnOf(of(last.name, 'weights'), last.shape[1] as number, unit);
  const phi = given[0] as Float64Array;
  return { law: sumOfSigns(productsOf(theta, phi)), moments: momentsOf(theta, phi) };
}
