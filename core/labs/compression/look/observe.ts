// What is seen of a run: the method in the light as it was last surveyed, at the threshold under the hand, beside all others.
import { decoded } from '../../../compression/coded.ts';
import { memoryOf } from '../../../compression/export/device/memory.ts';
import { onGrids } from '../../../compression/export/on-grids.ts';
import { parts } from '../../../compression/file/byte-writer.ts';
import { bitsPerWeight, codedRatio, keptRatio, precisionRatio } from '../../../compression/ledger/ratios.ts';
import { copied, copiedGrid, keep } from '../../../lab/keep.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { shownMethod } from '../declaration/shown.ts';
import { isThresholded } from '../model/method-names.ts';
import { bitsOfComplexity, prices } from '../model/prices.ts';
import { comparisons } from '../model/threshold.ts';
import { categoryOf, type Racer, readOut } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import { strayNumbers, type Weighed, weighed } from '../run/weighed.ts';
import { finishedTable, publishedTables, roomOf } from './beside.ts';
import { calibrationTables, classTable, maskOf, unitTables } from './pictures.ts';
import { priceTables } from './price.ts';
import { readingsOf, signScalars, signTables } from './signs.ts';
import { allWeights, courseOf, heightOf, percent, presentOf, untrainedOf, untrainedTables } from './tables.ts';
import { scoresNow, thresholdTables } from './threshold.ts';
import { weightTables } from './weights.ts';
import { worthTables } from './worth.ts';

const racerOf = ({ racers }: CompressionState, values: CompressionValues): Racer =>
  racers.find(({ name }) => name === shownMethod(values)) as Racer;

/** The network of the method in the light, as a file. */
export function shownNow(state: CompressionState, values: CompressionValues): Weighed {
  const racer = racerOf(state, values);
  return keep(state.kept, 'shown', lightOf(state, values, racer), () =>
    weighed(readOut(racer, state, values, values.threshold), state.heldOut),
  );
}

/** Weights that are 0 in the file, and those that are gone with their unit. */
function droppedOf({ network: { layers } }: Weighed, all: number): number {
  const each = layers.map(({ weights }) => decoded(weights));
  return each.reduce((sum, values) => sum + values.reduce((zeros, w) => zeros + (w === 0 ? 1 : 0), 0) - values.length, all);
}

function scalarsOf(state: CompressionState, racer: Racer, shown: Weighed, baseError: number, values: CompressionValues) {
  const { examples, step, perEpoch } = state;
  const { file, counts, judged, work } = shown;
  const { fit, complexity, counted, objective } = racer.last;
  const weights = allWeights(state);
  const all = { ...counts, weights };
  const { header, indices, codes, codebook, biases } = file.ledger;
  return {
    freeEnergy: complexity + fit,
    accuracy: -fit,
    complexity,
    pull: counted - complexity,
    objective,
    ...(racer.name in prices && { complexityBits: bitsOfComplexity(complexity, examples.count, weights) }),
    heldOutError: percent(judged.error),
    heldOutStandardError: percent(judged.standardError),
    calibrationError: percent(judged.calibration.error),
    baseError,
    fileBytes: file.bytes.length,
    floatBytes: 4 * weights,
    headerBytes: header,
    indexBytes: indices,
    codeBytes: codes,
    codebookBytes: codebook,
    biasBytes: biases,
    allWeights: weights,
    nonZeroWeights: counts.nonZeroWeights,
    kept: percent(counts.nonZeroWeights / weights),
    bitsPerWeight: bitsPerWeight(all, file.bytes.length),
    ...(counts.nonZeroWeights > 0 && { timesFewer: keptRatio(all) }),
    ...(counts.valueBits > 0 && { timesCoarser: precisionRatio(all) }),
    timesSmaller: codedRatio(all, file.bytes.length),
    multiplyAccumulates: work.multiplyAccumulatesFloat32,
    bytesOfWeights: work.weightBytes,
    ...keep(state.kept, 'memory', shown, () => memoryOf(onGrids(shown.network))),
    ...(isThresholded(racer.name) && { thresholdNow: comparisons[racer.name].own + values.threshold }),
    epoch: step / perEpoch,
    examplesSeen: step * values.batchSize,
  };
}

/** The method in the light as it was last surveyed, at the threshold in hand: what is kept of it is kept by this. */
const lightOf = (state: CompressionState, values: CompressionValues, { name }: Racer): string =>
  `${state.entries.at(-1)?.step} ${name} ${values.threshold}`;

/** Pictures of one network, which stay until the next survey or the next move of the hand. */
function picturesOf(state: CompressionState, values: CompressionValues, racer: Racer, shown: Weighed, base: Weighed) {
  const scores = keep(state.kept, 'scores', `${state.entries.at(-1)?.step} ${racer.name}`, () => scoresNow(state, racer, values.sparsity));
  const { network, file } = shown;
  const units = unitTables(state, network, racer);
  return {
    dropped: droppedOf(shown, allWeights(state)),
    tables: {
      ...thresholdTables(scores, racer, values),
      ...units.tables,
      byClass: classTable(base, shown),
      ...calibrationTables(base, shown),
      parts: { at: Float64Array.from(parts, (_, i) => i), bytes: Float64Array.from(parts, (part) => file.ledger[part]) },
    },
    mask: maskOf(state, network),
    names: { byClass: state.classes, unitCounts: units.names },
  };
}

/** What follows a hand on the threshold. */
function underHand(state: CompressionState, values: CompressionValues) {
  const racer = racerOf(state, values);
  const shown = shownNow(state, values);
  const untrained = keep(state.kept, 'untrained', 0, () => untrainedOf(state));
  const { base } = untrained;
  const { dropped, tables, mask, names } = keep(state.kept, 'pictures', lightOf(state, values, racer), () =>
    picturesOf(state, values, racer, shown, base),
  );
  const scalars = { ...scalarsOf(state, racer, shown, percent(base.judged.error), values), droppedWeights: dropped };
  return {
    racer,
    shown,
    untrained,
    scalars,
    tables: {
      ...copied(tables),
      hand: {
        bytes: Float64Array.of(shown.file.bytes.length),
        error: Float64Array.of(scalars.heldOutError),
        height: Float64Array.of(heightOf(state, shown.judged.error)),
        kept: Float64Array.of(scalars.kept),
        multiplyAccumulates: Float64Array.of(scalars.multiplyAccumulates),
        method: Float64Array.of(categoryOf(racer.name)),
      },
    },
    grids: { mask: copiedGrid(mask) },
    names,
  };
}

export function draft(state: CompressionState, values: CompressionValues) {
  const { scalars, tables, grids, names } = underHand(state, values);
  return { scalars, tables, grids, names };
}

export function observe(state: CompressionState, values: CompressionValues) {
  const { racer, shown, untrained, scalars, tables, grids, names } = underHand(state, values);
  const others = { ...publishedTables(state, values), ...finishedTable(state, values) };
  const readings = keep(state.kept, 'readings', `${state.entries.at(-1)?.step} ${racer.name}`, () => readingsOf(state, racer));
  const weights = keep(state.kept, 'weights', `${lightOf(state, values, racer)} ${values.layer}`, () =>
    weightTables(state, racer, shown.network, values),
  );
  return {
    scalars: {
      ...scalars,
      strayNumbers: keep(state.kept, 'stray', shown, () => strayNumbers(shown)),
      ...signScalars(readings),
    },
    tables: {
      ...tables,
      course: courseOf(state),
      ...presentOf(state),
      ...untrainedTables(state, untrained),
      room: roomOf(state, untrained, others),
      seam: { at: Float64Array.of(1) },
      ...others,
      ...copied(weights),
      ...priceTables(),
      ...worthTables(state),
      ...signTables(state, readings),
    },
    grids,
    names,
  };
}
