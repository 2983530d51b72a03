// The classifiers that are made small, as shapes of layers.
import { sizeOf } from '../weights.ts';

export interface LayerShape {
  readonly name: string;
  /** Of its weights: dense [inputs, units], or filters [side, side, inputs, outputs] moved by 1 without padding. */
  readonly shape: readonly number[];
  readonly activation: 'linear' | 'relu';
  /** Side of the squares of which the largest stays, after the activation; 1 is none. */
  readonly pool: number;
}

export interface Architecture {
  readonly name: string;
  /** [pixels], or [rows, columns, channels] of a convolution. */
  readonly input: readonly number[];
  readonly layers: readonly LayerShape[];
}

/** Dense layers of so many units with ReLUs between them, the first number that of the inputs; the last gives a logit for each class. */
export const dense = (...sizes: readonly number[]): LayerShape[] =>
  sizes.slice(1).map((units, i) => ({
    name: `dense${i + 1}`,
    shape: [sizes[i] as number, units],
    activation: i === sizes.length - 2 ? 'linear' : 'relu',
    pool: 1,
  }));

/** As in LeNet-5 of Caffe: no ReLU between a convolution and its pool. */
const filters = (name: string, inputs: number, outputs: number): LayerShape => ({
  name,
  shape: [5, 5, inputs, outputs],
  activation: 'linear',
  pool: 2,
});

/** For digits of 8 × 8 pixels. */
export const small: Architecture = { name: '64-32-10', input: [64], layers: dense(64, 32, 10) };

/** 266,200 weights, 266,610 with biases (LeCun et al. 1998). */
export const lenet300: Architecture = { name: 'LeNet-300-100', input: [784], layers: dense(784, 300, 100, 10) };

/** 430,500 weights, 431,080 with biases: LeNet-5 in the shape that Caffe’s examples gave it. */
export const lenet5: Architecture = {
  name: 'LeNet-5-Caffe',
  input: [28, 28, 1],
  layers: [filters('filters1', 1, 20), filters('filters2', 20, 50), ...dense(800, 500, 10)],
};

/** Weights of all layers, biases (one for each unit or filter) counted or left out. */
export const weightsOf = ({ layers }: Architecture, biases: 'counted' | 'leftOut'): number =>
  layers.reduce((sum, { shape }) => sum + sizeOf(shape) + (biases === 'counted' ? (shape.at(-1) as number) : 0), 0);
