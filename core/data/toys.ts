// Points in the plane on which a density model shows what it can do.
import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import { exp } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';

/** Points [count, 2], and which part of the figure each is from. */
export interface PointSet {
  readonly name: string;
  readonly count: number;
  readonly points: Float64Array;
  readonly labels: Uint8Array;
}

/** Draws a part for each point, all equally likely, and then the point. */
function drawn(name: string, count: number, parts: number, random: Random, point: (part: number) => readonly [number, number]): PointSet {
  const points = new Float64Array(2 * count);
  const labels = Uint8Array.from({ length: count }, () => random.below(parts));
  labels.forEach((part, i) => {
    points.set(point(part), 2 * i);
  });
  return { name, count, points, labels };
}

/**
 * Two half circles of radius 1 that interlock: (cos t, sin t) and (1 − cos t, ½ − sin t), t uniform on [0, π], with normal noise of sd
 * `noise` (as in scikit-learn, but for t drawn and not spaced).
 */
export const moons = (count: number, random: Random, noise = 0.05): PointSet =>
  drawn('moons', count, 2, random, (part) => {
    const t = Math.PI * random.uniform();
    const [x, y] = part === 0 ? [cos(t), sin(t)] : [1 - cos(t), 0.5 - sin(t)];
    return [x + noise * random.normal(), y + noise * random.normal()];
  });

/**
 * Five arms: a normal of mean (1, 0) and sds 0.3 and 0.1, turned by 2π k/5 + ¼ exp(its first coordinate) (Johnson, Duvenaud, Wiltschko,
 * Datta and Adams 2016).
 */
export const pinwheel = (count: number, random: Random, arms = 5): PointSet =>
  drawn('pinwheel', count, arms, random, (part) => {
    const radial = 1 + 0.3 * random.normal();
    const tangential = 0.1 * random.normal();
    const angle = (2 * Math.PI * part) / arms + 0.25 * exp(radial);
    return [radial * cos(angle) - tangential * sin(angle), radial * sin(angle) + tangential * cos(angle)];
  });

/** Eight normals of sd `sd`, their means on a circle of radius 2. */
export const eightGaussians = (count: number, random: Random, sd = 0.2): PointSet =>
  drawn('eightGaussians', count, 8, random, (part) => {
    const angle = (Math.PI * part) / 4;
    return [2 * cos(angle) + sd * random.normal(), 2 * sin(angle) + sd * random.normal()];
  });
