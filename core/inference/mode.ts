// A point of highest density near where one starts: BFGS with a line search that only halves (Nocedal and Wright 2006, ch. 6).
import type { Target } from './mcmc/target.ts';

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

/** What a log density is known to, of itself. */
const ROUNDING = 1e-15;

/**
 * argmax log p near `start`, d numbers. Ends where the gradient is below 1e-9 of the curvature’s scale or no step goes up; after
 * `rounds` at the latest.
 */
export function findMode(target: Target, start: ArrayLike<number>, rounds = 500): Float64Array {
  const d = target.dimension;
  const out = new Float64Array(1);
  const look = (at: Float64Array) => {
    const gradient = new Float64Array(d);
    target.logDensityGradients(at, gradient, out);
    return { at, gradient, height: out[0] as number };
  };
  /** Inverse of the negative Hessian, row after row. */
  let inverse = new Float64Array(d * d);
  const reset = (scale: number) => {
    inverse = new Float64Array(d * d);
    for (let i = 0; i < d; i += 1) inverse[i * d + i] = scale;
  };
  const times = (m: Float64Array, v: Float64Array) => v.map((_, i) => dot(m.subarray(i * d, i * d + d) as Float64Array, v));

  let here = look(Float64Array.from(start));
  reset(1 / Math.max(1, Math.sqrt(dot(here.gradient, here.gradient))));
  for (let round = 0; round < rounds; round += 1) {
    const direction = times(inverse, here.gradient);
    const slope = dot(direction, here.gradient);
    if (!(slope > 1e-18 * Math.max(1, Math.abs(here.height)))) break;
    let step = 1;
    let there = look(here.at.map((x, i) => x + (direction[i] as number)));
    // Near the top a step gains less than rounding hides: it is taken, for the gradient still knows the way.
    const rounding = ROUNDING * Math.abs(here.height);
    while (!(there.height >= here.height + 1e-4 * step * slope - rounding) && step > 1e-12) {
      step /= 2;
      there = look(here.at.map((x, i) => x + step * (direction[i] as number)));
    }
    if (!(there.height >= here.height - rounding)) break;
    const moved = there.at.map((x, i) => x - (here.at[i] as number));
    const turned = there.gradient.map((g, i) => (here.gradient[i] as number) - g);
    const curvature = dot(moved, turned);
    const still = dot(moved, moved) === 0;
    here = there;
    if (still) break;
    if (curvature <= 0) {
      reset(1 / Math.max(1, Math.sqrt(dot(here.gradient, here.gradient))));
      continue;
    }
    if (round === 0) reset(curvature / dot(turned, turned));
    // B ← (I − ρ s yᵀ) B (I − ρ y sᵀ) + ρ s sᵀ
    const mapped = times(inverse, turned);
    const rho = 1 / curvature;
    const factor = rho * (1 + rho * dot(turned, mapped));
    for (let i = 0; i < d; i += 1) {
      for (let j = 0; j < d; j += 1) {
        const [si, sj, mi, mj] = [moved[i], moved[j], mapped[i], mapped[j]] as [number, number, number, number];
        inverse[i * d + j] = (inverse[i * d + j] as number) + factor * si * sj - rho * (mi * sj + si * mj);
      }
    }
  }
  return here.at;
}
