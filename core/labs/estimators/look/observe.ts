// What is seen of a run.
import { polynomialVariances } from '../../../inference/estimators/problems/polynomial.ts';
import { optimalBaselineOf, scoreMoments } from '../../../inference/estimators/score-function.ts';
import { copied, keep } from '../../../lab/keep.ts';
import { meanOf } from '../../../math/mean.ts';
import type { EstimatorScalars } from '../declaration/outputs.ts';
import type { EstimatorsValues } from '../declaration/params.ts';
import { categoryOf, isBiased } from '../declaration/shown.ts';
import { summaryOf } from '../model/measured.ts';
import { isDiscrete } from '../run/problem-of.ts';
import { freeEnergiesOf, type Racer } from '../run/race.ts';
import type { EstimatorsState } from '../run/state.ts';
import { arrowsOf } from './arrows.ts';
import { byBatch, byNoise } from './batches.ts';
import { byBaseline, byDimension, bySamples, byTemperature, byWidth, columnsOf } from './curves.ts';
import { levelsOf } from './levels.ts';

/** Closed forms of the card, where f is a power and q has one width. */
function closedOf({ problem, centre, qMean, qSd, dimension, derivative }: EstimatorsValues) {
  if (problem !== 'quadratic' && problem !== 'quartic') return {};
  const { pathwise, scoreFunction } = polynomialVariances(problem === 'quadratic' ? 2 : 4, qMean - centre, qSd, dimension, derivative);
  return { closedPathwise: pathwise, closedScoreFunction: scoreFunction };
}

function scalarsOf(state: EstimatorsState, values: EstimatorsValues) {
  const { problem, estimators, race } = state;
  const { exact } = problem;
  const own: Record<string, number> = {};
  let stray = 0;
  for (const { name, estimator, measured } of estimators) {
    const { draws, mean, meanError, variance, varianceError, varianceDraws } = summaryOf(measured);
    const moments = estimator.moments(exact);
    own[`${name}Mean`] = mean;
    // Draws that are alike by chance would say that there is none.
    own[`${name}MeanError`] = moments ? Math.sqrt(moments.variance / draws) : meanError;
    own[`${name}Bias`] = mean - exact.gradient;
    own[`${name}Variance`] = variance;
    if (variance > 0 || moments?.variance === 0) own[`${name}VarianceError`] = varianceError;
    if (Number.isFinite(varianceDraws)) own[`${name}VarianceDraws`] = varianceDraws;
    if (variance > 0) own[`${name}SignalToNoise`] = Math.abs(mean) / Math.sqrt(variance);
    if (!moments) continue;
    own[`${name}VarianceExact`] = moments.variance;
    if (!isBiased(name, values)) stray = Math.max(stray, Math.abs(moments.mean - exact.gradient) / Math.max(1, Math.abs(exact.gradient)));
  }
  for (const racer of race.racers) own[`${racer.name}FreeEnergy`] = meanOf(freeEnergiesOf(race, racer));
  const { energy, entropy } = race.course.terms(race.course.start());
  const ratio =
    exact.score && exact.pathwise && exact.pathwise.variance > 0
      ? { varianceRatio: scoreMoments(exact.score, 0).variance / exact.pathwise.variance }
      : {};
  return {
    energy,
    entropy,
    freeEnergy: energy - entropy,
    trueGradient: exact.gradient,
    expectationResidual: stray,
    ...(exact.score && { bestBaseline: optimalBaselineOf(exact.score) }),
    ...ratio,
    ...closedOf(values),
    ...(own as EstimatorScalars),
  };
}

/** A row an estimator, from the top: how its estimates of S draws are distributed, the tallest bin 0.85 high. */
function estimatesOf({ estimators }: EstimatorsState) {
  const rows = estimators.flatMap(({ name, measured: { bins, span } }, row) => {
    const tallest = Math.max(1, ...bins);
    const width = (span[1] - span[0]) / bins.length;
    return Array.from(bins, (count, at) => [span[0] + (at + 0.5) * width, row + 0.4 - (0.85 * count) / tallest, categoryOf(name)]);
  });
  return columnsOf(['gradient', 'row', 'estimator'], rows);
}

/** Free energy of the runs of an estimator along the way: their mean, the least and the most. */
function runsOf({ name, trail }: Racer) {
  return trail.map(({ step, milliseconds, freeEnergies }) => {
    const sorted = freeEnergies.toSorted((a, b) => a - b);
    return [step, milliseconds, meanOf(freeEnergies), sorted[0] as number, sorted.at(-1) as number, categoryOf(name)];
  });
}

/** Heights of the handles on curves: those of the estimator of most variance, so that they lie on a curve. */
function handlesOf({ estimators, problem }: EstimatorsState, { samples }: EstimatorsValues) {
  const known = estimators.flatMap(({ name, estimator }) => {
    const moments = estimator.moments(problem.exact);
    return moments && moments.variance > 0 ? [{ name, ...moments }] : [];
  });
  const of = (those: typeof known) => those.toSorted((a, b) => b.variance - a.variance)[0] ?? { variance: Number.NaN, mean: Number.NaN };
  const top = of(known);
  const relaxed = of(known.filter(({ name }) => name === 'gumbelSoftmax' || name === 'rebar'));
  return {
    variance: Float64Array.of(top.variance),
    signal: Float64Array.of(Math.abs(top.mean) / Math.sqrt(top.variance)),
    ofSamples: Float64Array.of(top.variance / samples),
    ofTemperature: Float64Array.of(relaxed.variance),
    ofBatch: Float64Array.of(of(known.filter(({ name }) => byNoise(name))).variance),
  };
}

const nowOf = ({ estimators, problem }: EstimatorsState) =>
  columnsOf(
    ['row', 'variance', 'exact', 'expected', 'signal', 'estimator'],
    estimators.map(({ name, estimator, measured }, row) => {
      const { mean, variance } = summaryOf(measured);
      const exact = estimator.moments(problem.exact);
      return [
        row,
        variance,
        exact?.variance ?? Number.NaN,
        exact?.mean ?? Number.NaN,
        Math.abs(mean) / Math.sqrt(variance),
        categoryOf(name),
      ];
    }),
  );

export function observe(state: EstimatorsState, values: EstimatorsValues) {
  const { problem, race } = state;
  const once = <T>(kind: string, make: () => T): T => keep(state.kept, kind, 0, make);
  const samples = once('samples', () => bySamples(state));
  // A curve over a parameter is the same wherever on it the run is.
  const over = <T>(axis: (keyof EstimatorsValues)[], make: () => T): T =>
    keep(
      state.ofRuns,
      axis.join(),
      JSON.stringify(values, (name, value) => ((axis as string[]).includes(name) ? undefined : value)),
      make,
    );
  const width = over([isDiscrete(values.problem) ? 'probability' : 'qSd'], () => byWidth(state, values));
  const dimension = over(['dimension'], () => byDimension(state, values));
  const batch = once('batch', () => byBatch(state, values));
  const arrows = once('arrows', () => arrowsOf(state, values));
  const levels = once('levels', () => levelsOf(state, values));
  const { score } = problem.exact;
  const baseline = score ? [[values.baseline, scoreMoments(score, values.baseline).variance]] : [];
  const known = score
    ? (
        [
          ['scoreFunction', 0],
          ['optimalBaseline', optimalBaselineOf(score)],
        ] as const
      ).map(([name, b]) => [b, scoreMoments(score, b).variance, categoryOf(name)])
    : [];
  const here = isDiscrete(values.problem) ? values.probability : values.qSd;
  const tables = {
    density: arrows.density,
    arrows: arrows.arrows,
    truthArrow: arrows.truth,
    onQ: { x: Float64Array.of(values.qMean, values.qMean + values.qSd), y: Float64Array.of(1, Math.exp(-0.5)) },
    levels: levels.probabilities,
    levelsSay: levels.says,
    estimates: estimatesOf(state),
    truth: { gradient: Float64Array.of(problem.exact.gradient) },
    now: nowOf(state),
    samplesCurve: samples.exact,
    samplesPoints: samples.measured,
    widthCurve: width.exact,
    widthPoints: width.measured,
    dimensionCurve: dimension.exact,
    dimensionPoints: dimension.measured,
    baselineCurve: once('baseline', () => byBaseline(state, values)),
    baselinePoints: columnsOf(['baseline', 'variance', 'estimator'], known),
    baselineNow: columnsOf(['baseline', 'variance'], baseline),
    batchCurve: batch.exact,
    batchPoints: batch.measured,
    batchParts: batch.parts,
    temperatureCurve: once('temperature', () => byTemperature(state, values)),
    here: {
      width: Float64Array.of(here),
      dimension: Float64Array.of(values.dimension),
      samples: Float64Array.of(values.samples),
      batch: Float64Array.of(values.batchSize),
      temperature: Float64Array.of(values.gumbelTemperature),
      ...handlesOf(state, values),
    },
    race: columnsOf(['step', 'milliseconds', 'freeEnergy', 'least', 'most', 'estimator'], race.racers.flatMap(runsOf)),
    finish: { freeEnergy: race.course.least === undefined ? new Float64Array() : Float64Array.of(race.course.least) },
  };
  return { scalars: scalarsOf(state, values), tables: copied(tables), grids: {} };
}
