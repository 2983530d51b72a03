// F as a surface over one coordinate of q and one of θ, all else as it is: the picture of Neal and Hinton, on which E goes across and M goes up.
import { logJointInto, type Mixture, termsOf } from '../../../inference/em/mixture.ts';
import type { Problem } from './problem.ts';

export interface Surface {
  /** Rows from the lowest mean up, each from q = 0 to q = 1. */
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
  readonly domain: readonly [low: number, high: number];
}

interface At {
  readonly mixture: Mixture;
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

/** F over `columns` values of q(z_datum = component) and `rows` values of the mean. */
export function surfaceOf(
  { model }: Problem,
  { mixture, responsibilities, datum, component, axis, temperature }: At,
  domain: readonly [number, number],
  columns: number,
  rows: number,
): Surface {
  const count = mixture.weights.length;
  const place = component * model.components.parameters + axis;
  const own = responsibilities.slice(datum * count, (datum + 1) * count);
  const shares = Array.from({ length: columns }, (_, i) => withShare(own, component, i / (columns - 1)));
  const joint = new Float64Array(count);
  const values = new Float32Array(columns * rows);
  const ownEntropy = own.reduce((sum, p) => sum + surprise(p), 0);
  for (let row = 0; row < rows; row += 1) {
    const theta = mixture.theta.slice();
    theta[place] = domain[0] + ((domain[1] - domain[0]) * row) / (rows - 1);
    const moved = { ...mixture, theta };
    // All data with q as it is; then only this datum’s part is another.
    const { freeEnergy } = termsOf(model, moved, responsibilities, temperature);
    logJointInto(model, moved, datum, datum + 1, joint);
    const part = (q: Float64Array) => -q.reduce((sum, p, k) => (p > 0 ? sum + p * (joint[k] as number) : sum), 0);
    const rest = freeEnergy - part(own) + temperature * ownEntropy;
    shares.forEach((q, column) => {
      values[row * columns + column] = rest + part(q) - temperature * q.reduce((sum, p) => sum + surprise(p), 0);
    });
  }
  return { values, columns, rows, domain };
}
