// The files of a TensorFlow.js layers model as they were opened: what its JSON says, and the numbers that lie beside it.
import * as z from 'zod/mini';
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { besideOf } from './beside.ts';
import { floatsOf, type NamedTensor, sizeOf } from './named-tensor.ts';

// Every host has it; the language's own library does not declare it.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

const Manifest = z.array(
  z.object({
    paths: z.array(z.string()),
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.int().check(z.nonnegative())),
        dtype: z.literal('float32'),
        quantization: z.optional(z.undefined()),
      }),
    ),
  }),
);
const Topology = z.object({ class_name: z.string(), config: z.looseObject({}) });
const Frame = z.object({
  modelTopology: z.union([
    Topology,
    z.pipe(
      z.object({ model_config: Topology }),
      z.transform(({ model_config }) => model_config),
    ),
  ]),
  weightsManifest: z.array(z.unknown()),
  userDefinedMetadata: z.catch(z.record(z.string(), z.string()), {}),
});

/** What `model.json` says. */
export interface StoredLayers {
  readonly file: string;
  /** `Sequential`, `Model` or another. */
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly manifest: z.infer<typeof Manifest>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The layers model that a JSON file tells of; undefined for JSON of another kind. Throws InputError for text that is no JSON, and for numbers
 * that are not float32.
 */
export function storedLayers({ name: file, bytes }: NamedFile): StoredLayers | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InputError(file, 'JSON', 'text that does not parse');
  }
  const frame = Frame.safeParse(json);
  if (!frame.success) return undefined;
  const { modelTopology, weightsManifest, userDefinedMetadata } = frame.data;
  const manifest = Manifest.safeParse(weightsManifest);
  if (!manifest.success) {
    const path = manifest.error.issues[0]?.path.map(String).join('.');
    throw new InputError(file, 'a list of float32 weights and their files', `something else at weightsManifest.${path}`);
  }
  return {
    file,
    className: modelTopology.class_name,
    config: modelTopology.config,
    manifest: manifest.data,
    metadata: userDefinedMetadata,
  };
}

/** The numbers of a layers model, from the files that its JSON names, one behind the other. Throws InputError. */
export function numbersBeside({ file, manifest }: StoredLayers, files: readonly NamedFile[]): Float32Array<ArrayBuffer> {
  const beside = besideOf(file, files);
  const parts = manifest.flatMap(({ paths }) => paths.map((path) => beside(file, path)));
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  if (at === 0 || at % 4 !== 0) throw new InputError(file, 'float32 numbers beside it', `${at} bytes`);
  return floatsOf(whole);
}

/** Those numbers by the names of the weights, which they must fill. Throws InputError. */
export function tensorsOf({ file, manifest }: StoredLayers, numbers: Float32Array): Map<string, NamedTensor> {
  const specs = manifest.flatMap(({ weights }) => weights);
  const total = specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (numbers.length !== total) throw new InputError(file, `${total} numbers beside it`, String(numbers.length));
  const tensors = new Map<string, NamedTensor>();
  let at = 0;
  for (const { name, shape } of specs) {
    if (tensors.has(name)) throw new InputError(file, 'each weight once', `${name.slice(0, 40)} again`);
    tensors.set(name, { name, shape, values: numbers.subarray(at, at + sizeOf(shape)) });
    at += sizeOf(shape);
  }
  return tensors;
}
