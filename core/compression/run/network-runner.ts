// Runs a compressed network as it is coded, with float32 numbers between layers.
import { InputError } from '../../base/input-error.ts';
import { type CodedLayer, type CodedNetwork, decoded } from '../coded.ts';
import { type LayerShapes, shapesOf } from '../shapes.ts';
import { sizeOf } from '../weights.ts';
import { createWork, type Work } from '../work.ts';
import { denseKernel } from './dense-kernel.ts';
import type { Kernel } from './kernel.ts';
import { passageOf, pooled } from './passage.ts';
import { signsKernel } from './signs-kernel.ts';
import { sparseKernel } from './sparse-kernel.ts';

/** One network, ready to run. Its arrays are its own: each call overwrites what the last one gave. */
export interface NetworkRunner {
  /** Logits of one input, row by row, the channel last; adds what it did to `work`. Throws InputError for an input of another size. */
  readonly run: (x: Float32Array, work?: Work) => Float32Array;
  /** What each layer gave at the last run, after activation and pool. */
  readonly outputs: readonly Float32Array[];
}

const kernelOf = ({ weights, bias }: CodedLayer): Kernel => {
  if (weights.kind === 'sparse') return sparseKernel(weights, bias);
  return weights.kind === 'signs' ? signsKernel(weights, bias) : denseKernel(decoded(weights), bias);
};

function layerOf(layer: CodedLayer, shapes: LayerShapes, kernel: Kernel) {
  const passage = passageOf<Float32Array>(layer, shapes, new Float32Array());
  const sums = new Float32Array(sizeOf(shapes.sums));
  const output = new Float32Array(sizeOf(shapes.output));
  return {
    output,
    run(x: Float32Array, work: Work) {
      passage(x, (row, at) => kernel(row, sums, at, work));
      if (layer.activation === 'relu') for (let i = 0; i < sums.length; i += 1) if ((sums[i] as number) < 0) sums[i] = 0;
      if (layer.activation === 'sign') for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) >= 0 ? 1 : -1;
      return pooled<Float32Array>(sums, shapes, layer.pool, output);
    },
  };
}

/** Throws InputError for an input of another size. */
export function checkInput(x: ArrayLike<number>, shape: readonly number[]): void {
  if (x.length !== sizeOf(shape)) throw new InputError('input', `${shape.join(' × ')} numbers`, String(x.length));
}

/**
 * Runs layers by their kind: sparse ones by the weights that are left, signs by additions or counts, grids and codebooks by the numbers that they
 * stand for. `kernel` makes other kernels of them. Throws InputError where parts of the network do not fit together.
 */
export function createRunner(network: CodedNetwork, kernel: (layer: CodedLayer) => Kernel = kernelOf): NetworkRunner {
  const shapes = shapesOf(network);
  const layers = network.layers.map((layer, i) => layerOf(layer, shapes[i] as LayerShapes, kernel(layer)));
  return {
    outputs: layers.map(({ output }) => output),
    run(x, work = createWork()) {
      checkInput(x, network.input);
      return layers.reduce<Float32Array>((reached, layer) => layer.run(reached, work), x);
    },
  };
}
