// What values become when a target with data is chosen, or numbers of the user's are opened.
import type { Dataset } from '../../../data/dataset.ts';
import { rowsOf } from '../model/regression.ts';
import type { SamplersValues } from './params.ts';

/** A step size, a batch and a noise that suit the data: the posterior of N rows is about √N narrower than the prior. */
export function adopt(values: SamplersValues, data: Dataset): Partial<SamplersValues> {
  if (values.target === 'mixture') {
    return { stepSize: 0.19955147751417368, stepSizeOffset: 231.06611826559487, stepSizeDecay: 0.55, batchSize: 1, startX: 0, startY: 1 };
  }
  const { y, binary } = rowsOf(data);
  const stepSize = Number((binary ? 1 / y.length : 0.05 / y.length).toPrecision(1));
  return { stepSize, stepSizeDecay: 0, batchSize: Math.max(1, Math.min(30, Math.round(y.length / 10))), startX: 0, startY: 0 };
}
