// Running moments of estimates, and how those of S draws are distributed.
import type { Estimator } from '../../../inference/estimators/estimator.ts';
import type { Moments, Problem } from '../../../inference/estimators/problem.ts';
import { meanOf } from '../../../math/mean.ts';
import type { Random } from '../../../prob/random.ts';

/** Sums of powers of (estimate − shift), the zeroth, their count, to the eighth; the shift being the first mean, nothing is lost far from 0. */
interface Sums {
  readonly shift: number;
  readonly powers: Float64Array;
}

export interface Measured {
  readonly estimator: Estimator;
  readonly random: Random;
  readonly sums: Sums;
  /** Estimates of S draws each, in bins over `span`. */
  readonly bins: Float64Array;
  readonly span: readonly [number, number];
  /** Variance of an estimate of S draws, measured at the start, by S. */
  readonly bySamples: readonly { readonly samples: number; readonly variance: number }[];
}

const BINS = 120;

const HIGHEST = 8;

function add({ shift, powers }: Sums, estimates: Float64Array): void {
  for (let i = 0; i < estimates.length; i += 1) {
    const d = (estimates[i] as number) - shift;
    let power = 1;
    for (let k = 0; k <= HIGHEST; k += 1) {
      powers[k] = (powers[k] as number) + power;
      power *= d;
    }
  }
}

/** The moments about the mean, up to the eighth, and the mean less the shift. */
function centralMoments({ powers }: Sums): { readonly m: number; readonly central: readonly number[] } {
  const [count = 0, first = 0] = powers;
  const m = first / count;
  const central = Array.from({ length: HIGHEST + 1 }, (_, k) => {
    // C(k, j) (−m)^{k − j}, from j = k down.
    let [sum, factor] = [0, 1];
    for (let j = k; j >= 0; j -= 1) {
      sum += (factor * (powers[j] as number)) / count;
      factor = (-factor * m * j) / (k - j + 1);
    }
    return k % 2 === 0 ? Math.max(0, sum) : sum;
  });
  return { m, central };
}

export interface Summary {
  /** Draws behind the estimates. */
  readonly draws: number;
  /** Of the estimates, with its standard error. */
  readonly mean: number;
  readonly meanError: number;
  /** Of one draw, and the standard error of that, √((m₄ − m₂²)/n). */
  readonly variance: number;
  readonly varianceError: number;
  /**
   * Normal squares that would tell that error as well as these: 2n/(κ − 1) degrees of freedom, κ being the kurtosis of the squares, and one more;
   * a thousand are as good as any number. Few where rare estimates are large; NaN where all are alike.
   */
  readonly varianceDraws: number;
}

const ENOUGH = 1000;

/** Squares that spread less than this share of their size are alike: their kurtosis has no digits. */
const ALIKE = 1e-7;

export function summaryOf({ sums, estimator }: Measured): Summary {
  const { shift, powers } = sums;
  const { m, central } = centralMoments(sums);
  const [count, , m2, , m4, , m6, , m8] = [powers[0], ...central.slice(1)] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const spread = Math.max(0, m4 - m2 * m2);
  const kurtosis = (m8 - 4 * m2 * m6 + 6 * m2 * m2 * m4 - 3 * m2 * m2 * m2 * m2) / (spread * spread);
  const degrees = spread > ALIKE * m4 ? Math.floor((2 * count) / (kurtosis - 1)) : ENOUGH;
  const { group } = estimator;
  return {
    draws: group * count,
    mean: shift + m,
    meanError: Math.sqrt(m2 / (count - 1)),
    variance: (m2 * group * count) / (count - 1),
    varianceError: group * Math.sqrt(spread / count),
    varianceDraws: m2 > 0 ? 1 + Math.min(ENOUGH, Math.max(1, degrees)) : Number.NaN,
  };
}

/** How many estimates are averaged to have S draws. */
const averaged = ({ group }: Estimator, samples: number): number => Math.max(1, Math.floor(samples / group));

function bin({ bins, span }: Measured, estimate: number): void {
  const at = Math.floor(((estimate - span[0]) / (span[1] - span[0])) * BINS);
  if (at >= 0 && at < BINS) bins[at] = (bins[at] as number) + 1;
}

function binAverages(measured: Measured, estimates: Float64Array, samples: number): void {
  const each = averaged(measured.estimator, samples);
  for (let from = 0; from + each <= estimates.length; from += each) {
    let sum = 0;
    for (let i = from; i < from + each; i += 1) sum += estimates[i] as number;
    bin(measured, sum / each);
  }
}

const draw = ({ estimator, random }: Pick<Measured, 'estimator' | 'random'>, problem: Problem, count: number): Float64Array => {
  const out = new Float64Array(count);
  estimator.sample(problem, count, 1, random, out);
  return out;
};

/** Of averages of `each` estimates. */
function varianceOfMeans(estimates: Float64Array, each: number, mean: number): number {
  const count = Math.floor(estimates.length / each);
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    let d = 0;
    for (let i = k * each; i < (k + 1) * each; i += 1) d += (estimates[i] as number) - mean;
    sum += (d / each) ** 2;
  }
  return sum / count;
}

/** Powers of 2 up to this, of which at least 64 means can be had. */
const MOST_SAMPLES = 256;

/** The first `count` estimates, with bins over `span`. */
export function measure(
  estimator: Estimator,
  problem: Problem,
  random: Random,
  count: number,
  samples: number,
  span: readonly [number, number],
): Measured {
  const estimates = draw({ estimator, random }, problem, count);
  const shift = meanOf(estimates.subarray(0, Math.min(count, 64)));
  const bySamples: { samples: number; variance: number }[] = [];
  const mean = meanOf(estimates);
  for (let each = 1; each * estimator.group <= MOST_SAMPLES && count / each >= 64; each *= 2)
    bySamples.push({ samples: each * estimator.group, variance: varianceOfMeans(estimates, each, mean) });
  const measured: Measured = {
    estimator,
    random,
    sums: { shift, powers: new Float64Array(HIGHEST + 1) },
    bins: new Float64Array(BINS),
    span,
    bySamples,
  };
  add(measured.sums, estimates);
  binAverages(measured, estimates, samples);
  return measured;
}

/** More of them: `count` estimates of S draws. */
export function measureMore(measured: Measured, problem: Problem, count: number, samples: number): void {
  const estimates = draw(measured, problem, count * averaged(measured.estimator, samples));
  add(measured.sums, estimates);
  binAverages(measured, estimates, samples);
}

/** Variance of one draw, of `count` estimates that are not kept. */
export function measureVariance(estimator: Estimator, problem: Problem, random: Random, count: number): number {
  const estimates = draw({ estimator, random }, problem, count);
  return varianceOfMeans(estimates, 1, meanOf(estimates)) * estimator.group;
}

/** The span that shows most of the estimates of S draws: about the truth, four of the widest standard deviations. */
export function spanOf(gradient: number, moments: readonly (Moments | undefined)[], samples: number): readonly [number, number] {
  const widest = Math.max(
    0,
    ...moments.map((each) => (each ? Math.sqrt(each.variance / samples) + Math.abs(each.mean - gradient) / 3 : 0)),
  );
  const half = 3.5 * widest || Math.max(1, Math.abs(gradient));
  return [gradient - half, gradient + half];
}
