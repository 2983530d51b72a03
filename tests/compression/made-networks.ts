// Networks coded by hand, for tests: simple roundings of normal weights.
import fc from 'fast-check';
import type { CodebookCodes, Coded, CodedLayer, CodedNetwork, Floats, GridCodes, Signs, Sparse } from '../../core/compression/coded.ts';
import { sizeOf } from '../../core/compression/weights.ts';
import type { Random } from '../../core/prob/random.ts';

type Shape = readonly number[];

export function normalsOf(random: Random, count: number, sd = 1): Float32Array<ArrayBuffer> {
  const out = new Float64Array(count);
  random.normals(out, 0, sd);
  return Float32Array.from(out);
}

export const floatsOf = (shape: Shape, values: Float32Array): Floats => ({ kind: 'float32', shape, values });

/** A symmetric grid: s = max |w| / (2^(b − 1) − 1), of the tensor or of each channel. */
export function gridOf(shape: Shape, values: Float32Array, bits: number, perChannel: boolean): GridCodes {
  const channels = perChannel ? (shape.at(-1) as number) : 1;
  const most = 2 ** (bits - 1) - 1;
  const scales = new Float32Array(channels);
  values.forEach((value, i) => {
    scales[i % channels] = Math.max(scales[i % channels] as number, Math.abs(value) / most);
  });
  const codes = Int8Array.from(values, (value, i) => Math.max(-most, Math.min(most, Math.round(value / (scales[i % channels] as number)))));
  return { kind: 'grid', shape, bits, codes, scales, zeroPoints: new Int8Array(channels) };
}

/** The nearest of evenly spaced levels. */
export function codebookOf(shape: Shape, values: Float32Array, count: number): CodebookCodes {
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const levels = Float32Array.from({ length: count }, (_, i) => reach * ((2 * i + 1) / count - 1));
  const codes = Uint8Array.from(values, (value) => Math.min(count - 1, Math.floor(((value / reach + 1) / 2) * count)));
  return { kind: 'codebook', shape, levels, codes };
}

export function signsOf(shape: Shape, values: Float32Array, perChannel: boolean): Signs {
  const channels = perChannel ? (shape.at(-1) as number) : 1;
  const scales = new Float32Array(channels);
  values.forEach((value, i) => {
    scales[i % channels] = (scales[i % channels] as number) + (Math.abs(value) * channels) / values.length;
  });
  return { kind: 'signs', shape, positive: Uint8Array.from(values, (value) => Number(value > 0)), scales };
}

/** The largest of them, `share` in all, coded in their turn. */
export function sparseOf(
  shape: Shape,
  values: Float32Array,
  share: number,
  code: (shape: Shape, values: Float32Array) => Sparse['values'],
): Sparse {
  const order = values.map(Math.abs).sort().reverse();
  const least = order[Math.min(order.length - 1, Math.round(share * order.length))] as number;
  const kept = Uint32Array.from(Array.from(values.keys()).filter((i) => Math.abs(values[i] as number) > least));
  return {
    kind: 'sparse',
    shape,
    kept,
    values: code(
      [kept.length],
      Float32Array.from(kept, (i) => values[i] as number),
    ),
  };
}

type Code = (shape: Shape, values: Float32Array) => Coded;
type Plan = readonly [name: string, shape: Shape, pool?: number];

/** Layers of normal weights of variance 2 / inputs, all but the last with ReLU, coded in a way. */
export function networkOf(random: Random, input: Shape, plans: readonly Plan[], code: Code): CodedNetwork {
  const layers = plans.map(([name, shape, pool = 1], i): CodedLayer => {
    const units = shape.at(-1) as number;
    const weights = code(shape, normalsOf(random, sizeOf(shape), Math.sqrt((2 * units) / sizeOf(shape))));
    return { name, weights, bias: normalsOf(random, units, 0.1), activation: i === plans.length - 1 ? 'linear' : 'relu', pool };
  });
  return { name: 'made by hand', input, layers };
}

/** LeNet-300-100. */
export const dense300 = (random: Random, code: Code) =>
  networkOf(random, [784], [['ip1', [784, 300]], ['ip2', [300, 100]], ['ip3', [100, 10]]], code); // biome-ignore format: one line

/** LeNet-5 as Caffe has it. */
export const convolutional5 = (random: Random, code: Code) =>
  networkOf(
    random,
    [28, 28, 1],
    [
      ['conv1', [5, 5, 1, 20], 2],
      ['conv2', [5, 5, 20, 50], 2],
      ['ip1', [800, 500]],
      ['ip2', [500, 10]],
    ],
    code,
  );

const float = fc.oneof(
  fc.float({ noNaN: false }),
  fc.constantFrom(-0, 1e-45, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const floats = (length: number) => fc.array(float, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));
const wholes = (length: number, min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
const scaleCounts = (shape: Shape) => fc.constantFrom(1, Math.max(1, shape.at(-1) as number));

const anyFloats = (shape: Shape): fc.Arbitrary<Floats> => floats(sizeOf(shape)).map((values) => ({ kind: 'float32', shape, values }));

const anyGrid = (shape: Shape): fc.Arbitrary<GridCodes> =>
  fc.tuple(fc.integer({ min: 2, max: 8 }), scaleCounts(shape), fc.boolean()).chain(([bits, scales, symmetric]) =>
    fc
      .tuple(
        wholes(sizeOf(shape), -(2 ** (bits - 1)), 2 ** (bits - 1) - 1),
        floats(scales),
        symmetric ? wholes(scales, 0, 0) : wholes(scales, -128, 127),
      )
      .map(([codes, s, z]) => ({
        kind: 'grid',
        shape,
        bits,
        codes: Int8Array.from(codes),
        scales: s,
        zeroPoints: Int8Array.from(z),
      })),
  );

const anyCodebook = (shape: Shape): fc.Arbitrary<CodebookCodes> =>
  fc
    .integer({ min: 1, max: 256 })
    .chain((count) => fc.tuple(floats(count), wholes(sizeOf(shape), 0, count - 1)))
    .map(([levels, codes]) => ({ kind: 'codebook', shape, levels, codes: Uint8Array.from(codes) }));

const anySigns = (shape: Shape): fc.Arbitrary<Signs> =>
  scaleCounts(shape)
    .chain((scales) => fc.tuple(wholes(sizeOf(shape), 0, 1), floats(scales)))
    .map(([positive, scales]) => ({ kind: 'signs', shape, positive: Uint8Array.from(positive), scales }));

const anyFull = (shape: Shape): fc.Arbitrary<Sparse['values']> =>
  fc.oneof(anyFloats(shape), anyGrid(shape), anyCodebook(shape), anySigns(shape));

const anySparse = (shape: Shape): fc.Arbitrary<Sparse> =>
  fc
    .subarray(Array.from({ length: sizeOf(shape) }, (_, i) => i))
    .chain((kept) => anyFull([kept.length]).map((values) => ({ kind: 'sparse', shape, kept: Uint32Array.from(kept), values })));

const anyLayer = (shape: Shape, pool: number): fc.Arbitrary<CodedLayer> =>
  fc.record({
    name: fc.string({ maxLength: 20, unit: 'grapheme' }).filter((text) => text.length < 60),
    weights: fc.oneof(anyFull(shape), anySparse(shape)),
    bias: floats(shape.at(-1) as number),
    activation: fc.constantFrom('linear' as const, 'relu' as const, 'sign' as const),
    pool: fc.constant(pool),
  });

/** Two inputs to three units that give signs, one of them of a sum that is 0 where the inputs are equal, and on to two classes. */
export const signUnits: CodedNetwork = {
  name: 'signs',
  input: [2],
  layers: [
    {
      name: 'a',
      weights: {
        kind: 'grid',
        shape: [2, 3],
        bits: 2,
        codes: Int8Array.of(1, 1, 0, -1, 1, 0),
        scales: Float32Array.of(1),
        zeroPoints: new Int8Array(1),
      },
      bias: Float32Array.of(0, -1, -0.5),
      activation: 'sign',
      pool: 1,
    },
    {
      name: 'b',
      weights: { kind: 'signs', shape: [3, 2], positive: Uint8Array.of(1, 0, 1, 1, 0, 1), scales: Float32Array.of(2, 3) },
      bias: Float32Array.of(0.5, 0),
      activation: 'linear',
      pool: 1,
    },
  ],
};

/** Inputs, and the logits that they give by hand: signs (x − y ≥ 0, x + y ≥ 1, −½ ≥ 0) times ±2 and ±3. */
export const signRows: readonly (readonly [inputs: readonly [number, number], logits: readonly [number, number]])[] = [
  [
    [1, 1],
    [2 * (1 + 1 + 1) + 0.5, 3 * (-1 + 1 - 1)],
  ],
  [
    [0, 1],
    [2 * (-1 + 1 + 1) + 0.5, 3 * (1 + 1 - 1)],
  ],
  [
    [0, 0.5],
    [2 * (-1 - 1 + 1) + 0.5, 3 * (1 - 1 - 1)],
  ],
];

/** Small networks of every kind, with any numbers. */
export const anyNetwork: fc.Arbitrary<CodedNetwork> = fc.oneof(
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 })
    .chain((units) => fc.tuple(...units.slice(1).map((out, i) => anyLayer([units[i] as number, out], 1))))
    .map((layers) => ({ name: 'dense', input: [layers[0]?.weights.shape[0] as number], layers })),
  fc.tuple(anyLayer([2, 2, 2, 3], 2), anyLayer([6, 4], 1)).map((layers) => ({ name: 'convolution', input: [3, 5, 2], layers })),
);
