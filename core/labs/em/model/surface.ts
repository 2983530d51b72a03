// F as a surface over one coordinate of q and one of θ, all else as it is: the picture of Neal and Hinton, on which E goes across and M goes up.
import { logJointInto, type Mixture, termsOf } from '../../../inference/em/mixture.ts';
import { believedOf, expectedJointInto, variationalTerms } from '../../../inference/em/variational-mixture.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { DirectionProblem, MixtureProblem } from './problem.ts';

export interface Surface {
  /** Rows from the lowest mean up, each from the lowest q to the highest. */
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

/** Where a surface lies: the ends of its two coordinates, and how finely it is told. */
export interface Span {
  readonly q: readonly [low: number, high: number];
  readonly mean: readonly [low: number, high: number];
  readonly columns: number;
  readonly rows: number;
}

export interface At {
  readonly mixture: Mixture;
  /** The sums that say what is believed of θ, where it is believed in. */
  readonly believed?: Float64Array | undefined;
  readonly responsibilities: Float64Array;
  /** The datum and the component whose q(z = k) runs across. */
  readonly datum: number;
  readonly component: number;
  /** The axis of that component’s mean that runs up. */
  readonly axis: number;
  readonly temperature: number;
}

/** q of a datum with `share` on component k, the others keeping their proportions. */
export function withShare(q: ArrayLike<number>, k: number, share: number): Float64Array {
  const rest = 1 - (q[k] as number);
  const others = q.length - 1;
  return Float64Array.from({ length: q.length }, (_, j) =>
    j === k ? share : rest > 0 ? ((q[j] as number) / rest) * (1 - share) : (1 - share) / others,
  );
}

const surprise = (p: number) => (p > 0 ? -p * Math.log(p) : 0);
const along = ([low, high]: readonly [number, number], i: number, count: number) => low + ((high - low) * i) / (count - 1);

/** What F is made of as the mean of one component moves: log P(x, z|θ) of all data under it, and what it costs apart from data. */
interface Moving {
  readonly joint: Float64Array;
  readonly whole: number;
  moved(mean: number): { readonly heights: Float64Array; readonly price: number };
}

function movingPoint({ model }: MixtureProblem, { mixture, responsibilities, component, axis, temperature }: At): Moving {
  const { components } = model;
  const { size, parameters: width } = components;
  const joint = new Float64Array(size * mixture.weights.length);
  logJointInto(model, mixture, 0, size, joint);
  const logWeight = Math.log(mixture.weights[component] as number);
  return {
    joint,
    whole: termsOf(model, mixture, responsibilities, temperature).freeEnergy - components.priorEnergy(mixture.theta),
    moved(mean) {
      const theta = mixture.theta.slice();
      theta[component * width + axis] = mean;
      const heights = new Float64Array(size);
      components.logDensities(theta.subarray(component * width, (component + 1) * width), 0, size, heights);
      return { heights: heights.map((height) => height + logWeight), price: components.priorEnergy(theta) };
    },
  };
}

function movingBelief({ model }: MixtureProblem, believed: Float64Array, { responsibilities, component, axis, temperature }: At): Moving {
  const believing = believedOf(model);
  const { size, statistics } = model.components;
  const count = believed.length / statistics;
  const joint = new Float64Array(size * count);
  expectedJointInto(believing, believed, 0, size, joint);
  const row = believed.slice(component * statistics, (component + 1) * statistics);
  const kind = believing.believed;
  const still = new Float64Array(size);
  kind.expectedLogDensities(row, 0, size, still);
  return {
    joint,
    whole: variationalTerms(believing, believed, responsibilities, temperature).freeEnergy - kind.complexity(row),
    moved(mean) {
      const other = kind.withMean(row, axis, mean);
      const heights = new Float64Array(size);
      kind.expectedLogDensities(other, 0, size, heights);
      // What its weight adds stays.
      return {
        heights: heights.map((height, i) => height + (joint[i * count + component] as number) - (still[i] as number)),
        price: kind.complexity(other),
      };
    },
  };
}

/** F over q(z_datum = component), and over the mean of that component. */
export function surfaceOf(problem: MixtureProblem, at: At, { q, mean, columns, rows }: Span): Surface {
  const { responsibilities, datum, component, temperature, believed } = at;
  const { joint, whole, moved } = believed ? movingBelief(problem, believed, at) : movingPoint(problem, at);
  const count = at.mixture.weights.length;
  const own = responsibilities.slice(datum * count, (datum + 1) * count);
  const shares = Array.from({ length: columns }, (_, i) => withShare(own, component, along(q, i, columns)));
  const ofDatum = joint.slice(datum * count, (datum + 1) * count);
  const part = (share: Float64Array, heights: Float64Array) =>
    -share.reduce((sum, p, k) => (p > 0 ? sum + p * (heights[k] as number) : sum), 0) -
    temperature * share.reduce((sum, p) => sum + surprise(p), 0);
  const others = whole - part(own, ofDatum);
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const { heights, price } = moved(along(mean, row, rows));
    // All other data with q as it is.
    let rest = others + price;
    for (let i = 0; i < problem.size; i += 1) {
      const r = responsibilities[i * count + component] as number;
      if (i !== datum && r > 0) rest += r * ((joint[i * count + component] as number) - (heights[i] as number));
    }
    const now = ofDatum.slice();
    now[component] = heights[datum] as number;
    shares.forEach((share, column) => {
      values[row * columns + column] = rest + part(share, now);
    });
  }
  return { values, columns, rows };
}

/** F of a direction over one coordinate of q’s gain and the same of the loading: `pcaTerms` in two numbers, cell by cell. */
export function surfaceOfDirections(
  { covariance, size }: DirectionProblem,
  { mixture, responsibilities, axis, temperature }: Pick<At, 'mixture' | 'responsibilities' | 'axis' | 'temperature'>,
  { q, mean, columns, rows }: Span,
): Surface {
  const values = new Float32Array(columns * rows);
  const [s00, s01, s11] = [covariance.get(0, 0), covariance.get(0, 1), covariance.get(1, 1)];
  const [theta, gain] = [mixture.theta.slice(), responsibilities.slice(0, 2)];
  const [noise, variance] = [theta[2] as number, responsibilities[2] as number];
  const constant = 2 * Math.log(noise) + 3 * LOG_2PI - temperature * (LOG_2PI + 1 + Math.log(variance));
  for (let row = 0; row < rows; row += 1) {
    theta[axis] = along(mean, row, rows);
    const [w0, w1] = theta as unknown as [number, number];
    for (let column = 0; column < columns; column += 1) {
      gain[axis] = along(q, column, columns);
      const [g0, g1] = gain as unknown as [number, number];
      // S gᵀ, and the second moment of the hidden number.
      const [c0, c1] = [s00 * g0 + s01 * g1, s01 * g0 + s11 * g1];
      const second = variance + g0 * c0 + g1 * c1;
      const squared = s00 + s11 - 2 * (w0 * c0 + w1 * c1) + (w0 * w0 + w1 * w1) * second;
      values[row * columns + column] = 0.5 * size * (constant + squared / noise + second);
    }
  }
  return { values, columns, rows };
}
