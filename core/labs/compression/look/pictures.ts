// Pictures of one network: its weights, its mask over the pixels, the units that are left of it, and which classes it loses.
import { type Coded, type CodedNetwork, decoded } from '../../../compression/coded.ts';
import { emptyColumn, type Grid } from '../../../lab/result.ts';
import { unitsLeft } from '../../../nets/classify/shrink.ts';
import { mosaic } from '../../mosaic.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { categoryOf, type Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import type { Weighed } from '../run/weighed.ts';
import { percent } from './tables.ts';

const BINS = 80;

const layerAt = <T>(layers: readonly T[], layer: number): T => layers[Math.min(layer, layers.length) - 1] as T;

/** The numbers that a coded tensor can hold besides 0, where they are few. */
function levelsOf(coded: Coded): Float64Array {
  const values = coded.kind === 'sparse' ? coded.values : coded;
  if (values.kind === 'codebook') return Float64Array.from(values.levels);
  if (values.kind === 'grid' && values.scales.length === 1 && values.bits <= 5) {
    const [scale, zero] = [values.scales[0] as number, values.zeroPoints[0] as number];
    return Float64Array.from({ length: 2 ** values.bits }, (_, i) => scale * (i - 2 ** (values.bits - 1) - zero));
  }
  return emptyColumn;
}

/** Weights of a layer, those that are 0 left out, of the base and of the method in the light; and the levels that it may take. */
export function weightTables({ base }: CompressionState, network: CodedNetwork, { layer }: CompressionValues) {
  const coded = layerAt(network.layers, layer);
  const before = (base[`${coded.name}/weights`] as { readonly values: Float32Array }).values;
  const now = decoded(coded.weights);
  const reach =
    1.02 *
    before.reduce(
      (most, w) => Math.max(most, Math.abs(w)),
      now.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-6),
    );
  const width = (2 * reach) / BINS;
  const binned = (values: Float32Array) => {
    const counts = new Float64Array(BINS);
    for (const w of values) {
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor((w + reach) / width)));
      if (w !== 0) counts[bin] = (counts[bin] as number) + 1;
    }
    return { weight: Float64Array.from(counts, (_, bin) => (bin + 0.5) * width - reach), count: counts };
  };
  return { baseWeights: binned(before), shownWeights: binned(now), levels: { level: levelsOf(coded.weights) } };
}

/** √Σ w² over the weights out of each pixel, as two images side by side, the base and the method in the light, each from 0 to its largest. */
export function maskOf({ base, rows, columns }: CompressionState, network: CodedNetwork): Grid {
  const first = network.layers[0] as CodedNetwork['layers'][number];
  const before = (base[`${first.name}/weights`] as { readonly values: Float32Array }).values;
  const pixels = rows * columns;
  const strengths = (weights: Float32Array) => {
    const units = weights.length / pixels;
    const out = Float64Array.from({ length: pixels }, (_, pixel) =>
      Math.sqrt(weights.subarray(pixel * units, (pixel + 1) * units).reduce((sum, w) => sum + w * w, 0)),
    );
    const most = out.reduce((a, b) => Math.max(a, b), 0);
    return most > 0 ? out.map((each) => each / most) : out;
  };
  const both = Float32Array.from([...strengths(before), ...strengths(decoded(first.weights))]);
  return { ...mosaic(both, { rows, columns }, 2), xDomain: [0, 2], yDomain: [0, 1] };
}

/** Units of inputs and hidden layers, as shares of those that there were, from the top. */
export function unitTables({ classifier }: CompressionState, network: CodedNetwork, { name }: Racer) {
  const before = classifier.layers.map(({ shape }) => shape[0] as number);
  const left = unitsLeft(
    classifier,
    network.layers.map(({ weights, bias }) => ({ shape: weights.shape, weights: decoded(weights), bias })),
  );
  const zeros = Float64Array.from(before, () => 0);
  const rows = { low: Float64Array.from(before, (_, row) => row - 0.1), high: Float64Array.from(before, (_, row) => row + 0.35) };
  return {
    unitsAll: { from: zeros, to: Float64Array.from(before, () => 100), ...rows },
    unitsLeft: {
      from: zeros.slice(),
      to: Float64Array.from(left, (units, i) => percent(units / (before[i] as number))),
      low: rows.low.slice(),
      high: rows.high.slice(),
      method: Float64Array.from(before, () => categoryOf(name)),
    },
    unitCounts: {
      at: zeros.slice(),
      row: Float64Array.from(before, (_, row) => row - 0.25),
      left: Float64Array.from(left),
      all: Float64Array.from(before),
    },
  };
}

/** The error class by class, of the base and of the method in the light. */
export const classTable = (base: Weighed, shown: Weighed) => ({
  class: Float64Array.from(base.judged.byClass, (_, k) => k),
  base: base.judged.byClass.map(percent),
  error: shown.judged.byClass.map(percent),
});
