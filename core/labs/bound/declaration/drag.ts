// What dragging a handle of q sets: a point on the picture becomes parameters of q.
import { type BoundValues, params } from './params.ts';

/** Four digits are as much as a hand can mean. */
const held = (x: number) => Number(x.toPrecision(4));
export const within = (name: keyof typeof params, x: number) => {
  const { min, max } = params[name] as { min: number; max: number };
  return held(Math.min(max, Math.max(min, x)));
};

/** Sets q's mean (row 0) or width (row 1) by a point on its curve. */
export function dragOnCurve({ x, row }: { x: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (values.model === 'coin') {
    const [a, b] = [values.qA, values.qB];
    const mean = a / (a + b);
    const at = Math.min(0.999, Math.max(0.001, x));
    // The mean keeps a + b; the width keeps the mean: variance = mean (1 − mean) / (a + b + 1).
    const total = row === 0 ? a + b : (mean * (1 - mean)) / Math.max(1e-9, (at - mean) ** 2) - 1;
    const centre = row === 0 ? at : mean;
    return { qA: within('qA', centre * total), qB: within('qB', (1 - centre) * total) };
  }
  if (values.model === 'poisson') {
    const mean = values.qShape / values.qRate;
    const variance = row === 0 ? values.qShape / values.qRate ** 2 : Math.max(1e-9, (x - mean) ** 2);
    const centre = row === 0 ? Math.max(1e-3, x) : mean;
    return { qShape: within('qShape', centre ** 2 / variance), qRate: within('qRate', centre / variance) };
  }
  return row === 0 ? { qMean: within('qMean', x) } : { qSd: within('qSd', Math.abs(x - values.qMean)) };
}

export function dragInPlane({ x, y, row }: { x: number; y: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (row === 1) return { qSd: within('qSd', Math.abs(x - values.qMean)) };
  if (row === 2) return { qSd2: within('qSd2', Math.abs(y - values.qMean2)) };
  return { qMean: within('qMean', x), qMean2: within('qMean2', y) };
}

/** Sets the probability of one state, the weights of the others staying as they are. */
export function dragState(y: number, row: number, values: BoundValues): Partial<BoundValues> {
  const weights = Array.from({ length: values.states }, (_, i) => values[`q${i + 1}` as 'q1']);
  const others = weights.reduce((sum, w, i) => (i === row ? sum : sum + w), 0);
  const p = Math.min(0.999, Math.max(0.001, y));
  return { [`q${row + 1}`]: within('q1', (p / (1 - p)) * others) };
}
