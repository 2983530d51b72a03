// The decoder of a softmax over grey levels for whoever else runs it: its layers, then the levels’ mean of each pixel.
import { denseInitializers, denseNodes } from '../io/dense-onnx.ts';
import { type DenseNetwork, type LayersFiles, layersFilesOf, weighted } from '../io/layers-model.ts';
import { onnxOf } from '../io/onnx.ts';
import { FEATURES, LEVELS } from '../tensor/index.ts';
import { greys } from './categorical.ts';
import { denseNetworksOf } from './dense-networks.ts';
import type { Architecture } from './networks.ts';
import type { Weights } from './parameters.ts';

type WeightsByName = Readonly<Record<string, Weights>>;

/** The layers that give the features of all pixels, the last one called so. */
function featuresOf(a: Architecture, weights: WeightsByName): DenseNetwork['layers'] {
  const { layers } = denseNetworksOf(a, weights).decoder;
  return layers.map((layer) => (layer.name === 'image' ? { ...layer, name: 'features' } : layer));
}

const levelsOf = (weights: WeightsByName) => ({
  kernel: weights['decoder/levels/weights'] as Weights,
  bias: weights['decoder/levels/bias'] as Weights,
});

/** Grey levels from 0 to 1 less one half, and the half: no whole numbers, by which files of networks are told apart from what is learnt. */
const aboveHalf: Weights = { shape: [LEVELS, 1], values: greys().map((grey) => grey - 0.5) };
const half: Weights = { shape: [1], values: Float32Array.of(0.5) };

/** `z` [batch, latents] to `image` [batch, pixels] in an ONNX file’s bytes. */
export function categoricalOnnx(a: Architecture, weights: WeightsByName, metadata: Readonly<Record<string, string>> = {}) {
  const layers = featuresOf(a, weights);
  const { kernel, bias } = levelsOf(weights);
  const shape = (name: string, ...sides: number[]) => ({ name, shape: [sides.length], values: BigInt64Array.from(sides, BigInt) });
  return onnxOf({
    name: 'decoder',
    metadata,
    inputs: [{ name: 'z', shape: ['batch', a.latentDimension] }],
    outputs: [{ name: 'image', shape: ['batch', a.pixels] }],
    nodes: [
      ...denseNodes(layers),
      { op: 'Reshape', inputs: ['features', 'by_pixel'], outputs: ['pixel_features'] },
      { op: 'Gemm', inputs: ['pixel_features', 'levels_kernel', 'levels_bias'], outputs: ['logits'] },
      { op: 'Softmax', inputs: ['logits'], outputs: ['shares'] },
      { op: 'Gemm', inputs: ['shares', 'means_kernel', 'means_bias'], outputs: ['means'] },
      { op: 'Reshape', inputs: ['means', 'by_image'], outputs: ['image'] },
    ],
    initializers: [
      ...denseInitializers(layers),
      { name: 'levels_kernel', ...kernel },
      { name: 'levels_bias', ...bias },
      { name: 'means_kernel', ...aboveHalf },
      { name: 'means_bias', ...half },
      shape('by_pixel', -1, FEATURES),
      shape('by_image', -1, a.pixels),
    ],
  });
}

/** The same as a layers model. */
export function categoricalLayers(a: Architecture, weights: WeightsByName, metadata?: Readonly<Record<string, string>>): LayersFiles {
  const { kernel, bias } = levelsOf(weights);
  return layersFilesOf(
    {
      name: 'decoder',
      inputs: [{ name: 'z', size: a.latentDimension }],
      layers: [
        ...featuresOf(a, weights).map(({ name, input, activation, kernel, bias }) => ({
          className: 'Dense',
          name,
          input,
          config: { units: bias.length, activation, ...weighted },
          weights: [
            { shape: [kernel.length / bias.length, bias.length], values: kernel },
            { shape: [bias.length], values: bias },
          ],
        })),
        { className: 'Reshape', name: 'pixel_features', input: 'features', config: { target_shape: [a.pixels, FEATURES] } },
        {
          className: 'Dense',
          name: 'shares',
          input: 'pixel_features',
          config: { units: LEVELS, activation: 'softmax', ...weighted },
          weights: [kernel, bias],
        },
        {
          className: 'Dense',
          name: 'means',
          input: 'shares',
          config: { units: 1, activation: 'linear', ...weighted },
          weights: [aboveHalf, half],
        },
        { className: 'Flatten', name: 'image', input: 'means', config: {} },
      ],
      outputs: ['image'],
    },
    metadata,
  );
}
