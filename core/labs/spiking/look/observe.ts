// What is seen of a state.
import type { Table } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { spikeCount } from '../../../spiking/rate-coding.ts';
import { mosaic } from '../../mosaic.ts';
import { layerOf, type SpikingValues } from '../declaration/params.ts';
import { measured } from '../model/measured.generated.ts';
import { indexOf, type networkNames } from '../model/network-names.ts';
import { codedStep, countInClosedForm, herdedConstant, leakyNeuron, rates } from '../model/one-number.ts';
import { denseOperations, type Entry, type SpikingState } from '../run/state.ts';
import { rasterOf, SEEN, signsAt } from './raster.ts';

const meanOf = (entries: readonly Entry[], of: (entry: Entry) => number): number =>
  entries.reduce((sum, entry) => sum + of(entry), 0) / entries.length;

const operationsOf = ({ additions, multiplyAccumulates }: Entry): number => additions + 2 * multiplyAccumulates;

/** Percent wrong of the frames whose class is known; none of none. */
function errorOf(entries: readonly Entry[], of: (entry: Entry) => boolean | undefined): number | undefined {
  const known = entries.map(of).filter((right) => right !== undefined);
  return known.length === 0 ? undefined : (100 * known.filter((right) => !right).length) / known.length;
}

function probabilities(logits: Float64Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const each = logits.map((logit) => exp(logit - most));
  const total = each.reduce((a, b) => a + b, 0);
  return each.map((part) => part / total);
}

/** One line after the other, told apart by their network. */
function lines<const Y extends string>(
  y: Y,
  all: readonly (readonly [network: (typeof networkNames)[number], xs: readonly number[], ys: readonly number[]])[],
) {
  return {
    frame: Float64Array.from(all.flatMap(([, xs]) => [...xs])),
    method: Float64Array.from(all.flatMap(([name, xs]) => xs.map(() => indexOf(name)))),
    [y]: Float64Array.from(all.flatMap(([, , ys]) => [...ys])),
  } as { readonly [K in 'frame' | 'method' | Y]: Float64Array };
}

/** Percent wrong so far, frame by frame, from the first whose class is known. */
function courseOf(entries: readonly Entry[], of: (entry: Entry) => boolean | undefined): readonly [number[], number[]] {
  let [wrong, known] = [0, 0];
  const [xs, ys]: [number[], number[]] = [[], []];
  entries.forEach((entry, at) => {
    const right = of(entry);
    if (right === undefined) return;
    known += 1;
    if (!right) wrong += 1;
    xs.push(at + 1);
    ys.push((100 * wrong) / known);
  });
  return [xs, ys];
}

/** What was measured over all held-out images: by price, and by steps of a rate. */
function frontierOf({ dataset }: SpikingValues, total: number) {
  const { denseError, scales, rates: byRate } = measured[dataset];
  const rows = [
    ...scales.map(({ error, sigmaDelta }) => [indexOf('sigmaDelta'), sigmaDelta, error] as const),
    ...scales.map(({ error, rounding }) => [indexOf('rounding'), rounding, error] as const),
    ...byRate.map(({ error, additions }) => [indexOf('rate'), additions, error] as const),
    [indexOf('dense'), total, denseError] as const,
  ];
  return {
    method: Float64Array.from(rows, ([network]) => network),
    additions: Float64Array.from(rows, ([, additions]) => additions),
    error: Float64Array.from(rows, ([, , error]) => error),
  };
}

function savingOf(
  total: number,
  parts: readonly number[],
): Table & { readonly row: Float64Array; from: Float64Array; to: Float64Array; value: Float64Array } {
  const ends = [total];
  for (const part of parts) ends.push((ends.at(-1) as number) - part);
  const left = ends.at(-1) as number;
  return {
    row: Float64Array.from({ length: parts.length + 2 }, (_, i) => i),
    from: Float64Array.of(0, ...parts.map((_, i) => ends[i] as number), 0),
    to: Float64Array.of(total, ...parts.map((_, i) => ends[i + 1] as number), left),
    value: Float64Array.of(total, ...parts.map((part) => -part), left),
  };
}

export function observe(state: SpikingState, values: SpikingValues) {
  const { entries, shown, layers, columns, logits, denseLogits, pixels, before } = state;
  const last = entries.at(-1) as Entry;
  const total = denseOperations(state);
  const [awake, rounding, sigmaDelta, operations] = [
    meanOf(entries, (entry) => entry.awake),
    meanOf(entries, (entry) => entry.rounding),
    meanOf(entries, (entry) => entry.sigmaDelta),
    meanOf(entries, operationsOf),
  ];
  const [error, denseError] = [errorOf(entries, ({ right }) => right), errorOf(entries, ({ denseRight }) => denseRight)];
  const name = values.network;

  const frames = entries.map((_, at) => at + 1);
  const of = (y: (entry: Entry) => number) => entries.map(y);
  const also =
    name === 'rounding'
      ? (['sigmaDelta', of((entry) => entry.sigmaDelta)] as const)
      : (['rounding', of((entry) => entry.rounding)] as const);

  const layer = layerOf(values);
  const { inputs } = layers[layer] as (typeof layers)[number];
  const unit = (values.unit - 1) % inputs;
  const seen = entries.slice(-SEEN);
  const residuals = shown.layers[layer]?.residuals;

  const start = values.start === 'half' ? 0.5 : 0;
  const gains = { proportional: values.proportional, derivative: values.derivative };
  const herded = herdedConstant(values.value);
  const coded = codedStep(values.value, 4, gains);
  const leaky = leakyNeuron(
    {
      timeConstant: values.timeConstant,
      resistance: 1,
      restingPotential: 0,
      threshold: 1,
      resetPotential: 0,
      refractoryPeriod: values.refractory,
    },
    values.current,
  );
  const rated = rates(values.steps, start);
  const count = spikeCount(values.value, values.steps, { reset: 'subtract', start });
  const classes = probabilities(denseLogits);
  const changes = pixels.map((pixel, at) => Math.abs(pixel - (before[at] as number)));
  const both = new Float32Array(2 * pixels.length);
  both.set(pixels);
  both.set(changes, pixels.length);

  return {
    scalars: {
      denseOperations: total,
      savedBySparsity: total - awake,
      savedByAdding: awake - rounding,
      savedByTime: rounding - operations,
      operations,
      additions: last.additions,
      multiplyAccumulates: last.multiplyAccumulates,
      additionsAFrame: meanOf(entries, ({ additions }) => additions),
      roundingAdditions: rounding,
      ...(rounding > 0 && { timeRatio: sigmaDelta / rounding }),
      shareOfDense: (100 * operations) / total,
      changeRate: 100 * (entries.length > 1 ? meanOf(entries.slice(1), ({ change }) => change) : 0),
      ...(error !== undefined && { error }),
      ...(denseError !== undefined && { denseError }),
      silentFrames: entries.length - 1 - entries.findLastIndex((entry) => operationsOf(entry) > 0),
      frame: entries.length,
      strayBits: state.strayBits,
      strayCount: state.strayCount,
      herdingOwed: herded.owed,
      decodingError: coded.error,
      ...(leaky.rate !== undefined && { firingRate: leaky.rate }),
      exactRate: leaky.exactRate,
      spikeCount: count,
      closedCount: countInClosedForm(values.value, values.steps, start),
    },
    tables: {
      signs: signsAt(entries),
      work: lines('operations', [
        [also[0], frames, also[1]],
        [name, frames, of(operationsOf)],
      ]),
      course: lines('error', [
        ['dense', ...courseOf(entries, ({ denseRight }) => denseRight)],
        [name, ...courseOf(entries, ({ right }) => right)],
      ]),
      saving: savingOf(total, [total - awake, awake - rounding, rounding - operations]),
      frontier: frontierOf(values, total),
      here: {
        method: Float64Array.from(error === undefined || operations === 0 ? [] : [indexOf(name)]),
        operations: Float64Array.from(error === undefined || operations === 0 ? [] : [operations]),
        error: Float64Array.from(error === undefined || operations === 0 ? [] : [error]),
      },
      belief: {
        label: Float64Array.from(classes, (_, c) => c),
        dense: classes,
        shown: probabilities(logits),
        zero: new Float64Array(classes.length),
      },
      unit: {
        frame: Float64Array.from(seen, (_, at) => entries.length - seen.length + at + 1),
        value: Float64Array.from(seen, (entry) => entry.values[layer]?.[unit] as number),
        message: Float64Array.from(seen, (entry) => entry.messages[layer]?.[unit] as number),
      },
      owed: {
        unit: Float64Array.from(residuals ?? [], (_, i) => i + 1),
        residual: Float64Array.from(residuals ?? []),
      },
      hand: { x: Float64Array.of(values.right / columns), y: Float64Array.of(values.up / columns) },
      herded: { t: herded.t, mean: herded.mean, high: herded.high, low: herded.low },
      given: { value: Float64Array.of(values.value) },
      coded: { t: coded.t, x: coded.x, decoded: coded.decoded, spikes: coded.spikes },
      membrane: { time: leaky.time, potential: leaky.potential },
      threshold: { potential: Float64Array.of(1) },
      rates: { value: rated.a, subtracted: rated.subtracted, zeroed: rated.zeroed },
      rateHere: { value: Float64Array.of(values.value), rate: Float64Array.of(count / values.steps) },
    },
    grids: {
      incoming: mosaic(both, { rows: pixels.length / columns, columns }, 2),
      inputPlus: rasterOf(entries, 0, 1),
      inputMinus: rasterOf(entries, 0, -1),
      hidden1Plus: rasterOf(entries, 1, 1),
      hidden1Minus: rasterOf(entries, 1, -1),
      hidden2Plus: rasterOf(entries, 2, 1),
      hidden2Minus: rasterOf(entries, 2, -1),
    },
    names: { belief: state.classes },
  };
}
