// A trained model of the user’s, in any format in which this lab hands one out, made the one in which it is kept: safetensors.
import { exactJson } from '../../../base/exact-json.ts';
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { numbersBeside, storedLayers, tensorsOf } from '../../../io/layers-files.ts';
import { layersGraph } from '../../../io/layers-graph.ts';
import { readOnnx } from '../../../io/onnx.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import { unpacked } from '../../../io/unzip.ts';
import { initialValues, integer, parseValue, parseValues } from '../../../lab/param.ts';
import {
  countedWeights,
  type Found,
  layersFiles,
  type NetworkName,
  networkNames,
  onnxFiles,
  weightsFound,
} from '../../../nets/network-files.ts';
import type { Architecture } from '../../../nets/networks.ts';
import type { Weights } from '../../../nets/parameters.ts';
import { shapesIn } from '../declaration/adopt.ts';
import { params, type VaeValues } from '../declaration/params.ts';
import { architectureOf } from '../run/architecture-of.ts';
import { modelBytes } from '../run/trained-model.ts';

/** One network as a file has it: its numbers part by part, and how those parts fit together, as text. */
interface Part {
  readonly file: string;
  readonly network: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly graph: string;
  readonly tensors: readonly Float32Array[];
}

/** Makes files of parameters, to be compared with those that came. */
type Write = (architecture: Architecture, weights: Readonly<Record<string, Weights>>, network: NetworkName) => Part;

const WRITTEN = 'a model that this lab wrote';

function onnxPart({ name: file, bytes }: NamedFile): Part {
  const { metadata = {}, initializers, ...graph } = readOnnx(file, bytes);
  const tensors = initializers.flatMap(({ values }) => (values instanceof Float32Array ? [values] : []));
  const signatures = initializers.map(({ name, shape, values }) => [
    name,
    shape,
    values instanceof Float32Array ? 'float32' : values.join(),
  ]);
  return { file, network: graph.name, metadata, graph: exactJson([graph, signatures]), tensors };
}

/** A layers model’s part, its numbers in the files that it names; undefined for JSON of another kind. */
function layersPart(file: NamedFile, files: readonly NamedFile[]): Part | undefined {
  const stored = storedLayers(file);
  if (!stored) return undefined;
  const { config, metadata } = stored;
  const tensors = [...tensorsOf(stored, numbersBeside(stored, files)).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    file: file.name,
    network: typeof config.name === 'string' ? config.name : '',
    metadata,
    graph: layersGraph(stored, tensors),
    tensors: tensors.map(({ values }) => values),
  };
}

const writers = {
  onnx: (architecture, weights, network) => onnxPart({ name: network, bytes: onnxFiles(architecture, weights)[network] }),
  layers: (architecture, weights, network) => {
    const { model, weights: numbers } = layersFiles(architecture, weights)[network];
    return layersPart(model, [numbers]) as Part;
  },
} satisfies Record<string, Write>;

/** Most pixels of a side. */
const MOST_SIDE = 4096;

/** The architecture among a file’s metadata, within the bounds of the lab’s parameters. Throws InputError. */
function architectureIn(file: string, metadata: Part['metadata']): Architecture {
  const shapes = shapesIn(file, metadata);
  const side = integer({ label: 'side', group: '', effect: 'restart', scale: 'linear', min: 1, max: MOST_SIDE, initial: 1 });
  try {
    const values = parseValues(params, initialValues(params), shapes) as unknown as VaeValues;
    const { rows, columns } = JSON.parse(metadata.architecture as string) as Record<string, unknown>;
    return architectureOf(values, {
      rows: parseValue(side, 'rows', rows) as number,
      columns: parseValue(side, 'columns', columns) as number,
    });
  } catch (error) {
    if (error instanceof InputError) throw new InputError(file, `${error.parameter} of ${error.expected}`, error.got);
    throw error;
  }
}

/** Both networks’ parameters, from the numbers of their files. Throws InputError where anything but the numbers is not as this lab writes it. */
function modelOfParts(parts: readonly Part[], write: Write): Uint8Array<ArrayBuffer> {
  const [encoder, decoder] = networkNames.map((network) => {
    const of = parts.filter((part) => part.network === network);
    if (of.length !== 1) {
      const got =
        of.length === 0
          ? `${parts
              .map(({ file }) => file)
              .join(', ')
              .slice(0, 80)} alone`
          : `${of.length} of the ${network}`;
      throw new InputError('model', 'encoder and decoder, both files or the zip of them', got);
    }
    return of[0] as Part;
  }) as [Part, Part];
  if (exactJson(encoder.metadata) !== exactJson(decoder.metadata))
    throw new InputError(decoder.file, `the decoder of ${encoder.file}`, 'that of another model');
  const architecture = architectureIn(encoder.file, encoder.metadata);
  const counted = countedWeights(encoder.file, architecture);
  const found = [encoder, decoder].flatMap((part): Found[] => {
    const template = write(architecture, counted, part.network as NetworkName);
    if (template.graph !== part.graph) throw new InputError(part.file, WRITTEN, 'layers of another kind or shape');
    return template.tensors.map((places, i) => {
      const values = part.tensors[i] as Float32Array;
      if (values.length !== places.length) throw new InputError(part.file, `${places.length} numbers beside it`, String(values.length));
      return { file: part.file, counted: places, values };
    });
  });
  return modelBytes(architecture, weightsFound(encoder.file, counted, found, encoder.metadata));
}

/**
 * A model in files: one of safetensors, two of ONNX, four of TensorFlow.js, or a zip of any of these, with or without other files beside
 * them. Its bytes as safetensors, the architecture among the metadata. Throws InputError.
 */
export function readModel(given: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const files = unpacked(given);
  const named = (ending: RegExp) => files.filter(({ name }) => ending.test(name));
  // What a run is gone on from may lie beside what it handed out.
  const [whole, second] = named(/\.safetensors$/i).filter(({ name }) => !/(^|\/)checkpoint-\d+/.test(name));
  if (second) throw new InputError('model', 'one .safetensors', 'several');
  if (whole) {
    architectureIn(whole.name, readSafetensors(whole.name, whole.bytes).metadata);
    return Uint8Array.from(whole.bytes);
  }
  const onnx = named(/\.onnx$/i);
  if (onnx.length > 0) return modelOfParts(onnx.map(onnxPart), writers.onnx);
  const layers = named(/\.json$/i).flatMap((file) => layersPart(file, files) ?? []);
  if (layers.length > 0) return modelOfParts(layers, writers.layers);
  const got = files.map(({ name }) => name).join(', ');
  throw new InputError('model', 'one of ONNX, TensorFlow.js or safetensors that this lab wrote', got.slice(0, 80) || 'no files');
}
