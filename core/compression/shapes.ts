// What shape of numbers goes into each layer of a network and comes out, and whether its parts fit together.
import { InputError } from '../base/input-error.ts';
import type { CodedLayer, CodedNetwork } from './coded.ts';
import { sizeOf } from './weights.ts';

/** Of one layer: [units], or [rows, columns, channels]. */
export interface LayerShapes {
  readonly input: readonly number[];
  /** Before the largest of each square is taken. */
  readonly sums: readonly number[];
  readonly output: readonly number[];
}

/** Weights of all layers together, far above any network that a page trains, so that a hostile file does not fill the memory. */
export const MOST_WEIGHTS = 2 ** 24;
/** Numbers that one layer hands to the next. */
const MOST_ACTIVATIONS = 2 ** 24;

const sides = (shape: readonly number[]) => shape.join(' × ');
const isShape = (shape: readonly number[]) => shape.every((side) => Number.isInteger(side) && side >= 1 && side <= MOST_WEIGHTS);

function denseShapes(at: string, [inputs = 0, units = 0]: readonly number[], input: readonly number[], pool: number): LayerShapes {
  if (sizeOf(input) !== inputs) throw new InputError(`${at} weights`, `${sizeOf(input)} inputs`, String(inputs));
  if (pool !== 1) throw new InputError(`${at} pool`, '1 behind a dense layer', String(pool));
  return { input, sums: [units], output: [units] };
}

function filterShapes(at: string, shape: readonly number[], input: readonly number[], pool: number): LayerShapes {
  const [side = 0, other, inputs, outputs = 0] = shape;
  const [rows = 0, columns = 0, channels] = input;
  if (input.length !== 3 || channels !== inputs || side !== other)
    throw new InputError(`${at} weights`, `square filters for ${sides(input)} numbers`, sides(shape));
  const sums = [rows - side + 1, columns - side + 1, outputs] as const;
  const output = [Math.floor(sums[0] / pool), Math.floor(sums[1] / pool), outputs] as const;
  if (Math.min(...output) < 1)
    throw new InputError(`${at} weights`, `filters and pool within ${sides(input)}`, `${sides(shape)}, pool ${pool}`);
  return { input, sums, output };
}

/** What goes through one layer. Throws InputError where its weights do not take what comes in. */
function shapesThrough({ name, weights, bias, pool }: CodedLayer, input: readonly number[]): LayerShapes {
  const at = name.slice(0, 40);
  const { shape } = weights;
  if (!isShape(shape) || (shape.length !== 2 && shape.length !== 4))
    throw new InputError(`${at} weights`, '[inputs, units] or [side, side, inputs, outputs]', sides(shape));
  if (!(Number.isInteger(pool) && pool >= 1)) throw new InputError(`${at} pool`, 'a whole number from 1', String(pool));
  if (bias.length !== shape.at(-1)) throw new InputError(`${at} bias`, `${shape.at(-1)} numbers`, String(bias.length));
  const through = shape.length === 2 ? denseShapes(at, shape, input, pool) : filterShapes(at, shape, input, pool);
  if (sizeOf(through.sums) > MOST_ACTIVATIONS)
    throw new InputError(`${at} weights`, `at most ${MOST_ACTIVATIONS} numbers out of a layer`, String(sizeOf(through.sums)));
  return through;
}

/**
 * The shapes of each layer of a network: a dense layer takes what a convolution gives row by row, the channel last; what is left of a row or
 * column behind the last whole square of a pool is dropped. Throws InputError where layers do not fit together or there is none.
 */
export function shapesOf({ input, layers }: Pick<CodedNetwork, 'input' | 'layers'>): readonly LayerShapes[] {
  if (!isShape(input) || (input.length !== 1 && input.length !== 3) || sizeOf(input) > MOST_ACTIVATIONS)
    throw new InputError('input', '[pixels] or [rows, columns, channels]', sides(input));
  if (layers.length === 0) throw new InputError('layers', 'one at least', 'none');
  let reached = input;
  let weights = 0;
  return layers.map((layer) => {
    const through = shapesThrough(layer, reached);
    weights += sizeOf(layer.weights.shape);
    if (weights > MOST_WEIGHTS) throw new InputError('layers', `at most ${MOST_WEIGHTS} weights`, String(weights));
    reached = through.output;
    return through;
  });
}
