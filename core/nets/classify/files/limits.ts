// What is refused of a file’s numbers whatever its format: too many of them, sizes that are none, and what is not finite.
import { InputError } from '../../../base/input-error.ts';
import { sizeOf } from '../../../io/named-tensor.ts';

/** Weights of all layers, together. */
export const MOST_WEIGHTS = 2 ** 22;
/** Numbers between two layers. */
const MOST_NUMBERS = 2 ** 17;
const MOST_AXES = 8;
const MOST_STEPS = 128;

export const sides = (shape: readonly number[]): string => shape.join(' × ') || 'a single number';

/** Each throws InputError; `fault` makes it. */
export interface Limits {
  readonly fault: (expected: string, got: string) => InputError;
  /** Counts a step. */
  readonly step: () => void;
  /** Of the numbers between two layers. */
  readonly between: (shape: readonly number[]) => void;
  /** Counts the weights of a layer, and looks at their axes. */
  readonly weights: (shape: readonly number[], axes: number) => void;
  readonly finite: (values: Float32Array) => Float32Array;
}

export function limitsOf(file: string): Limits {
  const fault: Limits['fault'] = (expected, got) => new InputError(file, expected, got.slice(0, 80));
  let steps = 0;
  let total = 0;
  return {
    fault,
    step() {
      steps += 1;
      if (steps > MOST_STEPS) throw fault(`at most ${MOST_STEPS} steps`, 'more');
    },
    between(shape) {
      const whole = shape.length >= 1 && shape.length <= MOST_AXES && shape.every((side) => Number.isSafeInteger(side) && side >= 1);
      if (!whole || sizeOf(shape) > MOST_NUMBERS) throw fault(`1 to ${MOST_NUMBERS} numbers between layers`, sides(shape));
    },
    weights(shape, axes) {
      total += sizeOf(shape);
      if (shape.length !== axes || shape.some((side) => side < 1)) throw fault(`${axes} axes of weights`, sides(shape));
      if (total > MOST_WEIGHTS) throw fault(`at most ${MOST_WEIGHTS} weights`, 'more');
    },
    finite(values) {
      const odd = values.find((value) => !Number.isFinite(value));
      if (odd !== undefined) throw fault('finite weights', String(odd));
      return values;
    },
  };
}
