// A compressed network as a file of our own.
//
//     4 bytes  F E L N
//     1 byte   version, 1
//     text     name                      (UTF-8 behind its length; numbers as in `ByteWriter.whole`)
//     shape    what comes in             (how many sides, and each)
//     number   of layers; of each:
//       text     name
//       shape    of the weights
//       byte     0 linear, 1 relu, 2 sign
//       number   the side of its pool
//       weights  kind, then as `writeCoded` has it
//       float32  bias, one for each of the last side of the shape
import { InputError } from '../../base/input-error.ts';
import { checkCoded } from '../check-coded.ts';
import type { CodedLayer, CodedNetwork } from '../coded.ts';
import { MOST_WEIGHTS, shapesOf } from '../shapes.ts';
import { sizeOf } from '../weights.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';
import { type ByteLedger, type ByteWriter, createByteWriter, parts } from './byte-writer.ts';
import { readCoded } from './read-coded.ts';
import { writeCoded } from './write-coded.ts';

const MAGIC = [0x46, 0x45, 0x4c, 0x4e];
const VERSION = 1;
const MOST_NAME_BYTES = 256;
const MOST_LAYERS = 256;
const MOST_SIDES = 4;
const activations = ['linear', 'relu', 'sign'] as const satisfies readonly CodedLayer['activation'][];

/** A file, what its bytes are for, and the same for each layer. */
export interface NetworkFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ledger: ByteLedger;
  readonly layers: readonly ByteLedger[];
}

function writeShape(writer: ByteWriter, shape: readonly number[]): void {
  writer.bytes('header', [shape.length]);
  for (const side of shape) writer.whole('header', side);
}

function writeLayer(writer: ByteWriter, { name, weights, bias, activation, pool }: CodedLayer): void {
  writer.text('header', name);
  writeShape(writer, weights.shape);
  writer.bytes('header', [activations.indexOf(activation)]);
  writer.whole('header', pool);
  writeCoded(writer, weights);
  writer.floats('biases', bias);
}

const less = (after: ByteLedger, before: ByteLedger): ByteLedger =>
  Object.fromEntries(parts.map((part) => [part, after[part] - before[part]])) as ByteLedger;

/** Throws InputError for a name that a file cannot hold. */
function checkName(what: string, name: string): void {
  if (3 * name.length > MOST_NAME_BYTES || /\p{Surrogate}/u.test(name))
    throw new InputError(what, `at most ${Math.floor(MOST_NAME_BYTES / 3)} letters`, name.slice(0, 40));
}

/**
 * The file of a network, and what its bytes are for: header + indices + codes + codebook + biases is its size. The table of an entropy coder
 * counts to what it codes. Throws InputError where parts of the network do not fit together.
 */
export function networkFileOf({ name, input, layers }: CodedNetwork): NetworkFile {
  shapesOf({ input, layers });
  checkName('name', name);
  if (layers.length > MOST_LAYERS) throw new InputError('layers', `at most ${MOST_LAYERS}`, String(layers.length));
  const writer = createByteWriter();
  writer.bytes('header', [...MAGIC, VERSION]);
  writer.text('header', name);
  writeShape(writer, input);
  writer.whole('header', layers.length);
  const ledgers = layers.map((layer) => {
    checkName('name of a layer', layer.name);
    checkCoded(`${layer.name} weights`, layer.weights);
    const before = writer.ledger();
    writeLayer(writer, layer);
    return less(writer.ledger(), before);
  });
  return { bytes: writer.finish(), ledger: writer.ledger(), layers: ledgers };
}

/** The bytes of a network’s file, the same for the same network. Throws InputError where parts of the network do not fit together. */
export const writeNetwork = (network: CodedNetwork): Uint8Array<ArrayBuffer> => networkFileOf(network).bytes;

function readShape(reader: ByteReader, what: string): readonly number[] {
  const count = reader.byte(what);
  if (count > MOST_SIDES) throw new InputError(what, `at most ${MOST_SIDES} sides`, String(count));
  return Array.from({ length: count }, () => reader.whole(what, MOST_WEIGHTS));
}

/**
 * Reads the file of a network, whatever its bytes: every length is checked before it is used, and all layers together have at most 2²⁴
 * weights. What `writeNetwork` wrote comes back to the last bit. `file` is its name. Throws InputError.
 */
export function readNetwork(bytes: Uint8Array, file = 'network'): CodedNetwork {
  const reader = createByteReader(file, bytes);
  if (bytes.length < MAGIC.length || reader.bytes('beginning', MAGIC.length).some((byte, i) => byte !== MAGIC[i]))
    throw new InputError(file, 'a compressed network', 'other bytes');
  const version = reader.byte('version');
  if (version !== VERSION) throw new InputError(`${file} version`, String(VERSION), String(version));
  const name = reader.text('name', MOST_NAME_BYTES);
  const input = readShape(reader, 'input');
  const count = reader.whole('layers', MOST_LAYERS);
  let weightsLeft = MOST_WEIGHTS;
  const layers = Array.from({ length: count }, (): CodedLayer => {
    const layer = reader.text('name of a layer', MOST_NAME_BYTES);
    const at = `${file} ${layer.slice(0, 40)}`;
    const shape = readShape(reader, `${layer.slice(0, 40)} shape`);
    weightsLeft -= sizeOf(shape);
    if (weightsLeft < 0 || !shape.every((side) => side >= 1) || shape.length === 0)
      throw new InputError(`${at} shape`, `at most ${MOST_WEIGHTS} weights in all layers`, shape.join(' × '));
    const activation = activations[reader.byte(`${at} activation`)];
    if (!activation) throw new InputError(`${at} activation`, activations.join(' or '), 'another');
    const pool = reader.whole(`${at} pool`, MOST_WEIGHTS);
    const weights = readCoded(reader, at, shape);
    return { name: layer, weights, bias: reader.floats(`${at} bias`, shape.at(-1) as number), activation, pool };
  });
  reader.end();
  const network = { name, input, layers };
  shapesOf(network);
  return network;
}
