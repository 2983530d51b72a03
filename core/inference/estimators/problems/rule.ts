// Nodes and weights of Gauss–Legendre panels: expectations under a standard normal of functions with kinks and ripples.
import { exp } from '../../../math/elementary.ts';

/** Expectations are Σ weightᵢ f(nodeᵢ). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const POINTS = 12;

/** The Gauss–Legendre rule on [−1, 1], by Newton's iteration on the Legendre polynomial. */
function legendre(points: number): Rule {
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    let slope = 0;
    for (let round = 0; round < 8; round += 1) {
      let [before, now] = [1, x];
      for (let n = 2; n <= points; n += 1) [before, now] = [now, ((2 * n - 1) * x * now - (n - 1) * before) / n];
      slope = (points * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

const unit = legendre(POINTS);

/** ∫ over the panels between `edges`, of f(x) · density(x). */
export function panelRule(edges: readonly number[], density: (x: number) => number): Rule {
  const nodes = new Float64Array(POINTS * (edges.length - 1));
  const weights = new Float64Array(nodes.length);
  for (let panel = 0; panel + 1 < edges.length; panel += 1) {
    const [from, to] = [edges[panel] as number, edges[panel + 1] as number];
    for (let i = 0; i < POINTS; i += 1) {
      const x = (from + to) / 2 + ((to - from) / 2) * (unit.nodes[i] as number);
      nodes[panel * POINTS + i] = x;
      weights[panel * POINTS + i] = ((to - from) / 2) * (unit.weights[i] as number) * density(x);
    }
  }
  return { nodes, weights };
}

/** Beyond it a standard normal has less than 1e−32 of its mass. */
const REACH = 12;

const normalDensity = (t: number): number => exp(-0.5 * t * t) / Math.sqrt(2 * Math.PI);

/** E[f(t)], t ~ N(0, 1), for f that is smooth over lengths of `finest` but at `kinks`: exact to rounding. */
export function normalRule(finest: number, kinks: readonly number[] = []): Rule {
  const panels = Math.ceil((2 * REACH) / Math.min(1.5, finest));
  const even = Array.from({ length: panels + 1 }, (_, i) => -REACH + (2 * REACH * i) / panels);
  const edges = [...even, ...kinks.filter((kink) => Math.abs(kink) < REACH)].toSorted((a, b) => a - b);
  return panelRule(edges, normalDensity);
}

/** Σ weightᵢ f(nodeᵢ). */
export function expect({ nodes, weights }: Rule, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1) sum += (weights[i] as number) * f(nodes[i] as number);
  return sum;
}
