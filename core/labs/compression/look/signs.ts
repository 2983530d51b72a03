// What one posterior over signs gives besides the likelier ones, and the law of what one unit is told.
import { type Distance, distanceToNormal } from '../../../compression/binary/pre-activation.ts';
import { emptyColumn } from '../../../lab/result.ts';
import { normalDensity } from '../../../math/special.ts';
import { ensembleLogProbabilities, logitsOf, verdictOf } from '../../../nets/classify/judge.ts';
import { lawOfUnit, type UnitLaw } from '../model/unit-law.ts';
import { inputsOf, type Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { type Weighed, weighed } from '../run/weighed.ts';
import { heightOf, percent } from './tables.ts';

/** Networks drawn from the posterior, whose mean probabilities are taken. */
const MEMBERS = 16;

/** Rows that statistics are taken of where the law of a unit is worked out. */
const ROWS = 100;

interface Reading {
  readonly bytes: number;
  /** The share of held-out images that it gets wrong. */
  readonly error: number;
}

export interface Readings {
  readonly ternary: Reading;
  readonly ensemble: Reading;
  readonly unit: UnitLaw;
  readonly distance: Distance;
}

const readingOf = ({ file, judged }: Weighed): Reading => ({ bytes: file.bytes.length, error: judged.error });

/** Of the method whose weights are uncertain signs; of others nothing. */
export function readingsOf(state: CompressionState, { name, method, settings, surveyed }: Racer): Readings | undefined {
  if (name !== 'probabilisticBinary') return undefined;
  const { classifier, examples, heldOut, seed, entries } = state;
  const step = entries.at(-1)?.step ?? 0;
  const inputs = inputsOf(examples);
  const read = (more: object) => weighed(method.readOut(classifier, surveyed, settings, { inputs, ...more }), heldOut);
  const members = Array.from({ length: MEMBERS }, (_, k) => read({ signs: 'drawn', random: streamOf(seed, 'signs', step, k) }));
  const classes = classifier.layers.at(-1)?.shape.at(-1) as number;
  const logits = members.map(({ network }) => logitsOf(network, heldOut.inputs));
  const size = heldOut.inputs.length / heldOut.count;
  const rows = Float32Array.from([...heldOut.inputs.subarray(0, size), ...inputs.subarray(0, ROWS * size)]);
  const unit = lawOfUnit(classifier, surveyed, rows, heldOut.labels[0] as number);
  return {
    ternary: readingOf(read({ signs: 'ternary' })),
    ensemble: {
      bytes: members.reduce((sum, { file }) => sum + file.bytes.length, 0),
      error: verdictOf(ensembleLogProbabilities(logits, classes), heldOut.labels).error,
    },
    unit,
    distance: distanceToNormal(unit.law, unit.moments),
  };
}

export const signScalars = (readings: Readings | undefined) =>
  readings && {
    ternaryError: percent(readings.ternary.error),
    ensembleError: percent(readings.ensemble.error),
    totalVariation: readings.distance.totalVariation,
    supremum: readings.distance.supremum,
  };

/** Less than this of a law is not drawn. */
const LEAST = 1e-4;
const POINTS = 121;

export function signTables(state: CompressionState, readings: Readings | undefined) {
  const column = (value: number | undefined) => (value === undefined ? emptyColumn : Float64Array.of(value));
  const read = (reading: Reading | undefined) => ({
    bytes: column(reading?.bytes),
    error: column(reading && percent(reading.error)),
    height: column(reading && heightOf(state, reading.error)),
  });
  const { law, moments } = readings?.unit ?? {};
  const there = Array.from(law?.values.keys() ?? []).filter((k) => (law?.probabilities[k] as number) > LEAST);
  const value = (k: number) => law?.values[k] as number;
  const [low, high] = [value(there[0] ?? 0) - 1, value(there.at(-1) ?? 0) + 1];
  const sd = Math.sqrt(moments?.variance ?? 0);
  const places = sd > 0 ? Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1)) : emptyColumn;
  return {
    ternary: read(readings?.ternary),
    ensemble: read(readings?.ensemble),
    law: {
      from: Float64Array.from(there, (k) => value(k) - 1),
      to: Float64Array.from(there, (k) => value(k) + 1),
      floor: Float64Array.from(there, () => 0),
      probability: Float64Array.from(there, (k) => law?.probabilities[k] as number),
    },
    // Values are 2 apart: as much as a bar holds.
    normal: { sum: places, probability: places.map((x) => (2 / sd) * normalDensity((x - (moments?.mean ?? 0)) / sd)) },
  };
}
