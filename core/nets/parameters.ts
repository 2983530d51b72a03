// The parameters of a network: named variables, and what they begin with.

import type { Random } from '../prob/random.ts';
import { type Tensor, tf, type Variable } from '../tensor/index.ts';

/** Named in the order in which they were made. */
export type Parameters = Readonly<Record<string, Variable>>;

/** A parameter as plain numbers, row by row. */
export interface Weights {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const uniform = (random: Random, length: number, reach: number): Float32Array =>
  Float32Array.from({ length }, () => reach * (2 * random.uniform() - 1));

/** Uniform on ±√(6/(inputs + outputs)): variances stay as they are through a layer (Glorot and Bengio 2010). */
export const glorot = (random: Random, inputs: number, outputs: number): Weights => ({
  shape: [inputs, outputs],
  values: uniform(random, inputs * outputs, Math.sqrt(6 / (inputs + outputs))),
});

/** The same of filters [side, side, inputs, outputs]: as many numbers go into one as a filter has, and one goes out to as many. */
export const glorotFilters = (random: Random, side: number, inputs: number, outputs: number): Weights => ({
  shape: [side, side, inputs, outputs],
  values: uniform(random, side * side * inputs * outputs, Math.sqrt(6 / (side * side * (inputs + outputs)))),
});

export const constant = (value: number, ...shape: number[]): Weights => ({
  shape,
  values: new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(value),
});

export const parametersOf = (weights: Readonly<Record<string, Weights>>): Parameters =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => {
      const tensor: Tensor = tf.tensor(values, [...shape], 'float32');
      const variable = tf.variable(tensor);
      tensor.dispose();
      return [name, variable];
    }),
  );

/** Copies, so that they stay as they are while training goes on. */
export const weightsOf = (parameters: Parameters): Record<string, Weights> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, variable]) => [
      name,
      { shape: variable.shape, values: Float32Array.from(variable.dataSync() as Float32Array) },
    ]),
  );

export const disposeParameters = (parameters: Parameters): void => {
  for (const variable of Object.values(parameters)) variable.dispose();
};
