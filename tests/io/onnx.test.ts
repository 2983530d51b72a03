// ONNX files: run by ONNX Runtime with the numbers of the definition, read back, and bytes that are no model.
import { create, createFileRegistry, fromBinary, fromJson, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { type OnnxGraph, onnxOf, readOnnx } from '../../core/io/onnx.ts';
import { createRandom } from '../../core/prob/random.ts';

ort.env.wasm.numThreads = 1;

const random = createRandom(7);
const normals = (length: number) => {
  const out = new Float64Array(length);
  random.normals(out);
  return Float32Array.from(out);
};

const [INPUTS, HIDDEN, OUTPUTS, ROWS] = [7, 11, 3, 5];
const parameters = { w1: normals(INPUTS * HIDDEN), b1: normals(HIDDEN), w2: normals(OUTPUTS * HIDDEN), b2: normals(OUTPUTS) };

/** x W₁ + b₁, the positive part, and h W₂ᵀ + ½ b₂. */
const net: OnnxGraph = {
  name: 'two layers',
  inputs: [{ name: 'x', shape: ['batch', INPUTS] }],
  outputs: [{ name: 'y', shape: ['batch', OUTPUTS] }],
  nodes: [
    { op: 'Gemm', inputs: ['x', 'w1', 'b1'], outputs: ['a'] },
    { op: 'Relu', inputs: ['a'], outputs: ['h'] },
    { op: 'Gemm', inputs: ['h', 'w2', 'b2'], outputs: ['y'], attributes: { transB: { int: 1 }, beta: { float: 0.5 } } },
  ],
  initializers: [
    { name: 'w1', shape: [INPUTS, HIDDEN], values: parameters.w1 },
    { name: 'b1', shape: [HIDDEN], values: parameters.b1 },
    { name: 'w2', shape: [OUTPUTS, HIDDEN], values: parameters.w2 },
    { name: 'b2', shape: [OUTPUTS], values: parameters.b2 },
  ],
  metadata: { lab: 'test', seed: '7' },
};

function expected(x: Float32Array): number[] {
  const { w1, b1, w2, b2 } = parameters;
  return Array.from({ length: x.length / INPUTS }, (_, row) => {
    const h = Array.from(b1, (b, j) => {
      let sum = b;
      for (let i = 0; i < INPUTS; i += 1) sum += (x[row * INPUTS + i] as number) * (w1[i * HIDDEN + j] as number);
      return Math.max(0, sum);
    });
    return Array.from(b2, (b, k) => h.reduce((sum, each, j) => sum + each * (w2[k * HIDDEN + j] as number), 0.5 * b));
  }).flat();
}

describe('a network as ONNX', () => {
  it('is run by ONNX Runtime with the outputs of its definition, for any number of rows', async () => {
    const session = await ort.InferenceSession.create(onnxOf(net));
    expect([session.inputNames, session.outputNames]).toEqual([['x'], ['y']]);
    for (const rows of [1, ROWS]) {
      const x = normals(rows * INPUTS);
      const y = (await session.run({ x: new ort.Tensor('float32', x, [rows, INPUTS]) })).y as ort.Tensor;
      expect(y.dims).toEqual([rows, OUTPUTS]);
      const exact = expected(x);
      (y.data as Float32Array).forEach((value, i) => {
        expect(Math.abs(value - (exact[i] as number))).toBeLessThan(1e-5);
      });
    }
  });

  it('may have several outputs, shapes as parameters, and attributes of every kind', async () => {
    const graph: OnnxGraph = {
      name: 'kinds',
      inputs: [{ name: 'x', shape: [2, 6] }],
      outputs: [
        { name: 'folded', shape: [2, 3, 2] },
        { name: 'turned', shape: [6, 2] },
        { name: 'leaky', shape: [2, 6] },
        { name: 'sum', shape: [2, 6] },
      ],
      nodes: [
        { op: 'Reshape', inputs: ['x', 'sizes'], outputs: ['folded'] },
        { op: 'Transpose', inputs: ['x'], outputs: ['turned'], attributes: { perm: { ints: [1, 0] } } },
        { op: 'LeakyRelu', inputs: ['x'], outputs: ['leaky'], attributes: { alpha: { float: 0.25 } } },
        { op: 'Constant', inputs: [], outputs: ['row'], attributes: { value_floats: { floats: [1, 2, 3, 4, 5, 6] } } },
        { op: 'Gelu', inputs: ['x'], outputs: ['unused'], attributes: { approximate: { text: 'tanh' } } },
        { op: 'Add', inputs: ['x', 'row'], outputs: ['sum'] },
      ],
      initializers: [{ name: 'sizes', shape: [3], values: BigInt64Array.of(2n, 3n, -1n) }],
    };
    expect(readOnnx('f', onnxOf(graph))).toEqual(graph);
    const session = await ort.InferenceSession.create(onnxOf(graph));
    const x = Float32Array.from({ length: 12 }, (_, i) => i - 6);
    const out = await session.run({ x: new ort.Tensor('float32', x, [2, 6]) });
    expect(out.folded?.dims).toEqual([2, 3, 2]);
    expect(out.turned?.data).toEqual(Float32Array.of(-6, 0, -5, 1, -4, 2, -3, 3, -2, 4, -1, 5));
    expect(out.leaky?.data).toEqual(x.map((v) => (v < 0 ? v / 4 : v)));
    expect(out.sum?.data).toEqual(x.map((v, i) => v + (i % 6) + 1));
  });

  it('comes back as it was, to the last bit', () => {
    expect(readOnnx('f', onnxOf(net))).toEqual(net);
    const odd = Float32Array.of(Number.NaN, -0, 1e-45, Number.POSITIVE_INFINITY);
    const graph = { ...net, initializers: [...net.initializers, { name: 'odd', shape: [2, 2], values: odd }] };
    expect(readOnnx('f', onnxOf(graph)).initializers.at(-1)?.values).toEqual(odd);
    const { metadata: _, ...plain } = net;
    expect(readOnnx('f', onnxOf(plain))).toEqual(plain);
  });

  it('is the same bytes for the same graph', () => {
    expect(onnxOf(net)).toEqual(onnxOf(net));
  });

  it.each([
    ['a name that nobody makes', { nodes: [{ op: 'Relu', inputs: ['z'], outputs: ['y'] }] }, 'got z asked for before it is made'],
    ['nodes out of order', { nodes: net.nodes.toReversed() }, 'got h asked for before it is made'],
    ['an output that nobody makes', { outputs: [{ name: 'q', shape: [1] }] }, 'got q never made'],
    ['a name made twice', { inputs: [...net.inputs, { name: 'w1', shape: [1] }] }, 'got w1 made twice'],
    [
      'a shape that does not fit',
      { initializers: [{ name: 'w1', shape: [2], values: Float32Array.of(1) }], nodes: [], outputs: [] },
      'expected 2 numbers',
    ],
  ] as [string, Partial<OnnxGraph>, string][])('is not written with %s', (_, change, message) => {
    expect(() => onnxOf({ ...net, ...change })).toThrow(RangeError);
    expect(() => onnxOf({ ...net, ...change })).toThrow(message);
  });
});

// A second descriptor, of the few fields that a fault needs and that we never write: the same numbers as in onnx.proto.
const field = (name: string, number: number, type: string, label = 'LABEL_OPTIONAL'): Record<string, string | number> =>
  /^[A-Z]/.test(type)
    ? { name, number, label, type: 'TYPE_MESSAGE', typeName: `.t.${type}` }
    : { name, number, label, type: `TYPE_${type.toUpperCase()}` };
const many = 'LABEL_REPEATED';
const { getMessage } = createFileRegistry(
  fromJson(FileDescriptorProtoSchema, {
    name: 't.proto',
    package: 't',
    syntax: 'proto2',
    messageType: [
      { name: 'Model', field: [field('ir_version', 1, 'int64'), field('graph', 7, 'Graph'), field('opset_import', 8, 'Opset', many)] },
      { name: 'Opset', field: [field('domain', 1, 'string'), field('version', 2, 'int64')] },
      {
        name: 'Graph',
        field: [
          field('node', 1, 'Node', many),
          field('initializer', 5, 'Tensor', many),
          field('input', 11, 'Value', many),
          field('sparse_initializer', 15, 'Tensor', many),
        ],
      },
      {
        name: 'Node',
        field: [field('output', 2, 'string', many), field('op_type', 4, 'string'), field('attribute', 5, 'Attribute', many)],
      },
      {
        name: 'Attribute',
        field: [field('name', 1, 'string'), field('t', 5, 'Tensor'), field('g', 6, 'Graph'), field('type', 20, 'int32')],
      },
      {
        name: 'Tensor',
        field: [
          field('dims', 1, 'int64', many),
          field('data_type', 2, 'int32'),
          field('float_data', 4, 'float', many),
          field('name', 8, 'string'),
          field('raw_data', 9, 'bytes'),
          field('external_data', 13, 'Entry', many),
          field('data_location', 14, 'int32'),
        ],
      },
      { name: 'Entry', field: [field('key', 1, 'string'), field('value', 2, 'string')] },
      { name: 'Value', field: [field('name', 1, 'string'), field('type', 2, 'Type')] },
      { name: 'Type', field: [field('tensor_type', 1, 'TensorType')] },
      { name: 'TensorType', field: [field('elem_type', 1, 'int32')] },
    ],
  }),
  () => undefined,
);
const schema = getMessage('t.Model') as NonNullable<ReturnType<typeof getMessage>>;
const opset = { domain: '', version: 21n };
const model = (graph: object, more: object = {}) =>
  toBinary(schema, create(schema, { irVersion: 10n, opsetImport: [opset], graph, ...more }));
const tensor = { name: 'w', dims: [2n], dataType: 1, rawData: new Uint8Array(8) };

describe('reading ONNX', () => {
  it('takes numbers in lists as well as in bytes', () => {
    const listed = model({ initializer: [{ name: 'w', dims: [3n], dataType: 1, floatData: [1, 2.5, -3] }] });
    expect(readOnnx('f', listed).initializers).toEqual([{ name: 'w', shape: [3], values: Float32Array.of(1, 2.5, -3) }]);
  });

  it('takes a Constant node of a tensor as the parameter that it is', () => {
    const t = { dims: [2n], dataType: 1, rawData: new Uint8Array(Float32Array.of(1, -2).buffer) };
    const constant = (changes = {}) =>
      model({ node: [{ opType: 'Constant', output: ['c'], attribute: [{ name: 'value', type: 4, t: { ...t, ...changes } }] }] });
    const { nodes, initializers } = readOnnx('f', constant());
    expect(nodes).toEqual([]);
    expect(initializers).toEqual([{ name: 'c', shape: [2], values: Float32Array.of(1, -2) }]);
    expect(() => readOnnx('f', constant({ dataType: 11 }))).toThrow('f c: expected float32 or int64 numbers, got float64');
  });

  it('takes numbers that lie in a file beside, each byte once', () => {
    const beside = { name: 'm/w.data', bytes: new Uint8Array(Float32Array.of(1, 2, 3).buffer) };
    const entry = (name: string, ...places: [string, string | undefined][]) => ({
      name,
      dims: [name === 'w' ? 2n : 1n],
      dataType: 1,
      dataLocation: 1,
      externalData: [['location', 'w.data'], ...places].map(([key, value]) => ({ key, value })),
    });
    const read = (...initializer: object[]) => readOnnx('m/f', model({ initializer }), [beside]).initializers.map(({ values }) => values);
    const w = entry('w', ['offset', '4'], ['length', '8']);
    expect(read(entry('v', ['length', '4']), w)).toEqual([Float32Array.of(1), Float32Array.of(2, 3)]);
    expect(read(entry('w', ['offset', '4']))).toEqual([Float32Array.of(2, 3)]);
    for (const [offset, length] of [
      ['4', '12'],
      ['-4', '8'],
      ['0', '-8'],
      ['x', '8'],
      ['1e300', '8'],
      ['0.5', '8'],
    ] as const) {
      const outside = () => read(entry('w', ['offset', offset], ['length', length]));
      expect(outside).toThrow(InputError);
      expect(outside).toThrow('m/f w: expected bytes of its own among the 12 of w.data, got');
    }
    expect(() => read(w, { ...w, name: 'u' })).toThrow('m/f u: expected bytes of its own among the 12 of w.data, got 8 from 4 on');
    expect(() => readOnnx('f', model({ initializer: [w] }), [beside])).toThrow('f w: expected w.data beside it, got none');
  });

  it('finds the numbers where onnx.proto puts them', () => {
    interface Read {
      readonly graph: { readonly initializer: readonly { readonly name: string; readonly rawData: Uint8Array }[] };
    }
    const { initializer } = (fromBinary(schema, onnxOf(net)) as unknown as Read).graph;
    expect(initializer.map(({ name, rawData }) => [name, new Float32Array(rawData.slice().buffer)])).toEqual(Object.entries(parameters));
  });

  it.each([
    ['nothing', new Uint8Array(0), 'f: expected an ONNX model, got other bytes'],
    ['text', new TextEncoder().encode('{"a": 1}'), 'f: expected an ONNX model, got other bytes'],
    ['half a model', onnxOf(net).subarray(0, 300), 'f: expected an ONNX model, got other bytes'],
    ['foreign operators', model({}, { opsetImport: [{ domain: 'com.microsoft', version: 1n }] }), 'f: expected operators of ONNX itself'],
    ['no set of operators', model({}, { opsetImport: [] }), 'f: expected operators of ONNX itself, got none named'],
    ['sparse parameters', model({ sparseInitializer: [tensor] }), 'f: expected parameters in full, got sparse ones'],
    ['numbers elsewhere', model({ initializer: [{ ...tensor, dataLocation: 1 }] }), 'f w: expected a file beside it, got none'],
    ['half precision', model({ initializer: [{ ...tensor, dataType: 10 }] }), 'f w: expected float32 or int64 numbers, got float16'],
    ['too few numbers', model({ initializer: [{ ...tensor, dims: [5n, 5n] }] }), 'f w: expected 5 × 5 numbers, got 2'],
    ['half a number', model({ initializer: [{ ...tensor, rawData: new Uint8Array(7) }] }), 'f w: expected 2 numbers, got 1.75'],
    ['a negative size', model({ initializer: [{ ...tensor, dims: [-1n, -2n] }] }), 'f w: expected a shape of whole numbers, got -1 × -2'],
    ['sizes beyond all numbers', model({ initializer: [{ ...tensor, dims: [2n ** 62n] }] }), 'f w: expected a whole number below 2^53'],
    [
      'graphs in attributes',
      model({ node: [{ opType: 'If', output: ['y'], attribute: [{ name: 'then', type: 5, g: {} }] }] }),
      'f attribute then:',
    ],
    [
      'inputs that are no floats',
      model({ input: [{ name: 'x', type: { tensorType: { elemType: 7 } } }] }),
      'f x: expected a float32 tensor, got int64',
    ],
    ['inputs that are no tensors', model({ input: [{ name: 'x' }] }), 'f x: expected a float32 tensor, got something else'],
    ['inputs without a shape', model({ input: [{ name: 'x', type: { tensorType: { elemType: 1 } } }] }), 'f x: expected a shape, got none'],
    [
      'a parameter twice',
      model({ initializer: [tensor, tensor] }),
      'f: expected each name made once and before it is asked for, got w made twice',
    ],
  ])('refuses %s in one line', (_, bytes, message) => {
    expect(() => readOnnx('f', bytes)).toThrow(InputError);
    expect(() => readOnnx('f', bytes)).toThrow(message);
  });

  it('ends in one line for any damage to one byte', () => {
    const good = onnxOf(net);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = good.slice();
        damaged[at] = ((damaged[at] as number) + change) % 256;
        try {
          readOnnx('f', damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses a message that claims to be 2 GB long', () => {
    const claim = Uint8Array.of(0x08, 10, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x07);
    expect(() => readOnnx('f', claim)).toThrow('f: expected an ONNX model, got other bytes');
  });
});
