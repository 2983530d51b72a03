// The race: the same free energy, gone down by every estimator from the same start, several times over.
import type { Estimator } from '../../../inference/estimators/estimator.ts';
import type { EstimatorName } from '../../../inference/estimators/estimators.ts';
import type { Means } from '../../../lab/means.ts';
import type { Random } from '../../../prob/random.ts';
import type { EstimatorsValues } from '../declaration/params.ts';
import type { Examples } from '../model/examples.ts';
import { type Course, courseOf } from './course.ts';
import { streamOf } from './streams.ts';

/** Seeds that each estimator runs with. */
const RUNS = 5;

/** Where the runs of an estimator stand, and where they have been. */
export interface Racer {
  readonly name: EstimatorName;
  readonly estimator: Estimator;
  readonly runs: readonly { readonly at: Float64Array; readonly random: Random }[];
  /** Free energies of the runs at some steps; milliseconds a run has taken to get there. */
  readonly trail: { readonly step: number; readonly milliseconds: number; readonly freeEnergies: Float64Array }[];
  milliseconds: number;
}

export interface Race {
  readonly course: Course;
  readonly racers: readonly Racer[];
  /** The host’s, in ms: what a racer costs. */
  readonly clock: () => number;
  step: number;
}

/** Of each run, where it stands: as noted, if it was noted there. */
export function freeEnergiesOf({ course, step }: Race, { runs, trail }: Racer): Float64Array {
  const last = trail.at(-1);
  return last?.step === step ? last.freeEnergies : Float64Array.from(runs, ({ at }) => course.freeEnergy(at));
}

export function beginRace(
  values: EstimatorsValues,
  examples: Examples | undefined,
  estimators: readonly { readonly name: EstimatorName; readonly estimator: Estimator }[],
  seed: number,
  clock: NonNullable<Means['clock']> = () => 0,
): Race {
  const course = courseOf(values, examples);
  // All runs begin at one place.
  const freeEnergies = new Float64Array(RUNS).fill(course.freeEnergy(course.start()));
  const racers = estimators.map(
    ({ name, estimator }): Racer => ({
      name,
      estimator,
      runs: Array.from({ length: RUNS }, (_, run) => ({
        at: course.start(),
        random: streamOf(seed, 'race', name, run),
      })),
      trail: [{ step: 0, milliseconds: 0, freeEnergies }],
      milliseconds: 0,
    }),
  );
  return { course, racers, clock, step: 0 };
}

/** Steps from one entry of a trail to the next: a fifteenth of those behind. */
const gap = (step: number) => Math.max(1, Math.floor(step / 15));

/** One step of every run, by S draws. */
export function stepRace(race: Race, values: EstimatorsValues): void {
  race.step += 1;
  for (const racer of race.racers) {
    const begun = race.clock();
    for (const { at, random } of racer.runs) race.course.step(at, racer.estimator, random, values);
    racer.milliseconds += race.clock() - begun;
    if (race.step >= (racer.trail.at(-1)?.step ?? 0) + gap(race.step))
      racer.trail.push({ step: race.step, milliseconds: racer.milliseconds / RUNS, freeEnergies: freeEnergiesOf(race, racer) });
  }
}
