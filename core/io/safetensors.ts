// Safetensors: a JSON header of names, shapes and places, then the numbers. Nothing in such a file is code.
import { InputError } from '../base/input-error.ts';
import { checkTensors, floatsOf, isShape, type NamedTensor, putFloats, sizeOf } from './named-tensor.ts';

// Every host has them; the language's own library does not declare them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** Tensors in the order of their numbers, and words about them. */
export interface Safetensors {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const METADATA = '__metadata__';
/** Far above any network that a page trains: a header takes about a hundred bytes a tensor. */
const MOST_HEADER_BYTES = 16 * 1024 * 1024;

/** The bytes of a .safetensors file, numbers as F32. Throws RangeError for names that come twice and shapes that do not fit. */
export function safetensorsOf({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  checkTensors(tensors);
  if (tensors.some(({ name }) => name === METADATA)) throw new RangeError(`expected other names than ${METADATA}`);
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += 4 * values.length;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const head = Object.keys(metadata).length > 0 ? [[METADATA, metadata] as const] : [];
  // Members one by one: an object would put names that are whole numbers first.
  const json = [...head, ...entries].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
  const header = new TextEncoder().encode(`{${json}}`);
  // Spaces after the header, so that the numbers begin at a multiple of 8.
  const length = Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(header, 8);
  entries.forEach(([, { data_offsets }], i) => {
    putFloats(bytes, 8 + length + (data_offsets[0] as number), (tensors[i] as NamedTensor).values);
  });
  return bytes;
}

function parsed(name: string, bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InputError(name, 'a header in JSON', 'text that does not parse');
  }
  if (bytes[0] !== 0x7b || typeof header !== 'object' || header === null)
    throw new InputError(name, 'a header that is an object', 'another');
  return header as Record<string, unknown>;
}

function metadataOf(name: string, metadata: unknown = {}): Record<string, string> {
  const isRecord = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const words = isRecord ? Object.values(metadata) : [undefined];
  if (words.some((word) => typeof word !== 'string')) throw new InputError(name, 'metadata of words', 'something else');
  return metadata as Record<string, string>;
}

/** What stands in a header, in few letters. */
function shown(value: unknown): string {
  try {
    return JSON.stringify(value)?.slice(0, 40) ?? 'nothing';
  } catch {
    // Nested deeper than the stack.
    return 'something else';
  }
}

/**
 * Reads a .safetensors file of F32 numbers, whose tensors must fill the file without gaps or overlaps: so no byte is read twice and none is
 * hidden. `name` is the file's. Throws InputError.
 */
export function readSafetensors(name: string, bytes: Uint8Array): Safetensors {
  if (bytes.length < 8) throw new InputError(name, 'the length of a header in 8 bytes', `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (length > MOST_HEADER_BYTES || length < 2)
    throw new InputError(name, `a header of 2 to ${MOST_HEADER_BYTES} bytes`, `one of ${length} bytes`);
  const start = 8 + length;
  if (start > bytes.length) throw new InputError(name, `a header of ${length} bytes`, `a file of ${bytes.length} bytes`);
  const { [METADATA]: metadata, ...entries } = parsed(name, bytes.subarray(8, start));
  const places = Object.entries(entries).map(([tensor, entry]) => {
    const { dtype, shape, data_offsets: offsets } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
    const at = `${name} ${tensor.slice(0, 60)}`;
    if (dtype !== 'F32') throw new InputError(at, 'numbers of type F32', shown(dtype));
    if (!isShape(shape)) throw new InputError(at, 'a shape of whole numbers', shown(shape));
    if (!isShape(offsets) || offsets.length !== 2) throw new InputError(at, 'where it begins and ends', 'something else');
    const [begin, end] = offsets as [number, number];
    if (end - begin !== 4 * sizeOf(shape)) throw new InputError(at, `${4 * sizeOf(shape)} bytes for its shape`, String(end - begin));
    return { tensor, shape, begin, end };
  });
  // Those without numbers lie at the end of one and the beginning of the next.
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  for (const { tensor, begin, end } of places) {
    if (begin !== reached) throw new InputError(`${name} ${tensor.slice(0, 60)}`, `a beginning at byte ${reached}`, String(begin));
    reached = end;
  }
  if (start + reached !== bytes.length) throw new InputError(name, `${reached} bytes of numbers`, String(bytes.length - start));
  return {
    tensors: places.map(({ tensor, shape, begin, end }) => ({
      name: tensor,
      shape,
      values: floatsOf(bytes.subarray(start + begin, start + end)),
    })),
    metadata: metadataOf(name, metadata),
  };
}
