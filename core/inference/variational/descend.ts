// One step of descent on an objective of q: plain, natural, or exact along one coordinate at a time.
import { goldenSection } from '../../math/golden-section.ts';
import type { Family, Parameters } from '../../prob/family.ts';

export type Descent = 'plain' | 'natural' | 'coordinate';

/** The lowest point of f near x: bracketed by doubling from `reach`, then 60 golden sections; f has one dip there. */
function lowestNear(f: (x: number) => number, x: number, reach: number): number {
  let width = reach;
  const here = f(x);
  while (width < 1e3 * reach && (f(x - width) < here || f(x + width) < here)) width *= 2;
  const found = goldenSection(f, x - width, x + width, 60);
  return f(found) <= here ? found : x;
}

/** ∂f/∂u by central differences, h = 6e-6 · max(1, |u|): error about 1e-10 of f's scale. */
export function gradientOf(f: (u: readonly number[]) => number, u: readonly number[]): number[] {
  return u.map((x, i) => {
    const h = 6e-6 * Math.max(1, Math.abs(x));
    const at = (value: number) => f(u.map((other, j) => (j === i ? value : other)));
    return (at(x + h) - at(x - h)) / (2 * h);
  });
}

/** Of a step’s first-order gain, what it must bring at least (Armijo 1966). */
const GAIN = 1e-4;

/** No coordinate goes further in a step than so many of its natural units: beyond, the slope here says nothing. */
const FAR = 8;

/** Halvings of a step before q stands still: 2⁻⁶⁰ of it no longer moves a coordinate. */
const HALVINGS = 60;

/**
 * q after one step down `objective` (nats, +∞ where q may not be): in the family's coordinates u, `plain` is u − rate·∇, `natural` is
 * u − rate·F⁻¹∇ with F the Fisher information, `coordinate` minimizes exactly along coordinate `turn` mod their number. A step of the first
 * two is shortened where it would lead far, and halved until the objective falls; where none falls, q itself comes back: it never rises.
 */
export function descend(
  family: Family,
  objective: (q: Parameters) => number,
  q: Parameters,
  kind: Descent,
  rate: number,
  turn: number,
): Parameters {
  const u = family.toCoordinates(q);
  const f = (v: readonly number[]) => objective(family.fromCoordinates(v));
  // The root of the inverse Fisher information: in a location coordinate the scale that follows it; elsewhere about a factor e.
  const unitOf = (k: number) => {
    const along = u.map((_, j) => (j === k ? 1 : 0));
    return Math.sqrt(Math.abs(family.naturalGradient(u, along)[k] as number));
  };
  if (kind === 'coordinate') {
    const k = turn % u.length;
    const along = (x: number) => f(u.map((other, j) => (j === k ? x : other)));
    const best = family.fromCoordinates(u.map((other, j) => (j === k ? lowestNear(along, u[k] as number, unitOf(k)) : other)));
    return objective(best) <= objective(q) ? best : q;
  }
  const gradient = gradientOf(f, u);
  const direction = kind === 'natural' ? family.naturalGradient(u, gradient) : gradient;
  const slope = gradient.reduce((sum, g, i) => sum + g * (direction[i] as number), 0);
  const farthest = direction.reduce((far, d, k) => Math.max(far, Math.abs(d) / unitOf(k)), 0);
  const here = objective(q);
  for (let halving = 0, step = Math.min(rate, FAR / farthest); halving < HALVINGS; halving += 1, step /= 2) {
    const next = family.fromCoordinates(u.map((x, i) => x - step * (direction[i] as number)));
    if (objective(next) <= here - GAIN * step * slope) return next;
  }
  return q;
}
