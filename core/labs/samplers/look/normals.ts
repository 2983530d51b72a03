// The fitted normals as rings, beside the draws of all that race.
import { type Gaussian, gaussianEntropy } from '../../../inference/variational/gaussian.ts';
import { keep } from '../../../lab/keep.ts';
import type { SamplersValues } from '../declaration/params.ts';
import type { Fit, SamplersState } from '../run/state.ts';
import { type Axes, inAxes, methodOf, racersOf } from './axes.ts';
import { drawsOf } from './chains.ts';

const TURNS = 65;

/** q at one and at two sds, the pen lifted after each. */
function ringsOf(q: Gaussian, axes: Axes): { x: number[]; y: number[] } {
  const { mean, a, b, c } = inAxes(q, axes);
  const l11 = Math.sqrt(a);
  const l21 = b / l11;
  const l22 = Math.sqrt(Math.max(0, c - l21 * l21));
  const [x, y]: [number[], number[]] = [[], []];
  for (const radius of [1, 2]) {
    for (let k = 0; k < TURNS; k += 1) {
      const angle = (2 * Math.PI * k) / (TURNS - 1);
      x.push(mean[0] + radius * l11 * Math.cos(angle));
      y.push(mean[1] + radius * (l21 * Math.cos(angle) + l22 * Math.sin(angle)));
    }
    x.push(Number.NaN);
    y.push(Number.NaN);
  }
  return { x, y };
}

/** Of each method its rows, with its number and its place among those that race. */
function together(
  parts: readonly { readonly x: ArrayLike<number>; readonly y: ArrayLike<number>; readonly name: string }[],
  values: SamplersValues,
) {
  const racers = racersOf(values);
  const ofAll = (number: (name: string) => number) => Float64Array.from(parts.flatMap(({ x, name }) => Array.from(x, () => number(name))));
  return {
    x: Float64Array.from(parts.flatMap(({ x }) => Array.from(x))),
    y: Float64Array.from(parts.flatMap(({ y }) => Array.from(y))),
    racer: ofAll((name) => racers.indexOf(name)),
    method: ofAll(methodOf),
  };
}

/** q of a family, as rings. */
export function ellipseOf({ q }: Fit, axes: Axes) {
  const { x, y } = ringsOf(q, axes);
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

export function cloudsOf({ main, rivals }: SamplersState, values: SamplersValues, axes: Axes) {
  return together(
    [main, ...rivals].map((track) => ({ ...drawsOf(track, axes, 500), name: track.name })),
    values,
  );
}

export function outlinesOf({ fits }: SamplersState, values: SamplersValues, axes: Axes) {
  const racers = racersOf(values);
  const racingFits = fits.filter(({ family }) => racers.includes(family));
  return together(
    racingFits.map(({ q, family }) => ({ ...ringsOf(q, axes), name: family })),
    values,
  );
}

const sameNormal = (one: Gaussian, other: Gaussian): boolean =>
  one === other || (one.mean.every((m, i) => m === other.mean[i]) && one.factor.every((l, i) => l === other.factor[i]));

/** Bound and gap of each fitted normal; worked out anew when it moved. */
export function fitTable(state: SamplersState) {
  const { problem, fits } = state;
  const termsOf = (q: Gaussian) => {
    const energy = -problem.expectations.logDensity(q);
    const entropy = gaussianEntropy(q);
    return { energy, entropy, elbo: entropy - energy, gap: problem.gap?.(q) };
  };
  // Both begin as the same normal.
  const [first, second] = fits;
  const both = sameNormal(first.q, second.q);
  const rows = fits.map(({ family, q }) => keep(state.kept, `fit ${both ? '' : family}`, both ? first.q : q, () => termsOf(q)));
  return rows as [(typeof rows)[number], (typeof rows)[number]];
}
