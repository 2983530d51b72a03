// What a trained autoencoder hands out: its networks in three formats with a model card, its codes, its sheet of images.
import { encode as pngOf } from 'fast-png';
import { denseOnnxOf } from '../../io/dense-onnx.ts';
import { exactJson } from '../../io/json.ts';
import { type DenseNetwork, layersModelOf } from '../../io/layers-model.ts';
import { npzOf } from '../../io/npy.ts';
import { safetensorsOf } from '../../io/safetensors.ts';
import type { ExportedFile } from '../../lab/lab.ts';
import { convolutionalLayers, convolutionalOnnx } from '../../nets/convolutional-files.ts';
import { denseNetworksOf } from '../../nets/dense-networks.ts';
import { type Weights, weightsOf } from '../../nets/parameters.ts';
import type { Architecture } from '../../nets/vae.ts';
import { modelCard } from './model-card.ts';
import type { VaeValues } from './params.ts';
import { sheetOf } from './pictures.ts';
import { pointsOf } from './points.ts';
import type { VaeState } from './state.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

const textFile = (name: string, type: string, text: string): ExportedFile => ({ name, type, bytes: new TextEncoder().encode(text) });

const card = (state: VaeState, values: VaeValues) => textFile('model-card.md', 'text/markdown', modelCard(state, values));

/** Both networks made files by one of two functions: of dense layers, or of convolutional ones. */
function filesOf<T>(
  { networks: { architecture, parameters } }: VaeState,
  ofDense: (network: DenseNetwork) => T,
  ofConvolutional: (architecture: Architecture, weights: Readonly<Record<string, Weights>>) => { readonly encoder: T; readonly decoder: T },
): readonly (readonly [network: string, files: T])[] {
  const weights = weightsOf(parameters);
  if (architecture.network === 'convolutional') return Object.entries(ofConvolutional(architecture, weights));
  return Object.values(denseNetworksOf(architecture, weights)).map((network) => [network.name, ofDense(network)] as const);
}

export function onnx(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const metadata = { lab: 'vae', architecture: exactJson(state.networks.architecture), steps: String(state.step) };
  const files = filesOf(
    state,
    (network) => denseOnnxOf(network, metadata),
    (architecture, weights) => convolutionalOnnx(architecture, weights, metadata),
  );
  return [...files.map(([name, bytes]) => ({ name: `${name}.onnx`, type: 'application/octet-stream', bytes })), card(state, values)];
}

/** A folder each for encoder and decoder, as `tf.loadLayersModel` reads them. */
export function layers(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const files = filesOf(state, layersModelOf, convolutionalLayers).flatMap(([name, { model, weights }]) => [
    { name: `${name}/${model.name}`, type: 'application/json', bytes: model.bytes },
    { name: `${name}/${weights.name}`, type: 'application/octet-stream', bytes: weights.bytes },
  ]);
  return [...files, card(state, values)];
}

/** All parameters under their own names; the architecture is among the metadata, so that the lab opens it again. */
export function safetensors(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const { architecture, parameters } = state.networks;
  const tensors = Object.entries(weightsOf(parameters)).map(([name, weights]) => ({ name, ...weights }));
  const metadata = { format: 'free-energy-lab/vae', architecture: exactJson(architecture), values: exactJson(values) };
  return [
    { name: 'model.safetensors', type: 'application/octet-stream', bytes: safetensorsOf({ tensors, metadata }) },
    card(state, values),
  ];
}

/** A row a held-out image: its label, and mean and log variance of q(z|x) in each latent. */
export function codesCsv({ evaluation: { codes }, networks: { architecture }, heldOut }: VaeState): readonly ExportedFile[] {
  const k = architecture.latentDimension;
  const latents = Array.from({ length: k }, (_, j) => j + 1);
  const head = ['image', 'label', ...latents.map((j) => `mean_${j}`), ...latents.map((j) => `log_variance_${j}`)];
  const rows = Array.from({ length: codes.means.length / k }, (_, row) =>
    [
      row,
      heldOut.labels?.[row] ?? '',
      ...codes.means.subarray(row * k, (row + 1) * k),
      ...codes.logVariances.subarray(row * k, (row + 1) * k),
    ].join(),
  );
  return [textFile('codes.csv', 'text/csv', `${[head.join(), ...rows].join('\n')}\n`)];
}

/** mean and log_variance (image, latent), label (image) where there are labels. */
export function codesNpz({ evaluation: { codes }, networks: { architecture }, heldOut }: VaeState): readonly ExportedFile[] {
  const k = architecture.latentDimension;
  const rows = codes.means.length / k;
  const bytes = npzOf({
    mean: { shape: [rows, k], values: Float64Array.from(codes.means) },
    log_variance: { shape: [rows, k], values: Float64Array.from(codes.logVariances) },
    ...(heldOut.labels && { label: { shape: [rows], values: Float64Array.from(heldOut.labels.subarray(0, rows)) } }),
  });
  return [{ name: 'codes.npz', type: 'application/zip', bytes }];
}

/** The images over the plane of codes, a pixel a pixel; of points the density learnt, white where it is largest. */
export function sheet(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const { density } = pointsOf(state, values);
  const white = density.values.reduce((most, value) => Math.max(most, value), 0);
  const {
    columns,
    rows,
    values: levels,
  } = white > 0 ? { ...density, values: density.values.map((p) => p / white) } : sheetOf(state, values);
  const data = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const level = levels[(rows - 1 - row) * columns + column] as number;
      data[row * columns + column] = Math.round(255 * Math.min(1, Math.max(0, level)));
    }
  }
  return [{ name: 'sheet.png', type: 'image/png', bytes: Uint8Array.from(pngOf({ width: columns, height: rows, data, channels: 1 })) }];
}
