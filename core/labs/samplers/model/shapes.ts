// Densities without data, each a trial of its own: leaning, bent, round, in pieces, and ever narrower.

import { pointwise, type Target } from '../../../inference/mcmc/target.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Truth } from './problem.ts';

export interface Shape {
  readonly target: Target;
  /** Moments of p^{1/T} in closed form, where there is one. */
  readonly truth?: (temperature: number) => Truth;
  /** log ∫ p in closed form, where there is one. */
  readonly logEvidence?: number;
  readonly names: readonly [string, string];
  /** A box that holds what counts at T = 1. */
  readonly reach: readonly [x: number, y: number];
  /** No lattice holds its tails. */
  readonly tailed?: true;
  /** Its log density bends sharply somewhere. */
  readonly creased?: true;
}

/** N(0, [[1, ρ], [ρ, 1]]). */
export function correlatedNormal(correlation: number): Shape {
  const rest = 1 - correlation ** 2;
  const constant = -LOG_2PI - 0.5 * log(rest);
  return {
    target: pointwise(2, (points, from, gradients) => {
      const [x, y] = [points[from] as number, points[from + 1] as number];
      const [mx, my] = [(x - correlation * y) / rest, (y - correlation * x) / rest];
      if (gradients) {
        gradients[from] = -mx;
        gradients[from + 1] = -my;
      }
      return constant - 0.5 * (x * mx + y * my);
    }),
    truth: (temperature) => ({ means: Float64Array.of(0, 0), variances: Float64Array.of(temperature, temperature) }),
    logEvidence: 0,
    names: ['θ₁', 'θ₂'],
    reach: [9, 9],
  };
}

/** x ~ N(0, s²), y ~ N(b(x² − s²), 1), s = 2 (after Haario, Saksman and Tamminen 2001). */
export function banana(bend: number): Shape {
  const variance = 4;
  const constant = -LOG_2PI - 0.5 * log(variance);
  return {
    target: pointwise(2, (points, from, gradients) => {
      const [x, y] = [points[from] as number, points[from + 1] as number];
      const rest = y - bend * (x * x - variance);
      if (gradients) {
        gradients[from] = -x / variance + 2 * bend * x * rest;
        gradients[from + 1] = -rest;
      }
      return constant - 0.5 * ((x * x) / variance + rest * rest);
    }),
    truth: (temperature) => ({
      means: Float64Array.of(0, bend * variance * (temperature - 1)),
      variances: Float64Array.of(variance * temperature, temperature + 2 * (bend * variance * temperature) ** 2),
    }),
    logEvidence: 0,
    names: ['θ₁', 'θ₂'],
    reach: [12, 14],
  };
}

/** A ridge of height 0 along a circle of radius 3, Gaussian across with sd w near it: −(r² − R²)²/(8R²w²), smooth at the centre, too. */
export function ring(width: number): Shape {
  const square = 9;
  const scale = 1 / (8 * square * width * width);
  return {
    target: pointwise(2, (points, from, gradients) => {
      const [x, y] = [points[from] as number, points[from + 1] as number];
      const off = x * x + y * y - square;
      if (gradients) {
        gradients[from] = -4 * scale * off * x;
        gradients[from + 1] = -4 * scale * off * y;
      }
      return -scale * off * off;
    }),
    names: ['θ₁', 'θ₂'],
    reach: [5, 5],
  };
}

/** e^{−45} is less than a thousandth of the last bit of 1. */
const LOST = -45;

/** Eight normals of sd 0.5 on a circle of radius 3, equally likely. */
export function eightModes(): Shape {
  const [radius, variance, count] = [3, 0.25, 8];
  // Cosines and sines of eighths of a turn, which every host has alike.
  const half = Math.SQRT1_2;
  const centres = [
    [1, 0],
    [half, half],
    [0, 1],
    [-half, half],
    [-1, 0],
    [-half, -half],
    [0, -1],
    [half, -half],
  ] as const;
  const [xs, ys] = [0, 1].map((axis) => Float64Array.from(centres, (centre) => radius * (centre[axis] as number))) as [
    Float64Array,
    Float64Array,
  ];
  const constant = -log(count) - LOG_2PI - log(variance);
  const exponents = new Float64Array(count);
  return {
    target: pointwise(2, (points, from, gradients) => {
      const [x, y] = [points[from] as number, points[from + 1] as number];
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < count; k += 1) {
        const [dx, dy] = [x - (xs[k] as number), y - (ys[k] as number)];
        const exponent = -(dx * dx + dy * dy) / (2 * variance);
        exponents[k] = exponent;
        if (exponent > most) most = exponent;
      }
      let [total, gx, gy] = [0, 0, 0];
      for (let k = 0; k < count; k += 1) {
        const below = (exponents[k] as number) - most;
        // A mode this far away is lost in rounding beside the nearest.
        if (below < LOST) continue;
        const weight = exp(below);
        total += weight;
        gx += weight * ((xs[k] as number) - x);
        gy += weight * ((ys[k] as number) - y);
      }
      if (gradients) {
        gradients[from] = gx / total / variance;
        gradients[from + 1] = gy / total / variance;
      }
      return constant + most + log(total);
    }),
    logEvidence: 0,
    names: ['θ₁', 'θ₂'],
    reach: [6, 6],
    creased: true,
  };
}

/** v ~ N(0, 9), x ~ N(0, e^v): wide above, a needle below (Neal 2003). θ = (x, v). */
export function funnel(): Shape {
  const variance = 9;
  const constant = -LOG_2PI - 0.5 * log(variance);
  return {
    target: pointwise(2, (points, from, gradients) => {
      const [x, v] = [points[from] as number, points[from + 1] as number];
      const narrow = exp(-v);
      if (gradients) {
        gradients[from] = -x * narrow;
        gradients[from + 1] = -v / variance - 0.5 + 0.5 * x * x * narrow;
      }
      return constant - 0.5 * ((v * v) / variance + v + x * x * narrow);
    }),
    // ∫ over x leaves N(v; 0, 9)^{1/T} e^{(1 − 1/T) v/2}: a normal of variance 9T about 9(T − 1)/2.
    truth: (temperature) => {
      const centre = (variance * (temperature - 1)) / 2;
      return {
        means: Float64Array.of(0, centre),
        variances: Float64Array.of(temperature * exp(centre + (variance * temperature) / 2), variance * temperature),
      };
    },
    logEvidence: 0,
    names: ['x', 'v'],
    reach: [16, 9],
    tailed: true,
  };
}
