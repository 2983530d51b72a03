// What dragging a handle of q sets: a point on the picture becomes parameters of q.
import { withinRange } from '../../../lab/param.ts';
import { type BoundValues, params } from './params.ts';

/** Sets q's mean (row 0) or width (row 1) by a point on its curve. */
export function dragOnCurve({ x, row }: { x: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (values.model === 'coin') {
    const [a, b] = [values.qA, values.qB];
    const mean = a / (a + b);
    const at = Math.min(0.999, Math.max(0.001, x));
    // The mean keeps a + b; the width keeps the mean: variance = mean (1 − mean) / (a + b + 1).
    const total = row === 0 ? a + b : (mean * (1 - mean)) / Math.max(1e-9, (at - mean) ** 2) - 1;
    const centre = row === 0 ? at : mean;
    return { qA: withinRange(params.qA, centre * total), qB: withinRange(params.qB, (1 - centre) * total) };
  }
  if (values.model === 'poisson') {
    const mean = values.qShape / values.qRate;
    const variance = row === 0 ? values.qShape / values.qRate ** 2 : Math.max(1e-9, (x - mean) ** 2);
    const centre = row === 0 ? Math.max(1e-3, x) : mean;
    return { qShape: withinRange(params.qShape, centre ** 2 / variance), qRate: withinRange(params.qRate, centre / variance) };
  }
  return row === 0 ? { qMean: withinRange(params.qMean, x) } : { qSd: withinRange(params.qSd, Math.abs(x - values.qMean)) };
}

export function dragInPlane({ x, y, row }: { x: number; y: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (row === 1) return { qSd: withinRange(params.qSd, Math.abs(x - values.qMean)) };
  if (row === 2) return { qSd2: withinRange(params.qSd2, Math.abs(y - values.qMean2)) };
  return { qMean: withinRange(params.qMean, x), qMean2: withinRange(params.qMean2, y) };
}

/** The weights of q, one a hypothesis. */
export const weightNames = ({ model, states }: Pick<BoundValues, 'model' | 'states'>) =>
  model === 'polynomials'
    ? (['qDegree0', 'qDegree1', 'qDegree2', 'qDegree3'] as const)
    : (['q1', 'q2', 'q3', 'q4', 'q5', 'q6'] as const).slice(0, states);

/** Sets the probability of one state, the weights of the others staying as they are. */
export function dragState(y: number, row: number, values: BoundValues): Partial<BoundValues> {
  const names = weightNames(values);
  const others = names.reduce((sum, name, i) => (i === row ? sum : sum + values[name]), 0);
  const p = Math.min(0.999, Math.max(0.001, y));
  return { [names[row] as string]: withinRange(params.q1, (p / (1 - p)) * others) };
}
