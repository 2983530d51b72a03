// A classifier in safetensors: as this lab hands one out, or as a PyTorch state dict.
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { type NamedTensor, transposed } from '../../../io/named-tensor.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import type { Weights } from '../../parameters.ts';
import { trainedIn } from '../trained.ts';
import { createChain } from './chain.ts';
import type { OwnClassifier } from './own-classifier.ts';

interface Pair {
  readonly name: string;
  readonly weight: Weights;
  readonly bias?: Float32Array;
}

/** What stands under `name.weight` and `name.bias`, in the order of the file. */
function pairsIn(file: string, tensors: readonly NamedTensor[]): readonly Pair[] {
  const biases = new Map<string, Float32Array>();
  const weights = new Map<string, Weights>();
  for (const { name, shape, values } of tensors) {
    const [, stem = '', kind] = /^(?:(.*)\.)?(weight|bias)$/s.exec(name) ?? [];
    if (kind === 'weight' && (shape.length === 2 || shape.length === 4)) weights.set(stem, { shape, values });
    else if (kind === 'bias' && shape.length === 1) biases.set(stem, values);
    else throw new InputError(file, 'weights and biases of layers', `${name.slice(0, 60)} of ${shape.join(' × ') || 'a single number'}`);
  }
  const pairs = Array.from(weights, ([name, weight]): Pair => {
    const bias = biases.get(name);
    biases.delete(name);
    return { name, weight, ...(bias && { bias }) };
  });
  const [left] = biases.keys();
  if (left !== undefined) throw new InputError(file, 'weights for each bias', `${left.slice(0, 60)}.bias alone`);
  if (pairs.length === 0) throw new InputError(file, 'weights of layers', 'none');
  return pairs;
}

const inputsOf = ({ weight }: Pair) => weight.shape[1] as number;
const unitsOf = ({ weight }: Pair) => weight.shape[0] as number;

/** Dense layers one after the other, by their shapes; where two take as many inputs, by the numbers in their names. */
function ordered(file: string, pairs: readonly Pair[]): readonly Pair[] {
  if (pairs.length === 1) return pairs;
  const byInputs = new Map(pairs.map((pair) => [inputsOf(pair), pair]));
  if (byInputs.size === pairs.length) {
    const units = new Set(pairs.map(unitsOf));
    const order: Pair[] = [];
    let next = pairs.find((pair) => !units.has(inputsOf(pair)));
    while (next) {
      order.push(next);
      byInputs.delete(inputsOf(next));
      next = byInputs.get(unitsOf(next));
    }
    if (order.length === pairs.length) return order;
  }
  const order = pairs.toSorted((a, b) => naturally(a.name, b.name));
  const fits = order.every((pair, i) => /\d/.test(pair.name) && (i === 0 || unitsOf(order[i - 1] as Pair) === inputsOf(pair)));
  if (!fits)
    throw new InputError(
      file,
      'dense layers whose shapes or numbered names tell their order',
      pairs
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 80),
    );
  return order;
}

/** fc2 before fc10. */
function naturally(a: string, b: string): number {
  const [these, those] = [a, b].map((name) => name.split(/(\d+)/));
  for (const [i, part] of (these as string[]).entries()) {
    const other = those?.[i];
    if (other === undefined) return 1;
    const difference = i % 2 === 1 ? Number(part) - Number(other) : Number(part > other) - Number(part < other);
    if (difference) return difference;
  }
  return -1;
}

/** As PyTorch keeps it: weights [units, inputs], and nothing about what lies between layers. */
function stateDict(file: string, tensors: readonly NamedTensor[]): OwnClassifier {
  const pairs = pairsIn(file, tensors);
  const filters = pairs.find(({ weight }) => weight.shape.length === 4);
  if (filters) {
    const wanted = 'dense layers alone, since a state dict tells neither images nor pooling (ONNX does: torch.onnx.export)';
    throw new InputError(file, wanted, `filters ${filters.name.slice(0, 40)}`);
  }
  const order = ordered(file, pairs);
  const chain = createChain(file, [inputsOf(order[0] as Pair)]);
  order.forEach(({ weight, bias }, i) => {
    if (i > 0) chain.relu();
    chain.dense(transposed(weight, [1, 0]), bias);
  });
  return {
    ...chain.finish(),
    ...(order.length > 1 && { note: 'A state dict does not tell activations: a ReLU is taken between all layers.' }),
  };
}

/**
 * Reads what `networkSafetensorsOf` writes, or a state dict of dense layers, between which a ReLU is taken. Throws InputError for other tensors,
 * for numbers that are not float32, and for filters of a state dict.
 */
export function classifierInSafetensors({ name, bytes }: NamedFile): OwnClassifier {
  const { tensors, metadata } = readSafetensors(name, bytes);
  return metadata.input === undefined ? stateDict(name, tensors) : trainedIn(name, bytes);
}
