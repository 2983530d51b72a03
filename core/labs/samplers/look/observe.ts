// What is seen of a run.
import { logDensityAt } from '../../../inference/mcmc/target.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { SamplersState } from '../run/state.ts';
import { stepSizeNow } from '../run/track.ts';
import { axesOf } from './axes.ts';
import { nowOf, shownDraws, traceOf, trailsOf } from './chains.ts';
import { barsOf, movesOf, partsOfStep, pathOf, phasesOf } from './last-step.ts';
import { marginalOf } from './marginal.ts';
import { cloudsOf, ellipseOf, fitTable, outlinesOf } from './normals.ts';
import { coordinateTable, mapTables, qualityTable, raceOf, scheduleOf } from './quality.ts';
import { correlogramOf, known, readingsOf } from './readings.ts';
import { targetGrid } from './target.ts';

/** What the last step moved beyond the parts it is said to have, the largest over all coordinates of all chains. */
function residualOf({ main: { info, before, state, kernel } }: SamplersState): number {
  if (!info || kernel.traits.momentum) return 0;
  const width = before.length / (info.accepted?.length ?? 1);
  return state.positions.reduce((most, after, at) => {
    const from = before[at] as number;
    const rejected = info.accepted && !info.accepted[Math.floor(at / width)];
    const to = rejected
      ? from
      : info.drift && info.noise
        ? from + (info.drift[at] as number) + (info.noise[at] as number)
        : (info.proposals?.[at] ?? Number.NaN);
    return Math.max(most, Math.abs(after - to));
  }, 0);
}

export function observe(state: SamplersState, values: SamplersValues) {
  const axes = axesOf(state, values);
  const { problem, main } = state;
  const fits = fitTable(state);
  const fit = fits[values.family === 'meanField' ? 0 : 1];
  const { temperature } = values;
  const parts = partsOfStep(state);
  const { phases, phaseNow } = phasesOf(state, values, parts);
  const heat = temperature === 1 ? 0 : (1 - temperature) * fit.entropy;
  return {
    scalars: {
      ...known('logEvidence', problem.logEvidence),
      ...known('evidenceError', problem.evidenceError),
      elbo: fit.elbo,
      ...known('gap', fit.gap),
      energy: fit.energy,
      entropy: fit.entropy,
      freeEnergy: fit.energy - temperature * fit.entropy,
      heat,
      logDensity: logDensityAt(problem.target, main.state.positions.subarray(0, problem.target.dimension)),
      stepSizeNow: stepSizeNow(main, values),
      gradientEvaluations: main.gradientEvaluations,
      dataPasses: main.dataPasses,
      ...readingsOf(state, values, axes[0]),
      stepResidual: residualOf(state),
    },
    tables: {
      trails: trailsOf(state, values, axes),
      now: nowOf(state, values, axes),
      draws: shownDraws(state, axes),
      start: { x: Float64Array.of(values.startX), y: Float64Array.of(values.startY) },
      meanField: ellipseOf(state.fits[0], axes),
      fullCovariance: ellipseOf(state.fits[1], axes),
      path: pathOf(state, axes),
      marginalX: marginalOf(state, values, axes, 0),
      marginalY: marginalOf(state, values, axes, 1),
      trace: traceOf(state, axes),
      autocorrelation: correlogramOf(state, axes[0]),
      schedule: scheduleOf(state),
      phases,
      phaseNow,
      moves: movesOf(state, parts, axes),
      parts: barsOf(parts, axes),
      race: raceOf(state, values),
      quality: qualityTable(state, values),
      clouds: cloudsOf(state, values, axes),
      outlines: outlinesOf(state, values, axes),
      fits: {
        family: Float64Array.of(0, 1),
        elbo: Float64Array.from(fits, ({ elbo }) => elbo),
        gap: Float64Array.from(fits, ({ gap }) => gap ?? Number.NaN),
      },
      coordinates: coordinateTable(state, values),
      ...mapTables(state, values),
    },
    grids: { target: targetGrid(state, values, axes) },
  };
}
