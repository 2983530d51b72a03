// Pictures of one network: its mask over the pixels, the units that are left of it, which classes it loses, and whether it is as sure as it is right.
import { type CodedNetwork, decoded } from '../../../compression/coded.ts';
import type { Grid } from '../../../lab/result.ts';
import { unitsLeft } from '../../../nets/classify/shrink.ts';
import { mosaic } from '../../mosaic.ts';
import { wilson } from '../model/calibration.ts';
import { categoryOf, type Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import type { Weighed } from '../run/weighed.ts';
import { percent } from './tables.ts';

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
