// Quantizers of N(0, 1), in closed form: what a codebook or a grid of few levels can at best reach on Gaussian weights (Max 1960).
import { log } from '../../math/elementary.ts';
import { normalCdf, normalDensity, normalQuantile } from '../../math/special.ts';
import { checkWhole } from '../weights.ts';

export interface NormalQuantizer {
  /** Ascending. */
  readonly levels: Float64Array;
  /** Between neighbouring levels, in the middle. */
  readonly thresholds: Float64Array;
  /** E (x̂ − x)². */
  readonly meanSquaredError: number;
  /** Of the codes, in bits. */
  readonly entropy: number;
}

interface Cell {
  /** P(a < x ≤ b). */
  readonly mass: number;
  /** ∫ x φ(x) dx over the cell, φ(a) − φ(b). */
  readonly first: number;
}

/** A cell of either tail is measured from its own tail, without cancellation. */
function cellOf(a: number, b: number): Cell {
  const mass = a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
  return { mass, first: normalDensity(a) - normalDensity(b) };
}

const middlesOf = (levels: Float64Array): Float64Array =>
  Float64Array.from({ length: levels.length - 1 }, (_, i) => ((levels[i] as number) + (levels[i + 1] as number)) / 2);

/** Cells between thresholds, the outermost without end. */
const cellsOf = (thresholds: Float64Array): Cell[] =>
  Array.from({ length: thresholds.length + 1 }, (_, i) =>
    cellOf(thresholds[i - 1] ?? Number.NEGATIVE_INFINITY, thresholds[i] ?? Number.POSITIVE_INFINITY),
  );

/** The quantizer of N(0, 1) that takes the nearest of ascending levels: E (x̂ − x)² = 1 − 2 Σ l ∫xφ + Σ l² P. */
export function normalQuantizer(levels: Float64Array): NormalQuantizer {
  const thresholds = middlesOf(levels);
  let meanSquaredError = 1;
  let nats = 0;
  cellsOf(thresholds).forEach(({ mass, first }, i) => {
    const level = levels[i] as number;
    meanSquaredError += level * (level * mass - 2 * first);
    if (mass > 0) nats -= mass * log(mass);
  });
  return { levels, thresholds, meanSquaredError, entropy: nats / Math.LN2 };
}

/** Solves (diagonal, with these below and above it) x = right, without pivots: Thomas. */
function solveTridiagonal(lower: Float64Array, diagonal: Float64Array, upper: Float64Array, right: Float64Array): Float64Array {
  const [d, x] = [diagonal.slice(), right.slice()];
  for (let i = 1; i < d.length; i += 1) {
    const factor = (lower[i] as number) / (d[i - 1] as number);
    d[i] = (d[i] as number) - factor * (upper[i - 1] as number);
    x[i] = (x[i] as number) - factor * (x[i - 1] as number);
  }
  for (let i = d.length - 1; i >= 0; i -= 1)
    x[i] = ((x[i] as number) - (i + 1 < d.length ? (upper[i] as number) * (x[i + 1] as number) : 0)) / (d[i] as number);
  return x;
}

/** Newton’s step from levels l to l = E[x|cell of l], whose Jacobian has three diagonals: a level moves the two thresholds beside it by half. */
function newtonStep(levels: Float64Array): Float64Array {
  const thresholds = middlesOf(levels);
  const size = levels.length;
  const [lower, diagonal, upper, right] = [0, 1, 0, 0].map((fill) => new Float64Array(size).fill(fill)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  cellsOf(thresholds).forEach(({ mass, first }, i) => {
    const centre = first / mass;
    right[i] = centre - (levels[i] as number);
    // ∂c/∂a = φ(a)(c − a)/P, ∂c/∂b = φ(b)(b − c)/P.
    if (i > 0) {
      const a = thresholds[i - 1] as number;
      const slope = (0.5 * normalDensity(a) * (centre - a)) / mass;
      lower[i] = -slope;
      diagonal[i] = (diagonal[i] as number) - slope;
    }
    if (i < size - 1) {
      const b = thresholds[i] as number;
      const slope = (0.5 * normalDensity(b) * (b - centre)) / mass;
      upper[i] = -slope;
      diagonal[i] = (diagonal[i] as number) - slope;
    }
  });
  return solveTridiagonal(lower, diagonal, upper, right);
}

/**
 * The quantizer of N(0, 1) with the least mean squared error for `count` levels, 1 to 256: each level the mean of its cell, each threshold
 * halfway. By Newton’s method from the levels of Panter and Dite (1951), the quantiles of N(0, 3), to rounding. Throws InputError.
 */
export function normalLloydMax(count: number): NormalQuantizer {
  checkWhole('levels', count, 1, 256);
  let levels = Float64Array.from({ length: count }, (_, i) => Math.sqrt(3) * normalQuantile((i + 0.5) / count));
  for (let i = 0; i < 30; i += 1) {
    const step = newtonStep(levels);
    levels = levels.map((level, k) => level + (step[k] as number));
    if (step.every((by) => Math.abs(by) < 1e-14)) break;
  }
  // Rounding leaves the two halves apart in the last digit.
  return normalQuantizer(levels.map((level, i) => (level - (levels[count - 1 - i] as number)) / 2));
}

/**
 * The step Δ of the grid ±Δ/2, ±3Δ/2 … of 2^bits levels with the least mean squared error on N(0, 1), bits from 1 to 8, and the quantizer of that
 * step: where Σ (l/Δ)(∫xφ − l P) = 0, by bisection to rounding. Throws InputError.
 */
export function normalUniform(bits: number): NormalQuantizer & { readonly step: number } {
  checkWhole('bits', bits, 1, 8);
  const count = 2 ** bits;
  const levelsOf = (step: number) => Float64Array.from({ length: count }, (_, i) => step * (i - (count - 1) / 2));
  const slope = (step: number) => {
    const levels = levelsOf(step);
    return cellsOf(middlesOf(levels)).reduce(
      (sum, { mass, first }, i) => sum + ((levels[i] as number) / step) * (first - (levels[i] as number) * mass),
      0,
    );
  };
  let [low, high] = [1 / count, 4];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  const step = (low + high) / 2;
  return { step, ...normalQuantizer(levelsOf(step)) };
}
