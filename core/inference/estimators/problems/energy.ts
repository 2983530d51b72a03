// Functions of one number whose expectation under a normal is known: what an estimator is tried on.
import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import { exp } from '../../../math/elementary.ts';
import { normalCdf } from '../../../math/special.ts';

export interface Energy {
  /** h of each number, and its slope. */
  readonly values: (x: Float64Array, out: Float64Array, count: number) => void;
  readonly slopes: (x: Float64Array, out: Float64Array, count: number) => void;
  /** E[h(x)], x ~ N(mean, sd²). */
  readonly expected: (mean: number, sd: number) => number;
  /** Where h jumps, and the length over which it is smooth. */
  readonly kinks: readonly number[];
  readonly finest: number;
}

/** (x − k)². */
export const quadratic = (k: number): Energy => ({
  values: (x, out, count) => {
    for (let i = 0; i < count; i += 1) {
      const d = (x[i] as number) - k;
      out[i] = d * d;
    }
  },
  slopes: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = 2 * ((x[i] as number) - k);
  },
  expected: (mean, sd) => (mean - k) ** 2 + sd * sd,
  kinks: [],
  finest: Number.POSITIVE_INFINITY,
});

/** (x − k)⁴. */
export const quartic = (k: number): Energy => ({
  values: (x, out, count) => {
    for (let i = 0; i < count; i += 1) {
      const d = ((x[i] as number) - k) ** 2;
      out[i] = d * d;
    }
  },
  slopes: (x, out, count) => {
    for (let i = 0; i < count; i += 1) {
      const d = (x[i] as number) - k;
      out[i] = 4 * d * d * d;
    }
  },
  expected: (mean, sd) => (mean - k) ** 4 + 6 * (mean - k) ** 2 * sd * sd + 3 * sd ** 4,
  kinks: [],
  finest: Number.POSITIVE_INFINITY,
});

/** sin x. */
export const sine: Energy = {
  values: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = sin(x[i] as number);
  },
  slopes: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = cos(x[i] as number);
  },
  expected: (mean, sd) => sin(mean) * exp(-0.5 * sd * sd),
  kinks: [],
  finest: 1,
};

/** cos ωx. */
export const cosine = (frequency: number): Energy => ({
  values: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = cos(frequency * (x[i] as number));
  },
  slopes: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = -frequency * sin(frequency * (x[i] as number));
  },
  expected: (mean, sd) => cos(frequency * mean) * exp(-0.5 * (frequency * sd) ** 2),
  kinks: [],
  finest: 1 / frequency,
});

/** 1 where x > k, else 0: its slope is 0 wherever it has one. */
export const step = (k: number): Energy => ({
  values: (x, out, count) => {
    for (let i = 0; i < count; i += 1) out[i] = (x[i] as number) > k ? 1 : 0;
  },
  slopes: (_, out, count) => {
    out.fill(0, 0, count);
  },
  expected: (mean, sd) => normalCdf((mean - k) / sd),
  kinks: [k],
  finest: Number.POSITIVE_INFINITY,
});
