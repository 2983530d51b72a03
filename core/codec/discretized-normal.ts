// A latent coordinate as one of 2^bits intervals that N(0, 1) makes equally likely: under the prior it costs exactly `bits`, under
// N(mean, sd²) what that leaves of it (Townsend, Bird and Barber 2019, appendix B).
import { normalCdf, normalQuantile } from '../math/special.ts';
import { logNormalDensity } from '../prob/normal.ts';
import { type AnsStack, PRECISION, peek, pop, push } from './ans.ts';
import { ownerOf } from './categorical.ts';

/** Intervals of the line. */
export interface Intervals {
  /** Their ends, one more than there are intervals, from −∞ to ∞. */
  readonly edges: Float64Array;
  /** What stands for each. */
  readonly centres: Float64Array;
}

/** 2^bits intervals of equal mass under N(0, 1), each stood for by the quantile in the middle of its mass. */
export interface Buckets extends Intervals {
  readonly bits: number;
}

/** `count` intervals of one width, the first about `low`; the outermost reach to infinity. Throws RangeError. */
export function createGrid(low: number, width: number, count: number): Intervals {
  if (!(width > 0 && Number.isInteger(count) && count >= 2 && count <= 2 ** 20))
    throw new RangeError(`expected 2 to ${2 ** 20} intervals of positive width, got ${count} of ${width}`);
  const edge = (i: number) => (i === 0 ? Number.NEGATIVE_INFINITY : i === count ? Number.POSITIVE_INFINITY : low + (i - 0.5) * width);
  return {
    edges: Float64Array.from({ length: count + 1 }, (_, i) => edge(i)),
    centres: Float64Array.from({ length: count }, (_, i) => low + i * width),
  };
}

const TOTAL = 2 ** PRECISION;

/** The intervals for 1 to 16 bits. Throws RangeError. */
export function createBuckets(bits: number): Buckets {
  if (!(Number.isInteger(bits) && bits >= 1 && bits <= 16)) throw new RangeError(`expected 1 to 16 bits, got ${bits}`);
  const count = 2 ** bits;
  // By symmetry, so that zero is an edge exactly.
  const quantile = (p: number) =>
    p > 0.5 ? -normalQuantile(1 - p) : p === 0.5 ? 0 : p === 0 ? Number.NEGATIVE_INFINITY : normalQuantile(p);
  return {
    bits,
    edges: Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? Number.POSITIVE_INFINITY : quantile(i / count))),
    centres: Float64Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count)),
  };
}

/**
 * The first slot of interval i of n under N(mean, sd²): i + ⌊(2²⁴ − n) Φ((edge − mean)/sd)⌋. The share n/2²⁴ is spread evenly, so that
 * every interval owns a slot. Φ is made of additions and multiplications, hence the same bits on every host.
 */
export const normalStart = ({ edges }: Intervals, mean: number, sd: number, i: number): number =>
  i + Math.floor((TOTAL + 1 - edges.length) * normalCdf(((edges[i] as number) - mean) / sd));

/** The same without that share, ⌊2²⁴ Φ⌋: intervals far out own nothing. A choice that the message makes never falls on them. */
const choiceStart = ({ edges }: Intervals, mean: number, sd: number, i: number): number =>
  Math.floor(TOTAL * normalCdf(((edges[i] as number) - mean) / sd));

type StartOf = typeof normalStart;

function check(mean: number, sd: number) {
  if (!(Number.isFinite(mean) && sd > 0 && sd < Number.POSITIVE_INFINITY))
    throw new RangeError(`expected a finite mean and a positive sd, got ${mean} and ${sd}`);
}

function pushBy(startOf: StartOf, stack: AnsStack, i: number, intervals: Intervals, mean: number, sd: number): void {
  check(mean, sd);
  const start = startOf(intervals, mean, sd, i);
  push(stack, start, startOf(intervals, mean, sd, i + 1) - start);
}

function popBy(startOf: StartOf, stack: AnsStack, intervals: Intervals, mean: number, sd: number): number {
  check(mean, sd);
  const at = (i: number) => startOf(intervals, mean, sd, i);
  const i = ownerOf(peek(stack), intervals.centres.length, at);
  const start = at(i);
  pop(stack, start, at(i + 1) - start);
  return i;
}

/** Pushes interval `i` under N(mean, sd²). Throws RangeError. */
export const pushNormal = (stack: AnsStack, i: number, intervals: Intervals, mean: number, sd: number): void =>
  pushBy(normalStart, stack, i, intervals, mean, sd);

/** Pops what `pushNormal` pushed under the same normal. Throws RangeError, and InputError where the message ends before. */
export const popNormal = (stack: AnsStack, intervals: Intervals, mean: number, sd: number): number =>
  popBy(normalStart, stack, intervals, mean, sd);

/**
 * What interval `i` of a grid costs less as `pushNormal` codes it than by the density at its centre times the width of all, in bits: the mass
 * of a wide one is another, the outermost two reach to infinity, and however far out one is, it owns a slot of 2²⁴. Less than 0 where it costs
 * more.
 */
export function savedByIntervals(intervals: Intervals, i: number, mean: number, sd: number): number {
  const { centres } = intervals;
  const [centre, beside] = [centres[i] as number, centres[i === 0 ? 1 : i - 1] as number];
  const width = Math.abs(centre - beside);
  const slots = normalStart(intervals, mean, sd, i + 1) - normalStart(intervals, mean, sd, i);
  const byDensity = -(logNormalDensity(centre, mean, sd) + Math.log(width)) / Math.LN2;
  return byDensity - (PRECISION - Math.log2(slots));
}

/** Has the message choose an interval under N(mean, sd²). Throws RangeError, and InputError where there is nothing to choose by. */
export const popChoice = (stack: AnsStack, intervals: Intervals, mean: number, sd: number): number =>
  popBy(choiceStart, stack, intervals, mean, sd);

/** Gives back the bits that chose interval `i`. Throws RangeError, also for one that is never chosen. */
export const pushChoice = (stack: AnsStack, i: number, intervals: Intervals, mean: number, sd: number): void =>
  pushBy(choiceStart, stack, i, intervals, mean, sd);
