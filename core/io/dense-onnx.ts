// Dense networks as ONNX: a Gemm a layer, and its activation.
import type { DenseNetwork, LayerActivation } from './layers-model.ts';
import { type OnnxInitializer, type OnnxNode, onnxOf } from './onnx.ts';

/** ONNX’s names of activations. */
export const operators: Readonly<Record<Exclude<LayerActivation, 'linear'>, string>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  softplus: 'Softplus',
  sigmoid: 'Sigmoid',
};

/** Nodes and numbers of layers, under their names. */
export const denseNodes = (layers: DenseNetwork['layers']): readonly OnnxNode[] =>
  layers.flatMap(({ name, input, activation }) => {
    const sum = activation === 'linear' ? name : `${name}_sum`;
    const gemm = { op: 'Gemm', inputs: [input, `${name}_kernel`, `${name}_bias`], outputs: [sum] };
    return activation === 'linear' ? [gemm] : [gemm, { op: operators[activation], inputs: [sum], outputs: [name] }];
  });

export const denseInitializers = (layers: DenseNetwork['layers']): readonly OnnxInitializer[] =>
  layers.flatMap(({ name, kernel, bias }) => [
    { name: `${name}_kernel`, shape: [kernel.length / bias.length, bias.length], values: kernel },
    { name: `${name}_bias`, shape: [bias.length], values: bias },
  ]);

/** The bytes of an ONNX file; every input and output is [batch, size]. Throws RangeError for parameters that do not fit their layers. */
export function denseOnnxOf({ name, inputs, layers, outputs }: DenseNetwork, metadata: Readonly<Record<string, string>> = {}) {
  return onnxOf({
    name,
    metadata,
    inputs: inputs.map((input) => ({ name: input.name, shape: ['batch', input.size] })),
    outputs: outputs.map((output) => ({
      name: output,
      shape: ['batch', layers.find((layer) => layer.name === output)?.bias.length ?? 0],
    })),
    nodes: denseNodes(layers),
    initializers: denseInitializers(layers),
  });
}
