// What is to be seen, in sentences read off the numbers: exact ones where there are, else measured ones and said to be so.
import { type EstimatorName, estimatorNames } from '../../../inference/estimators/estimators.ts';
import { certificatesOf } from '../../../lab/certificate.ts';
import { fineNumber } from '../../../lab/number-text.ts';
import type { Result } from '../../../lab/result.ts';
import { certificates } from './certificates.ts';
import { type EstimatorsValues, shortNames } from './params.ts';
import { shownEstimators } from './shown.ts';

export type Seen = Pick<Result, 'scalars' | 'tables'>;

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'none') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const listed = (names: readonly EstimatorName[]): string => list(names.map((name) => shortNames[name]));

interface Row {
  readonly name: EstimatorName;
  /** Of one draw, exactly: NaN where nobody knows. */
  readonly expected: number;
  readonly variance: number;
  readonly signal: number;
}

/** What is exactly known of those that are shown. */
function rowsOf({ tables: { now } }: Seen): readonly Row[] {
  return Array.from(now?.estimator ?? [], (kind, row) => {
    const [expected, variance] = [now?.expected?.[row] ?? Number.NaN, now?.exact?.[row] ?? Number.NaN];
    return { name: estimatorNames[kind] as EstimatorName, expected, variance, signal: Math.abs(expected) / Math.sqrt(variance) };
  });
}

/** Within rounding of each other: what two ways of computing leave apart. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-7 * Math.max(1, Math.abs(a), Math.abs(b));

/** Which of those that are shown miss the gradient on average. */
function bias(seen: Seen): string {
  const gradient = seen.scalars.trueGradient ?? Number.NaN;
  const rows = rowsOf(seen);
  const biased = rows.filter(({ expected }) => Number.isFinite(expected) && !near(expected, gradient)).map(({ name }) => name);
  const unknown = rows.filter(({ expected }) => !Number.isFinite(expected)).map(({ name }) => name);
  const found = new Set(certificatesOf(certificates, { ...seen, grids: {} }).flatMap(({ name, holds }) => (holds ? [] : [name])));
  const missing = unknown.filter((name) => found.has(`${name}Mean`));
  const said = [
    ...(biased.length > 0 ? [`Biased: ${listed(biased)}.`] : []),
    ...(missing.length > 0 ? [`Biased, as measured: ${listed(missing)}.`] : []),
  ];
  if (said.length > 0) return said.join(' ');
  if (unknown.length > 0) return `No bias is seen.`;
  return rows.length === 1 ? 'It is unbiased.' : 'All are unbiased.';
}

/** Those of whom `number` is most, or least: several where they are equal. */
function first(rows: readonly Row[], number: (row: Row) => number, sign: 1 | -1): readonly Row[] {
  const known = rows.filter((row) => Number.isFinite(number(row)));
  const best = sign * Math.max(...known.map((row) => sign * number(row)));
  return known.filter((row) => near(number(row), best));
}

const namesOf = (rows: readonly Row[]) => listed(rows.map(({ name }) => name));

/** Of one draw, who has the least variance and who the most, as formulas have it. */
export const varianceSentence = (seen: Seen): string => {
  const rows = rowsOf(seen);
  const [least, most] = [first(rows, ({ variance }) => variance, -1), first(rows, ({ variance }) => variance, 1)];
  if (least.length === 0) return `The variances are not known exactly here. ${bias(seen)}`;
  const leastClause = `Variance of one draw, exact: least ${namesOf(least)}, ${fineNumber(least[0]?.variance as number)}`;
  const other = most.some((row) => least.includes(row)) ? '' : `; most ${namesOf(most)}, ${fineNumber(most[0]?.variance as number)}`;
  return `${leastClause}${other}. ${bias(seen)}`;
};

export function sentence(seen: Seen, values: EstimatorsValues): string {
  const { trueGradient = Number.NaN, varianceRatio: ratio } = seen.scalars;
  const gradient = `The true gradient is ${fineNumber(trueGradient)}.`;
  const both = ['scoreFunction', 'pathwise'] as const;
  const names = shownEstimators(values);
  if (ratio === undefined || !both.every((name) => names.includes(name))) return `${gradient} ${varianceSentence(seen)}`;
  const times = `ne draw of the score function has ${fineNumber(ratio)} times the variance of a pathwise one`;
  return `${gradient} ${ratio < 1 ? 'Here the score function wins: o' : 'O'}${times}. ${bias(seen)}`;
}

export const signalSentence = (seen: Seen): string => {
  const loudest = first(rowsOf(seen), ({ signal }) => signal, 1);
  if (loudest.length === 0) return `Signal and noise are not known exactly here. ${bias(seen)}`;
  if (near(loudest[0]?.signal as number, 0)) return `There is no signal: each expects a gradient of 0. ${bias(seen)}`;
  return `Signal over noise of one draw, exact: most ${namesOf(loudest)}, ${fineNumber(loudest[0]?.signal as number)}. ${bias(seen)}`;
};

/** Who reads the draws, and which way the truth goes. */
export const arrowsSentence = (seen: Seen): string => {
  const { arrows, truthArrow } = seen.tables;
  const readers = estimatorNames.filter((_, kind) => arrows?.estimator?.includes(kind));
  const way = (truthArrow?.toX?.[0] ?? 0) - (truthArrow?.x?.[0] ?? 0);
  const goes = near(seen.scalars.trueGradient ?? 0, 0) ? 'nowhere' : way < 0 ? 'left' : 'right';
  const truth = `the true step goes ${goes}`;
  if (readers.length === 0) return `q, and the true gradient: ${truth}. None of those shown reads single draws.`;
  return `A few draws of q, and the step downhill that each suggests to ${listed(readers)}; ${truth}.`;
};

export const levelsSentence = (seen: Seen): string => {
  const { levels, levelsSay } = seen.tables;
  const readers = estimatorNames.filter((_, kind) => levelsSay?.estimator?.includes(kind));
  const chances = `Probabilities of ${levels?.level?.length ?? 0} values`;
  if (readers.length === 0) return `${chances}. None of those shown reads single values.`;
  return `${chances}, and what each says of the derivative to ${listed(readers)}.`;
};

export const baselineSentence = ({ tables: { baselineNow, baselinePoints } }: Seen): string => {
  const at = (table: typeof baselineNow, column: string, row: number) => fineNumber(table?.[column]?.[row] ?? Number.NaN);
  const best = baselinePoints?.estimator?.indexOf(estimatorNames.indexOf('optimalBaseline')) ?? -1;
  return `At b = ${at(baselineNow, 'baseline', 0)} the variance of one draw is ${at(baselineNow, 'variance', 0)}, at ${at(baselinePoints, 'baseline', best)} it is least, ${at(baselinePoints, 'variance', best)}; both exact.`;
};

export const batchSentence = (seen: Seen): string => {
  const variances = rowsOf(seen).flatMap(({ name, variance }) =>
    Number.isFinite(variance) ? [`${shortNames[name]} ${fineNumber(variance)}`] : [],
  );
  return variances.length === 0
    ? 'The variances are not known exactly here.'
    : `Variance of one draw at this batch, exact: ${variances.join(', ')}.`;
};

export const relaxationSentence = (seen: Seen): string => {
  const gradient = seen.scalars.trueGradient ?? Number.NaN;
  const clauses = rowsOf(seen)
    .filter(({ name, variance }) => (name === 'gumbelSoftmax' || name === 'rebar') && Number.isFinite(variance))
    .map(({ name, expected, variance }) => {
      const off = near(expected, gradient) ? 'unbiased' : `off by ${fineNumber(expected - gradient)}`;
      return `${shortNames[name]} is ${off}, with a variance of ${fineNumber(variance)}`;
    });
  return clauses.length === 0 ? 'None of those shown relaxes its draws.' : `At this λ, exact: ${clauses.join('; ')}.`;
};

export const raceSentence = ({ tables: { race } }: Seen): string => {
  const last = new Map<number, number>();
  race?.estimator?.forEach((kind, i) => {
    const f = race.freeEnergy?.[i];
    if (f !== undefined && Number.isFinite(f)) last.set(kind, f);
  });
  if (Math.max(0, ...(race?.step ?? [])) === 0) return 'The race has not begun.';
  const lowest = Math.min(...last.values());
  const leaders = [...last].flatMap(([kind, f]) => (near(f, lowest) ? [estimatorNames[kind] as EstimatorName] : []));
  return leaders.length === 0
    ? 'Nobody is in sight.'
    : `Lowest by now, as a mean of five seeds: ${listed(leaders)}, at F = ${fineNumber(lowest)}.`;
};
