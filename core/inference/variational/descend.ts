// One step of descent on an objective of q: plain, natural, or exact along one coordinate at a time.
import type { Family, Parameters } from '../../prob/family.ts';

export type Descent = 'plain' | 'natural' | 'coordinate';

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The lowest point of f near x: bracketed by doubling from `reach`, then 60 golden sections; f has one dip there. */
function lowestNear(f: (x: number) => number, x: number, reach: number): number {
  let width = reach;
  const here = f(x);
  while (width < 1e3 * reach && (f(x - width) < here || f(x + width) < here)) width *= 2;
  let low = x - width;
  let high = x + width;
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let fa = f(a);
  let fb = f(b);
  for (let i = 0; i < 60; i += 1) {
    if (fa <= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - GOLDEN * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + GOLDEN * (high - low);
      fb = f(b);
    }
  }
  const found = (low + high) / 2;
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

/**
 * q after one step down `objective` (nats): in the family's coordinates u, `plain` is u − rate·∇, `natural` is
 * u − rate·F⁻¹∇ with F the Fisher information, `coordinate` minimizes exactly along coordinate `turn` mod their number.
 */
export function descend(
  family: Family,
  objective: (q: Parameters) => number,
  q: Parameters,
  kind: Descent,
  rate: number,
  turn: number,
): number[] {
  const u = family.toCoordinates(q);
  const f = (v: readonly number[]) => objective(family.fromCoordinates(v));
  if (kind === 'coordinate') {
    const k = turn % u.length;
    const along = (x: number) => f(u.map((other, j) => (j === k ? x : other)));
    // In a location coordinate the natural unit is the scale that follows it; elsewhere a factor e.
    const reach = Math.sqrt(
      Math.abs(
        family.naturalGradient(
          u,
          u.map((_, j) => (j === k ? 1 : 0)),
        )[k] as number,
      ),
    );
    const best = lowestNear(along, u[k] as number, reach);
    return family.fromCoordinates(u.map((other, j) => (j === k ? best : other)));
  }
  const gradient = gradientOf(f, u);
  const direction = kind === 'natural' ? family.naturalGradient(u, gradient) : gradient;
  return family.fromCoordinates(u.map((x, i) => x - rate * (direction[i] as number)));
}
