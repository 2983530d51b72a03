// What the bound says a weight is worth, beside what the file pays for it: bits a weight of each method as it was last surveyed.
import { bitsOfComplexity, prices } from '../model/prices.ts';
import type { CompressionState } from '../run/state.ts';
import { allWeights } from './tables.ts';

/** Rows are the methods of the run, in their order; the bound has those that set a price. With room for what is written at the longest. */
export function worthTables(state: CompressionState) {
  const { racers, entries, examples } = state;
  const weights = allWeights(state);
  const rows = entries.slice(-racers.length);
  const priced = racers.flatMap(({ name }, at) => (name in prices ? [at] : []));
  const bound = Float64Array.from(priced, (at) => bitsOfComplexity(rows[at]?.complexity ?? 0, examples.count, weights));
  const file = Float64Array.from(rows, ({ bytes }) => (8 * bytes) / weights);
  return {
    worthBound: {
      at: Float64Array.from(priced),
      bits: bound,
    },
    worthFile: { at: Float64Array.from(rows.keys()), bits: file },
    worthRoom: { at: Float64Array.of(0), bits: Float64Array.of(1.12 * [...bound, ...file].reduce((a, b) => Math.max(a, b), 0)) },
  };
}
