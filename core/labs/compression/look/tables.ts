// What has been surveyed, as tables: paths to the present, intervals, and the base.
import { weightsOf as countWeights } from '../../../compression/ledger/networks.ts';
import { precisions, quantized } from '../model/quantized.ts';
import type { Entry } from '../run/entry.ts';
import type { CompressionState } from '../run/state.ts';
import { type Weighed, weighed } from '../run/weighed.ts';
import { floats } from './floats.ts';

export const percent = (share: number): number => 100 * share;

/** Weights that all began with. */
export const allWeights = ({ classifier }: CompressionState): number => countWeights(classifier, 'leftOut');

/** Where an error is drawn, in per cent: at half an image at least, since the axis is logarithmic. */
export const heightOf = ({ heldOut }: CompressionState, error: number): number => percent(Math.max(error, 0.5 / heldOut.count));

/** The rows of each method together, survey by survey. */
export function courseOf(state: CompressionState) {
  const rows = state.entries.toSorted((a, b) => a.method - b.method || a.step - b.step);
  const all = allWeights(state);
  const of = (f: (entry: Entry) => number) => Float64Array.from(rows, f);
  return {
    step: of(({ step }) => step),
    bytes: of(({ bytes }) => bytes),
    error: of(({ error }) => percent(error)),
    height: of(({ error }) => heightOf(state, error)),
    kept: of(({ nonZeroWeights }) => percent(nonZeroWeights / all)),
    multiplyAccumulates: of((entry) => entry.multiplyAccumulates),
    bits: of(({ bytes }) => (8 * bytes) / all),
    fit: of(({ fit }) => fit),
    complexity: of(({ complexity }) => complexity),
    method: of(({ method }) => method),
  };
}

/** Where each method is now, with a standard error each way. */
export function presentOf(state: CompressionState) {
  const { entries, racers, heldOut, classifier } = state;
  const rows = entries.slice(-racers.length);
  const all = countWeights(classifier, 'leftOut');
  const error = ({ error: p }: Entry) => Math.sqrt((p * (1 - p)) / heldOut.count);
  const of = (f: (entry: Entry) => number) => Float64Array.from(rows, f);
  const kept = (entry: Entry) => percent(entry.nonZeroWeights / all);
  const [least, most] = [(e: Entry) => percent(Math.max(0, e.error - error(e))), (e: Entry) => percent(e.error + error(e))];
  const [low, high] = [(e: Entry) => heightOf(state, e.error - error(e)), (e: Entry) => heightOf(state, e.error + error(e))];
  const twice = (low: (entry: Entry) => number, high: (entry: Entry) => number) =>
    Float64Array.from(rows.flatMap((entry) => [low(entry), high(entry)]));
  const [bytes, work, method] = [(e: Entry) => e.bytes, (e: Entry) => e.multiplyAccumulates, (e: Entry) => e.method];
  return {
    present: {
      bytes: of(bytes),
      error: of((e) => percent(e.error)),
      height: of((e) => heightOf(state, e.error)),
      least: of(least),
      most: of(most),
      kept: of(kept),
      multiplyAccumulates: of(work),
      method: of(method),
    },
    intervals: {
      bytes: twice(bytes, bytes),
      kept: twice(kept, kept),
      multiplyAccumulates: twice(work, work),
      error: twice(low, high),
      method: twice(method, method),
    },
  };
}

/** The base as it is, and in each coarser precision. */
export interface Untrained {
  readonly base: Weighed;
  readonly coarser: readonly Weighed[];
}

export const untrainedOf = ({ classifier, base, heldOut }: CompressionState): Untrained => ({
  base: weighed(floats(classifier, base), heldOut),
  coarser: precisions.map((precision) => weighed(quantized(precision, classifier, base), heldOut)),
});

export function untrainedTables(state: CompressionState, { base, coarser }: Untrained) {
  const of = (all: readonly Weighed[], f: (one: Weighed) => number) => Float64Array.from(all, f);
  const [bytes, error] = [({ file }: Weighed) => file.bytes.length, ({ judged }: Weighed) => percent(judged.error)];
  const height = ({ judged }: Weighed) => heightOf(state, judged.error);
  const kept = ({ counts }: Weighed) => percent(counts.nonZeroWeights / allWeights(state));
  return {
    base: {
      bytes: of([base], bytes),
      error: of([base], error),
      height: of([base], height),
      kept: of([base], kept),
      multiplyAccumulates: of([base], ({ work }) => work.multiplyAccumulatesFloat32),
    },
    quantized: {
      bytes: of(coarser, bytes),
      error: of(coarser, error),
      height: of(coarser, height),
      kind: Float64Array.from(coarser, (_, i) => i),
    },
  };
}
