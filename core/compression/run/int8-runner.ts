// Runs a network in whole numbers: int8 codes, sums of their products in int32, and one multiplication for each sum.
import { InputError } from '../../base/input-error.ts';
import type { CodedLayer, CodedNetwork } from '../coded.ts';
import { type LayerShapes, shapesOf } from '../shapes.ts';
import { sizeOf } from '../weights.ts';
import { createWork, type Work } from '../work.ts';
import { type ActivationGrid, quantize, roundHalfEven } from './activation-grid.ts';
import { biasCodes } from './bias-codes.ts';
import { transposed } from './dense-kernel.ts';
import { checkInput } from './network-runner.ts';
import { passageOf, pooled } from './passage.ts';

/** Writes Σ_i q_i w_ij + o_j in int32 to `out` from `at` on. */
export type Int8Kernel = (x: Int8Array, out: Int32Array, at: number, work: Work) => void;

/** A network ready to run in whole numbers. Its arrays are its own: each call overwrites what the last one gave. */
export interface Int8Runner {
  /** Codes of the logits of one input, on the last of the grids. Throws InputError for an input of another size. */
  readonly run: (x: Float32Array, work?: Work) => Int8Array;
  /** The codes that each layer gave at the last run. */
  readonly outputs: readonly Int8Array[];
}

/** So many products of (q − z) and a code at most have a sum below 2³⁰. */
const MOST_INPUTS = 2 ** 15;

/** Weights [units, inputs] as codes, and what is added to each sum: the bias in whole numbers less z Σ_i w_ij, so that z needs no subtraction. */
export interface Int8Weights {
  readonly rows: Int8Array;
  readonly offsets: Int32Array;
  /** s_x s_w of each unit. */
  readonly units: Float64Array;
}

/** Throws InputError for weights that are not on a symmetric grid, and for too many of them. */
function int8Weights(layer: CodedLayer, input: ActivationGrid): Int8Weights {
  const { weights, bias, name, activation } = layer;
  if (activation === 'sign') throw new InputError(`${name} activation`, 'linear or relu', activation);
  if (weights.kind !== 'grid' || weights.zeroPoints.some((z) => z !== 0))
    throw new InputError(`${name} weights`, 'a symmetric grid', weights.kind === 'grid' ? 'an affine one' : weights.kind);
  const inputs = weights.codes.length / bias.length;
  if (inputs > MOST_INPUTS) throw new InputError(`${name} weights`, `at most ${MOST_INPUTS} inputs of a unit`, String(inputs));
  const rows = transposed(weights.codes, bias.length);
  const { codes } = biasCodes(layer, input);
  const offsets = codes.map((code, j) => {
    let sum = 0;
    for (let i = 0; i < inputs; i += 1) sum += rows[j * inputs + i] as number;
    return code - input.zeroPoint * sum;
  });
  const { scales } = weights;
  return { rows, offsets, units: Float64Array.from(bias, (_, j) => input.scale * (scales[scales.length === 1 ? 0 : j] as number)) };
}

/** Products of codes one by one. */
function int8Kernel({ rows, offsets }: Int8Weights): Int8Kernel {
  const units = offsets.length;
  const inputs = rows.length / units;
  return (x, out, at, work) => {
    for (let j = 0; j < units; j += 1) {
      const row = j * inputs;
      let sum = offsets[j] as number;
      for (let i = 0; i < inputs; i += 1) sum = (sum + (x[i] as number) * (rows[row + i] as number)) | 0;
      out[at + j] = sum;
    }
    work.multiplyAccumulatesInt8 += rows.length;
    work.bytesMoved += rows.length;
  };
}

function layerOf(
  layer: CodedLayer,
  shapes: LayerShapes,
  input: ActivationGrid,
  output: ActivationGrid,
  kernelOf: (w: Int8Weights) => Int8Kernel,
) {
  const weights = int8Weights(layer, input);
  const kernel = kernelOf(weights);
  const passage = passageOf<Int8Array>(layer, shapes, new Int8Array());
  const sums = new Int32Array(sizeOf(shapes.sums));
  const codes = new Int8Array(sums.length);
  const out = new Int8Array(sizeOf(shapes.output));
  const multipliers = weights.units.map((unit) => unit / output.scale);
  const z = output.zeroPoint;
  // Below z is below 0.
  const least = layer.activation === 'relu' ? z : -128;
  const channels = multipliers.length;
  return {
    out,
    run(x: Int8Array, work: Work) {
      passage(x, (row, at) => kernel(row, sums, at, work));
      for (let from = 0; from < sums.length; from += channels)
        for (let j = 0; j < channels; j += 1) {
          const code = roundHalfEven((sums[from + j] as number) * (multipliers[j] as number)) + z;
          codes[from + j] = code < least ? least : code > 127 ? 127 : code;
        }
      return pooled<Int8Array>(codes, shapes, layer.pool, out);
    },
  };
}

/**
 * Runs a network whose layers are on symmetric grids, between the grids of `calibrate`: q_y = clip(round(m_j Σ_i (q_i − z_x) w_ij + …) + z_y) with
 * m_j = s_x s_w / s_y in float64, halves to even; a ReLU clips at z_y. `kernel` may be another with the same sums. Throws InputError where the network
 * or the grids do not fit.
 */
export function createInt8Runner(
  network: CodedNetwork,
  activations: readonly ActivationGrid[],
  kernel: (weights: Int8Weights) => Int8Kernel = int8Kernel,
): Int8Runner {
  const shapes = shapesOf(network);
  if (activations.length !== network.layers.length + 1)
    throw new InputError('activations', `${network.layers.length + 1} grids`, String(activations.length));
  const grid = (i: number) => activations[i] as ActivationGrid;
  const layers = network.layers.map((layer, i) => layerOf(layer, shapes[i] as LayerShapes, grid(i), grid(i + 1), kernel));
  const first = new Int8Array(sizeOf(network.input));
  return {
    outputs: layers.map(({ out }) => out),
    run(x, work = createWork()) {
      checkInput(x, network.input);
      quantize(x, grid(0), first);
      return layers.reduce<Int8Array>((reached, layer) => layer.run(reached, work), first);
    },
  };
}
