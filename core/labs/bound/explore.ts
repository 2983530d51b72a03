// Posteriors without a closed form, explored by quadrature: where the mass is, then its integrals at a temperature.
import { integrate } from '../../math/quadrature.ts';
import type { Tempered } from './model.ts';

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

/** Q_T of a log joint on the line, by adaptive quadrature; `kinks` are where it is not smooth. Statistics: mean and variance. */
export function temperedLine(
  logJoint: (x: number) => number,
  around: Interval,
  kinks: readonly number[],
  temperature: number,
  tolerance = 1e-13,
): Tempered {
  const { interval, peaks, highest } = support(logJoint, around, DEEP * temperature);
  const inner = [...peaks, ...kinks].filter((x) => x > interval[0] && x < interval[1]).sort((a, b) => a - b);
  const points = [...new Set([interval[0], ...inner, interval[1]])];
  const weight = (x: number) => Math.exp((logJoint(x) - highest) / temperature);
  // Integrated on the scale of the interval, so that the tolerance is a relative one.
  const width = interval[1] - interval[0];
  const over = (f: (x: number) => number) => integrate((x) => (weight(x) * f(x)) / width, points, tolerance);
  const mass = over(() => 1);
  const mean = over((x) => (x - interval[0]) / width).value / mass.value;
  const second = over((x) => ((x - interval[0]) / width - mean) ** 2).value / mass.value;
  const height = over((x) => logJoint(x) - highest).value / mass.value;
  const logMass = Math.log(mass.value * width);
  return {
    logPartition: { value: highest + temperature * logMass, error: (temperature * mass.error) / mass.value },
    energy: -(height + highest),
    entropy: logMass - height / temperature,
    statistics: [interval[0] + width * mean, width * width * second],
  };
}

interface Sums {
  readonly logMass: number;
  readonly height: number;
  readonly mean: readonly [number, number];
  readonly variance: readonly [number, number];
  readonly highest: number;
  /** The box of what lies within the depth, one cell wider. */
  readonly box: readonly [Interval, Interval];
  readonly edge: boolean;
}

function sumOver(logJoint: (x: number, y: number) => number, box: readonly [Interval, Interval], count: number, temperature: number): Sums {
  const [[x0, x1], [y0, y1]] = box;
  const dx = (x1 - x0) / count;
  const dy = (y1 - y0) / count;
  const heights = new Float64Array((count + 1) * (count + 1));
  let highest = Number.NEGATIVE_INFINITY;
  for (let j = 0, at = 0; j <= count; j += 1) {
    for (let i = 0; i <= count; i += 1, at += 1) {
      const h = logJoint(x0 + i * dx, y0 + j * dy);
      heights[at] = h;
      if (h > highest) highest = h;
    }
  }
  let [mass, height, sx, sy, sxx, syy] = [0, 0, 0, 0, 0, 0];
  let [left, right, bottom, top] = [count, 0, count, 0];
  for (let j = 0, at = 0; j <= count; j += 1) {
    for (let i = 0; i <= count; i += 1, at += 1) {
      const below = ((heights[at] as number) - highest) / temperature;
      if (!(below > -DEEP)) continue;
      if (i < left) left = i;
      if (i > right) right = i;
      if (j < bottom) bottom = j;
      if (j > top) top = j;
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
  const grown = (from: number, to: number, step: number, low: number): Interval => [
    low + (from === 0 ? -count / 2 : Math.max(0, from - 1)) * step,
    low + (to === count ? count * 1.5 : Math.min(count, to + 1)) * step,
  ];
  return {
    logMass: Math.log(mass * dx * dy),
    height: height / mass,
    mean: [x0 + mx * dx, y0 + my * dy],
    variance: [(sxx / mass - mx * mx) * dx * dx, (syy / mass - my * my) * dy * dy],
    highest,
    box: [grown(left, right, dx, x0), grown(bottom, top, dy, y0)],
    edge: left === 0 || bottom === 0 || right === count || top === count,
  };
}

/**
 * Q_T of a log joint in the plane, by the trapezoidal rule on the box that holds the mass; the grid is refined until two
 * levels agree. Statistics: mean and variance of each coordinate.
 */
export function temperedPlane(
  logJoint: (x: number, y: number) => number,
  around: readonly [Interval, Interval],
  temperature: number,
  tolerance = 1e-12,
): Tempered {
  let box = around;
  for (let round = 0; round < 12; round += 1) {
    const found = sumOver(logJoint, box, 40, temperature);
    const settled =
      !found.edge && found.box.every(([low, high], k) => high - low > 0.6 * ((box[k] as Interval)[1] - (box[k] as Interval)[0]));
    box = found.box;
    if (settled) break;
  }
  let last = sumOver(logJoint, box, 48, temperature);
  for (let count = 96; ; count *= 2) {
    const now = sumOver(logJoint, box, count, temperature);
    const value = now.highest / temperature + now.logMass;
    const error = Math.abs(value - (last.highest / temperature + last.logMass));
    if (error <= tolerance * Math.max(1, Math.abs(value)) || count >= 1536) {
      return {
        logPartition: { value: temperature * value, error: temperature * error },
        energy: -(now.highest + now.height * temperature),
        entropy: now.logMass - now.height,
        statistics: [now.mean[0], now.variance[0], now.mean[1], now.variance[1]],
      };
    }
    last = now;
  }
}
