// Q_T of a log joint in the plane: on a lattice, refined until two levels agree; where they do not, by integrals within integrals.
import { InputError } from '../../base/input-error.ts';
import { temperedGiven } from './given.ts';
import { DEEP, type Interval, weighLine } from './line.ts';
import type { Tempered } from './tempered.ts';

/** log p of the first coordinate, given the second. */
export type Along = (y: number) => (x: number) => number;

/** log p at every pair of xs and ys, x running first; and along a line. */
export interface Evaluate {
  (xs: Float64Array, ys: Float64Array): Float64Array;
  readonly along: Along;
}

export type Box = readonly [x: Interval, y: Interval];

/** A log joint that is asked line by line. */
export function byLines(along: Along): Evaluate {
  const evaluate = (xs: Float64Array, ys: Float64Array) => {
    const heights = new Float64Array(xs.length * ys.length);
    ys.forEach((y, j) => {
      const at = along(y);
      for (let i = 0; i < xs.length; i += 1) heights[j * xs.length + i] = at(xs[i] as number);
    });
    return heights;
  };
  return Object.assign(evaluate, { along });
}

/** A log joint on a regular lattice of (count + 1)² points over a box. */
interface Lattice {
  readonly box: Box;
  readonly count: number;
  readonly heights: Float64Array;
  readonly highest: number;
}

function latticeOf(evaluate: Evaluate, box: Box, count: number): Lattice {
  const [xs, ys] = box.map(([low, high]) => Float64Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)) as [
    Float64Array,
    Float64Array,
  ];
  const heights = evaluate(xs, ys);
  return { box, count, heights, highest: heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) };
}

/** The part of a lattice, one cell wider, that holds all but e^{−45} of the mass; half a box more where mass lies at an edge. */
function supportOf({ box, count, heights, highest }: Lattice, temperature: number): { box: Box; settled: boolean } {
  const seen = [
    [count, 0],
    [count, 0],
  ] as [[number, number], [number, number]];
  heights.forEach((height, at) => {
    if (!((height - highest) / temperature > -DEEP)) return;
    [at % (count + 1), Math.floor(at / (count + 1))].forEach((k, axis) => {
      const range = seen[axis] as [number, number];
      range[0] = Math.min(range[0], k);
      range[1] = Math.max(range[1], k);
    });
  });
  const found = box.map(([low, high], axis): Interval => {
    const [from, to] = seen[axis] as [number, number];
    const at = (k: number) => low + ((high - low) * k) / count;
    return [at(from === 0 ? -count / 2 : from - 1), at(to === count ? 1.5 * count : to + 1)];
  }) as [Interval, Interval];
  const edge = seen.some(([from, to]) => from === 0 || to === count);
  const tight = seen.every(([from, to]) => to - from > 0.6 * count);
  return { box: found, settled: !edge && tight };
}

/** How often a box is widened and narrowed at most. */
const ROUNDS = 60;

/** Points along a side of a lattice that only looks for the mass. */
const LOOK = 40;

/** The box in which the mass at this temperature lies, from the one of those given that holds most of it. */
function boxOf(evaluate: Evaluate, around: readonly Box[], temperature: number): Box {
  const lattices = around.map((box) => latticeOf(evaluate, box, LOOK));
  const mass = (lattice: Lattice) => lattice.highest / temperature + sums(lattice, temperature).logMass;
  let lattice = lattices.reduce((most, each) => (mass(each) > mass(most) ? each : most));
  for (let round = 0; ; round += 1) {
    const { box, settled } = supportOf(lattice, temperature);
    if (settled || round >= ROUNDS) return box;
    lattice = latticeOf(evaluate, box, LOOK);
  }
}

/** Sums over a lattice by the trapezoidal rule: the log mass relative to the peak, and what `Tempered` holds. */
function sums(
  { box, count, heights, highest }: Lattice,
  temperature: number,
): Omit<Tempered, 'logPartition'> & { readonly logMass: number; readonly value: number } {
  const [[x0, x1], [y0, y1]] = box;
  const [dx, dy] = [(x1 - x0) / count, (y1 - y0) / count];
  let [mass, height, sx, sy, sxx, syy] = [0, 0, 0, 0, 0, 0];
  for (let j = 0, at = 0; j <= count; j += 1) {
    for (let i = 0; i <= count; i += 1, at += 1) {
      const below = ((heights[at] as number) - highest) / temperature;
      if (!(below > -DEEP)) continue;
      const w = Math.exp(below);
      mass += w;
      height += w * below;
      sx += w * i;
      sy += w * j;
      sxx += w * i * i;
      syy += w * j * j;
    }
  }
  const [mx, my] = [sx / mass, sy / mass];
  const logMass = Math.log(mass * dx * dy);
  return {
    logMass,
    value: highest + temperature * logMass,
    energy: -(highest + (height / mass) * temperature),
    entropy: logMass - height / mass,
    statistics: [x0 + mx * dx, (sxx / mass - mx * mx) * dx * dx, y0 + my * dy, (syy / mass - my * my) * dy * dy],
  };
}

/** What sums over a lattice may be off, relative, by rounding alone. */
const ROUNDING = 64 * Number.EPSILON;

/** Cells along a side of the first lattice, and of the last. */
const COARSEST = 48;
const FINEST = 384;

/** Moments, in units of the spread, need not agree as closely as the mass: so many times as far. */
const MOMENTS = 100;

/** By how much what two levels promise may miss the tolerance and is still worth the next. */
const HOPE = 1e3;

/** Places along a line between which its tops are looked for: there are many lines. */
const LOOKS = 64;

/** Heights that are asked for at most, line by line: beyond, a mass has edges so far sharper than it is wide that no one would wait. */
const MOST = 1.5e6;

/**
 * What the lattice could not tell: Q_T by integrals within integrals. Throws InputError where that would take more than `MOST` heights: hot and
 * wide at once, by a likelihood with edges.
 */
function nested({ along }: Evaluate, [x, y]: Box, temperature: number, tolerance: number): Tempered {
  let asked = 0;
  const counted = (second: number) => {
    const at = along(second);
    return (first: number) => {
      asked += 1;
      if (asked > MOST)
        throw new InputError(
          'temperature',
          'one at which this posterior can be integrated: colder, or a narrower prior',
          String(temperature),
        );
      return at(first);
    };
  };
  const first = (second: number) => weighLine(counted(second), x, [], temperature, tolerance / 10, LOOKS).tempered;
  return temperedGiven(first, () => 0, y, temperature, tolerance, LOOKS);
}

/** By how much two levels differ: of the log mass, and of means and variances in units of the spread. */
function between(before: ReturnType<typeof sums>, after: ReturnType<typeof sums>, size: number) {
  const [m1, v1, m2, v2] = after.statistics as [number, number, number, number];
  const units = [Math.sqrt(v1), v1, Math.sqrt(v2), v2];
  const off = after.statistics.map((x, i) => Math.abs(x - (before.statistics[i] as number)));
  // A place far from 0 is not known beyond its last digits.
  const least = [m1, 0, m2, 0].map((m) => ROUNDING * Math.abs(m));
  const moments = off.reduce((most, each, i) => Math.max(most, Math.max(0, each - (least[i] as number)) / (units[i] as number)), 0);
  return { mass: Math.abs(after.value - before.value) / size, moments };
}

/**
 * Q_T of a log joint in the plane, by the trapezoidal rule on the box that holds the mass, found from the likeliest `around`; the lattice is refined
 * until two levels agree to `tolerance` · max(1, |value|), and in their moments to as much of the spread. A density with edges far sharper than it is
 * wide agrees at none: it is integrated line by line. Statistics: mean and variance of each coordinate.
 */
export function temperedPlane(evaluate: Evaluate, around: readonly Box[], temperature: number, tolerance = 1e-12): Tempered {
  const box = boxOf(evaluate, around, temperature);
  let last: ReturnType<typeof sums> | undefined;
  for (let count = COARSEST; count <= FINEST; count *= 2) {
    const found = sums(latticeOf(evaluate, box, count), temperature);
    const { value, energy, entropy, statistics } = found;
    const size = Math.max(1, Math.abs(value));
    if (last) {
      const { mass, moments } = between(last, found, size);
      const enough = Math.max(mass, moments / MOMENTS);
      if (enough <= tolerance) {
        const logPartition = { value, error: (mass + ROUNDING) * size };
        return { energy, entropy, statistics, statisticsError: moments + ROUNDING, logPartition };
      }
      // The trapezoidal rule doubles its digits with its points, or never will have them.
      if (enough ** (FINEST / count) > HOPE * tolerance) break;
    }
    last = found;
  }
  return nested(evaluate, box, temperature, tolerance);
}

/** Energy and entropy of Q_T at many temperatures from one lattice, wide enough for the hottest: for a picture. */
export function pathInPlane(
  evaluate: Evaluate,
  around: readonly Box[],
  temperatures: readonly number[],
): readonly Pick<Tempered, 'energy' | 'entropy'>[] {
  const lattice = latticeOf(evaluate, boxOf(evaluate, around, Math.max(...temperatures)), 96);
  return temperatures.map((temperature) => sums(lattice, temperature));
}
