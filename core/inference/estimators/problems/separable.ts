// f(x) = Σⱼ h(xⱼ) under a product of normals: all variances by one-dimensional quadrature, in any number of dimensions.
import type { Coordinate, Exact, Moments, NormalQ, Problem } from '../problem.ts';
import { scoreMoments } from '../score-function.ts';
import type { Energy } from './energy.ts';
import { momentsOf, scoreMomentsOf, withIndependent } from './finite.ts';
import { drawNormal, mirrorNormal, normalScores, scoreAt, timesNoise, weighedNormalScores } from './normal-q.ts';
import { normalRule } from './rule.ts';

export interface SeparableSettings {
  readonly energy: Energy;
  readonly q: NormalQ;
  readonly of: Coordinate;
}

/** h and its slope at the nodes x = μ + σt of a rule, with its weights and ∂ log q/∂φ₁ there. */
interface Column {
  readonly t: Float64Array;
  readonly weights: Float64Array;
  readonly h: Float64Array;
  readonly slopes: Float64Array;
}

function columnOf(energy: Energy, mean: number, sd: number): Column {
  const { nodes: t, weights } = normalRule(
    energy.finest / sd,
    energy.kinks.map((kink) => (kink - mean) / sd),
  );
  const x = t.map((node) => mean + sd * node);
  const [h, slopes] = [new Float64Array(t.length), new Float64Array(t.length)];
  energy.values(x, h, t.length);
  energy.slopes(x, slopes, t.length);
  return { t, weights, h, slopes };
}

/** Mean and variance of Σ over j ≥ 2 of g(xⱼ), g being h or what is left of it less its tangent. */
function others(columns: readonly Column[], g: (column: Column, j: number) => Float64Array): Moments {
  let sum: Moments = { mean: 0, variance: 0 };
  let last: { readonly column: Column; readonly moments: Moments } | undefined;
  for (let j = 1; j < columns.length; j += 1) {
    const column = columns[j] as Column;
    if (last?.column !== column) last = { column, moments: momentsOf(column.weights, g(column, j)) };
    sum = { mean: sum.mean + last.moments.mean, variance: sum.variance + last.moments.variance };
  }
  return sum;
}

/** Neighbours of the same mean and sd share a column. */
function columnsOf(energy: Energy, { mean, sd }: NormalQ): Column[] {
  const columns: Column[] = [];
  mean.forEach((m, j) => {
    const s = sd[j] as number;
    const same = j > 0 && m === mean[j - 1] && s === sd[j - 1];
    columns.push(same ? (columns[j - 1] as Column) : columnOf(energy, m, s));
  });
  return columns;
}

function exactOf({ energy, q, of }: SeparableSettings): Exact {
  const columns = columnsOf(energy, q);
  const first = columns[0] as Column;
  const { t, weights, h, slopes } = first;
  const sd = q.sd[0] as number;
  const at = [new Float64Array(1), new Float64Array(1)] as const;
  const left = ({ t, h }: Column, j: number) => {
    energy.values(q.mean.subarray(j, j + 1), at[0], 1);
    energy.slopes(q.mean.subarray(j, j + 1), at[1], 1);
    const [value, slope] = [at[0][0] as number, at[1][0] as number];
    return h.map((each, i) => each - value - slope * (q.sd[j] as number) * (t[i] as number));
  };
  const scores = t.map((each) => scoreAt(each, sd, of));
  const own = scoreMomentsOf(weights, h, scores);
  const score = withIndependent(
    own,
    others(columns, ({ h }) => h),
  );
  const rest = withIndependent(scoreMomentsOf(weights, left(first, 0), scores), others(columns, left));
  energy.slopes(q.mean, at[1], 1);
  const known = of === 'mean' ? (at[1][0] as number) : 0;
  const path = of === 'mean' ? slopes : slopes.map((slope, i) => slope * (t[i] as number));
  // The nodes lie evenly about 0, unless a kink was put among them.
  const mirrored = energy.kinks.length > 0 ? path : path.map((each, i) => (each + (path[path.length - 1 - i] as number)) / 2);
  const pair = momentsOf(weights, mirrored);
  return {
    gradient: own.fs,
    score,
    own,
    controlVariate: { mean: rest.fs + known, variance: scoreMoments(rest, 0).variance },
    pathwise: momentsOf(weights, path),
    antithetic: { mean: pair.mean, variance: 2 * pair.variance },
  };
}

/** E_q[Σⱼ h(xⱼ)] and its derivatives by the means or the standard deviations of q; exact moments when they are first asked for. */
export function separable(settings: SeparableSettings): Problem {
  const { energy, q, of } = settings;
  const { mean } = q;
  const dimension = mean.length;
  let exact: Exact | undefined;
  let buffer = new Float64Array();
  const room = (count: number): Float64Array => {
    if (buffer.length < count) buffer = new Float64Array(count);
    return buffer;
  };
  const tangentAt = [new Float64Array(dimension), new Float64Array(dimension)] as const;
  energy.values(mean, tangentAt[0], dimension);
  energy.slopes(mean, tangentAt[1], dimension);

  const values = (x: Float64Array, count: number, out: Float64Array): void => {
    if (dimension === 1) {
      energy.values(x, out, count);
      return;
    }
    const h = room(count * dimension);
    energy.values(x, h, count * dimension);
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (let j = i * dimension; j < (i + 1) * dimension; j += 1) sum += h[j] as number;
      out[i] = sum;
    }
  };

  /** The first `width` numbers of each row. */
  const leading = (x: Float64Array, count: number, width: number): Float64Array => {
    if (width === dimension) return x;
    const rows = room(count * width);
    for (let i = 0; i < count; i += 1) for (let j = 0; j < width; j += 1) rows[i * width + j] = x[i * dimension + j] as number;
    return rows;
  };

  return {
    dimension,
    width: dimension,
    draw: (count, random, x) => drawNormal(q, count, random, x),
    values,
    scores: normalScores(q, of),
    weighedScores: weighedNormalScores(q, of),
    own: (x, count, width, out) => energy.values(leading(x, count, width), out, count * width),
    slopes: (x, count, width, out) => {
      energy.slopes(leading(x, count, width), out, count * width);
      if (of === 'sd') timesNoise(q, x, count, width, out);
    },
    mirror: (x, count, out) => mirrorNormal(q, x, count, out),
    tangent: (x, count, width, rest, known) => {
      values(x, count, rest);
      for (let i = 0; i < count; i += 1) {
        let tangent = 0;
        for (let j = 0; j < dimension; j += 1)
          tangent += (tangentAt[0][j] as number) + (tangentAt[1][j] as number) * ((x[i * dimension + j] as number) - (mean[j] as number));
        rest[i] = (rest[i] as number) - tangent;
        for (let j = 0; j < width; j += 1) known[i * width + j] = of === 'mean' ? (tangentAt[1][j] as number) : 0;
      }
    },
    get exact() {
      exact ??= exactOf(settings);
      return exact;
    },
  };
}
