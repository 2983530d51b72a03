// Posteriors without a closed form, explored by quadrature: where the mass is, then its integrals at a temperature.
import { expectNormal2, integrate } from '../../../math/quadrature.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { normal } from '../../../prob/normal.ts';
import type { Model, Tempered } from './model.ts';

/** Mass below e^{−DEEP} of the peak is left out: 3e-20 of it. */
const DEEP = 45;

type Interval = readonly [number, number];

/** The part of `around`, grown while mass lies at its ends, in which f stays within `depth` of its maximum. */
function support(f: (x: number) => number, around: Interval, depth: number): { interval: Interval; peaks: number[]; highest: number } {
  let [low, high] = around;
  for (let round = 0; ; round += 1) {
    const count = 240;
    const step = (high - low) / count;
    const heights = Array.from({ length: count + 1 }, (_, i) => f(low + i * step));
    const highest = heights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const inside = (i: number) => (heights[i] as number) > highest - depth;
    const first = Math.max(0, heights.findIndex((_, i) => inside(i)) - 1);
    const last = Math.min(count, heights.findLastIndex((_, i) => inside(i)) + 1);
    const grow = round < 40 && (inside(0) || inside(count));
    const narrow = round < 40 && last - first < count / 4;
    if (!grow && !narrow) {
      const peaks = heights.flatMap((h, i) =>
        i > 0 && i < count && h >= (heights[i - 1] as number) && h > (heights[i + 1] as number) ? [low + i * step] : [],
      );
      return { interval: [low + first * step, low + last * step], peaks, highest };
    }
    const width = high - low;
    const [from, to] = [low + first * step, low + last * step];
    low = inside(0) ? low - width : from;
    high = inside(count) ? high + width : to;
  }
}

/** A density on the line at a temperature, and the expectations under it. */
interface Weighed {
  readonly tempered: Tempered;
  expect(f: (x: number) => number): number;
}

/** Q_T of a log joint on the line, by adaptive quadrature; `kinks` are where it is not smooth. Statistics: mean and variance. */
function weighLine(
  logJoint: (x: number) => number,
  around: Interval,
  kinks: readonly number[],
  temperature: number,
  tolerance: number,
): Weighed {
  const { interval, peaks, highest } = support(logJoint, around, DEEP * temperature);
  const inner = [...peaks, ...kinks].filter((x) => x > interval[0] && x < interval[1]).sort((a, b) => a - b);
  const points = [...new Set([interval[0], ...inner, interval[1]])];
  const weight = (x: number) => Math.exp((logJoint(x) - highest) / temperature);
  // Integrated on the scale of the interval, so that the tolerance is a relative one.
  const width = interval[1] - interval[0];
  const over = (f: (x: number) => number) => integrate((x) => (weight(x) * f(x)) / width, points, tolerance);
  const mass = over(() => 1);
  const expect = (f: (x: number) => number) => over(f).value / mass.value;
  const mean = expect((x) => (x - interval[0]) / width);
  const second = expect((x) => ((x - interval[0]) / width - mean) ** 2);
  const height = expect((x) => logJoint(x) - highest);
  const logMass = Math.log(mass.value * width);
  const tempered = {
    logPartition: { value: highest + temperature * logMass, error: (temperature * mass.error) / mass.value },
    energy: -(height + highest),
    entropy: logMass - height / temperature,
    statistics: [interval[0] + width * mean, width * width * second],
  };
  return { tempered, expect };
}

/** Q_T of a normal whose log joint has this peak, mean and precision: P(X, Θ) = e^{peak − precision (Θ − mean)²/2}. */
export function temperedNormal(peak: number, mean: number, precision: number, temperature: number): Tempered {
  const entropy = 0.5 * (LOG_2PI + 1 + Math.log(temperature / precision));
  const energy = 0.5 * temperature - peak;
  return {
    logPartition: { value: temperature * entropy - energy, error: 0 },
    energy,
    entropy,
    statistics: [mean, temperature / precision],
  };
}

/**
 * Q_T in the plane where the first coordinate, given the second, is normal: it is integrated in closed form, the second by
 * quadrature. `given(y)` is the log joint's normal in the first coordinate, the second's prior left out.
 */
function temperedGiven(
  given: (y: number) => { readonly peak: number; readonly mean: number; readonly precision: number },
  logPrior: (y: number) => number,
  around: Interval,
  temperature: number,
  tolerance: number,
): Tempered {
  const first = (y: number) => {
    const { peak, mean, precision } = given(y);
    return temperedNormal(peak, mean, precision, temperature);
  };
  const { tempered, expect } = weighLine((y) => logPrior(y) + first(y).logPartition.value, around, [], temperature, tolerance);
  const mean = expect((y) => first(y).statistics[0] as number);
  const energy = expect((y) => first(y).energy - logPrior(y));
  return {
    logPartition: tempered.logPartition,
    energy,
    entropy: (energy + tempered.logPartition.value) / temperature,
    statistics: [
      mean,
      expect((y) => (first(y).statistics[1] as number) + ((first(y).statistics[0] as number) - mean) ** 2),
      ...tempered.statistics,
    ],
  };
}

type Box = readonly [Interval, Interval];

/** A log joint on a regular lattice of (count + 1)² points over a box. */
interface Lattice {
  readonly box: Box;
  readonly count: number;
  readonly heights: Float64Array;
  readonly highest: number;
}

function latticeOf(logJoint: (x: number, y: number) => number, box: Box, count: number): Lattice {
  const [[x0, x1], [y0, y1]] = box;
  const heights = new Float64Array((count + 1) * (count + 1));
  let highest = Number.NEGATIVE_INFINITY;
  for (let j = 0, at = 0; j <= count; j += 1) {
    const y = y0 + ((y1 - y0) * j) / count;
    for (let i = 0; i <= count; i += 1, at += 1) {
      const height = logJoint(x0 + ((x1 - x0) * i) / count, y);
      heights[at] = height;
      highest = Math.max(highest, height);
    }
  }
  return { box, count, heights, highest };
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
function boxOf(logJoint: (x: number, y: number) => number, around: Box, temperature: number): Box {
  let box = around;
  for (let round = 0; round < 12; round += 1) {
    const found = supportOf(latticeOf(logJoint, box, 40), temperature);
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

/**
 * Q_T of a log joint in the plane, by the trapezoidal rule on the box that holds the mass; the lattice is refined until two
 * levels agree. Statistics: mean and variance of each coordinate.
 */
function temperedPlane(logJoint: (x: number, y: number) => number, around: Box, temperature: number, tolerance = 1e-12): Tempered {
  const box = boxOf(logJoint, around, temperature);
  let last = Number.NaN;
  for (let count = 48; ; count *= 2) {
    const lattice = latticeOf(logJoint, box, count);
    const { logMass, ...found } = sums(lattice, temperature);
    const value = lattice.highest + temperature * logMass;
    const error = Math.abs(value - last);
    if (error <= tolerance * Math.max(1, Math.abs(value)) || count >= 1536) return { ...found, logPartition: { value, error } };
    last = value;
  }
}

/** Energy and entropy of Q_T at many temperatures from one lattice, wide enough for the hottest: for a picture. */
function pathInPlane(
  logJoint: (x: number, y: number) => number,
  around: Box,
  temperatures: readonly number[],
): readonly Pick<Tempered, 'energy' | 'entropy'>[] {
  const lattice = latticeOf(logJoint, boxOf(logJoint, around, Math.max(...temperatures)), 96);
  return temperatures.map((temperature) => sums(lattice, temperature));
}

/** What a posterior without a closed form tells of itself, once explored. */
interface Explored extends Pick<Model, 'logEvidence' | 'tempered' | 'path'> {
  readonly exact: Tempered;
}

const EXACT = 1e-13;
const PICTURE = 1e-7;

/** Explores by `temper`, a way to Q_T to a tolerance. */
function exploreBy(temper: (temperature: number, tolerance: number) => Tempered): Explored {
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

/** A posterior in the plane that is normal in its first coordinate given its second; see `temperedGiven`. */
export const exploreGiven = (given: Parameters<typeof temperedGiven>[0], logPrior: (y: number) => number, around: Interval): Explored =>
  exploreBy((temperature, tolerance) => temperedGiven(given, logPrior, around, temperature, tolerance));

/** A posterior in the plane; see `temperedPlane`. */
export const explorePlane = (logJoint: (x: number, y: number) => number, around: Box): Explored => ({
  ...exploreBy((temperature) => temperedPlane(logJoint, around, temperature)),
  path: (temperatures) => pathInPlane(logJoint, around, temperatures),
});

/** KL(q‖posterior) for a q of independent normals in the plane, as E_q[log q − log P(X, Θ)] + log P(X), by quadrature. */
export const gapInPlane = (logJoint: (x: number, y: number) => number, logEvidence: number) => (q: readonly number[]) =>
  expectNormal2(
    (x, y) => normal.logDensity(q, [x, y]) - logJoint(x, y) + logEvidence,
    [q[0] as number, q[2] as number],
    [q[1] as number, q[3] as number],
  ).value;
