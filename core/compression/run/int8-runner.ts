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

/** Writes q_j = clip(round(m_j (o_j + Σ_i q_i w_ij)) + z, least, 127), halves to even, to `out` from `at` on. */
export type Int8Kernel = (x: Int8Array, out: Int8Array, at: number, work: Work) => void;

/** How numbers become codes, and how codes are multiplied: whoever does it, with the same bits. */
export interface Int8Arithmetic {
  /** A function that writes the codes of so many numbers on a grid. */
  readonly quantizer: (grid: ActivationGrid, count: number) => (x: Float32Array, out: Int8Array) => void;
  readonly kernel: (layer: Int8Layer) => Int8Kernel;
}

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
export interface Int8Layer {
  readonly rows: Int8Array;
  readonly offsets: Int32Array;
  /** m = s_x s_w / s_y of each unit. */
  readonly multipliers: Float64Array;
  /** z of what comes out. */
  readonly zeroPoint: number;
  /** The least code: a ReLU’s is that of 0. */
  readonly least: number;
}

/** A layer between two grids in whole numbers. Throws InputError for weights that are not on a symmetric grid, for too many of them, and for units that are signs. */
export function int8Layer(layer: CodedLayer, input: ActivationGrid, output: ActivationGrid): Int8Layer {
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
  const multipliers = Float64Array.from(bias, (_, j) => (input.scale * (scales[scales.length === 1 ? 0 : j] as number)) / output.scale);
  // Below z is below 0.
  return { rows, offsets, multipliers, zeroPoint: output.zeroPoint, least: layer.activation === 'relu' ? output.zeroPoint : -128 };
}

/** Products of codes one by one. */
function int8Kernel({ rows, offsets, multipliers, zeroPoint, least }: Int8Layer): Int8Kernel {
  const units = offsets.length;
  const inputs = rows.length / units;
  return (x, out, at, work) => {
    for (let j = 0; j < units; j += 1) {
      const row = j * inputs;
      let sum = offsets[j] as number;
      for (let i = 0; i < inputs; i += 1) sum = (sum + (x[i] as number) * (rows[row + i] as number)) | 0;
      const code = roundHalfEven(sum * (multipliers[j] as number)) + zeroPoint;
      out[at + j] = code < least ? least : code > 127 ? 127 : code;
    }
    work.multiplyAccumulatesInt8 += rows.length;
    work.weightBytes += rows.length;
    work.activationBytes += inputs + units;
  };
}

const plain: Int8Arithmetic = { quantizer: (grid) => (x, out) => quantize(x, grid, out), kernel: int8Kernel };

function layerOf(layer: CodedLayer, shapes: LayerShapes, kernel: Int8Kernel) {
  const passage = passageOf<Int8Array>(layer, shapes, new Int8Array());
  const codes = new Int8Array(sizeOf(shapes.sums));
  const out = new Int8Array(sizeOf(shapes.output));
  return {
    out,
    run(x: Int8Array, work: Work) {
      passage(x, (row, at) => kernel(row, codes, at, work));
      return pooled<Int8Array>(codes, shapes, layer.pool, out);
    },
  };
}

/**
 * Runs a network whose layers are on symmetric grids, between the grids of `calibrate`: q_y = clip(round(m_j Σ_i (q_i − z_x) w_ij + …) + z_y) with
 * m_j = s_x s_w / s_y in float64, halves to even; a ReLU clips at z_y. `arithmetic` may be another with the same codes. Throws InputError where the network
 * or the grids do not fit.
 */
export function createInt8Runner(
  network: CodedNetwork,
  activations: readonly ActivationGrid[],
  { quantizer, kernel }: Int8Arithmetic = plain,
): Int8Runner {
  const shapes = shapesOf(network);
  if (activations.length !== network.layers.length + 1)
    throw new InputError('activations', `${network.layers.length + 1} grids`, String(activations.length));
  const grid = (i: number) => activations[i] as ActivationGrid;
  const layers = network.layers.map((layer, i) => layerOf(layer, shapes[i] as LayerShapes, kernel(int8Layer(layer, grid(i), grid(i + 1)))));
  const read = quantizer(grid(0), sizeOf(network.input));
  const first = new Int8Array(sizeOf(network.input));
  return {
    outputs: layers.map(({ out }) => out),
    run(x, work = createWork()) {
      checkInput(x, network.input);
      read(x, first);
      return layers.reduce<Int8Array>((reached, layer) => layer.run(reached, work), first);
    },
  };
}
