// What stands beside the methods of a run: those that do not run, at the end of a run of their own, what papers report, and room for all of it.
import { emptyColumn } from '../../../lab/result.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { publishedAs } from '../declaration/published-names.ts';
import { trainedMethods } from '../declaration/shown.ts';
import type { FinishedRun } from '../model/finished-run.ts';
import { finishedBeside } from '../model/finished-runs.ts';
import { categoryOf } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import { allWeights, heightOf, percent, type Untrained } from './tables.ts';

/** What other methods came to at the end of runs of their own. */
export function finishedTable(state: CompressionState, values: CompressionValues) {
  const rows = values.beside === 'methods' ? finishedBeside(values.network, values.dataset, trainedMethods(values)) : [];
  const of = (f: (row: FinishedRun) => number) => Float64Array.from(rows, f);
  return {
    finished: {
      bytes: of(({ bytes }) => bytes),
      error: of(({ error }) => error),
      height: of(({ error }) => heightOf(state, error / 100)),
      kept: of(({ kept }) => kept),
      multiplyAccumulates: of((row) => row.multiplyAccumulates),
      method: of(({ method }) => categoryOf(method)),
    },
  };
}

/** Corners of what has been surveyed, a little further out: so much room a picture has beyond its outermost points. */
export function roomOf(
  state: CompressionState,
  { base, coarser }: Untrained,
  { published, publishedKept, finished }: ReturnType<typeof publishedTables> & ReturnType<typeof finishedTable>,
) {
  const all = allWeights(state);
  const bytes = [
    ...published.bytes,
    ...finished.bytes,
    ...state.entries.map((entry) => entry.bytes),
    ...[base, ...coarser].map(({ file }) => file.bytes.length),
  ];
  const kept = [
    ...publishedKept.kept,
    ...finished.kept,
    ...state.entries.map(({ nonZeroWeights }) => percent(Math.max(1, nonZeroWeights) / all)),
  ];
  const work = [
    ...publishedKept.multiplyAccumulates,
    ...finished.multiplyAccumulates,
    ...state.entries.map((entry) => entry.multiplyAccumulates),
    base.work.multiplyAccumulatesFloat32,
  ];
  const height = heightOf(state, base.judged.error);
  const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b));
  const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b));
  return {
    bytes: Float64Array.of(0.6 * least(bytes), 1.2 * most(bytes)),
    kept: Float64Array.of(0.6 * least(kept), 115),
    multiplyAccumulates: Float64Array.of(0.6 * Math.max(1, least(work)), 1.2 * most(work)),
    height: Float64Array.of(height, height),
  };
}

/** What papers report of the same network on the same images, where it is the same. */
export function publishedTables(state: CompressionState, { network, dataset }: CompressionValues) {
  if (network !== 'lenet300' || dataset !== 'mnist')
    return {
      published: { bytes: emptyColumn, error: emptyColumn, source: emptyColumn },
      publishedKept: { kept: emptyColumn, multiplyAccumulates: emptyColumn, error: emptyColumn, source: emptyColumn },
    };
  const [coded, kept] = [publishedAs('coded'), publishedAs('kept')];
  return {
    published: {
      bytes: Float64Array.from(coded, ({ ratio }) => (4 * allWeights(state)) / ratio),
      error: Float64Array.from(coded, ({ error }) => error),
      source: Float64Array.from(coded, (_, i) => i),
    },
    publishedKept: {
      kept: Float64Array.from(kept, ({ ratio }) => 100 / ratio),
      // Of dense layers, one for each weight that is left.
      multiplyAccumulates: Float64Array.from(kept, ({ ratio }) => allWeights(state) / ratio),
      error: Float64Array.from(kept, ({ error }) => error),
      source: Float64Array.from(kept, (_, i) => i),
    },
  };
}
