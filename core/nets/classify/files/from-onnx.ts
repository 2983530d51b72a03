// A classifier in ONNX: a graph that is a chain, its numbers turned to our order.
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { transposed } from '../../../io/named-tensor.ts';
import { type OnnxGraph, type OnnxNode, readOnnx } from '../../../io/onnx.ts';
import type { Weights } from '../../parameters.ts';
import { type Chain, createChain } from './chain.ts';
import type { OwnClassifier } from './own-classifier.ts';
import { type Allowed, inWords, otherSetting, sideOf } from './settings.ts';

const STEPS = 'Gemm, MatMul, Add, Conv, Relu, MaxPool, Flatten, Reshape and Transpose, perhaps a Softmax at the end';

/** A node that takes what the last one gave. */
interface Step {
  readonly chain: Chain;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly weights: (at: number) => Weights;
  readonly bias: (at: number, units: number) => Float32Array | undefined;
  /** Whole numbers of a shape. */
  readonly sizes: (at: number) => readonly number[];
  /** The place of what the last one gave among its inputs. */
  readonly from: number;
  /** Refuses other settings of the operator. */
  readonly check: (allowed: Allowed) => void;
  readonly fault: (got: string) => InputError;
}

function gemm({ chain, settings, weights, bias, check }: Step): void {
  check({ transA: [0], transB: [0, 1], alpha: [1], beta: [1] });
  const given = weights(1);
  const turned = settings.transB === 1 && given.shape.length === 2 ? transposed(given, [1, 0]) : given;
  chain.dense(turned, bias(2, turned.shape.at(-1) ?? 0));
}

const unpadded = { auto_pad: ['NOTSET', 'VALID'], pads: [0], dilations: [1] };

function convolution({ chain, weights, bias, check, fault }: Step): void {
  check({ ...unpadded, strides: [1], group: [1] });
  const given = weights(1);
  if (given.shape.length !== 4) throw fault(`Conv with filters of ${given.shape.length} axes`);
  chain.filters(transposed(given, [2, 3, 1, 0]), bias(2, given.shape[0] as number), 'channelsFirst');
}

function pooling({ chain, settings, check, fault }: Step): void {
  const side = sideOf(settings.kernel_shape);
  if (side === undefined || settings.strides === undefined) throw fault('MaxPool of other than squares side by side');
  check({ ...unpadded, strides: [side], ceil_mode: [0] });
  chain.pool(side, 'channelsFirst');
}

/** The first size is the batch’s; 0 is the size as it was, but with `allowzero`. */
function reshaping({ chain, settings, sizes }: Step): void {
  const [, ...shape] = sizes(1);
  chain.reshape(settings.allowzero === 1 ? shape : shape.map((size, i) => (size === 0 ? (chain.shape[i] ?? 0) : size)));
}

function turning({ chain, settings: { perm }, fault }: Step): void {
  const [batch, ...axes] = Array.isArray(perm) ? (perm as number[]) : [];
  if (batch !== 0) throw fault('Transpose of the batch');
  chain.transpose(axes.map((axis) => axis - 1));
}

/** From the second axis on, however it is counted. */
function flattening({ chain, check }: Step): void {
  check({ axis: [1, -chain.shape.length] });
  chain.reshape([-1]);
}

function softmax({ chain, check }: Step): void {
  check({ axis: [-1, 1] });
  chain.softmax();
}

const nothing = () => undefined;
const operators = new Map<string, (step: Step) => void>([
  ['Gemm', gemm],
  ['MatMul', ({ chain, weights }) => chain.dense(weights(1))],
  ['Add', ({ chain, weights, from }) => chain.add(weights(1 - from))],
  ['Conv', convolution],
  ['Relu', ({ chain }) => chain.relu()],
  ['MaxPool', pooling],
  ['Flatten', flattening],
  ['Reshape', reshaping],
  ['Transpose', turning],
  ['Identity', nothing],
  ['Dropout', nothing],
  ['Softmax', softmax],
  ['LogSoftmax', softmax],
]);

/** Numbers and texts of attributes as they are. */
const settingsOf = ({ attributes = {} }: OnnxNode) =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, Object.values(attribute)[0] as unknown]));

/** What goes in, without the axis of the batch. */
function inputOf(file: string, { inputs }: OnnxGraph): { readonly name: string; readonly shape: readonly number[] } {
  const [input, second] = inputs;
  if (!input || second) throw new InputError(file, 'one input', second ? 'several' : 'none');
  const [, ...shape] = input.shape;
  // A size that a file leaves open is a word or 0.
  if (shape.length === 0 || shape.some((side) => typeof side === 'string' || side < 1))
    throw new InputError(
      file,
      'an input of a batch of examples whose sizes are told',
      input.shape.map(inWords).join(' × ').slice(0, 80) || 'no axes',
    );
  return { name: input.name, shape: shape as number[] };
}

/**
 * Reads the classifier of an ONNX file, its numbers perhaps among `files`, whose graph is a chain of those operators, float32, with channels
 * before rows and columns as ONNX has them. Throws InputError for any other.
 */
export function classifierInOnnx({ name: file, bytes }: NamedFile, files: readonly NamedFile[]): OwnClassifier {
  const graph = readOnnx(file, bytes, files);
  const input = inputOf(file, graph);
  const chain = createChain(file, input.shape);
  const parameters = new Map(graph.initializers.map((each) => [each.name, each]));
  const fault = (got: string) => new InputError(file, `a chain of ${STEPS}`, got);
  let reached = input.name;
  for (const node of graph.nodes) {
    const op = inWords(node.op);
    const apply = operators.get(node.op);
    if (!apply) throw fault(op || 'a node without a name');
    const from = node.inputs.indexOf(reached);
    if (from < 0 || (from > 0 && op !== 'Add')) throw fault(`${op} beside the chain`);
    const parameter = (at: number) => {
      const found = parameters.get(node.inputs[at] ?? '');
      if (!found) throw fault(`${op} of numbers that are computed`);
      return found;
    };
    const weights = (at: number): Weights => {
      const { shape, values } = parameter(at);
      if (!(values instanceof Float32Array)) throw fault(`${op} of whole numbers`);
      return { shape, values };
    };
    const settings = settingsOf(node);
    apply({
      chain,
      settings,
      weights,
      bias(at, units) {
        if (!node.inputs[at]) return undefined;
        const { shape, values } = weights(at);
        if (shape.at(-1) !== units || values.length !== units) throw fault(`${op} with a bias of ${shape.join(' × ') || 'one number'}`);
        return values;
      },
      sizes(at) {
        const { values } = parameter(at);
        if (values instanceof Float32Array) throw fault(`${op} to a shape of fractions`);
        return Array.from(values, Number);
      },
      from,
      fault,
      check(allowed) {
        const other = otherSetting(settings, allowed);
        if (other !== undefined) throw fault(`${op} with ${other}`);
      },
    });
    reached = node.outputs[0] ?? '';
  }
  if (graph.outputs.length !== 1 || graph.outputs[0]?.name !== reached) throw fault('outputs elsewhere than at the end');
  return chain.finish();
}
