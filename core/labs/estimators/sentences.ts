// What is to be seen, in sentences read off the numbers.
import { estimatorNames } from '../../inference/estimators/estimators.ts';
import type { Result } from '../../lab/result.ts';
import { type EstimatorsValues, shortNames } from './params.ts';
import { isBiased, shownEstimators } from './shown.ts';

const kindNames = estimatorNames.map((name) => shortNames[name]);

export type Seen = Pick<Result, 'scalars' | 'tables'>;

export const shown = (x: number | undefined, digits = 3): string =>
  x === undefined || !Number.isFinite(x) ? 'unknown' : String(Number(x.toPrecision(digits))).replace('-', '−');

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'none') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Which estimators are expected to miss the gradient. */
const biasSentence = (values: EstimatorsValues): string => {
  const biased = shownEstimators(values).filter((name) => isBiased(name, values));
  if (biased.length === 0) return 'All of them are unbiased.';
  const names = list(biased.map((name) => shortNames[name]));
  if (values.problem === 'step') return `A jump has no slope: ${names} gives 0 and is biased, where the score function is not.`;
  return `Biased: ${names}.`;
};

export function sentence({ scalars }: Seen, values: EstimatorsValues): string {
  const ratio = scalars.varianceRatio;
  const gradient = `The gradient is ${shown(scalars.trueGradient)}.`;
  if (ratio !== undefined && shownEstimators(values).some((name) => name === 'scoreFunction')) {
    const told =
      ratio >= 1
        ? `one draw of the score function has ${shown(ratio)} times the variance of a pathwise one`
        : `the score function wins: its variance is ${shown(ratio)} of the pathwise one`;
    return `${gradient} Here ${told}. ${biasSentence(values)}`;
  }
  if (values.problem === 'layer' || values.problem === 'logistic')
    return `${gradient} Local noise has a variance of ${shown(scalars.localPathwiseVarianceExact)}, one weight sample for the batch ${shown(scalars.pathwiseVarianceExact)}.`;
  return `${gradient} ${biasSentence(values)}`;
}

export const biasOrVariance = ({ tables: { now } }: Seen, values: EstimatorsValues): string => {
  const rows = [...(now?.variance ?? [])].map((variance, i) => ({ variance, name: kindNames[now?.estimator?.[i] as number] as string }));
  const [best] = rows.toSorted((a, b) => a.variance - b.variance);
  return `The least variance has ${best?.name ?? 'none'}, ${shown(best?.variance)} a draw. ${biasSentence(values)}`;
};

export const raceSentence = ({ tables: { race } }: Seen): string => {
  const last = new Map<number, number>();
  race?.estimator?.forEach((kind, i) => {
    const f = race.freeEnergy?.[i];
    if (f !== undefined && Number.isFinite(f)) last.set(kind, f);
  });
  const [leader] = [...last].toSorted(([, a], [, b]) => a - b);
  return leader ? `Lowest by now: ${kindNames[leader[0]]}, at F = ${shown(leader[1], 4)}.` : 'The race has not begun.';
};
