// The held-out image whose code is nearest to the point on the plane: what q says of it, what its code gives back, what each pixel costs.

import { copiedGrid, keep } from '../../../lab/keep.ts';
import { emptyColumn, emptyGrid } from '../../../lab/result.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { decodeImages } from '../../../nets/evaluation.ts';
import { isFlow } from '../../../nets/flow.ts';
import type { Networks } from '../../../nets/networks.ts';
import { draw, sample } from '../../../nets/posterior.ts';
import { type Rank, type Tensor2D, tf } from '../../../tensor/index.ts';
import { mosaic } from '../../mosaic.ts';
import type { VaeValues } from '../declaration/params.ts';
import { TILES } from '../declaration/tiles.ts';
import type { VaeState } from '../run/state.ts';
import { type Plane, placeOf } from './plane.ts';

/** The row of the code nearest to a place of the plane, as it is seen from straight above. */
function nearestTo({ evaluation: { codes } }: VaeState, plane: Plane, x: number, y: number): number {
  const rows = codes.means.length / plane.origin.length;
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let row = 0; row < rows; row += 1) {
    const [px, py] = placeOf(plane, codes.means, row);
    const away = (px - x) ** 2 + (py - y) ** 2;
    if (away < least) [best, least] = [row, away];
  }
  return best;
}

/** Corners of the outline, the first one once more at its end. */
const CORNERS = 64;
/** Standard deviations that it goes around. */
const DEVIATIONS = 2;

const turn = (i: number) => (2 * Math.PI * i) / CORNERS;

/**
 * Where q(z|x) of an image lies on the plane: the ellipse of two standard deviations of its projection, which holds 86 % of a normal in two
 * dimensions; of two latents that a flow moves, where it moves that ellipse. None of a flow of other than two.
 */
function outlineOf({ networks, judged }: VaeState, plane: Plane, row: number): { readonly x: Float64Array; readonly y: Float64Array } {
  const { pixels, latentDimension: k } = networks.architecture;
  const flows = isFlow(networks.architecture);
  if (flows && k !== 2) return { x: emptyColumn, y: emptyColumn };
  const noise = flows
    ? Float32Array.from({ length: 2 * (CORNERS + 1) }, (_, at) => DEVIATIONS * (at % 2 === 0 ? Math.cos : Math.sin)(turn(at >> 1)))
    : Float32Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? 1 : 0));
  const count = noise.length / k;
  const [mean, moved] = tf.tidy(() => {
    const { mean, logVariance, lower } = networks.encode(tf.tensor2d(judged.subarray(row * pixels, (row + 1) * pixels), [1, pixels]));
    const repeat = (t: Tensor2D) => tf.tile<Tensor2D>(t, [count, 1]);
    const q = { mean: repeat(mean), logVariance: repeat(logVariance), ...(lower && { lower: repeat(lower) }) };
    const by = tf.tensor2d(noise, [count, k]);
    const z = flows ? draw(networks, q, by).z : sample(q, by);
    return [mean.dataSync() as Float32Array, tf.reshape<Rank.R1>(z, [-1]).dataSync() as Float32Array] as const;
  });
  if (flows) {
    const places = Array.from({ length: count }, (_, i) => placeOf(plane, moved, i));
    return { x: Float64Array.from(places, ([x]) => x), y: Float64Array.from(places, ([, y]) => y) };
  }
  // Draws by single units of noise are the columns of L: the covariance on the plane is P L Lᵀ Pᵀ.
  const [mx, my] = placeOf(plane, mean, 0);
  let [xx, xy, yy] = [0, 0, 0];
  for (let j = 0; j < k; j += 1) {
    const [x, y] = placeOf(plane, moved, j);
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const [wide, along] = [Math.sqrt(xx), xx > 0 ? xy / Math.sqrt(xx) : 0];
  const high = Math.sqrt(Math.max(0, yy - along ** 2));
  const corner = (i: number) => [Math.cos(turn(i)), Math.sin(turn(i))] as const;
  const of = (f: (cos: number, sin: number) => number) => Float64Array.from({ length: CORNERS + 1 }, (_, i) => f(...corner(i)));
  return {
    x: of((cos) => mx + DEVIATIONS * wide * cos),
    y: of((cos, sin) => my + DEVIATIONS * (along * cos + high * sin)),
  };
}

/** Nothing is certain: what float32 makes 0 or 1 costs as much as it can. */
const CERTAIN = 1e-7;

/** −log p(x|z) of each pixel of ones and zeros. */
const costsOfCoins = (image: Float32Array, probabilities: Float32Array): Float32Array =>
  image.map((pixel, i) => {
    const p = Math.min(1 - CERTAIN, Math.max(CERTAIN, probabilities[i] as number));
    return -log(pixel > 0.5 ? p : 1 - p);
  });

/** −log p(x|z) of each pixel with a normal of this log variance about its mean. */
const costsOfNormals = (image: Float32Array, means: Float32Array, logVariance: number): Float32Array =>
  image.map((pixel, i) => 0.5 * (LOG_2PI + logVariance + (pixel - (means[i] as number)) ** 2 * exp(-logVariance)));

/** What each pixel costs by itself; undefined of likelihoods that are not asked pixel by pixel. */
function costsOf({ architecture, parameters }: Networks, image: Float32Array, given: Float32Array): Float32Array | undefined {
  if (architecture.likelihood === 'bernoulli') return costsOfCoins(image, given);
  const [log] = parameters['decoder/logScale']?.dataSync() ?? [];
  return architecture.likelihood === 'gaussian' && log !== undefined ? costsOfNormals(image, given, log) : undefined;
}

const at = (x: number, y: number) => ({ x: [x, x], y: [y, y] }) as const;

/** Tables and grids of the image nearest to the point. */
export function chosenOf(state: VaeState, { latentX, latentY }: VaeValues, plane: Plane) {
  const row = nearestTo(state, plane, latentX, latentY);
  const key = `${state.step} ${row} ${plane.across.join()} ${plane.up.join()}`;
  const { outline, nearest, returned, cost } = keep(state.kept, 'chosen', key, () => {
    const { networks, judged, evaluation, training } = state;
    const { pixels, latentDimension: k } = networks.architecture;
    const image = judged.slice(row * pixels, (row + 1) * pixels);
    const given = decodeImages(networks, evaluation.codes.means.subarray(row * k, (row + 1) * k));
    const tile = (values: Float32Array, x: number, y: number) => mosaic(values, training, 1, at(x, y));
    const pictured = training.points === undefined;
    const cost = pictured ? costsOf(networks, image, given) : undefined;
    return {
      outline: outlineOf(state, plane, row),
      nearest: pictured ? tile(image, TILES.right, TILES.upper) : emptyGrid,
      returned: pictured ? tile(given, TILES.left, TILES.lower) : emptyGrid,
      cost: cost ? tile(cost, TILES.right, TILES.lower) : emptyGrid,
    };
  });
  const label = state.heldOut.labels?.[row];
  return {
    table: {
      image: Float64Array.of(row),
      label: Float64Array.of(label ?? Number.NaN),
      x: Float64Array.of(placeOf(plane, state.evaluation.codes.means, row)[0]),
      y: Float64Array.of(placeOf(plane, state.evaluation.codes.means, row)[1]),
    },
    outline: { x: outline.x.slice(), y: outline.y.slice() },
    grids: { nearest: copiedGrid(nearest), returned: copiedGrid(returned), cost: copiedGrid(cost) },
  };
}
