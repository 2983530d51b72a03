// Dense networks as ONNX: a Gemm a layer, and its activation.
import type { DenseNetwork, LayerActivation } from './layers-model.ts';
import { onnxOf } from './onnx.ts';

/** ONNX’s names of activations. */
export const operators: Readonly<Record<Exclude<LayerActivation, 'linear'>, string>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  softplus: 'Softplus',
  sigmoid: 'Sigmoid',
};

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
    nodes: layers.flatMap(({ name: layer, input, activation }) => {
      const sum = activation === 'linear' ? layer : `${layer}_sum`;
      const gemm = { op: 'Gemm', inputs: [input, `${layer}_kernel`, `${layer}_bias`], outputs: [sum] };
      return activation === 'linear' ? [gemm] : [gemm, { op: operators[activation], inputs: [sum], outputs: [layer] }];
    }),
    initializers: layers.flatMap(({ name: layer, kernel, bias }) => [
      { name: `${layer}_kernel`, shape: [kernel.length / bias.length, bias.length], values: kernel },
      { name: `${layer}_bias`, shape: [bias.length], values: bias },
    ]),
  });
}
