// What the Bound lab asks of a model: prior and likelihood, the exact terms of the bound for its q, and the posterior at any temperature.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { Tempered } from '../../../inference/tempered/tempered.ts';
import type { Estimate } from '../../../math/quadrature.ts';
import type { Family, Parameters } from '../../../prob/family.ts';
import type { Regressions } from './polynomials.ts';

export { type Summary, summarize } from '../../../math/summary.ts';

export type Point = readonly number[];

/** A model with its data. Every term is in nats, at temperature 1, exact or by quadrature to 1e-10. */
export interface Model {
  readonly family: Family;
  /** How many numbers a point has: 1 or 2; or a state. */
  readonly space: 'states' | 'line' | 'plane';
  /** log P(X), with the estimated error of its quadrature (0 where it is a closed form). */
  readonly logEvidence: Estimate;
  /** log P of what is counted alone, whatever the order in which it came, where that is another number. */
  readonly logEvidenceOfCounts?: number;
  /** Mean and variance of the next number that will be seen, under the posterior; where there is a closed form. */
  readonly predictive?: { readonly mean: number; readonly variance: number };
  /** γ of the likeliest hypothesis, where they are linear regressions, which have more to show. */
  readonly effectiveParameters?: number;
  readonly regressions?: Regressions;
  /** The q that is the posterior, where the family holds it. */
  readonly posterior?: Parameters;
  /** E_q[log P(X|Θ)]. */
  accuracy(q: Parameters): number;
  /** −E_q[log P(Θ)]. */
  priorEnergy(q: Parameters): number;
  /** −E_q[log P(X, Θ)] to about 1e-4, where the exact one is too slow for a picture of many q. */
  roughEnergy?(q: Parameters): number;
  /** KL(q‖P(Θ)). */
  complexity(q: Parameters): number;
  /** KL(q‖P(Θ|X)), computed apart from the other terms. */
  gap(q: Parameters): number;
  logPrior(point: Point): number;
  logLikelihood(point: Point): number;
  /**
   * The highest temperature at which P(X, Θ)^{1/T} has no finite integral, where there is one: up to it there is no Q_T, and F falls without
   * end as q gathers where the density has none.
   */
  readonly improperUpTo?: number;
  /** The lowest temperature from which on there is none, because it spreads without end. */
  readonly improperFrom?: number;
  /** Throws RangeError where there is no Q_T. */
  tempered(temperature: number): Tempered;
  /** Energy and entropy of Q_T at many temperatures, where there is a quicker way than one by one. */
  path?(temperatures: readonly number[]): readonly Pick<Tempered, 'energy' | 'entropy'>[];
  /** Where the pictures look: one interval a coordinate. */
  readonly window: readonly (readonly [number, number])[];
}

/** `improperUpTo` of a density with these exponents θ^{a − 1} at its ends, tempered: 1 + (a − 1)/T must be positive. */
export function improperEnds(exponents: readonly number[]): Pick<Model, 'improperUpTo'> {
  const improperUpTo = 1 - Math.min(...exponents);
  return improperUpTo > 0 ? { improperUpTo } : {};
}

/** Throws RangeError where the model has no Q_T. */
export function requireProper({ improperUpTo = Number.NEGATIVE_INFINITY }: Pick<Model, 'improperUpTo'>, temperature: number): void {
  if (temperature <= improperUpTo) throw new RangeError(`temperature: expected above ${improperUpTo}, got ${temperature}`);
}

/** The first `count` columns of the data. Throws InputError where there are fewer, or no rows. */
export function columnsOf(data: Dataset, count: number, what: string): Float64Array[] {
  const columns = Object.values(data.columns).slice(0, count);
  if (columns.length < count) throw new InputError('data', `${count} columns (${what})`, `${columns.length} in ${data.name}`);
  if (columns[0]?.length === 0) throw new InputError('data', 'at least one row', `none in ${data.name}`);
  return columns;
}

/** Throws InputError naming the first number of the column that is not what the model takes. */
export function requireEach(column: Float64Array, what: string, valid: (x: number) => boolean): void {
  const row = column.findIndex((x) => !valid(x));
  if (row >= 0) throw new InputError('data', what, `${column[row]} in row ${row + 1}`);
}

export const binary = (x: number): boolean => x === 0 || x === 1;
