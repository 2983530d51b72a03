// What is seen of a state.
import { exp } from '../../../math/elementary.ts';
import { mosaic } from '../../mosaic.ts';
import { layerOf, type SpikingValues, unitOf } from '../declaration/params.ts';
import { indexOf } from '../model/network-names.ts';
import { denseOperations, type Entry, type SpikingState } from '../run/state.ts';
import { lookAtNumber } from './one-number.ts';
import { rasterOf, SEEN, signsAt } from './raster.ts';
import { courseTable, errorsOf, frontierTable, meanOf, operationsOf, savingTable, workTable } from './work.ts';

function probabilities(logits: Float64Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const each = logits.map((logit) => exp(logit - most));
  const total = each.reduce((a, b) => a + b, 0);
  return each.map((part) => part / total);
}

/** The last frame, and how far each pixel is from what it was. */
function incoming({ pixels, before, columns }: SpikingState) {
  const both = new Float32Array(2 * pixels.length);
  both.set(pixels);
  both.set(
    pixels.map((pixel, at) => Math.abs(pixel - (before[at] as number))),
    pixels.length,
  );
  return mosaic(both, { rows: pixels.length / columns, columns }, 2);
}

/** One unit over the frames that are seen, and what all of its layer owe. */
function unitTables({ entries, shown }: SpikingState, values: SpikingValues) {
  const [layer, unit] = [layerOf(values), unitOf(values)];
  const seen = entries.slice(-SEEN);
  const residuals = shown.layers[layer]?.residuals ?? [];
  return {
    unit: {
      frame: Float64Array.from(seen, (_, at) => entries.length - seen.length + at + 1),
      value: Float64Array.from(seen, (entry) => entry.values[layer]?.[unit] as number),
      message: Float64Array.from(seen, (entry) => entry.messages[layer]?.[unit] as number),
    },
    owed: { unit: Float64Array.from(residuals, (_, i) => i + 1), residual: Float64Array.from(residuals) },
  };
}

export function observe(state: SpikingState, values: SpikingValues) {
  const { entries, logits, denseLogits, columns, live } = state;
  const { network } = values;
  const last = entries.at(-1) as Entry;
  const total = denseOperations(state);
  const awake = meanOf(entries, (entry) => entry.awake);
  const rounding = meanOf(entries, (entry) => entry.rounding);
  const operations = meanOf(entries, operationsOf);
  const parts = { savedBySparsity: total - awake, savedByAdding: awake - rounding, savedByTime: rounding - operations };
  const { error, denseError } = errorsOf(entries, network);
  // A logarithm has no place for what takes nothing.
  const placed = error !== undefined && operations > 0;
  const number = lookAtNumber(values);
  const believed = probabilities(denseLogits);
  return {
    scalars: {
      denseOperations: total,
      ...parts,
      operations,
      additions: last.additions,
      multiplyAccumulates: last.multiplyAccumulates,
      additionsAFrame: meanOf(entries, ({ additions }) => additions),
      roundingAdditions: rounding,
      ...(rounding > 0 && { timeRatio: meanOf(entries, (entry) => entry.sigmaDelta) / rounding }),
      shareOfDense: (100 * operations) / total,
      changeRate: entries.length > 1 ? 100 * meanOf(entries.slice(1), ({ change }) => change) : 0,
      ...(error !== undefined && { error }),
      ...(denseError !== undefined && { denseError }),
      silentFrames: entries.length - 1 - entries.findLastIndex((entry) => operationsOf(entry) > 0),
      frame: entries.length,
      ...(live && { inputScale: live.scales[0], hidden1Scale: live.scales[1], hidden2Scale: live.scales[2] }),
      strayBits: state.strayBits,
      strayCount: state.strayCount,
      ...number.scalars,
    },
    tables: {
      signs: signsAt(entries),
      work: workTable(entries, network),
      course: courseTable(entries, network),
      saving: savingTable(total, Object.values(parts)),
      frontier: frontierTable(values, total),
      here: {
        method: Float64Array.from(placed ? [indexOf(network)] : []),
        operations: Float64Array.from(placed ? [operations] : []),
        error: Float64Array.from(placed ? [error] : []),
      },
      belief: { label: Float64Array.from(believed, (_, c) => c), dense: believed, shown: probabilities(logits) },
      ...unitTables(state, values),
      hand: { x: Float64Array.of(values.right / columns), y: Float64Array.of(values.up / columns) },
      ...number.tables,
    },
    grids: {
      incoming: incoming(state),
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
