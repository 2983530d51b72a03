// f(w) = Σₙ ℓ(xₙ·w, yₙ) under a product of normals over the weights, each draw of it estimated on a minibatch of its own.
import type { Random } from '../../../prob/random.ts';
import type { Coordinate, Exact, NormalQ, Problem, Rows } from '../problem.ts';
import type { Loss } from './loss.ts';
import { drawNormal, mirrorNormal, normalScores, timesNoise } from './normal-q.ts';

export interface LinearSettings {
  /** [rows, dimension], row by row; and what each is to be, [rows]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly loss: Loss;
  readonly q: NormalQ;
  readonly of: Coordinate;
  /** M rows, drawn with replacement, whose sum counts N/M-fold. */
  readonly batchSize: number;
}

/** Mean and variance of the pre-activation of a row at `at` in x. */
export function preActivation({ mean, sd }: NormalQ, x: Float64Array, at: number): readonly [mean: number, variance: number] {
  let gamma = 0;
  let delta = 0;
  for (let j = 0; j < mean.length; j += 1) {
    const a = x[at + j] as number;
    gamma += a * (mean[j] as number);
    delta += (a * (sd[j] as number)) ** 2;
  }
  return [gamma, delta];
}

/**
 * E_q[f] and its derivatives. `exact` comes from outside, since each loss has its own; of a squared loss `values`, `tangent` and with them the
 * score functions are left out where `exact` knows no score.
 */
export function linearModel(settings: LinearSettings, exactOf: () => Exact): Problem {
  const { x: rows, y, loss, q, of, batchSize } = settings;
  const { mean } = q;
  const dimension = mean.length;
  const size = y.length;
  const scale = size / batchSize;
  let batch = new Int32Array();
  let exact: Exact | undefined;

  const dot = (w: Float64Array, at: number, row: number): number => {
    let sum = 0;
    for (let j = 0; j < dimension; j += 1) sum += (w[at + j] as number) * (rows[row * dimension + j] as number);
    return sum;
  };

  /** Σ over each draw's batch of `term`, N/M-fold. */
  const sums = (count: number, term: (row: number, i: number) => number, out: Float64Array): void => {
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (let m = i * batchSize; m < (i + 1) * batchSize; m += 1) sum += term(batch[m] as number, i);
      out[i] = scale * sum;
    }
  };

  /** Adds N/M · `weight` · xⱼ of a row to the first numbers of a row of `out`. */
  const add = (row: number, weight: number, width: number, out: Float64Array, to: number): void => {
    const weighed = scale * weight;
    for (let j = 0; j < width; j += 1) out[to + j] = (out[to + j] as number) + weighed * (rows[row * dimension + j] as number);
  };

  const pickRows = (count: number, random: Random): void => {
    if (batch.length !== count * batchSize) batch = new Int32Array(count * batchSize);
    random.wholes(size, batch);
  };

  const slopes: Rows = (w, count, width, out) => {
    out.fill(0, 0, count * width);
    for (let i = 0; i < count; i += 1)
      for (let m = i * batchSize; m < (i + 1) * batchSize; m += 1) {
        const row = batch[m] as number;
        add(row, loss.slope(dot(w, i * dimension, row), y[row] as number), width, out, i * width);
      }
    if (of === 'sd') timesNoise(q, w, count, width, out);
  };

  return {
    dimension,
    width: dimension,
    draw: (count, random, w) => {
      drawNormal(q, count, random, w);
      pickRows(count, random);
    },
    values: (w, count, out) => sums(count, (row, i) => loss.value(dot(w, i * dimension, row), y[row] as number), out),
    scores: normalScores(q, of),
    slopes,
    mirror: (w, count, out) => mirrorNormal(q, w, count, out),
    tangent: (w, count, width, rest, known) => {
      sums(
        count,
        (row, i) => {
          const [b, b0] = [dot(w, i * dimension, row), dot(mean, 0, row)];
          const label = y[row] as number;
          return loss.value(b, label) - loss.value(b0, label) - loss.slope(b0, label) * (b - b0);
        },
        rest,
      );
      known.fill(0, 0, count * width);
      if (of === 'sd') return;
      for (let i = 0; i < count; i += 1)
        for (let m = i * batchSize; m < (i + 1) * batchSize; m += 1) {
          const row = batch[m] as number;
          add(row, loss.slope(dot(mean, 0, row), y[row] as number), width, known, i * width);
        }
    },
    linear: {
      rows,
      labels: y,
      loss,
      q,
      of,
      batchSize,
      pick: (random) => {
        pickRows(1, random);
        return batch;
      },
    },
    get exact() {
      exact ??= exactOf();
      return exact;
    },
  };
}
