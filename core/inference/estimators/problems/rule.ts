// Nodes and weights for expectations under a standard normal of functions with kinks and ripples.
import { exp } from '../../../math/elementary.ts';
import { panelRule, type Rule } from '../../../math/quadrature.ts';

/** Beyond it a standard normal has less than 1e−32 of its mass. */
const REACH = 12;

/** E[f(t)], t ~ N(0, 1), for f that is smooth over lengths of `finest` but at `kinks`: exact to rounding. */
export function normalRule(finest: number, kinks: readonly number[] = []): Rule {
  const panels = Math.ceil((2 * REACH) / Math.min(2, finest));
  const even = Array.from({ length: panels + 1 }, (_, i) => -REACH + (2 * REACH * i) / panels);
  const edges = [...even, ...kinks.filter((kink) => Math.abs(kink) < REACH)].toSorted((a, b) => a - b);
  const { nodes, weights } = panelRule(edges);
  return {
    nodes,
    weights: weights.map((width, i) => (width * exp(-0.5 * (nodes[i] as number) * (nodes[i] as number))) / Math.sqrt(2 * Math.PI)),
  };
}

/** Σ weightᵢ f(nodeᵢ). */
export function expect({ nodes, weights }: Rule, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1) sum += (weights[i] as number) * f(nodes[i] as number);
  return sum;
}
