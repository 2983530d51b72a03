// Data, and what made them: by who made which, components as rings, densities, coins or images, a direction, where other starts end.
import type { Mixture } from '../../../inference/em/mixture.ts';
import { keep } from '../../../lab/keep.ts';
import { emptyColumn, emptyGrid } from '../../../lab/result.ts';
import { choleskyInto } from '../../../math/lower-triangle.ts';
import { densityOnLine, likeliest, sharesOf } from '../../mixture-pictures.ts';
import { mosaic } from '../../mosaic.ts';
import { believes, type EmValues, MOST, RESTARTS } from '../declaration/params.ts';
import { madeCovariance } from '../model/directions.ts';
import { meanAt, type Problem, TOSSES } from '../model/problem.ts';
import { type Restart, restartsOf } from '../model/restarts.ts';
import type { EmLabState, Stop } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';

const TURNS = 49;
/** Images in a row. */
const ABREAST = 5;

const countOf = ({ em }: EmLabState) => em.mixture.weights.length;

export function pointsOf(state: EmLabState) {
  const { problem, em } = state;
  const { data, dimension, size, kind } = problem;
  const count = countOf(state);
  const shown = kind === 'plane' || kind === 'line';
  const shareOf = (k: number) => (shown ? sharesOf(em.responsibilities, count, k) : emptyColumn);
  const shares = { share1: shareOf(0), share2: shareOf(1), share3: shareOf(2), share4: shareOf(3), share5: shareOf(4) };
  if (kind === 'coins' || kind === 'digits') return { x: emptyColumn, y: emptyColumn, label: emptyColumn, share: emptyColumn, ...shares };
  const column = (axis: number) =>
    Float64Array.from({ length: size }, (_, i) => (axis < dimension ? (data[i * dimension + axis] as number) : 0));
  if (shown) return { x: column(0), y: column(1), ...likeliest(em.responsibilities, count), ...shares };
  const none = new Float64Array(size);
  const all = new Float64Array(size).fill(1);
  return { x: column(0), y: column(1), label: none, share: all, share1: all, share2: none, share3: none, share4: none, share5: none };
}

/** A component that beliefs have turned off has less than a datum, and is not drawn. */
export const isOff = (values: EmValues, mass: number): boolean => believes(values) && mass < 1;

/** Normals in the plane at one and at two sds, the pen lifted after each; a covariance by its lower triangle. */
function ringsAround(
  normals: readonly { readonly mean: readonly [number, number]; readonly covariance: Float64Array; readonly label: number }[],
) {
  const [x, y, component]: [number[], number[], number[]] = [[], [], []];
  const factor = new Float64Array(3);
  for (const { mean, covariance, label } of normals) {
    if (!choleskyInto(covariance, 0, 2, factor)) continue;
    const [a, b, c] = factor as unknown as [number, number, number];
    for (const radius of [1, 2]) {
      for (let turn = 0; turn <= TURNS; turn += 1) {
        const angle = (2 * Math.PI * turn) / (TURNS - 1);
        const lifted = turn === TURNS;
        x.push(lifted ? Number.NaN : mean[0] + radius * a * Math.cos(angle));
        y.push(lifted ? Number.NaN : mean[1] + radius * (b * Math.cos(angle) + c * Math.sin(angle)));
        component.push(label);
      }
    }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y), label: Float64Array.from(component) };
}

/** The components of a mixture in the plane, but for those that are off; of a direction, all that it makes. */
export function ringsOf(problem: Problem, { weights, theta }: Mixture, off: (k: number) => boolean = () => false) {
  if (problem.kind === 'directions') return ringsAround([{ mean: [0, 0], covariance: madeCovariance(theta), label: 0 }]);
  if (problem.kind !== 'plane') return ringsAround([]);
  const width = problem.model.components.parameters;
  return ringsAround(
    Array.from(weights, (_, k) => k)
      .filter((k) => !off(k))
      .map((label) => ({
        mean: [meanAt(problem, theta, label, 0), meanAt(problem, theta, label, 1)],
        covariance: theta.subarray(label * width + 2, (label + 1) * width),
        label,
      })),
  );
}

const joined = (columns: readonly Float64Array[]): Float64Array => Float64Array.from(columns.flatMap((each) => [...each]));

/** Where EM ends from other starts, and F there, written in the lower right corner. */
export function restartTables({ problem, seed, ofProblem }: EmLabState, { components }: EmValues) {
  const empty = { x: emptyColumn, y: emptyColumn, restart: emptyColumn };
  if (problem.kind !== 'plane') return { restarts: { ...empty, label: emptyColumn }, ends: { ...empty, surprise: emptyColumn } };
  const restarts = keep(ofProblem, 'restarts', components, () =>
    restartsOf(problem, components, RESTARTS, streamOf(seed, 'restarts', components)),
  );
  const [right, low] = keep(ofProblem, 'corner', '', () => {
    const axis = (which: 0 | 1) => problem.data.filter((_, at) => at % 2 === which);
    return [Math.max(...axis(0)), Math.min(...axis(1))] as const;
  });
  const rings = restarts.map(({ mixture }) => ringsOf(problem, mixture));
  const number = (f: (restart: Restart) => number) => Float64Array.from(restarts, f);
  return {
    restarts: {
      x: joined(rings.map(({ x }) => x)),
      y: joined(rings.map(({ y }) => y)),
      label: joined(rings.map(({ label }) => label)),
      restart: joined(rings.map(({ x }, restart) => x.map(() => restart))),
    },
    ends: {
      x: number(() => right),
      y: number(() => low),
      restart: Float64Array.from(restarts, (_, restart) => restart),
      // Where a component has sunk into a datum there is none.
      surprise: number(({ surprise }) => (Number.isFinite(surprise) ? surprise : Number.NaN)),
    },
  };
}

export const lastOf = ({ trail }: EmLabState): Stop => trail.at(-1) as Stop;

export function meansOf(state: EmLabState, values: EmValues) {
  const { problem, em } = state;
  const { masses } = lastOf(state);
  const of = (f: (k: number) => number) =>
    Float64Array.from({ length: countOf(state) }, (_, k) => (isOff(values, masses[k] as number) ? Number.NaN : f(k)));
  const plane = problem.kind === 'plane' || problem.kind === 'directions';
  return {
    x: of((k) => meanAt(problem, em.mixture.theta, k, 0)),
    y: of((k) => (plane ? meanAt(problem, em.mixture.theta, k, 1) : 0)),
    weight: em.mixture.weights.slice(),
    mass: problem.kind === 'directions' ? Float64Array.of(problem.size) : masses.slice(),
  };
}

type Numbered<N extends string> = { [K in `${N}${1 | 2 | 3 | 4 | 5}`]: Float64Array };

/** The ring of one sd of each component as it is set, and where a hand takes hold of that of the component of the staircase. */
export function shapesOf({ problem, em }: EmLabState, values: EmValues) {
  const none = { x: emptyColumn, y: emptyColumn };
  const { theta, weights } = em.mixture;
  const flat = problem.kind === 'line';
  const factors = Array.from({ length: MOST }, (_, k) => {
    const factor = new Float64Array(3).fill(Number.NaN);
    if (problem.kind !== 'plane' && problem.kind !== 'line') return factor;
    const { dimension } = problem;
    const at = k * problem.model.components.parameters + dimension;
    return k < weights.length && choleskyInto(theta, at, dimension, factor) ? factor : factor.fill(Number.NaN);
  });
  const of = <N extends string>(prefix: N, place: number) =>
    Object.fromEntries(factors.map((factor, k) => [`${prefix}${k + 1}`, Float64Array.of(factor[place] as number)])) as Numbered<N>;
  const ringed = problem.kind === 'plane' || flat;
  // Rings that are read off a state are no wider than they say.
  const shapes = { ...of('wide', 0), ...of('lean', 1), ...of('tall', 2), spread: Float64Array.of(ringed ? 1 : Number.NaN) };
  if (!ringed) return { shapes, wide: none, tall: none };
  const k = Math.min(values.of, weights.length) - 1;
  const [wide, lean, tall] = factors[k] as unknown as [number, number, number];
  const [x, y] = [meanAt(problem, theta, k, 0), flat ? 0 : meanAt(problem, theta, k, 1)];
  return {
    shapes,
    wide: { x: Float64Array.of(x + wide), y: Float64Array.of(flat ? 0 : y + lean) },
    tall: flat ? none : { x: Float64Array.of(x), y: Float64Array.of(y + tall) },
  };
}

/** A direction as an arrow, and from each datum to where q has it. */
export function directionOf({ problem, em }: EmLabState) {
  if (problem.kind !== 'directions')
    return {
      direction: { x: emptyColumn, y: emptyColumn, toX: emptyColumn, toY: emptyColumn },
      shadows: { x: emptyColumn, y: emptyColumn },
    };
  const { data, size } = problem;
  const [w0, w1] = em.mixture.theta as unknown as [number, number];
  const [g0, g1] = em.responsibilities as unknown as [number, number];
  const shadow = (axis: 0 | 1) =>
    Float64Array.from({ length: 3 * size }, (_, at) => {
      const [i, corner] = [Math.floor(at / 3), at % 3];
      if (corner === 2) return Number.NaN;
      const [x, y] = [data[2 * i] as number, data[2 * i + 1] as number];
      if (corner === 0) return axis === 0 ? x : y;
      return (g0 * x + g1 * y) * (axis === 0 ? w0 : w1);
    });
  return {
    direction: {
      x: Float64Array.of(0),
      y: Float64Array.of(0),
      toX: Float64Array.of(w0),
      toY: Float64Array.of(w1),
    },
    shadows: { x: shadow(0), y: shadow(1) },
  };
}

/** Components that are images, side by side. */
export const imagesOf = ({ problem, em }: EmLabState) => {
  if (problem.kind !== 'digits') return emptyGrid;
  const side = Math.round(Math.sqrt(problem.dimension));
  const size = { rows: problem.dimension / side, columns: side };
  return mosaic(Float32Array.from(em.mixture.theta), size, Math.min(ABREAST, em.mixture.weights.length));
};

export function densityOf({ problem, em }: EmLabState) {
  if (problem.kind !== 'line') return { x: emptyColumn, density: emptyColumn, label: emptyColumn, part: emptyColumn };
  return densityOnLine(em.mixture, problem.data);
}

export function coinsOf({ problem, em }: EmLabState) {
  if (problem.kind !== 'coins') return { set: emptyColumn, heads: emptyColumn, a: emptyColumn };
  return {
    set: Float64Array.from(problem.data, (_, i) => i),
    heads: problem.data.map((heads) => heads / TOSSES),
    a: Float64Array.from(problem.data, (_, i) => em.responsibilities[2 * i] as number),
  };
}
