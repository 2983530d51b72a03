// Q_T of a log joint in the plane: on a lattice, refined until two levels agree; where they do not, by integrals within integrals.
import { temperedGiven } from './given.ts';
import { DEEP, type Interval, weighLine } from './line.ts';
import type { Tempered } from './tempered.ts';

/** log p at every pair of xs and ys, x running first. */
export type Evaluate = (xs: Float64Array, ys: Float64Array) => Float64Array;

export type Box = readonly [x: Interval, y: Interval];

/** A log joint point by point, asked on a lattice. */
export const onLattice =
  (logJoint: (x: number, y: number) => number): Evaluate =>
  (xs, ys) => {
    const heights = new Float64Array(xs.length * ys.length);
    ys.forEach((y, j) => {
      xs.forEach((x, i) => {
        heights[j * xs.length + i] = logJoint(x, y);
      });
    });
    return heights;
  };

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

/** The box in which the mass at this temperature lies. */
function boxOf(evaluate: Evaluate, around: Box, temperature: number): Box {
  let box = around;
  for (let round = 0; round < 12; round += 1) {
    const found = supportOf(latticeOf(evaluate, box, 40), temperature);
    box = found.box;
    if (found.settled) break;
  }
  return box;
}

/** Sums over a lattice by the trapezoidal rule: the log mass relative to the peak, and what `Tempered` holds. */
function sums(
  { box, count, heights, highest }: Lattice,
  temperature: number,
): Omit<Tempered, 'logPartition'> & { readonly logMass: number } {
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
    energy: -(highest + (height / mass) * temperature),
    entropy: logMass - height / mass,
    statistics: [x0 + mx * dx, (sxx / mass - mx * mx) * dx * dx, y0 + my * dy, (syy / mass - my * my) * dy * dy],
  };
}

/** What sums over a lattice may be off, relative, by rounding alone. */
const ROUNDING = 64 * Number.EPSILON;

/** Cells along a side from which on a lattice is no longer refined. */
const FINEST = 384;

/** Places along a line between which its tops are looked for: there are many lines. */
const LOOKS = 64;

/** What the lattice could not tell: Q_T by integrals within integrals. */
function nested(evaluate: Evaluate, [x, y]: Box, temperature: number, tolerance: number): Tempered {
  const [at, on] = [new Float64Array(1), new Float64Array(1)];
  const along = (second: number) => {
    return weighLine(
      (first) => {
        at[0] = first;
        on[0] = second;
        return evaluate(at, on)[0] as number;
      },
      x,
      [],
      temperature,
      tolerance / 10,
      LOOKS,
    ).tempered;
  };
  return temperedGiven(along, () => 0, y, temperature, tolerance);
}

/**
 * Q_T of a log joint in the plane, by the trapezoidal rule on the box that holds the mass, found from `around`; the lattice is refined until
 * two levels agree to `tolerance` · max(1, |value|). A density with edges far sharper than it is wide agrees at none: it is integrated line by
 * line. Statistics: mean and variance of each coordinate.
 */
export function temperedPlane(evaluate: Evaluate, around: Box, temperature: number, tolerance = 1e-12): Tempered {
  const box = boxOf(evaluate, around, temperature);
  let last = Number.NaN;
  for (let count = 48; count <= FINEST; count *= 2) {
    const lattice = latticeOf(evaluate, box, count);
    const { logMass, ...found } = sums(lattice, temperature);
    const value = lattice.highest + temperature * logMass;
    const error = Math.abs(value - last);
    const size = Math.max(1, Math.abs(value));
    if (error <= tolerance * size) return { ...found, logPartition: { value, error: error + ROUNDING * size } };
    last = value;
  }
  return nested(evaluate, box, temperature, tolerance);
}

/** Energy and entropy of Q_T at many temperatures from one lattice, wide enough for the hottest: for a picture. */
export function pathInPlane(
  evaluate: Evaluate,
  around: Box,
  temperatures: readonly number[],
): readonly Pick<Tempered, 'energy' | 'entropy'>[] {
  const lattice = latticeOf(evaluate, boxOf(evaluate, around, Math.max(...temperatures)), 96);
  return temperatures.map((temperature) => sums(lattice, temperature));
}
