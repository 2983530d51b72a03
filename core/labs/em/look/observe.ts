// What is seen of a state: data by who made them, components, the staircase on the surface of F, the terms on the way, the race.

import { type Mixture, sumsOf } from '../../../inference/em/mixture.ts';
import { keep } from '../../../lab/keep.ts';
import { emptyColumn, emptyGrid } from '../../../lab/result.ts';
import { choleskyInto } from '../../../math/lower-triangle.ts';
import { densityOnLine, likeliest, sharesOf } from '../../mixture-pictures.ts';
import { type EmValues, MOST, RESTARTS, type VariantName, variantNames } from '../declaration/params.ts';
import { type Choice, choicesOf } from '../model/choice.ts';
import { meanAt, type Problem, spreadOf, TOSSES } from '../model/problem.ts';
import { type Restart, restartsOf } from '../model/restarts.ts';
import { surfaceOf } from '../model/surface.ts';
import { settingsOf } from '../run/problem-of.ts';
import { copied, type EmLabState, type Stop, temperatureNow, variants } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';

const TURNS = 49;
const SIDE = 36;
/** Nats: less above the best is told as this, which a logarithmic axis can show. */
const NEXT_TO_NOTHING = 1e-6;
const variantsInOrder = Object.keys(variantNames) as VariantName[];

const countOf = ({ em }: EmLabState) => em.mixture.weights.length;

function pointsOf(state: EmLabState) {
  const { problem, em } = state;
  const { data, dimension, size, kind } = problem;
  const count = countOf(state);
  const shareOf = (k: number) => (kind === 'coins' ? emptyColumn : sharesOf(em.responsibilities, count, k));
  const shares = { share1: shareOf(0), share2: shareOf(1), share3: shareOf(2), share4: shareOf(3), share5: shareOf(4) };
  if (kind === 'coins') return { x: emptyColumn, y: emptyColumn, label: emptyColumn, share: emptyColumn, ...shares };
  const column = (axis: number) =>
    Float64Array.from({ length: size }, (_, i) => (axis < dimension ? (data[i * dimension + axis] as number) : 0));
  return { x: column(0), y: column(1), ...likeliest(em.responsibilities, count), ...shares };
}

/** Each component of a mixture at one and at two sds, the pen lifted after each. */
function ringsOf(problem: Problem, { weights, theta }: Mixture) {
  if (problem.kind !== 'plane') return { x: emptyColumn, y: emptyColumn, label: emptyColumn };
  const width = problem.model.components.parameters;
  const [x, y, component]: [number[], number[], number[]] = [[], [], []];
  const factor = new Float64Array(3);
  weights.forEach((_, k) => {
    if (!choleskyInto(theta, k * width + 2, 2, factor)) return;
    const [a, b, c] = factor as unknown as [number, number, number];
    for (const radius of [1, 2]) {
      for (let turn = 0; turn <= TURNS; turn += 1) {
        const angle = (2 * Math.PI * turn) / (TURNS - 1);
        const lifted = turn === TURNS;
        x.push(lifted ? Number.NaN : meanAt(problem, theta, k, 0) + radius * a * Math.cos(angle));
        y.push(lifted ? Number.NaN : meanAt(problem, theta, k, 1) + radius * (b * Math.cos(angle) + c * Math.sin(angle)));
        component.push(k);
      }
    }
  });
  return { x: Float64Array.from(x), y: Float64Array.from(y), label: Float64Array.from(component) };
}

const joined = (columns: readonly Float64Array[]): Float64Array => Float64Array.from(columns.flatMap((each) => [...each]));

/** Where EM ends from other starts, and F there, written in the lower right corner. */
function restartTables({ problem, seed, ofProblem }: EmLabState, { components }: EmValues) {
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
      surprise: number(({ surprise }) => surprise),
    },
  };
}

function meansOf(state: EmLabState) {
  const { problem, em } = state;
  const count = countOf(state);
  const of = (f: (k: number) => number) => Float64Array.from({ length: count }, (_, k) => f(k));
  const mass = new Float64Array(count);
  em.responsibilities.forEach((r, at) => {
    mass[at % count] = (mass[at % count] as number) + r;
  });
  return {
    x: of((k) => meanAt(problem, em.mixture.theta, k, 0)),
    y: of((k) => (problem.dimension === 2 ? meanAt(problem, em.mixture.theta, k, 1) : 0)),
    weight: em.mixture.weights.slice(),
    mass,
  };
}

function densityOf({ problem, em }: EmLabState) {
  if (problem.kind !== 'line') return { x: emptyColumn, density: emptyColumn, label: emptyColumn, part: emptyColumn };
  return densityOnLine(em.mixture, problem.data);
}

function coinsOf({ problem, em }: EmLabState) {
  if (problem.kind !== 'coins') return { set: emptyColumn, heads: emptyColumn, a: emptyColumn };
  return {
    set: Float64Array.from(problem.data, (_, i) => i),
    heads: problem.data.map((heads) => heads / TOSSES),
    a: Float64Array.from(problem.data, (_, i) => em.responsibilities[2 * i] as number),
  };
}

function trailOf({ trail, problem, em }: EmLabState) {
  const of = (f: (stop: Stop) => number) => Float64Array.from(trail, f);
  const count = em.mixture.weights.length;
  const axis = (prefix: 'x' | 'y', which: 0 | 1) =>
    Object.fromEntries(
      Array.from({ length: MOST }, (_, k) => [
        `${prefix}${k + 1}`,
        of(({ mixture }) => (k < count && which < problem.dimension ? meanAt(problem, mixture.theta, k, which) : Number.NaN)),
      ]),
    ) as { [K in `x${1 | 2 | 3 | 4 | 5}` | `y${1 | 2 | 3 | 4 | 5}`]: Float64Array };
  return {
    move: of(({ move }) => move),
    passes: of(({ passes }) => passes),
    energy: of(({ energy }) => energy),
    entropy: of(({ entropy }) => entropy),
    freeEnergy: of(({ freeEnergy }) => freeEnergy),
    surprise: of(({ priorEnergy, logLikelihood }) => priorEnergy - logLikelihood),
    gap: of(({ gap }) => gap),
    ...axis('x', 0),
    ...axis('y', 1),
  };
}

/** The picture of Neal and Hinton: F over q of one datum and the mean of one component, the path, and the move that comes next. */
function stairsOf(state: EmLabState, values: EmValues) {
  const { problem, em, trail } = state;
  const count = countOf(state);
  const datum = Math.min(values.datum, problem.size) - 1;
  const component = Math.min(values.of, count) - 1;
  const recent = trail.filter((stop) => stop.responsibilities);
  const qOf = ({ responsibilities }: Stop) => (responsibilities as Float64Array)[datum * count + component] as number;
  const axis = problem.kind === 'plane' && values.along === 'up' ? 1 : 0;
  const meanOf = (theta: Float64Array) => meanAt(problem, theta, component, axis);
  const path = { q: Float64Array.from(recent, qOf), mean: Float64Array.from(recent, ({ mixture }) => meanOf(mixture.theta)) };
  const here = recent.at(-1) as Stop;
  // What the next move would do, tried on copies.
  const ahead = variants[values.variant].next(problem.model, copied(em), settingsOf(values));
  const [toQ, toMean] = [ahead.responsibilities[datum * count + component] as number, meanOf(ahead.mixture.theta)];
  const means = [...path.mean, toMean];
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const own = problem.kind === 'coins' ? 0.05 : 0.3 * Math.sqrt(spreadOf(problem.data, problem.dimension, axis).variance);
  const reach = Math.max(0.6 * (high - low), own);
  const domain: [number, number] =
    problem.kind === 'coins' ? [Math.max(0.01, low - reach), Math.min(0.99, high + reach)] : [low - reach, high + reach];
  const temperature = temperatureNow(state, values);
  const at = { mixture: em.mixture, responsibilities: em.responsibilities, datum, component, axis, temperature };
  const { values: cells } = surfaceOf(problem, at, domain, SIDE, SIDE);
  const surface =
    count > 1 && cells.every(Number.isFinite)
      ? { columns: SIDE, rows: SIDE, xDomain: [0, 1] as const, yDomain: domain, values: cells }
      : emptyGrid;
  const now = { q: qOf(here), mean: meanOf(here.mixture.theta) };
  return {
    stairs: path,
    here: { q: Float64Array.of(now.q), mean: Float64Array.of(now.mean) },
    coming: {
      q: Float64Array.of(now.q),
      mean: Float64Array.of(now.mean),
      toQ: Float64Array.of(toQ),
      toMean: Float64Array.of(toMean),
    },
    surface,
  };
}

function raceOf({ racers }: EmLabState) {
  const best = Math.min(...racers.flatMap(({ marks }) => marks.map(({ surprise }) => surprise)));
  const rows = racers.flatMap(({ name, marks }) =>
    marks.map(
      ({ passes, milliseconds, surprise }) =>
        [passes, milliseconds, Math.max(NEXT_TO_NOTHING, surprise - best), variantsInOrder.indexOf(name)] as const,
    ),
  );
  return {
    passes: Float64Array.from(rows, ([passes]) => passes),
    milliseconds: Float64Array.from(rows, ([, milliseconds]) => milliseconds),
    behind: Float64Array.from(rows, ([, , behind]) => behind),
    method: Float64Array.from(rows, ([, , , method]) => method),
  };
}

/** Worked out once for the data: it does not depend on where this run is. */
function choiceOf({ problem, ofProblem }: EmLabState) {
  const choices = keep(ofProblem, 'choices', '', () => choicesOf(problem, MOST));
  const of = (f: (choice: Choice) => number) => Float64Array.from(choices, f);
  const all = choices.flatMap(({ bic, variational }) => [bic, variational]);
  const reach = Math.max(...all) - Math.min(...all);
  return {
    components: of(({ components }) => components),
    bic: of(({ bic }) => bic),
    variational: of(({ variational }) => variational),
    occupied: of(({ occupied }) => occupied),
    // Where the number in use is written: above its point.
    above: of(({ variational }) => variational + 0.06 * reach),
  };
}

function straysOf(state: EmLabState, values: EmValues) {
  const { problem, em } = state;
  const count = countOf(state);
  let share = 0;
  for (let at = 0; at < em.responsibilities.length; at += count) {
    let sum = 0;
    for (let k = 0; k < count; k += 1) sum += em.responsibilities[at + k] as number;
    share = Math.max(share, Math.abs(sum - 1));
  }
  // Sums that fade are no sums over q, and before the first E-step there are none.
  if (em.moves === 0 || values.variant === 'forgetful' || values.variant === 'online') return { strayShare: share, strayStatistics: 0 };
  const anew = sumsOf(problem.model, em.responsibilities, count);
  const size = anew.reduce((most, each) => Math.max(most, Math.abs(each)), 1);
  const strayStatistics = anew.reduce((most, each, at) => Math.max(most, Math.abs(each - (em.sums[at] as number)) / size), 0);
  return { strayShare: share, strayStatistics };
}

/** All but what takes long: where other starts end, and how many components there should be. */
export function draft(state: EmLabState, values: EmValues) {
  const { trail, em, rise, openedGap } = state;
  const { energy, entropy, logLikelihood, gap, priorEnergy } = trail.at(-1) as Stop;
  const temperature = values.temperature;
  const { surface, ...stairs } = stairsOf(state, values);
  return {
    scalars: {
      logLikelihood,
      gap,
      energy,
      entropy,
      freeEnergy: energy - temperature * entropy,
      heat: temperature === 1 ? 0 : (1 - temperature) * entropy,
      priorEnergy,
      dataPasses: em.dataPasses,
      rise,
      openedGap,
      ...straysOf(state, values),
    },
    tables: {
      points: pointsOf(state),
      rings: ringsOf(state.problem, em.mixture),
      means: meansOf(state),
      density: densityOf(state),
      coins: coinsOf(state),
      trail: trailOf(state),
      ...stairs,
      race: raceOf(state),
    },
    grids: { surface },
  };
}

export function observe(state: EmLabState, values: EmValues) {
  const seen = draft(state, values);
  return { ...seen, tables: { ...seen.tables, ...restartTables(state, values), choice: choiceOf(state) } };
}
