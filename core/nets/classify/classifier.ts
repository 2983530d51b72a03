// Networks that tell classes apart: dense layers and convolutions, one after the other.
import type { Architecture, LayerShape } from '../../compression/ledger/networks.ts';
import type { Random } from '../../prob/random.ts';
import { constant, glorot, glorotFilters, type Weights } from '../parameters.ts';

/** What a classifier is: the last layer gives a logit for each class. */
export type Classifier = Architecture;

/** Parameters by name, as plain numbers. */
export type WeightsByName = Readonly<Record<string, Weights>>;

export const isConvolution = ({ shape }: LayerShape): boolean => shape.length === 4;

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
