// Many-dimensional points laid out on a plane so that neighbours stay neighbours: UMAP (McInnes, Healy and Melville 2018).
import { UMAP } from 'umap-js';
import type { Random } from '../prob/random.ts';

/** Neighbours that each point is held to, the point itself among them. */
const NEIGHBOURS = 15;

/** Passes over the neighbours: after as many the groups stand, and only their shapes still change. */
const EPOCHS = 200;

/** The nearest points of each, itself first, and how far they are; of equals the earlier one. */
function nearest(points: readonly (readonly number[])[], count: number) {
  const found = points.map((from) => {
    const distances = Float64Array.from(points, (to) => Math.sqrt(to.reduce((sum, x, i) => sum + (x - (from[i] as number)) ** 2, 0)));
    const order = Uint32Array.from(distances.keys()).sort((a, b) => (distances[a] as number) - (distances[b] as number) || a - b);
    const indices = Array.from(order.subarray(0, count));
    return { indices, distances: indices.map((at) => distances[at] as number) };
  });
  return { indices: found.map(({ indices }) => indices), distances: found.map(({ distances }) => distances) };
}

/**
 * Places [rows, 2] of points [rows, dimensions], about 0. The same for the same generator; what is far apart in it need not be far apart in
 * the points, only what is near is meant. Undefined for fewer than four points.
 */
export function neighbourMap(points: ArrayLike<number>, dimensions: number, random: Random): Float64Array | undefined {
  const count = points.length / dimensions;
  if (count < 4) return undefined;
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: dimensions }, (_, i) => points[row * dimensions + i] as number),
  );
  const nNeighbors = Math.min(NEIGHBOURS, count - 1);
  const umap = new UMAP({ nComponents: 2, nEpochs: EPOCHS, nNeighbors, random: () => random.uniform() });
  // Found exactly: among so few that takes less time than its approximation.
  const { indices, distances } = nearest(rows, nNeighbors);
  umap.setPrecomputedKNN(indices, distances);
  const places = umap.fit(rows);
  const middle = [0, 1].map((axis) => places.reduce((sum, place) => sum + (place[axis] as number), 0) / count);
  return Float64Array.from({ length: 2 * count }, (_, at) => (places[at >> 1]?.[at % 2] as number) - (middle[at % 2] as number));
}
