// From values and data to a problem, and from values to where its components begin.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { Mixture } from '../../../inference/em/mixture.ts';
import { beginEm, type EmSettings, type EmState } from '../../../inference/em/variant.ts';
import { editedRows } from '../../../lab/edited-rows.ts';
import { shortNumber } from '../../../lab/number-text.ts';
import { members } from '../../../lab/param.ts';
import { choleskyInto, triangle } from '../../../math/lower-triangle.ts';
import { MOST_ROWS } from '../declaration/adopt.ts';
import type { EmValues } from '../declaration/params.ts';
import { beginDirections, directions } from '../model/directions.ts';
import {
  binaryImages,
  type MixtureProblem,
  type NormalsSettings,
  normals,
  type Problem,
  paleImages,
  probabilities,
  type Ring,
  spreadOf,
  startOf,
  twoCoins,
} from '../model/problem.ts';
import { streamOf } from './streams.ts';

/** 1,000 points of weight 0.3 on N(−0.2, 0.1²) and the rest on N(0, 1) (Neal & Hinton 1998, section 4). */
function drawnPoints(seed: number): Float64Array {
  const random = streamOf(seed, 'points');
  return Float64Array.from({ length: 1000 }, () => {
    const second = random.uniform() < 0.3;
    const z = random.normal();
    return second ? -0.2 + 0.1 * z : z;
  });
}

function rowsOf(data: Dataset | undefined, dimension: 1 | 2): Float64Array {
  const columns = Object.values(data?.columns ?? {});
  const missing = columns.length < dimension || (columns[0]?.length ?? 0) === 0;
  if (missing) throw new InputError('dataset', dimension === 1 ? 'a column of numbers' : 'two columns of numbers', `${columns.length}`);
  const size = (columns[0] as Float64Array).length;
  if (size > MOST_ROWS) throw new InputError('dataset', `at most ${MOST_ROWS} rows`, String(size));
  return Float64Array.from({ length: size * dimension }, (_, at) => columns[at % dimension]?.[Math.floor(at / dimension)] as number);
}

/** Images of ones and zeros, row by row: what is at least half as dark as ink is a one. */
function onesOf(data: Dataset | undefined): { readonly ones: Float64Array; readonly pixels: number } {
  const images = data?.images?.training;
  if (!images) throw new InputError('dataset', 'images', 'none');
  const pixels = images.rows * images.columns;
  return { ones: Float64Array.from(images.pixels, (grey) => (grey >= 128 ? 1 : 0)), pixels };
}

/** The problem that values and data name. Throws InputError where the data are none for it. */
export function problemOf(
  values: Pick<EmValues, 'model' | 'dataset' | 'edits' | keyof NormalsSettings>,
  seed: number,
  data: Dataset | undefined,
): Problem {
  const { model, dataset, concentration } = values;
  if (model === 'coins') return twoCoins(concentration);
  if (model === 'digits') {
    const { ones, pixels } = onesOf(data);
    return binaryImages(ones, pixels, concentration);
  }
  const dimension = model === 'line' ? 1 : 2;
  if (dataset === 'drawn' && dimension === 2) throw new InputError('dataset', 'two columns of numbers', 'points on a line');
  const rows = dataset === 'drawn' ? drawnPoints(seed) : rowsOf(data, dimension);
  return model === 'directions' ? directions(rows) : normals(editedRows('edits', rows, dimension, values.edits), dimension, values);
}

/** Of the square of the lean, what the square of the height must be, that the two can be told from their sum. */
const LEAST_HEIGHT = 1e-12;

/** θ as the values set it. */
function mixtureOf(problem: MixtureProblem, values: EmValues, seed: number): Mixture {
  if (problem.kind === 'coins') return probabilities(Float64Array.of(values.headsA, values.headsB), 2);
  const { dimension } = problem;
  if (problem.kind === 'digits') {
    const { prototypes } = values;
    return probabilities(paleImages(prototypes, dimension, streamOf(seed, 'images', prototypes)), prototypes);
  }
  const means = Array.from({ length: values.components }, (_, k) => {
    const [x, y] = [values[`x${k + 1}` as 'x1'], values[`y${k + 1}` as 'y1']];
    return dimension === 1 ? [x] : [x, y];
  });
  const rings = means.map((_, k) => ({
    wide: values[`wide${k + 1}` as 'wide1'],
    lean: values[`lean${k + 1}` as 'lean1'],
    tall: values[`tall${k + 1}` as 'tall1'],
  }));
  const mixture = startOf(problem, means, values.spread, rings);
  if (dimension === 2) requireRings(mixture, rings);
  return mixture;
}

/** Throws InputError for a ring that leans so far that its covariance, in which only its square stands, has lost its height. */
function requireRings({ theta }: Mixture, rings: readonly Ring[]): void {
  const factor = new Float64Array(triangle(2));
  rings.forEach(({ lean }, k) => {
    const at = k * (2 + triangle(2)) + 2;
    const square = lean === 0 ? 0 : (theta[at + 1] as number) ** 2 / (theta[at] as number);
    const kept = choleskyInto(theta, at, 2, factor) && (factor[2] as number) ** 2 > LEAST_HEIGHT * square;
    if (!kept) throw new InputError(`lean${k + 1}`, 'at most a million times the height', String(lean));
  });
}

/** In sds of the data: of a belief whose mean lies farther off in the plane, the precision across has no digits. */
const FARTHEST = 1e5;

/** Throws InputError for a mean so far from the data that nothing can be believed from there. */
function requireNear({ data }: MixtureProblem, values: EmValues): void {
  for (const [axis, name] of ['x', 'y'].entries()) {
    const { mean, variance } = spreadOf(data, 2, axis);
    const reach = FARTHEST * Math.sqrt(variance);
    for (let k = 1; k <= values.components; k += 1) {
      const value = values[`${name}${k}` as 'x1'];
      if (Math.abs(value - mean) > reach)
        throw new InputError(
          `${name}${k}`,
          `from ${shortNumber(mean - reach)} to ${shortNumber(mean + reach)} with beliefs over θ`,
          String(value),
        );
    }
  }
}

/** Where EM begins. */
export function beginning(problem: Problem, values: EmValues, seed: number): EmState {
  if (problem.kind === 'plane' && [values.variant, ...members(values.compare)].includes('variational')) requireNear(problem, values);
  // A hidden number that is known for sure has an entropy without a lower end.
  if (problem.kind === 'directions' && values.temperature === 0) throw new InputError('temperature', 'above 0 with a direction', '0');
  if (problem.kind !== 'directions') return beginEm(problem.model, mixtureOf(problem, values, seed));
  const variance = (spreadOf(problem.data, 2, 0).variance + spreadOf(problem.data, 2, 1).variance) / 2;
  return beginDirections([values.loadingAcross, values.loadingUp], values.spread * values.spread * variance);
}

export const settingsOf = (values: EmValues): EmSettings => {
  const { temperature, block, memory, rate, decay, hottest, cooling, refresh, threshold } = values;
  return { temperature, block, memory, rate, decay, hottest, cooling, refresh, threshold };
};
