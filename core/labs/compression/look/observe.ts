// What is seen of a run: the method in the light as it was last surveyed, at the threshold under the hand, beside all others.
import { decoded } from '../../../compression/coded.ts';
import { parts } from '../../../compression/file/byte-writer.ts';
import { bitsPerWeight, codedRatio, keptRatio, precisionRatio } from '../../../compression/ledger/ratios.ts';
import { keep } from '../../../lab/keep.ts';
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
  const surveyed = state.entries.at(-1)?.step;
  return keep(state.kept, 'shown', `${surveyed} ${racer.name} ${values.threshold}`, () =>
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
    droppedWeights: droppedOf(shown, weights),
    kept: percent(counts.nonZeroWeights / weights),
    bitsPerWeight: bitsPerWeight(all, file.bytes.length),
    ...(counts.nonZeroWeights > 0 && { timesFewer: keptRatio(all) }),
    ...(counts.valueBits > 0 && { timesCoarser: precisionRatio(all) }),
    timesSmaller: codedRatio(all, file.bytes.length),
    multiplyAccumulates: work.multiplyAccumulatesFloat32,
    bytesOfWeights: work.weightBytes,
    ...(isThresholded(racer.name) && { thresholdNow: comparisons[racer.name].own + values.threshold }),
    epoch: step / perEpoch,
    examplesSeen: step * values.batchSize,
  };
}

/** What follows a hand on the threshold. */
function underHand(state: CompressionState, values: CompressionValues) {
  const racer = racerOf(state, values);
  const shown = shownNow(state, values);
  const surveyed = state.entries.at(-1)?.step;
  const scores = keep(state.kept, 'scores', `${surveyed} ${racer.name}`, () => scoresNow(state, racer, values.sparsity));
  const untrained = keep(state.kept, 'untrained', 0, () => untrainedOf(state));
  const scalars = scalarsOf(state, racer, shown, percent(untrained.base.judged.error), values);
  const { ledger, bytes } = shown.file;
  const units = unitTables(state, shown.network, racer);
  return {
    racer,
    shown,
    untrained,
    scalars,
    tables: {
      ...thresholdTables(scores, racer, values),
      hand: {
        bytes: Float64Array.of(bytes.length),
        error: Float64Array.of(scalars.heldOutError),
        height: Float64Array.of(heightOf(state, shown.judged.error)),
        kept: Float64Array.of(scalars.kept),
        multiplyAccumulates: Float64Array.of(scalars.multiplyAccumulates),
        method: Float64Array.of(categoryOf(racer.name)),
      },
      ...units.tables,
      byClass: classTable(untrained.base, shown),
      ...calibrationTables(untrained.base, shown),
      parts: { at: Float64Array.from(parts, (_, i) => i), bytes: Float64Array.from(parts, (part) => ledger[part]) },
    },
    grids: { mask: maskOf(state, shown.network) },
    names: { byClass: state.classes, unitCounts: units.names },
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
  return {
    scalars: { ...scalars, strayNumbers: keep(state.kept, 'stray', shown, () => strayNumbers(shown)), ...signScalars(readings) },
    tables: {
      ...tables,
      course: courseOf(state),
      ...presentOf(state),
      ...untrainedTables(state, untrained),
      room: roomOf(state, untrained, others),
      seam: { at: Float64Array.of(1) },
      ...others,
      ...weightTables(state, racer, shown.network, values),
      ...priceTables(),
      ...worthTables(state),
      ...signTables(state, readings),
    },
    grids,
    names,
  };
}
