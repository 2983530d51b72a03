// Dense networks in whole numbers as TensorFlow Lite files, for phones and microcontrollers: a flatbuffer of the few tables that they need.
import { Builder, type Offset } from 'flatbuffers';

/** Codes x = s (q − z): int8, or int32 for a bias. One scale, or with `axis` one for each along it, and then z is 0. */
export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: 'int8' | 'int32';
  readonly scales: Float32Array | readonly number[];
  readonly zeroPoint: number;
  readonly axis?: number;
  /** Of a parameter: its codes. */
  readonly codes?: Int8Array | Int32Array;
}

/** y = W x + b, and perhaps its positive part: places in the list of tensors; weights are [units, inputs]. */
export interface TfliteDense {
  readonly input: number;
  readonly weights: number;
  readonly bias: number;
  readonly output: number;
  readonly relu: boolean;
}

export interface TfliteNetwork {
  readonly name: string;
  readonly tensors: readonly TfliteTensor[];
  readonly input: number;
  readonly output: number;
  readonly layers: readonly TfliteDense[];
}

// schema.fbs of TensorFlow Lite, version 3: numbers of operators, types and options, and below the places of fields in their tables.
const VERSION = 3;
const FULLY_CONNECTED = 9;
/** The version of the operator that takes int8; runtimes refuse those that they do not know. */
const OPERATOR_VERSION = 4;
const FULLY_CONNECTED_OPTIONS = 8;
const types = { int8: 9, int32: 2 } as const;
const DATA_ALIGNMENT = 16;

/** A table of fields, each written by its place. */
function table(builder: Builder, fields: number, write: () => void): Offset {
  builder.startObject(fields);
  write();
  return builder.endObject();
}

function vector(builder: Builder, size: number, count: number, alignment: number, add: (i: number) => void): Offset {
  builder.startVector(size, count, alignment);
  for (let i = count - 1; i >= 0; i -= 1) add(i);
  return builder.endVector();
}

const wholes = (builder: Builder, values: readonly number[]) =>
  vector(builder, 4, values.length, 4, (i) => builder.addInt32(values[i] as number));
const offsets = (builder: Builder, values: readonly Offset[]) =>
  vector(builder, 4, values.length, 4, (i) => builder.addOffset(values[i] as Offset));

function bufferOf(builder: Builder, codes: Int8Array | Int32Array | undefined): Offset {
  if (!codes) return table(builder, 1, () => undefined);
  const width = codes instanceof Int32Array ? 4 : 1;
  const bytes = new DataView(new ArrayBuffer(width * codes.length));
  codes.forEach((code, i) => {
    if (width === 4) bytes.setInt32(4 * i, code, true);
    else bytes.setInt8(i, code);
  });
  const data = vector(builder, 1, bytes.byteLength, DATA_ALIGNMENT, (i) => builder.addInt8(bytes.getInt8(i)));
  return table(builder, 1, () => builder.addFieldOffset(0, data, 0));
}

function quantizationOf(builder: Builder, { scales, zeroPoint, axis }: TfliteTensor): Offset {
  const scale = vector(builder, 4, scales.length, 4, (i) => builder.addFloat32(scales[i] as number));
  const zero = vector(builder, 8, scales.length, 8, () => builder.addInt64(BigInt(zeroPoint)));
  return table(builder, 7, () => {
    builder.addFieldOffset(2, scale, 0);
    builder.addFieldOffset(3, zero, 0);
    builder.addFieldInt32(6, axis ?? 0, 0);
  });
}

function tensorOf(builder: Builder, tensor: TfliteTensor, buffer: number): Offset {
  const name = builder.createString(tensor.name);
  const shape = wholes(builder, tensor.shape);
  const quantization = quantizationOf(builder, tensor);
  return table(builder, 5, () => {
    builder.addFieldOffset(0, shape, 0);
    builder.addFieldInt8(1, types[tensor.type], 0);
    builder.addFieldInt32(2, buffer, 0);
    builder.addFieldOffset(3, name, 0);
    builder.addFieldOffset(4, quantization, 0);
  });
}

function layerOf(builder: Builder, { input, weights, bias, output, relu }: TfliteDense): Offset {
  const inputs = wholes(builder, [input, weights, bias]);
  const outputs = wholes(builder, [output]);
  const options = table(builder, 2, () => builder.addFieldInt8(0, Number(relu), 0));
  return table(builder, 5, () => {
    builder.addFieldInt32(0, 0, 0);
    builder.addFieldOffset(1, inputs, 0);
    builder.addFieldOffset(2, outputs, 0);
    builder.addFieldInt8(3, FULLY_CONNECTED_OPTIONS, 0);
    builder.addFieldOffset(4, options, 0);
  });
}

/** The bytes of a .tflite file. Throws RangeError for codes that do not fill their shape. */
export function tfliteOf({ name, tensors, input, output, layers }: TfliteNetwork): Uint8Array<ArrayBuffer> {
  for (const { name: tensor, shape, codes } of tensors) {
    const count = shape.reduce((product, side) => product * side, 1);
    if (codes && codes.length !== count) throw new RangeError(`expected ${count} codes for ${tensor}, got ${codes.length}`);
  }
  const builder = new Builder(1024);
  const described = builder.createString(name);
  // The first buffer is empty by convention: it is that of tensors without codes.
  const held = tensors.filter(({ codes }) => codes);
  const buffers = offsets(builder, [bufferOf(builder, undefined), ...held.map(({ codes }) => bufferOf(builder, codes))]);
  const places = tensors.map((tensor) => tensorOf(builder, tensor, held.indexOf(tensor) + 1));
  const operators = layers.map((layer) => layerOf(builder, layer));
  const parts = {
    tensors: offsets(builder, places),
    inputs: wholes(builder, [input]),
    outputs: wholes(builder, [output]),
    operators: offsets(builder, operators),
  };
  const graph = table(builder, 4, () => {
    Object.values(parts).forEach((part, place) => {
      builder.addFieldOffset(place, part, 0);
    });
  });
  const code = table(builder, 4, () => {
    builder.addFieldInt8(0, FULLY_CONNECTED, 0);
    builder.addFieldInt32(2, OPERATOR_VERSION, 1);
    builder.addFieldInt32(3, FULLY_CONNECTED, 0);
  });
  const codes = offsets(builder, [code]);
  const graphs = offsets(builder, [graph]);
  const model = table(builder, 5, () => {
    builder.addFieldInt32(0, VERSION, 0);
    builder.addFieldOffset(1, codes, 0);
    builder.addFieldOffset(2, graphs, 0);
    builder.addFieldOffset(3, described, 0);
    builder.addFieldOffset(4, buffers, 0);
  });
  builder.finish(model, 'TFL3');
  return new Uint8Array(builder.asUint8Array());
}
