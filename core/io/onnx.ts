// Networks as ONNX files, for whatever runs those: a graph of named operators, and the numbers of its parameters.
import { create, createFileRegistry, type DescMessage, fromBinary, fromJson, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { pack } from '../codec/packed.ts';
import { type Beside, besideOf } from './beside.ts';
import { floatsOf, isShape, putFloats, sizeOf } from './named-tensor.ts';

/** An attribute of an operator: a number alone does not tell whether it is whole by nature or by chance. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] };

/** One operator of ONNX’s own set, such as `Gemm`; an input that is left out is the empty name. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** A float32 tensor that goes in or comes out: a size that is a word, such as `batch`, is free. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

/** A parameter in C order: float32, or int64 for what operators take as a shape. */
export interface OnnxInitializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** Whole numbers of `bits` bits, from −2^(bits − 1) on: codes of a parameter, which a node such as `DequantizeLinear` makes numbers of. */
export interface OnnxCodes {
  readonly name: string;
  readonly shape: readonly number[];
  readonly codes: Int8Array | Int32Array;
  readonly bits: 2 | 4 | 8 | 32;
}

/** A network: its nodes stand in an order in which they can be run. */
export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What a file is written for: a set of operators, that of ONNX 1.16 (2024) unless told; and codes among its parameters. */
export interface OnnxFile extends Omit<OnnxGraph, 'initializers'> {
  /** 13 has codes of 8 bits, 21 of 4, and 25 of 2. */
  readonly opset?: keyof typeof irVersions;
  readonly initializers: readonly (OnnxInitializer | OnnxCodes)[];
}

/** By the set of operators, the version of the format that came with it. */
const irVersions = { 13: 7n, 21: 10n, 25: 13n } as const;
const PRODUCER = 'Free Energy Lab';

// TensorProto.DataType and AttributeProto.AttributeType.
const FLOAT = 1;
const INT64 = 7;
const typeNames = [
  ...['none', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'text', 'bool', 'float16', 'float64', 'uint32', 'uint64'],
  ...['complex64', 'complex128', 'bfloat16'],
];
const typeName = (type: number): string => typeNames[type] ?? `type ${type}`;
const codeTypes = { 2: 26, 4: 22, 8: 3, 32: 6 } as const;
const types = { float: 1, int: 2, text: 3, tensor: 4, floats: 6, ints: 7 } as const;

/** Name, number and type of the fields of onnx.proto that are used here; `[]` marks a list, `[packed]` one without tags between. */
const fields = {
  ModelProto:
    'ir_version 1 int64, producer_name 2 string, graph 7 GraphProto, opset_import 8 OperatorSetIdProto[], metadata_props 14 StringStringEntryProto[]',
  OperatorSetIdProto: 'domain 1 string, version 2 int64',
  StringStringEntryProto: 'key 1 string, value 2 string',
  GraphProto:
    'node 1 NodeProto[], name 2 string, initializer 5 TensorProto[], input 11 ValueInfoProto[], output 12 ValueInfoProto[], sparse_initializer 15 bytes[]',
  NodeProto: 'input 1 string[], output 2 string[], name 3 string, op_type 4 string, attribute 5 AttributeProto[], domain 7 string',
  AttributeProto: 'name 1 string, f 2 float, i 3 int64, s 4 bytes, t 5 TensorProto, floats 7 float[], ints 8 int64[], type 20 int32',
  TensorProto:
    'dims 1 int64[], data_type 2 int32, float_data 4 float[packed], int64_data 7 int64[packed], name 8 string, raw_data 9 bytes, external_data 13 StringStringEntryProto[], data_location 14 int32',
  ValueInfoProto: 'name 1 string, type 2 TypeProto',
  TypeProto: 'tensor_type 1 TypeProtoTensor',
  // Called TypeProto.Tensor and TensorShapeProto.Dimension there: names are not in the file.
  TypeProtoTensor: 'elem_type 1 int32, shape 2 TensorShapeProto',
  TensorShapeProto: 'dim 1 Dimension[]',
  Dimension: 'dim_value 1 int64, dim_param 2 string',
};

/** The descriptor of one field, as descriptor.proto has it. */
function fieldOf(text: string) {
  const [name = '', number, type = ''] = text.split(' ');
  const [, base = '', list] = /^(\w+)(\[.*\])?$/.exec(type) ?? [];
  const scalar = /^[a-z]/.test(base);
  return {
    name,
    number: Number(number),
    label: list ? 'LABEL_REPEATED' : 'LABEL_OPTIONAL',
    ...(scalar ? { type: `TYPE_${base.toUpperCase()}` } : { type: 'TYPE_MESSAGE', typeName: `.onnx.${base}` }),
    ...(list === '[packed]' && { options: { packed: true } }),
  };
}

const modelSchema: DescMessage = (() => {
  const messageType = Object.entries(fields).map(([name, text]) => ({ name, field: text.split(', ').map(fieldOf) }));
  const file = fromJson(FileDescriptorProtoSchema, { name: 'onnx.proto', package: 'onnx', syntax: 'proto2', messageType });
  return createFileRegistry(file, () => undefined).getMessage('onnx.ModelProto') as DescMessage;
})();

// What the messages hold once read, as far as it is used; fields that are not there have the defaults of their types.
interface Entry {
  readonly key: string;
  readonly value: string;
}
interface Tensor {
  readonly name: string;
  readonly dims: readonly bigint[];
  readonly dataType: number;
  readonly floatData: readonly number[];
  readonly int64Data: readonly bigint[];
  readonly rawData: Uint8Array;
  readonly externalData: readonly Entry[];
  readonly dataLocation: number;
}
interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly f: number;
  readonly i: bigint;
  readonly s: Uint8Array;
  readonly t?: Tensor;
  readonly floats: readonly number[];
  readonly ints: readonly bigint[];
}
interface Node {
  readonly opType: string;
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly Attribute[];
}
interface ValueInfo {
  readonly name: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType: number;
      readonly shape?: { readonly dim: readonly { dimValue: bigint; dimParam: string }[] };
    };
  };
}
interface Model {
  readonly irVersion: bigint;
  readonly opsetImport: readonly { readonly domain: string; readonly version: bigint }[];
  readonly metadataProps: readonly Entry[];
  readonly graph?: {
    readonly name: string;
    readonly node: readonly Node[];
    readonly initializer: readonly Tensor[];
    readonly sparseInitializer: readonly unknown[];
    readonly input: readonly ValueInfo[];
    readonly output: readonly ValueInfo[];
  };
}

// Every host has them; the language's own library does not declare them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** What is wrong with the names of a graph: one that is made twice, or asked for before it is made. */
function faultOf({ inputs, outputs, nodes, initializers }: OnnxFile): string | undefined {
  const made = new Set<string>();
  const make = (names: readonly string[]) => {
    for (const name of names) {
      if (made.has(name)) return `${name} made twice`;
      if (name !== '') made.add(name);
    }
    return undefined;
  };
  const given = make([...initializers, ...inputs].map(({ name }) => name));
  if (given) return given;
  const missing = (names: readonly string[]) => names.find((name) => name !== '' && !made.has(name));
  for (const node of nodes) {
    const unknown = missing(node.inputs);
    if (unknown !== undefined) return `${unknown} asked for before it is made`;
    const twice = make(node.outputs);
    if (twice) return twice;
  }
  const never = missing(outputs.map(({ name }) => name));
  return never === undefined ? undefined : `${never} never made`;
}

const attributeOf = ([name, value]: [string, OnnxAttribute]) => {
  if ('int' in value) return { name, type: types.int, i: BigInt(value.int) };
  if ('float' in value) return { name, type: types.float, f: value.float };
  if ('text' in value) return { name, type: types.text, s: new TextEncoder().encode(value.text) };
  if ('ints' in value) return { name, type: types.ints, ints: value.ints.map(BigInt) };
  return { name, type: types.floats, floats: [...value.floats] };
};

const valueInfoOf = ({ name, shape }: OnnxValue) => {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: BigInt(size) } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
};

function codesOf({ name, shape, codes, bits }: OnnxCodes) {
  const view = new DataView(new ArrayBuffer(bits === 32 ? 4 * codes.length : 0));
  if (bits === 32) for (let i = 0; i < codes.length; i += 1) view.setInt32(4 * i, codes[i] as number, true);
  const rawData = bits === 32 ? new Uint8Array(view.buffer) : pack(codes, bits);
  return { name, dims: shape.map(BigInt), dataType: codeTypes[bits], rawData };
}

function tensorOf(tensor: OnnxInitializer | OnnxCodes) {
  const { name, shape } = tensor;
  const values = 'codes' in tensor ? tensor.codes : tensor.values;
  if (!isShape(shape) || sizeOf(shape) !== values.length)
    throw new RangeError(`expected ${shape.join(' × ')} numbers for ${name}, got ${values.length}`);
  return 'codes' in tensor ? codesOf(tensor) : numbersOf(tensor);
}

function numbersOf({ name, shape, values }: OnnxInitializer) {
  const floats = values instanceof Float32Array;
  const rawData = new Uint8Array(values.byteLength);
  if (floats) putFloats(rawData, 0, values);
  else {
    const view = new DataView(rawData.buffer);
    values.forEach((value, i) => {
      view.setBigInt64(8 * i, value, true);
    });
  }
  return { name, dims: shape.map(BigInt), dataType: floats ? FLOAT : INT64, rawData };
}

/** The bytes of an .onnx file. Throws RangeError for shapes that do not fit and for names made twice or not at all. */
export function onnxOf(graph: OnnxFile): Uint8Array<ArrayBuffer> {
  const fault = faultOf(graph);
  if (fault) throw new RangeError(`expected each name made once and before it is asked for, got ${fault}`);
  const { name, inputs, outputs, nodes, initializers, metadata = {}, opset = 21 } = graph;
  const model = create(modelSchema, {
    irVersion: irVersions[opset],
    producerName: PRODUCER,
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name,
      input: inputs.map(valueInfoOf),
      output: outputs.map(valueInfoOf),
      initializer: initializers.map(tensorOf),
      node: nodes.map(({ op, inputs: input, outputs: output, attributes = {} }) => ({
        opType: op,
        name: output[0] ?? '',
        input: [...input],
        output: [...output],
        attribute: Object.entries(attributes).map(attributeOf),
      })),
    },
  });
  return new Uint8Array(toBinary(modelSchema, model));
}

function whole(file: string, at: string, value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new InputError(`${file} ${at}`, 'a whole number below 2^53', String(value));
  return number;
}

function readAttribute(file: string, attribute: Attribute): [string, OnnxAttribute] {
  const { name, type, f, i, s, floats, ints } = attribute;
  const at = `attribute ${name.slice(0, 40)}`;
  if (type === types.int) return [name, { int: whole(file, at, i) }];
  if (type === types.float) return [name, { float: f }];
  if (type === types.text) return [name, { text: new TextDecoder().decode(s) }];
  if (type === types.ints) return [name, { ints: ints.map((each) => whole(file, at, each)) }];
  if (type === types.floats) return [name, { floats: [...floats] }];
  throw new InputError(`${file} ${at}`, 'a number, a text or numbers', `type ${type}`);
}

function readValue(file: string, { name, type }: ValueInfo): OnnxValue {
  const at = `${file} ${name.slice(0, 40)}`;
  const { elemType, shape } = type?.tensorType ?? {};
  if (elemType !== FLOAT) throw new InputError(at, 'a float32 tensor', elemType === undefined ? 'something else' : typeName(elemType));
  if (!shape) throw new InputError(at, 'a shape', 'none');
  return { name, shape: shape.dim.map(({ dimParam, dimValue }) => (dimParam === '' ? whole(file, name, dimValue) : dimParam)) };
}

/** Bytes of a tensor that lie in another file. */
function bytesBeside(at: string, { externalData }: Tensor, beside: Beside): Uint8Array {
  const { location = '', offset = '0', length } = Object.fromEntries(externalData.map(({ key, value }) => [key, value]));
  return beside(at, location, { offset: Number(offset), length: length === undefined ? undefined : Number(length) });
}

function readTensor(file: string, name: string, tensor: Tensor, beside: Beside): OnnxInitializer {
  const { dims, dataType, floatData, int64Data } = tensor;
  const at = `${file} ${name.slice(0, 40)}`;
  const shape = dims.map((size) => whole(file, name, size));
  if (shape.some((size) => size < 0)) throw new InputError(at, 'a shape of whole numbers', shape.join(' × '));
  if (dataType !== FLOAT && dataType !== INT64) throw new InputError(at, 'float32 or int64 numbers', typeName(dataType));
  const rawData = tensor.dataLocation === 0 ? tensor.rawData : bytesBeside(at, tensor, beside);
  const width = dataType === FLOAT ? 4 : 8;
  const listed = dataType === FLOAT ? floatData : int64Data;
  const raw = rawData.length > 0 || listed.length === 0;
  const length = raw ? rawData.length / width : listed.length;
  if (length !== sizeOf(shape)) throw new InputError(at, `${shape.join(' × ')} numbers`, String(length));
  if (dataType === FLOAT) return { name, shape, values: raw ? floatsOf(rawData) : Float32Array.from(floatData) };
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return {
    name,
    shape,
    values: BigInt64Array.from({ length }, (_, i) => (raw ? view.getBigInt64(8 * i, true) : (int64Data[i] as bigint))),
  };
}

/** The tensor of a Constant node that holds one, which is a parameter. */
const constantOf = ({ opType, attribute }: Node): Tensor | undefined =>
  opType === 'Constant' ? attribute.find(({ name, type }) => name === 'value' && type === types.tensor)?.t : undefined;

/**
 * Reads the graph of an .onnx file whose operators are ONNX’s own, with attributes that are numbers or texts, float32 inputs and outputs,
 * and parameters within the file, or in `files` beside it; not what it says of quantities between. Constant nodes of tensors come as parameters.
 * `file` is its name. Throws InputError.
 */
export function readOnnx(file: string, bytes: Uint8Array, files: readonly NamedFile[] = []): OnnxGraph {
  let model: Model;
  try {
    model = fromBinary(modelSchema, bytes, { readUnknownFields: false }) as unknown as Model;
  } catch {
    throw new InputError(file, 'an ONNX model', 'other bytes');
  }
  const { graph, opsetImport, metadataProps } = model;
  if (model.irVersion < 3n || !graph) throw new InputError(file, 'an ONNX model', 'other bytes');
  const foreign = opsetImport.find(({ domain }) => domain !== '' && domain !== 'ai.onnx');
  if (foreign || opsetImport.length === 0)
    throw new InputError(file, 'operators of ONNX itself', foreign ? foreign.domain.slice(0, 40) : 'none named');
  if (graph.sparseInitializer.length > 0) throw new InputError(file, 'parameters in full', 'sparse ones');
  const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
  const beside = besideOf(file, files);
  const tensors = graph.initializer.map((tensor) => [tensor.name, tensor] as const);
  const constants = graph.node.map((node) => [node.output[0] ?? '', constantOf(node)] as const);
  const initializers = [...tensors, ...constants].flatMap(([name, tensor]) => (tensor ? readTensor(file, name, tensor, beside) : []));
  const parameters = new Set(initializers.map(({ name }) => name));
  const read: OnnxGraph = {
    name: graph.name,
    // Files of the format's third version list parameters among the inputs, too.
    inputs: graph.input.filter(({ name }) => !parameters.has(name)).map((value) => readValue(file, value)),
    outputs: graph.output.map((value) => readValue(file, value)),
    nodes: graph.node
      .filter((node) => !constantOf(node))
      .map(({ opType, input, output, attribute }) => ({
        op: opType,
        inputs: [...input],
        outputs: [...output],
        ...(attribute.length > 0 && { attributes: Object.fromEntries(attribute.map((each) => readAttribute(file, each))) }),
      })),
    initializers,
    ...(metadataProps.length > 0 && { metadata }),
  };
  const fault = faultOf(read);
  if (fault) throw new InputError(file, 'each name made once and before it is asked for', fault.slice(0, 80));
  return read;
}
