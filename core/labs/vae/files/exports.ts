// What a trained autoencoder hands out: its networks in three formats with a model card, its codes, its sheet of images.
import { csvFormatRows } from 'd3-dsv';
import { encode as pngOf } from 'fast-png';
import { exactJson } from '../../../base/exact-json.ts';
import { npzOf } from '../../../io/npy.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import { layersFiles, metadataOf, networkNames, onnxFiles } from '../../../nets/network-files.ts';
import { weightsOf } from '../../../nets/parameters.ts';
import type { VaeValues } from '../declaration/params.ts';
import { sheetOf } from '../look/pictures.ts';
import { pointsOf } from '../look/points.ts';
import { entriesWritten } from '../run/entries.ts';
import { stepsBehind, type VaeState } from '../run/state.ts';
import { modelBytes } from '../run/trained-model.ts';
import { modelCard } from './model-card.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

const textFile = (name: string, type: string, text: string): ExportedFile => ({ name, type, bytes: new TextEncoder().encode(text) });

const card = (state: VaeState, values: VaeValues) => textFile('model-card.md', 'text/markdown', modelCard(state, values));

const metadata = ({ networks: { architecture, parameters }, before, step }: VaeState) => ({
  lab: 'vae',
  steps: String(stepsBehind({ before, step })),
  ...metadataOf(architecture, weightsOf(parameters)),
});

export function onnx(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const { architecture, parameters } = state.networks;
  const files = onnxFiles(architecture, weightsOf(parameters), metadata(state));
  return [
    ...networkNames.map((name) => ({ name: `${name}.onnx`, type: 'application/octet-stream', bytes: files[name] })),
    card(state, values),
  ];
}

/** A folder each for encoder and decoder, as `tf.loadLayersModel` reads them. */
export function layers(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const { architecture, parameters } = state.networks;
  const networks = layersFiles(architecture, weightsOf(parameters), metadata(state));
  const files = networkNames.flatMap((name) => {
    const { model, weights } = networks[name];
    return [
      { name: `${name}/${model.name}`, type: 'application/json', bytes: model.bytes },
      { name: `${name}/${weights.name}`, type: 'application/octet-stream', bytes: weights.bytes },
    ];
  });
  return [...files, card(state, values)];
}

/** All parameters under their own names; architecture and curves are among the metadata, so that the lab opens it again as it was. */
export function safetensors(state: VaeState, values: VaeValues): readonly ExportedFile[] {
  const { architecture, parameters } = state.networks;
  const history = exactJson(entriesWritten(state.entries));
  const bytes = modelBytes(architecture, weightsOf(parameters), { values: exactJson(values), history });
  return [{ name: 'model.safetensors', type: 'application/octet-stream', bytes }, card(state, values)];
}

/** A row a held-out image: its label, its class by name where classes have names, and mean and log variance of q(z|x) in each latent. */
export function codesCsv({ evaluation: { codes }, networks: { architecture }, heldOut }: VaeState): readonly ExportedFile[] {
  const k = architecture.latentDimension;
  const { labels, classes } = heldOut;
  const latents = Array.from({ length: k }, (_, j) => j + 1);
  const head = [
    'image',
    'label',
    ...(classes ? ['class'] : []),
    ...latents.map((j) => `mean_${j}`),
    ...latents.map((j) => `log_variance_${j}`),
  ];
  const rows = Array.from({ length: codes.means.length / k }, (_, row) => {
    const label = labels?.[row];
    return [
      `${row}`,
      `${label ?? ''}`,
      ...(classes ? [classes[label ?? -1] ?? ''] : []),
      ...Array.from(codes.means.subarray(row * k, (row + 1) * k), String),
      ...Array.from(codes.logVariances.subarray(row * k, (row + 1) * k), String),
    ];
  });
  return [textFile('codes.csv', 'text/csv', `${csvFormatRows([head, ...rows])}\n`)];
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
