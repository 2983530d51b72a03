// What values become when a data set is chosen or opened.
import type { Dataset } from '../../../data/dataset.ts';
import { toScale } from '../../to-scale.ts';
import { binary, requireEach, summarize } from '../model/model.ts';
import type { BoundValues } from './params.ts';

/** What the columns of numbers are to each model, the first ones in their order. */
export function rolesOf(model: BoundValues['model']): readonly string[] {
  switch (model) {
    case 'states':
      return [];
    case 'gaussian':
    case 'bimodal':
    case 'banana':
    case 'unknownNoise':
      return ['numbers seen'];
    case 'coin':
      return ['tosses, 0 or 1'];
    case 'poisson':
      return ['counts'];
    case 'logistic':
      return ['x', 'label, 0 or 1'];
    case 'correlated':
    case 'polynomials':
      return ['x', 'y'];
    case 'eightSchools':
      return ['effects', 'standard errors'];
  }
}

const rounded = (x: number, spread = Math.abs(x)) => toScale(x, spread, 3);

/** How far numbers lie apart, and how far they reach from 0. */
function scaleOf(y: Float64Array) {
  const { n, mean, scatter } = summarize(y);
  const spread = Math.sqrt(scatter / n) || Math.abs(mean) || 1;
  return { mean, spread, reach: Math.abs(mean) + 2 * spread };
}

/** Values on the scale of data that were just chosen: what they replace, and priors and q wide enough to see them. */
export function adopt(values: BoundValues, data: Dataset): Partial<BoundValues> {
  const columns = Object.values(data.columns);
  const first = columns[0] ?? new Float64Array();
  if (first.length === 0) return {};
  const { n, mean, scatter } = summarize(first);
  // Of numbers that are all the same, their size.
  const sd = Math.sqrt(scatter / n) || Math.abs(mean) || 1;
  switch (values.model) {
    case 'coin':
      requireEach(first, '0 for tails or 1 for heads', binary);
      return { heads: first.reduce((sum, x) => sum + x, 0), tosses: n };
    case 'gaussian':
    case 'bimodal':
    case 'banana':
      return {
        priorMean: rounded(mean, sd),
        priorSd: rounded(2 * sd),
        noiseSd: rounded(sd),
        qMean: rounded(mean + sd / Math.sqrt(n), sd / Math.sqrt(n)),
        qSd: rounded((2 * sd) / Math.sqrt(n)),
      };
    case 'unknownNoise':
      return {
        priorMean: rounded(mean, sd),
        noiseGuess: rounded(sd),
        qMean: rounded(mean + sd / Math.sqrt(n), sd / Math.sqrt(n)),
        qSd: rounded((2 * sd) / Math.sqrt(n)),
        qMean2: rounded(Math.log(sd), 1),
        qSd2: rounded(Math.SQRT2 / Math.sqrt(n)),
      };
    case 'poisson':
      // About the posterior, twice as wide.
      return { qShape: rounded((mean * n) / 4 + 1), qRate: rounded(n / 4) };
    case 'polynomials': {
      const y = columns[1];
      if (!y) return {};
      const { spread, reach } = scaleOf(y);
      return { priorSd: rounded(reach), noiseSd: rounded(spread / 2) };
    }
    case 'correlated': {
      const y = columns[1];
      if (!y) return {};
      const { mean: height, spread, reach } = scaleOf(y);
      // A slope is in units of y over those of x.
      const slopeScale = Math.hypot(mean, Math.sqrt(scatter / n)) || 1;
      return {
        priorSd: rounded(Math.max(reach, spread / slopeScale)),
        noiseSd: rounded(spread / 2),
        qMean: rounded(height, spread),
        qSd: rounded(spread / 2),
        qMean2: 0,
        qSd2: rounded(spread / 2 / slopeScale),
      };
    }
    case 'logistic':
    case 'eightSchools':
    case 'states':
      return {};
  }
}
