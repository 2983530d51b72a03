// The plane of codes that is shown: two latents, or the two directions in which codes vary most.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { keep } from '../../../lab/keep.ts';
import type { VaeValues } from '../declaration/params.ts';
import type { VaeState } from '../run/state.ts';

export interface Plane {
  readonly origin: Float64Array;
  /** Of length 1, at right angles. */
  readonly across: Float64Array;
  readonly up: Float64Array;
}

const unit = (length: number, at: number) => Float64Array.from({ length }, (_, i) => (i === at ? 1 : 0));

function principal(means: Float32Array, k: number): Plane {
  const rows = means.length / k;
  const origin = new Float64Array(k);
  for (let at = 0; at < means.length; at += 1) origin[at % k] = (origin[at % k] as number) + (means[at] as number) / rows;
  const covariance = Matrix.zeros(k, k);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < k; i += 1) {
      const off = (means[row * k + i] as number) - (origin[i] as number);
      for (let j = 0; j < k; j += 1)
        covariance.set(i, j, covariance.get(i, j) + (off * ((means[row * k + j] as number) - (origin[j] as number))) / rows);
    }
  }
  const { eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const direction = (column: number) => {
    const vector = Float64Array.from(eigenvectorMatrix.getColumn(column));
    const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    return largest < 0 ? vector.map((v) => -v) : vector;
  };
  // Eigenvalues come in ascending order.
  return { origin, across: direction(k - 1), up: direction(k - 2) };
}

/** With one latent, up is nowhere. */
export function planeOf(state: VaeState, { aligned, axisX, axisY }: VaeValues): Plane {
  const k = state.networks.architecture.latentDimension;
  const { codes } = state.evaluation;
  if (aligned && k > 2) return keep(state.kept, 'plane', codes, () => principal(codes.means, k));
  const [i, j] = axesOf(k, axisX, axisY);
  return { origin: new Float64Array(k), across: unit(k, i), up: k === 1 ? new Float64Array(1) : unit(k, j) };
}

/** Two latents from 0, never the same where there are two. */
function axesOf(k: number, axisX: number, axisY: number): readonly [number, number] {
  if (k === 2) return [0, 1];
  const i = Math.min(axisX, k) - 1;
  const j = Math.min(axisY, k) - 1;
  return [i, i === j ? (j + 1) % k : j];
}

/** The code at (x, y) of the plane. */
export const codeAt = ({ origin, across, up }: Plane, x: number, y: number): Float32Array =>
  Float32Array.from(origin, (o, i) => o + x * (across[i] as number) + y * (up[i] as number));

/** Where a code lies on the plane, seen from straight above. */
export function placeOf({ origin, across, up }: Plane, codes: ArrayLike<number>, row: number): readonly [x: number, y: number] {
  const k = origin.length;
  let [x, y] = [0, 0];
  for (let i = 0; i < k; i += 1) {
    const off = (codes[row * k + i] as number) - (origin[i] as number);
    x += off * (across[i] as number);
    y += off * (up[i] as number);
  }
  return [x, y];
}

/** How far a plane is shown each way, at least. */
const LEAST = 0.1;

/** How far the plane is shown from its middle: all codes lie on it. Round, so that it stays the same while they move a little. */
export function reachOf({ evaluation: { codes } }: VaeState, plane: Plane): number {
  const rows = codes.means.length / plane.origin.length;
  let most = LEAST;
  for (let row = 0; row < rows; row += 1) {
    const [x, y] = placeOf(plane, codes.means, row);
    if (Number.isFinite(x) && Number.isFinite(y)) most = Math.max(most, Math.abs(x), Math.abs(y));
  }
  const grain = 0.5 * 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / grain) * grain;
}
