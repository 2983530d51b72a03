// Networks that tell classes apart: dense layers and convolutions, one after the other.
import type { CodedLayer } from '../../compression/coded.ts';
import type { Random } from '../../prob/random.ts';
import { constant, glorot, glorotFilters, type Weights } from '../parameters.ts';

export interface Layer {
  readonly name: string;
  /** Of its weights: [inputs, units], or filters [side, side, inputs, outputs] moved by 1 without padding. */
  readonly shape: readonly number[];
  readonly activation: CodedLayer['activation'];
  /** The largest of each square of this side, after the activation; 1 is none. */
  readonly pool: number;
}

export interface Classifier {
  readonly name: string;
  /** [pixels], or [rows, columns, channels] of a convolution. */
  readonly input: readonly number[];
  /** The last gives a logit for each class. */
  readonly layers: readonly Layer[];
}

/** Parameters by name, as plain numbers. */
export type WeightsByName = Readonly<Record<string, Weights>>;

export const isConvolution = ({ shape }: Layer): boolean => shape.length === 4;

/** Layers of so many units with ReLUs between them, from inputs to logits. */
export function denseClassifier(name: string, sizes: readonly number[]): Classifier {
  const layers = sizes.slice(1).map((units, i): Layer => {
    const last = i === sizes.length - 2;
    return { name: `dense${i + 1}`, shape: [sizes[i] as number, units], activation: last ? 'linear' : 'relu', pool: 1 };
  });
  return { name, input: [sizes[0] as number], layers };
}

/** For digits of 8 × 8. */
export const smallClassifier = denseClassifier('64-32-10', [64, 32, 10]);

/** 266,200 weights (LeCun et al. 1998). */
export const lenet300 = denseClassifier('LeNet-300-100', [784, 300, 100, 10]);

/** 430,500 weights, in the shape that Caffe’s examples gave it. */
export const lenet5: Classifier = {
  name: 'LeNet-5',
  input: [28, 28, 1],
  layers: [
    { name: 'filters1', shape: [5, 5, 1, 20], activation: 'linear', pool: 2 },
    { name: 'filters2', shape: [5, 5, 20, 50], activation: 'linear', pool: 2 },
    { name: 'dense1', shape: [800, 500], activation: 'relu', pool: 1 },
    { name: 'dense2', shape: [500, 10], activation: 'linear', pool: 1 },
  ],
};

/** What a layer takes in and gives before it pools: [units], or [rows, columns, channels]. */
export function shapesOf({
  input,
  layers,
}: Classifier): readonly { readonly input: readonly number[]; readonly output: readonly number[] }[] {
  let came: readonly number[] = input;
  return layers.map((layer) => {
    const { shape, pool } = layer;
    const taken = isConvolution(layer) ? came : [came.reduce((product, side) => product * side, 1)];
    const side = shape[0] as number;
    const output = isConvolution(layer)
      ? [(taken[0] as number) - side + 1, (taken[1] as number) - side + 1, shape[3] as number]
      : [shape[1] as number];
    came =
      output.length === 3
        ? [Math.floor((output[0] as number) / pool), Math.floor((output[1] as number) / pool), output[2] as number]
        : output;
    return { input: taken, output };
  });
}

/** Weights to begin with, uniform as Glorot and Bengio (2010) have them, and biases of 0. */
export function initialClassifierWeights({ layers }: Classifier, random: Random): WeightsByName {
  return Object.fromEntries(
    layers.flatMap((layer) => {
      const { name, shape } = layer;
      const [first, second, third, fourth] = shape as [number, number, number, number];
      const weights = isConvolution(layer) ? glorotFilters(random, first, third, fourth) : glorot(random, first, second);
      return [
        [`${name}/weights`, weights],
        [`${name}/bias`, constant(0, shape.at(-1) as number)],
      ] as const;
    }),
  );
}

/** How many weights there are, biases left out. */
export const weightCount = ({ layers }: Classifier): number =>
  layers.reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
