// Integrals to a stated error: adaptive Gauss–Kronrod on an interval, the trapezoidal rule for expectations under a normal.

/** A number with the estimate of its error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

// The 7-point Gauss and 15-point Kronrod rules on [−1, 1] (Kronrod 1965; the digits as in QUADPACK's qk15).
const nodes = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911, 0.4058451513773972,
  0.20778495500789848, 0,
];
const kronrod = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679, 0.19035057806478542,
  0.20443294007529889, 0.20948214108472782,
];
const gauss = [0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694];

const IN_PANEL = 2 * nodes.length - 1;

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly error: number;
  /** Of f at the nodes, from the lowest up. */
  readonly values: Float64Array;
}

function panel(f: (x: number) => number, from: number, to: number): Panel {
  const centre = (from + to) / 2;
  const half = (to - from) / 2;
  const values = new Float64Array(IN_PANEL);
  const middle = f(centre);
  values[7] = middle;
  let fine = (kronrod[7] as number) * middle;
  let coarse = (gauss[3] as number) * middle;
  for (let i = 0; i < 7; i += 1) {
    const offset = half * (nodes[i] as number);
    const [before, after] = [f(centre - offset), f(centre + offset)];
    values[i] = before;
    values[IN_PANEL - 1 - i] = after;
    fine += (kronrod[i] as number) * (before + after);
    if (i % 2 === 1) coarse += (gauss[(i - 1) / 2] as number) * (before + after);
  }
  return { from, to, value: half * fine, error: Math.abs(half * (fine - coarse)), values };
}

/** The panels of `integrate`, from the lowest up, and what they come to. */
function adapted(f: (x: number) => number, points: readonly number[], tolerance: number, least: number): Estimate & { panels: Panel[] } {
  const panels = points.slice(1).map((to, i) => panel(f, points[i] as number, to));
  for (;;) {
    let value = 0;
    let error = 0;
    let worst = 0;
    panels.forEach((p, i) => {
      value += p.value;
      error += p.error;
      if (p.error > (panels[worst] as Panel).error) worst = i;
    });
    if (!(error > tolerance * Math.max(least, Math.abs(value))) || panels.length >= 2000) return { value, error, panels };
    const { from, to } = panels[worst] as Panel;
    const middle = (from + to) / 2;
    panels.splice(worst, 1, panel(f, from, middle), panel(f, middle, to));
  }
}

/**
 * ∫ f over [points₀, points₋₁], adaptively, by Gauss–Kronrod (7, 15), with interior points where f has a kink or a peak.
 * Stops when the estimated error is at most `tolerance` · max(`least`, |value|), or after 2,000 panels; the error says which.
 */
export function integrate(f: (x: number) => number, points: readonly number[], tolerance = 1e-13, least = 1): Estimate {
  const { value, error } = adapted(f, points, tolerance, least);
  return { value, error };
}

/** Expectations and integrals are Σ weightᵢ f(nodeᵢ). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * ∫ f over [points₀, points₋₁] as Σ weight · f(node), with the 15-point Kronrod rule in each panel: many integrals from one pass. Points
 * ascend, and so do nodes. Nothing adapts: the panels have to be narrow against the distance to f's poles.
 */
export function panelRule(points: readonly number[]): Rule {
  const size = Math.max(0, points.length - 1) * IN_PANEL;
  const rule = { nodes: new Float64Array(size), weights: new Float64Array(size) };
  for (let i = 1, from = 0; i < points.length; i += 1, from += IN_PANEL) {
    const [low, high] = [points[i - 1] as number, points[i] as number];
    const [centre, half] = [(low + high) / 2, (high - low) / 2];
    for (let k = 0; k < nodes.length; k += 1) {
      const reach = half * (nodes[k] as number);
      const last = from + IN_PANEL - 1 - k;
      rule.nodes[from + k] = centre - reach;
      rule.nodes[last] = centre + reach;
      rule.weights[from + k] = rule.weights[last] = half * (kronrod[k] as number);
    }
  }
  return rule;
}

/** An integral, and how it came about: Σ weightᵢ valueᵢ, where valueᵢ is the integrand at nodeᵢ. */
export interface Seen extends Estimate, Rule {
  readonly values: Float64Array;
}

/** As `integrate`, with all that it has looked at: other integrals of the same density need no look of their own. */
export function integrateSeen(f: (x: number) => number, points: readonly number[], tolerance = 1e-13, least = 1): Seen {
  const { value, error, panels } = adapted(f, points, tolerance, least);
  const values = new Float64Array(panels.length * IN_PANEL);
  panels.forEach((each, i) => {
    values.set(each.values, i * IN_PANEL);
  });
  return { value, error, values, ...panelRule([...panels.map(({ from }) => from), panels.at(-1)?.to ?? 0]) };
}

const REACH = 9;

/** E[f(m + s·t)] by adaptive quadrature over |t| ≤ 9; see `expectNormal`, of which it is independent. */
export function integrateNormal(
  f: (x: number) => number,
  mean: number,
  sd: number,
  tolerance = 1e-13,
  bends: readonly number[] = [],
): Estimate {
  const inside = bends.map((x) => (x - mean) / sd).filter((t) => Math.abs(t) < REACH);
  const points = [...new Set([-REACH, 0, REACH, ...inside])].sort((a, b) => a - b);
  return integrate((t) => (Math.exp(-0.5 * t * t) / Math.sqrt(2 * Math.PI)) * f(mean + sd * t), points, tolerance);
}

/** Where softplus bends, and where it has become 0 or a straight line. */
export const SOFTPLUS_BENDS: readonly number[] = [-40, -6, 0, 6, 40];

/** Levels of the trapezoidal rule that are worth their while: a spacing of 1/32. */
const LEVELS = 5;

/**
 * E[f(m + s·t)] for t ~ N(0, 1) by the trapezoidal rule on |t| ≤ 9, halving the spacing until two levels agree to
 * `tolerance` · max(1, |value|). For f analytic in a strip of half-width d the error falls like e^{−2πd/h} (Trefethen &
 * Weideman 2014), so few levels are needed. An f that bends within a small part of an sd is left to `integrate`,
 * over panels that end at `bends`, places in x: nobody finds a bend far narrower than a panel that has not been told of it.
 */
export function expectNormal(
  f: (x: number) => number,
  mean: number,
  sd: number,
  tolerance = 1e-13,
  bends: readonly number[] = [],
): Estimate {
  const term = (t: number) => Math.exp(-0.5 * t * t) * f(mean + sd * t);
  let h = 1;
  let sum = 0;
  for (let t = -REACH; t <= REACH; t += 1) sum += term(t);
  let last = sum * h;
  for (let level = 0; ; level += 1) {
    for (let t = -REACH + h / 2; t < REACH; t += h) sum += term(t);
    h /= 2;
    const now = sum * h;
    const error = Math.abs(now - last) / Math.sqrt(2 * Math.PI);
    const value = now / Math.sqrt(2 * Math.PI);
    if (error <= tolerance * Math.max(1, Math.abs(value))) return { value, error };
    if (level === LEVELS - 1) return integrateNormal(f, mean, sd, tolerance, bends);
    last = now;
  }
}

/** The same in the plane, for independent coordinates: E[f(m₁ + s₁t₁, m₂ + s₂t₂)]. */
export function expectNormal2(
  f: (x: number, y: number) => number,
  mean: readonly [number, number],
  sd: readonly [number, number],
  tolerance = 1e-11,
): Estimate {
  const level = (h: number) => {
    let sum = 0;
    for (let s = -REACH; s <= REACH; s += h) {
      // The corners weigh less than e^{−REACH²/2} and are left out.
      const reach = Math.floor(Math.sqrt(REACH * REACH - s * s) / h) * h;
      for (let t = -reach; t <= reach; t += h) sum += Math.exp(-0.5 * (s * s + t * t)) * f(mean[0] + sd[0] * s, mean[1] + sd[1] * t);
    }
    return (sum * h * h) / (2 * Math.PI);
  };
  let last = level(0.5);
  for (let h = 0.25; ; h /= 2) {
    const value = level(h);
    const error = Math.abs(value - last);
    if (error <= tolerance * Math.max(1, Math.abs(value)) || h < 0.02) return { value, error };
    last = value;
  }
}

/** Nodes and weights of the 7-point Gauss–Hermite rule for N(0, 1), exact up to degree 13 (Abramowitz & Stegun, table 25.10): for pictures. */
export const hermite7: readonly (readonly [node: number, weight: number])[] = [
  [-3.750439717725742, 0.0005482688559722179],
  [-2.366759410734541, 0.03075712396758651],
  [-1.1544053947399682, 0.2401231786050127],
  [0, 0.4571428571428571],
  [1.1544053947399682, 0.2401231786050127],
  [2.366759410734541, 0.03075712396758651],
  [3.750439717725742, 0.0005482688559722179],
];
