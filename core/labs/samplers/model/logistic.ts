// Bayesian logistic regression: P(y = 1 | x) = σ(w·x), w ~ N(0, t² I).

import { pointwise, rowOrder, type Target } from '../../../inference/mcmc/target.ts';
import { logisticLines } from '../../../inference/tempered/logistic.ts';
import { log } from '../../../math/elementary.ts';
import { createFloat64, type Float64Kernels, readNumbers, writeNumbers } from '../../../math/float64.ts';
import { once } from '../../../math/once.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Team } from '../../../math/team.ts';
import type { Evaluate } from './plane.ts';
import type { Rows } from './regression.ts';

type Sums = Pick<Rows, 'x' | 'y' | 'dimension'>;

/** Sums over all rows read them by eights, in this order of their places, and go in parts of so many (core/math/assembly/logistic.ts). */
const PANEL = 8;
const LANES = [0, 2, 1, 3, 4, 6, 5, 7];
const PART = 1024;
/** Numbers from which on further threads are worth what it takes to tell them. */
const MANY = 2 ** 17;

/** Arrays of so many numbers, one after the other, each from a multiple of 16 bytes on: their length in bytes, and where they begin. */
function arrays(counts: readonly number[]) {
  const ends: number[] = [];
  for (const count of counts) ends.push((ends.at(-1) ?? 0) + 16 * Math.ceil(count / 2));
  return { bytes: ends.at(-1) ?? 0, from: (base: number) => [0, ...ends].map((end) => base + end) as [number, ...number[]] };
}

/** log p(w) and its gradient from all rows, in parts whose sums are added in their order: the same bits for any number of threads. */
function sumsOf({ x, y, dimension: d }: Sums, priorSd: number, team: Team | undefined) {
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const constant = -d * (0.5 * LOG_2PI + log(priorSd));
  const panels = PANEL * Math.ceil(size / PANEL);
  const parts = Math.max(1, Math.ceil(size / PART));
  const slope = 2 * Math.ceil(d / 2);
  const { bytes, from } = arrays([panels * d, panels, d, parts, parts * slope]);
  const write = ({ numbers, base }: Float64Kernels) => {
    const [features, signs] = from(base) as [number, number];
    for (let i = 0; i < size; i += 1) {
      const panel = i - (i % PANEL);
      const lane = LANES[i % PANEL] as number;
      numbers[signs / 8 + panel + lane] = 2 * (y[i] as number) - 1;
      for (let j = 0; j < d; j += 1) numbers[features / 8 + panel * d + j * PANEL + lane] = x[i * d + j] as number;
    }
  };
  const made = once(() => {
    const kernels = team && x.length >= MANY ? team.create(bytes) : createFloat64(bytes);
    write(kernels);
    return kernels;
  });

  return (points: Float64Array, at: number, gradients: Float64Array | undefined): number => {
    const { base, job, numbers, words, share } = made();
    const [features, signs, point, sums, slopes] = from(base) as [number, number, number, number, number];
    const [height, first] = [sums / 8, slopes / 8];
    // The prior goes with the first part.
    numbers.fill(0, height, (gradients ? slopes + 8 * parts * slope : slopes) / 8);
    let square = 0;
    for (let j = 0; j < d; j += 1) {
      const w = points[at + j] as number;
      square += w * w;
      numbers[point / 8 + j] = w;
      if (gradients) numbers[first + j] = -precision * w;
    }
    numbers[height] = constant - 0.5 * precision * square;
    const written = [point, d, features, signs, size, sums, gradients ? slopes : 0];
    for (let i = 0; i < written.length; i += 1) words[job / 4 + i] = written[i] as number;
    share(parts);
    let sum = numbers[height] as number;
    for (let part = 1; part < parts; part += 1) sum += numbers[height + part] as number;
    for (let j = 0; gradients && j < d; j += 1) {
      let g = numbers[first + j] as number;
      for (let part = 1; part < parts; part += 1) g += numbers[first + part * slope + j] as number;
      gradients[at + j] = g;
    }
    return sum;
  };
}

/** The posterior of the weights, not normalized: its integral is the evidence. Where there is a team, it takes part in sums over many rows. */
export function logistic(rows: Sums, priorSd: number, team?: Team): Target {
  const { x, y, dimension: d } = rows;
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const { bytes, from } = arrays([x.length, size, d, d, size / 2 + 4]);
  /** The rows once more, each by itself, for whoever draws some of them. */
  const single = once(() => {
    const kernels = createFloat64(bytes);
    const [features, signs, point, slope, drawn] = from(kernels.base) as [number, number, number, number, number];
    kernels.numbers.set(x, features / 8);
    for (let i = 0; i < size; i += 1) kernels.numbers[signs / 8 + i] = 2 * (y[i] as number) - 1;
    return { ...kernels, features, signs, point, slope, drawn };
  });

  return {
    ...pointwise(d, sumsOf(rows, priorSd, team)),
    data: {
      size,
      order: rowOrder(size),
      estimates(points, drawnRows, batchSize, scale, gradients) {
        const { run, numbers, words, features, signs, point, slope, drawn } = single();
        const part = (all: Float64Array, at: number) => (all.length === d ? all : all.subarray(at, at + d));
        for (let at = 0, row = 0; at < points.length; at += d, row += batchSize) {
          writeNumbers(numbers, point, part(points, at));
          words.set(drawnRows.length === batchSize ? drawnRows : drawnRows.subarray(row, row + batchSize), drawn / 4);
          run.logisticEstimate(point, d, features, signs, drawn, batchSize, scale, precision, slope);
          readNumbers(numbers, slope, part(gradients, at));
        }
      },
    },
  };
}

/** log p on a lattice of intercept and slope. */
export const logisticOnLattice = ({ x, y }: Sums, priorSd: number): Evaluate =>
  logisticLines({ x: x.filter((_, at) => at % 2 === 1), y }, priorSd);
