// How a run went: its terms and components half-step by half-step, the race, and how many components there should be.
import { keep } from '../../../lab/keep.ts';
import { emptyColumn } from '../../../lab/result.ts';
import { type EmValues, MOST, type VariantName, variantNames } from '../declaration/params.ts';
import { type Choice, choicesOf } from '../model/choice.ts';
import { meanAt } from '../model/problem.ts';
import type { EmLabState, Stop } from '../run/state.ts';

/** Nats: less above the best is told as this, which a logarithmic axis can show. */
const NEXT_TO_NOTHING = 1e-6;
const variantsInOrder = Object.keys(variantNames) as VariantName[];

export function trailOf({ trail, problem, em }: EmLabState) {
  const of = (f: (stop: Stop) => number) => Float64Array.from(trail, f);
  const count = em.mixture.weights.length;
  const axes = problem.kind === 'digits' ? 0 : problem.dimension;
  const axis = (prefix: 'x' | 'y', which: 0 | 1) =>
    Object.fromEntries(
      Array.from({ length: MOST }, (_, k) => [
        `${prefix}${k + 1}`,
        of(({ mixture }) => (k < count && which < axes ? meanAt(problem, mixture.theta, k, which) : Number.NaN)),
      ]),
    ) as { [K in `x${1 | 2 | 3 | 4 | 5}` | `y${1 | 2 | 3 | 4 | 5}`]: Float64Array };
  return {
    move: of(({ move }) => move),
    passes: of(({ passes }) => passes),
    energy: of(({ energy }) => energy),
    entropy: of(({ entropy }) => entropy),
    freeEnergy: of(({ freeEnergy }) => freeEnergy),
    complexity: of(({ complexity }) => complexity),
    surprise: of(({ priorEnergy, logLikelihood, logEvidence }) => priorEnergy - (logLikelihood ?? logEvidence ?? Number.NaN)),
    gap: of(({ gap }) => gap ?? Number.NaN),
    ...axis('x', 0),
    ...axis('y', 1),
  };
}

/** Data that q gives to each component after each half-step, one component after the other. */
export function sharesOf({ trail, problem, em }: EmLabState) {
  if (problem.kind === 'directions') return { move: emptyColumn, mass: emptyColumn, label: emptyColumn };
  const count = em.mixture.weights.length;
  const rows = Array.from({ length: count }, (_, k) => k).flatMap((k) =>
    trail.map(({ move, masses }) => [move, masses[k] as number, k] as const),
  );
  return {
    move: Float64Array.from(rows, ([move]) => move),
    mass: Float64Array.from(rows, ([, mass]) => mass),
    label: Float64Array.from(rows, ([, , k]) => k),
  };
}

export function raceOf({ racers }: EmLabState) {
  const best = Math.min(...racers.flatMap(({ marks }) => marks.map(({ surprise }) => surprise)));
  const rows = racers.flatMap(({ name, marks }) =>
    marks.map(
      ({ passes, milliseconds, surprise }) =>
        [passes, milliseconds, Math.max(NEXT_TO_NOTHING, surprise - best), variantsInOrder.indexOf(name)] as const,
    ),
  );
  return {
    passes: Float64Array.from(rows, ([passes]) => passes),
    milliseconds: Float64Array.from(rows, ([, milliseconds]) => milliseconds),
    behind: Float64Array.from(rows, ([, , behind]) => behind),
    method: Float64Array.from(rows, ([, , , method]) => method),
  };
}

/** Worked out once for the data: it does not depend on where this run is. */
export function choiceOf({ problem, ofProblem }: EmLabState, values: EmValues) {
  const choices = problem.kind === 'directions' ? [] : keep(ofProblem, 'choices', '', () => choicesOf(problem, values, MOST));
  const of = (f: (choice: Choice) => number) => Float64Array.from(choices, f);
  const all = choices.flatMap(({ bic, heldOut, variational }) => [bic, variational, ...(Number.isNaN(heldOut) ? [] : [heldOut])]);
  const reach = Math.max(...all) - Math.min(...all);
  return {
    components: of(({ components }) => components),
    bic: of(({ bic }) => bic),
    heldOut: of(({ heldOut }) => heldOut),
    variational: of(({ variational }) => variational),
    occupied: of(({ occupied }) => occupied),
    // Where the number in use is written: above its point.
    above: of(({ variational }) => variational + 0.06 * reach),
  };
}
