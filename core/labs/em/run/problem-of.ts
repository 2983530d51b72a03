// From values and data to a problem, and from values to where its components begin.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { Mixture } from '../../../inference/em/mixture.ts';
import type { EmSettings } from '../../../inference/em/variant.ts';
import { editedRows } from '../../../lab/edited-rows.ts';
import type { EmValues } from '../declaration/params.ts';
import { normals, type Problem, startOf, twoCoins } from '../model/problem.ts';
import { streamOf } from './streams.ts';

/** Data that are looked at, point by point, in every frame. */
const MOST_DATA = 20_000;

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
  if (size > MOST_DATA) throw new InputError('dataset', `at most ${MOST_DATA} rows`, String(size));
  return Float64Array.from({ length: size * dimension }, (_, at) => columns[at % dimension]?.[Math.floor(at / dimension)] as number);
}

/** The problem that values and data name. Throws InputError where the data are none for it. */
export function problemOf(
  values: Pick<EmValues, 'model' | 'dataset' | 'edits' | 'covariance' | 'floor'>,
  seed: number,
  data: Dataset | undefined,
): Problem {
  if (values.model === 'coins') return twoCoins();
  const dimension = values.model === 'line' ? 1 : 2;
  if (values.dataset === 'drawn' && dimension === 2) throw new InputError('dataset', 'two columns of numbers', 'points on a line');
  const rows = values.dataset === 'drawn' ? drawnPoints(seed) : rowsOf(data, dimension);
  return normals(editedRows('edits', rows, dimension, values.edits), dimension, values.covariance, values.floor);
}

/** θ as the values set it. */
export function mixtureOf(problem: Problem, values: EmValues): Mixture {
  if (problem.kind === 'coins') return startOf(problem, [[values.headsA], [values.headsB]], values.spread);
  const means = Array.from({ length: values.components }, (_, k) => {
    const [x, y] = [values[`x${k + 1}` as 'x1'], values[`y${k + 1}` as 'y1']];
    return problem.dimension === 1 ? [x] : [x, y];
  });
  return startOf(problem, means, values.spread);
}

export const settingsOf = (values: EmValues): EmSettings => {
  const { temperature, block, memory, rate, decay, hottest, cooling, refresh, threshold } = values;
  return { temperature, block, memory, rate, decay, hottest, cooling, refresh, threshold };
};
