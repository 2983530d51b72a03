// What the bound says a weight is worth, beside what the file pays for it: bits a weight of each method as it was last surveyed.
import { bitsOfComplexity, prices } from '../model/prices.ts';
import type { CompressionState } from '../run/state.ts';
import { allWeights } from './tables.ts';

/** Rows are the methods of the run, in their order; the bound has those that set a price. */
export function worthTables(state: CompressionState) {
  const { racers, entries, examples } = state;
  const weights = allWeights(state);
  const rows = entries.slice(-racers.length);
  const priced = racers.flatMap(({ name }, at) => (name in prices ? [at] : []));
  const complexity = (at: number) => rows[at]?.complexity ?? 0;
  return {
    worthBound: {
      at: Float64Array.from(priced),
      bits: Float64Array.from(priced, (at) => bitsOfComplexity(complexity(at), examples.count, weights)),
    },
    worthFile: { at: Float64Array.from(rows.keys()), bits: Float64Array.from(rows, ({ bytes }) => (8 * bytes) / weights) },
  };
}
