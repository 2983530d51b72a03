// Pictures of one network: its mask over the pixels, the units that are left of it, which classes it loses, and whether it is as sure as it is right.
import { type CodedNetwork, decoded } from '../../../compression/coded.ts';
import type { Grid } from '../../../lab/result.ts';
import { isConvolution } from '../../../nets/classify/classifier.ts';
import { unitsLeft } from '../../../nets/classify/shrink.ts';
import { mosaic } from '../../mosaic.ts';
import { wilson } from '../model/calibration.ts';
import { categoryOf, type Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import type { Weighed } from '../run/weighed.ts';
import { percent } from './tables.ts';

/** Numbers as shares of the largest of them. */
function shares(values: Float64Array): Float64Array {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? values.map((each) => each / most) : values;
}

/** √Σ w² over the weights out of each of so many inputs. */
const strengths = (weights: Float32Array, inputs: number): Float64Array => {
  const units = weights.length / inputs;
  return Float64Array.from({ length: inputs }, (_, input) =>
    Math.sqrt(weights.subarray(input * units, (input + 1) * units).reduce((sum, w) => sum + w * w, 0)),
  );
};

/** √Σ w² over the channels at each place of filters [side, side, channels, filters], as tiles with a gap behind each; filters that are gone are 0. */
function filterTiles(weights: Float32Array, [side = 1, , channels = 1]: readonly number[], filters: number): Float32Array {
  const there = weights.length / (side * side * channels);
  const squares = new Float64Array(filters * side * side);
  weights.forEach((w, at) => {
    const to = (at % there) * side * side + Math.floor(at / (there * channels));
    squares[to] = (squares[to] as number) + w * w;
  });
  const seen = shares(squares.map(Math.sqrt));
  const tile = side + 1;
  return Float32Array.from({ length: filters * tile * tile }, (_, at) => {
    const [filter, row, column] = [Math.floor(at / (tile * tile)), Math.floor(at / tile) % tile, at % tile];
    return row === side || column === side ? Number.NaN : (seen[(filter * side + row) * side + column] as number);
  });
}

/** What the first layer looks at, the base beside the method in the light, each from 0 to its largest: pixels, or the filters as tiles. */
export function maskOf({ base, classifier, rows, columns }: CompressionState, network: CodedNetwork): Grid {
  const first = network.layers[0] as CodedNetwork['layers'][number];
  const [before, now] = [(base[`${first.name}/weights`] as { readonly values: Float32Array }).values, decoded(first.weights)];
  const { shape } = classifier.layers[0] as CompressionState['classifier']['layers'][number];
  if (shape.length === 2) {
    const both = Float32Array.from([...shares(strengths(before, rows * columns)), ...shares(strengths(now, rows * columns))]);
    return { ...mosaic(both, { rows, columns }, 2), xDomain: [0, 2], yDomain: [0, 1] };
  }
  const [side, filters] = [shape[0] as number, shape.at(-1) as number];
  const across = Math.ceil(Math.sqrt(filters));
  const size = { rows: side + 1, columns: side + 1 };
  const halves = [before, now].map((weights) => mosaic(filterTiles(weights, shape, filters), size, across));
  const [left, right] = halves as [Grid, Grid];
  const values = new Float32Array(2 * left.values.length);
  for (let row = 0; row < left.rows; row += 1)
    halves.forEach(
      ({ values: half }, i) => void values.set(half.subarray(row * left.columns, (row + 1) * left.columns), (2 * row + i) * left.columns),
    );
  return {
    columns: left.columns + right.columns,
    rows: left.rows,
    xDomain: [0, 2],
    yDomain: [0, left.rows / left.columns],
    values,
    tile: [side + 1, side + 1],
  };
}

/** What goes into each layer, in the order of the layers: pixels or channels of an image, and then filters and units. */
function insOf({ layers }: CompressionState['classifier']): readonly { readonly name: string; readonly units: number }[] {
  const [first] = layers;
  const filtering = layers.filter(isConvolution).length;
  const ordinal = (at: number, of: number) => (of > 1 ? ` ${at + 1}` : '');
  const hidden = layers.length - 1 - filtering;
  return [
    first && isConvolution(first)
      ? { name: 'channels', units: first.shape[2] as number }
      : { name: 'pixels', units: first?.shape[0] as number },
    ...layers.slice(0, -1).map((layer, at) => ({
      name: isConvolution(layer) ? `filters${ordinal(at, filtering)}` : `hidden${ordinal(at - filtering, hidden)}`,
      units: layer.shape.at(-1) as number,
    })),
  ];
}

/** Units of inputs and hidden layers, as shares of those that there were, from the top; and what to call each row. */
export function unitTables({ classifier }: CompressionState, network: CodedNetwork, { name }: Racer) {
  const ins = insOf(classifier);
  const before = ins.map(({ units }) => units);
  const left = unitsLeft(
    classifier,
    network.layers.map(({ weights, bias }) => ({ shape: weights.shape, weights: decoded(weights), bias })),
  );
  const zeros = Float64Array.from(before, () => 0);
  const rows = { low: Float64Array.from(before, (_, row) => -row - 0.35), high: Float64Array.from(before, (_, row) => 0.1 - row) };
  const tables = {
    unitsAll: { from: zeros, to: Float64Array.from(before, () => 100), ...rows },
    unitsLeft: {
      from: zeros.slice(),
      to: Float64Array.from(left, (units, i) => percent(units / (before[i] as number))),
      low: rows.low.slice(),
      high: rows.high.slice(),
      method: Float64Array.from(before, () => categoryOf(name)),
    },
    // The name of the method, half way along the first row.
    unitsWhose: { at: Float64Array.of(50), row: Float64Array.of(0.25), method: Float64Array.of(categoryOf(name)) },
    unitCounts: {
      at: zeros.slice(),
      row: Float64Array.from(before, (_, row) => 0.25 - row),
      left: Float64Array.from(left),
      all: Float64Array.from(before),
    },
  };
  return { tables, names: ins.map(({ name: what, units }, i) => `${what}: ${left[i]} of ${units}`) };
}

/** The error class by class, of the base and of the method in the light. */
export const classTable = (base: Weighed, shown: Weighed) => ({
  class: Float64Array.from(base.judged.byClass, (_, k) => k),
  base: base.judged.byClass.map(percent),
  error: shown.judged.byClass.map(percent),
});

/** Half the width of an interval’s line, in per cent of the axis. */
const HAIR = 0.2;

/** Of bins by how sure the network is: how sure, how often right, and how far that may be off. */
export function calibrationTables(base: Weighed, shown: Weighed) {
  const of = ({ judged: { calibration } }: Weighed) => ({
    confidence: calibration.confidence.map(percent),
    right: calibration.right.map(percent),
    images: calibration.counts.slice(),
  });
  const { confidence, right, counts } = shown.judged.calibration;
  const intervals = Array.from(right, (p, bin) => wilson(p, counts[bin] as number));
  return {
    calibration: of(shown),
    baseCalibration: of(base),
    calibrationIntervals: {
      from: confidence.map((x) => percent(x) - HAIR),
      to: confidence.map((x) => percent(x) + HAIR),
      low: Float64Array.from(intervals, ([low]) => percent(low)),
      high: Float64Array.from(intervals, ([, high]) => percent(high)),
    },
    asSureAsRight: { at: Float64Array.of(0, 100) },
  };
}
