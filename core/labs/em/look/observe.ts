// What is seen of a state: data and components, the staircase, the course of its terms, and how far its identities stray.
import { sumsOf } from '../../../inference/em/mixture.ts';
import type { EmValues } from '../declaration/params.ts';
import type { EmLabState } from '../run/state.ts';
import { choiceOf, raceOf, sharesOf, trailOf } from './course.ts';
import {
  coinsOf,
  densityOf,
  directionOf,
  imagesOf,
  isOff,
  lastOf,
  meansOf,
  pointsOf,
  restartTables,
  ringsOf,
  shapesOf,
} from './pictures.ts';
import { stairsOf } from './stairs.ts';

function straysOf(state: EmLabState, values: EmValues) {
  const { problem, em } = state;
  // A direction has a q of means and a variance: no shares, and no sums.
  if (problem.kind === 'directions') return { strayShare: 0, strayStatistics: 0 };
  const count = em.mixture.weights.length;
  let share = 0;
  for (let at = 0; at < em.responsibilities.length; at += count) {
    let sum = 0;
    for (let k = 0; k < count; k += 1) sum += em.responsibilities[at + k] as number;
    share = Math.max(share, Math.abs(sum - 1));
  }
  // Sums that fade are no sums over q, and before the first E-step there are none.
  if (em.moves === 0 || values.variant === 'forgetful' || values.variant === 'online') return { strayShare: share, strayStatistics: 0 };
  const anew = sumsOf(problem.model, em.responsibilities, count);
  const size = anew.reduce((most, each) => Math.max(most, Math.abs(each)), 1);
  const strayStatistics = anew.reduce((most, each, at) => Math.max(most, Math.abs(each - (em.sums[at] as number)) / size), 0);
  return { strayShare: share, strayStatistics };
}

/** All but what takes long: where other starts end, and how many components there should be. */
export function draft(state: EmLabState, values: EmValues) {
  const { problem, em, rise, openedGap } = state;
  const { energy, entropy, complexity, logLikelihood, logEvidence, gap, priorEnergy } = lastOf(state);
  const { temperature } = values;
  const { surface, ...stairs } = stairsOf(state, values);
  return {
    scalars: {
      ...(logLikelihood !== undefined && { logLikelihood }),
      ...(logEvidence !== undefined && { logEvidence }),
      ...(gap !== undefined && { gap }),
      energy,
      entropy,
      complexity,
      freeEnergy: energy - temperature * entropy + complexity,
      heat: temperature === 1 ? 0 : (1 - temperature) * entropy,
      priorEnergy,
      dataPasses: em.dataPasses,
      rise,
      openedGap,
      ...straysOf(state, values),
    },
    tables: {
      points: pointsOf(state),
      rings: ringsOf(problem, em.mixture, (k) => isOff(values, lastOf(state).masses[k] as number)),
      means: meansOf(state, values),
      ...shapesOf(state, values),
      ...directionOf(state),
      density: densityOf(state),
      coins: coinsOf(state),
      trail: trailOf(state),
      shares: sharesOf(state),
      ...stairs,
      race: raceOf(state),
    },
    grids: { surface, images: imagesOf(state) },
  };
}

export function observe(state: EmLabState, values: EmValues) {
  const seen = draft(state, values);
  return { ...seen, tables: { ...seen.tables, ...restartTables(state, values), choice: choiceOf(state, values) } };
}
