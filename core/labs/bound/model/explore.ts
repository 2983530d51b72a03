// Posteriors without a closed form, explored by quadrature.
import { temperedGiven } from '../../../inference/tempered/given.ts';
import { type Interval, weighLine } from '../../../inference/tempered/line.ts';
import { type Box, type Evaluate, pathInPlane, temperedPlane } from '../../../inference/tempered/plane.ts';
import { type Tempered, temperedNormal } from '../../../inference/tempered/tempered.ts';
import type { Model } from './model.ts';

/** What a posterior without a closed form tells of itself, once explored. */
interface Explored extends Pick<Model, 'logEvidence' | 'tempered' | 'path'> {
  readonly exact: Tempered;
}

const EXACT = 1e-13;
const PICTURE = 1e-7;

/** Explores by `temper`, a way to Q_T to a tolerance. */
export function exploreBy(temper: (temperature: number, tolerance: number) => Tempered): Explored {
  const exact = temper(1, EXACT);
  return {
    exact,
    logEvidence: exact.logPartition,
    tempered: (temperature) => (temperature === 1 ? exact : temper(temperature, EXACT)),
    path: (temperatures) => temperatures.map((temperature) => temper(temperature, PICTURE)),
  };
}

/** A posterior on the line; see `weighLine`. */
export const exploreLine = (logJoint: (x: number) => number, around: Interval, kinks: readonly number[] = []): Explored =>
  exploreBy((temperature, tolerance) => weighLine(logJoint, around, kinks, temperature, tolerance).tempered);

/** The log joint’s normal in the first coordinate, given the second, whose prior may be left out. */
export interface GivenSecond {
  readonly peak: number;
  readonly mean: number;
  readonly precision: number;
}

/** Q_T of a posterior in the plane that is normal in its first coordinate given its second. */
export function temperedSecond(
  given: (y: number) => GivenSecond,
  around: Interval,
  temperature: number,
  tolerance: number,
  logPrior: (y: number) => number = () => 0,
): Tempered {
  const first = (y: number) => {
    const { peak, mean, precision } = given(y);
    return temperedNormal(peak, mean, precision, temperature);
  };
  return temperedGiven(first, logPrior, around, temperature, tolerance);
}

/** A posterior in the plane; see `temperedPlane`. */
export const explorePlane = (evaluate: Evaluate, around: readonly Box[]): Explored => ({
  ...exploreBy((temperature) => temperedPlane(evaluate, around, temperature)),
  path: (temperatures) => pathInPlane(evaluate, around, temperatures),
});
