// Nodes and weights for expectations under a standard normal of functions with kinks and ripples.
import { exp } from '../../../math/elementary.ts';
import { panelRule } from '../../../math/quadrature.ts';

/** Expectations are Σ weightᵢ f(nodeᵢ). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Beyond it a standard normal has less than 1e−32 of its mass. */
const REACH = 12;

/** E[f(t)], t ~ N(0, 1), for f that is smooth over lengths of `finest` but at `kinks`: exact to rounding. */
export function normalRule(finest: number, kinks: readonly number[] = []): Rule {
  const panels = Math.ceil((2 * REACH) / Math.min(2, finest));
  const even = Array.from({ length: panels + 1 }, (_, i) => -REACH + (2 * REACH * i) / panels);
  const edges = [...even, ...kinks.filter((kink) => Math.abs(kink) < REACH)].toSorted((a, b) => a - b);
  // From the left, so that the node at −t stands as far from the end as that at t from the beginning.
  const rule = panelRule(edges).toSorted(([a], [b]) => a - b);
  return {
    nodes: Float64Array.from(rule, ([t]) => t),
    weights: Float64Array.from(rule, ([t, width]) => (width * exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI)),
  };
}

/** Σ weightᵢ f(nodeᵢ). */
export function expect({ nodes, weights }: Rule, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1) sum += (weights[i] as number) * f(nodes[i] as number);
  return sum;
}
