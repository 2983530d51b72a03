// Q_T of a log joint on the line, by adaptive quadrature: where the mass is, then its integrals.
import { goldenSection } from '../../math/golden-section.ts';
import { once } from '../../math/once.ts';
import { integrateSeen } from '../../math/quadrature.ts';
import type { Tempered } from './tempered.ts';

/** Mass below e^{−DEEP} of the peak is left out: 3e-20 of it. */
export const DEEP = 45;

export type Interval = readonly [number, number];

/** Places between which tops are looked for. A log density bends where the density itself has long died out: few are enough. */
const POINTS = 240;

interface Place {
  readonly x: number;
  readonly height: number;
}

/** Places in and about the mass, in their order; the tops of the log joint among them; and how high the highest is. */
interface Support {
  readonly row: readonly Place[];
  readonly tops: readonly number[];
  readonly highest: number;
}

/** f at places evenly apart, and at its tops between them: where a top is sharp none of the others is near it. */
function lookAt(f: (x: number) => number, low: number, high: number, points: number): Support {
  const step = (high - low) / points;
  const even = Array.from({ length: points + 1 }, (_, i): Place => ({ x: low + i * step, height: f(low + i * step) }));
  const tops = even.slice(1, -1).flatMap((here, k) => {
    const [before, after] = [even[k], even[k + 2]] as [Place, Place];
    if (!(here.height >= before.height && here.height > after.height)) return [];
    const x = goldenSection((u) => -f(u), before.x, after.x, 50);
    const top = { x, height: f(x) };
    return [top.height > here.height ? top : here];
  });
  const row = [...new Set([...even, ...tops])].sort((p, q) => p.x - q.x);
  const highest = row.reduce((most, { height }) => Math.max(most, height), Number.NEGATIVE_INFINITY);
  return { row, tops: tops.map(({ x }) => x), highest };
}

/** The part of `around`, grown while mass lies at its ends and narrowed about it, in which f stays within `depth` of its maximum. */
function supportOf(f: (x: number) => number, [from, to]: Interval, depth: number, points: number): Support {
  let [low, high] = [from, to];
  for (let round = 0; ; round += 1) {
    const support = lookAt(f, low, high, points);
    const { row, highest } = support;
    const inside = ({ height }: Place) => height > highest - depth;
    const [first, last] = [row.findIndex(inside), row.findLastIndex(inside)];
    const [atLow, atHigh] = [first === 0, last === row.length - 1];
    const width = high - low;
    const [left, right] = [row[Math.max(0, first - 1)], row[Math.min(row.length - 1, last + 1)]] as [Place, Place];
    if ((!atLow && !atHigh && right.x - left.x > width / 4) || round >= 80) return support;
    low = atLow ? low - width : left.x;
    high = atHigh ? high + width : right.x;
  }
}

/** Of the highest, in units of T below it, where a panel ends: between two such places a rule of 15 points sees how the density falls. */
const LEVELS = [0.5, 4, 15, DEEP];

/** A panel is at most so many times as wide as those beside it. */
const GROWTH = 4;

/** Points among which no panel is much wider than its neighbours: what is left of an edge is near it. */
function graded(points: readonly number[]): number[] {
  const found = [...points];
  for (let i = 0; i + 1 < found.length; i += 1) {
    const [before, low, high, after] = [found[i - 1], found[i], found[i + 1], found[i + 2]] as [number, number, number, number];
    // At the outer ends nothing is narrower.
    const [left, right] = [GROWTH * (low - (before ?? Number.NEGATIVE_INFINITY)), GROWTH * ((after ?? Number.POSITIVE_INFINITY) - high)];
    const width = high - low;
    // A rounding more is no wider.
    if (width <= 1.01 * Math.min(left, right)) continue;
    if (left <= right) found.splice(i + 1, 0, low + left);
    else {
      found.splice(i + 1, 0, high - right);
      // The part before it may be too wide for this one.
      i -= 1;
    }
  }
  return found;
}

/**
 * Where panels begin and end: where f passes a level, at the tops and at the kinks between. A panel that ended elsewhere might hide an edge
 * of the density between its outermost node and its end.
 */
function pointsOf(f: (x: number) => number, { row, tops, highest }: Support, kinks: readonly number[], temperature: number): number[] {
  const passed = LEVELS.flatMap((depth) => {
    const isAbove = ({ height }: Place) => height > highest - depth * temperature;
    return row.slice(1).flatMap((next, i) => {
      let [before, after] = [row[i] as Place, next];
      if (isAbove(before) === isAbove(after)) return [];
      for (let k = 0; k < 60 && Math.abs(after.height - before.height) > temperature; k += 1) {
        const x = (before.x + after.x) / 2;
        const middle = { x, height: f(x) };
        if (isAbove(middle) === isAbove(before)) before = middle;
        else after = middle;
      }
      // The lower of the two, so that the outermost hold all that counts.
      return [isAbove(before) ? after.x : before.x];
    });
  });
  const [low, high] = passed.length > 1 ? [Math.min(...passed), Math.max(...passed)] : [row[0]?.x as number, row.at(-1)?.x as number];
  const inner = [...tops, ...kinks].filter((x) => x > low && x < high);
  return graded([...new Set([low, ...passed, ...inner, high])].sort((a, b) => a - b));
}

/** A density on the line at a temperature, and the expectations under it, all of one look at it. */
export interface Weighed {
  readonly tempered: Tempered;
  /** E[f] for an f that bends no sharper than the log joint. */
  expect(f: (x: number) => number): number;
}

/**
 * Q_T of a log joint on the line; `around` is where to begin to look, at so many `looks`, `kinks` are where it is not smooth. Relative errors are at most
 * `tolerance`, or what rounding leaves of the log joint. Statistics: mean and variance.
 */
export function weighLine(
  logJoint: (x: number) => number,
  around: Interval,
  kinks: readonly number[],
  temperature: number,
  tolerance: number,
  looks = POINTS,
): Weighed {
  const support = supportOf(logJoint, around, DEEP * temperature, looks);
  const { highest } = support;
  const points = pointsOf(logJoint, support, kinks, temperature);
  const [low, high] = [points[0], points.at(-1)] as [number, number];
  const width = high - low;
  const rounding = (Number.EPSILON * Math.abs(highest)) / temperature;
  const weight = (x: number) => Math.exp((logJoint(x) - highest) / temperature) / width;
  const seen = integrateSeen(weight, points, Math.max(tolerance, rounding), 0);
  const { nodes, weights, values } = seen;
  const sum = (f: (x: number, value: number) => number) => {
    let total = 0;
    for (let i = 0; i < nodes.length; i += 1) {
      const value = values[i] as number;
      if (value > 0) total += (weights[i] as number) * value * f(nodes[i] as number, value);
    }
    return total / seen.value;
  };
  const logMass = Math.log(seen.value * width);
  // Who integrates over lines asks most of them for no more than their mass.
  const height = once(() => sum((_, value) => Math.log(value * width)));
  const statistics = once(() => {
    const mean = sum((x) => (x - low) / width);
    return [low + width * mean, width * width * sum((x) => ((x - low) / width - mean) ** 2)];
  });
  const statisticsError = seen.error / seen.value + rounding;
  const tempered = {
    logPartition: { value: highest + temperature * logMass, error: temperature * statisticsError },
    statisticsError,
    get energy() {
      return -(temperature * height() + highest);
    },
    get entropy() {
      return logMass - height();
    },
    get statistics() {
      return statistics();
    },
  };
  return { tempered, expect: (f) => sum(f) };
}
